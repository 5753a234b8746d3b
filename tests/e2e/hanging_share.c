/* A share whose server is gone, for tests: loaded before a program (LD_PRELOAD), it makes every call that opens or looks at something
   in $BOWBALL_HANG_FOLDER wait for as long as the file $BOWBALL_HANG_WHILE is there, as the kernel does with such a share. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void wait_for_share(const char* path) {
    const char* folder = getenv("BOWBALL_HANG_FOLDER");
    const char* flag = getenv("BOWBALL_HANG_WHILE");
    if (!folder || !flag || !path || strncmp(path, folder, strlen(folder)) != 0) return;
    while (syscall(SYS_faccessat, AT_FDCWD, flag, F_OK) == 0) {
        const struct timespec moment = {0, 10 * 1000 * 1000};
        nanosleep(&moment, NULL);
    }
}

static mode_t mode_of(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPEN(name)                                  \
    int name(const char* path, int flags, ...) {    \
        va_list more;                               \
        va_start(more, flags);                      \
        const mode_t mode = mode_of(flags, more);   \
        va_end(more);                               \
        wait_for_share(path);                       \
        return REAL(name)(path, flags, mode);       \
    }
OPEN(open)
OPEN(open64)

#define OPEN_AT(name)                                    \
    int name(int at, const char* path, int flags, ...) { \
        va_list more;                                    \
        va_start(more, flags);                           \
        const mode_t mode = mode_of(flags, more);        \
        va_end(more);                                    \
        wait_for_share(path);                            \
        return REAL(name)(at, path, flags, mode);        \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

DIR* opendir(const char* path) {
    wait_for_share(path);
    return REAL(opendir)(path);
}

#define OPEN_STREAM(name)                             \
    FILE* name(const char* path, const char* mode) {  \
        wait_for_share(path);                         \
        return REAL(name)(path, mode);                \
    }
OPEN_STREAM(fopen)
OPEN_STREAM(fopen64)

int stat(const char* path, struct stat* facts) {
    wait_for_share(path);
    return REAL(stat)(path, facts);
}
int fstatat(int at, const char* path, struct stat* facts, int flags) {
    wait_for_share(path);
    return REAL(fstatat)(at, path, facts, flags);
}

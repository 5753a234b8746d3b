/* A share whose server is gone, and a disk that hangs, for tests: loaded before a program (LD_PRELOAD), it makes every call that opens, looks at,
   writes or syncs something in $BOWBALL_HANG_FOLDER wait for as long as the file $BOWBALL_HANG_WHILE is there, as the kernel does then. With two
   numbers in that file it is a slow disk: each sync takes as many milliseconds as lie between them. */
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
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { mended, hangs, slow };
static int state_of_disk(long* least_ms, long* most_ms) {
    const char* flag = getenv("BOWBALL_HANG_WHILE");
    if (!flag) return mended;
    const long file = syscall(SYS_openat, AT_FDCWD, flag, O_RDONLY | O_CLOEXEC);
    if (file < 0) return mended;
    char text[64] = "";
    const long count = syscall(SYS_read, file, text, sizeof text - 1);
    syscall(SYS_close, file);
    return count > 0 && sscanf(text, "%ld %ld", least_ms, most_ms) == 2 ? slow : hangs;
}

static void sleep_ms(long ms) {
    const struct timespec moment = {ms / 1000, ms % 1000 * 1000 * 1000};
    nanosleep(&moment, NULL);
}

static int is_in_folder(const char* path) {
    const char* folder = getenv("BOWBALL_HANG_FOLDER");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static void wait_for_share(const char* path) {
    long least = 0, most = 0;
    if (!is_in_folder(path)) return;
    while (state_of_disk(&least, &most) == hangs) sleep_ms(10);
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

/* What is open already waits where it is written and where it is made durable. */
static void wait_for_disk(int descriptor, int is_sync) {
    long least = 0, most = 0;
    const int state = state_of_disk(&least, &most);
    if (state == mended) return;
    char link[40];
    char path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return;
    path[length] = 0;
    if (state == slow && is_sync && is_in_folder(path)) sleep_ms(least + random() % (most - least + 1));
    wait_for_share(path);
}

#define SYNC(name)                     \
    int name(int descriptor) {         \
        wait_for_disk(descriptor, 1);  \
        return REAL(name)(descriptor); \
    }
SYNC(fsync)
SYNC(fdatasync)

ssize_t write(int descriptor, const void* bytes, size_t count) {
    wait_for_disk(descriptor, 0);
    return REAL(write)(descriptor, bytes, count);
}
ssize_t writev(int descriptor, const struct iovec* pieces, int count) {
    wait_for_disk(descriptor, 0);
    return REAL(writev)(descriptor, pieces, count);
}
#define WRITE_AT(name, offset_type)                                                     \
    ssize_t name(int descriptor, const void* bytes, size_t count, offset_type offset) { \
        wait_for_disk(descriptor, 0);                                                   \
        return REAL(name)(descriptor, bytes, count, offset);                            \
    }
WRITE_AT(pwrite, off_t)
WRITE_AT(pwrite64, off64_t)

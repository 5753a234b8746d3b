/* A computer whose time of day jumps, for tests: loaded before a program (LD_PRELOAD), it makes CLOCK_REALTIME an hour late, an hour early,
   and a second more or less, each for two seconds, again and again; CLOCK_MONOTONIC is let alone, as when somebody sets the clock, or a
   daemon takes in a leap second at once. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static int (*real)(clockid_t, struct timespec*);
static time_t began;

__attribute__((constructor)) static void begin(void) {
    struct timespec now;
    real = (int (*)(clockid_t, struct timespec*))dlsym(RTLD_NEXT, "clock_gettime");
    real(CLOCK_MONOTONIC, &now);
    began = now.tv_sec;
}

int clock_gettime(clockid_t clock, struct timespec* at) {
    static const long steps[] = {0, 3600, -3600, 1, -1};
    struct timespec now;
    if (!real) begin();
    const int result = real(clock, at);
    if (result != 0 || clock != CLOCK_REALTIME) return result;
    real(CLOCK_MONOTONIC, &now);
    at->tv_sec += steps[(now.tv_sec - began) / 2 % 5];
    return 0;
}

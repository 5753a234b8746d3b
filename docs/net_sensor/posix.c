/* The sender as a program for Linux and other POSIX systems, to try a server without soldering anything. Public domain (CC0).

       net_sensor_posix ADDRESS PORT DEVICE KEY IMPULSES EVERY_MS PPM [SAMPLES]

   With SAMPLES it sends a trace too, on channel 2: so many at 4 kHz, in the middle of which a push begins. Makes so many impulses on channel 1, and prints of each its number, its stamp, and the same instant on CLOCK_MONOTONIC, in
   nanoseconds. Its own clock begins with a number of its own and runs PPM parts in a million too fast. It ends when the
   server has recorded all, or fails after half a minute. */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "sender.h"

typedef struct world {
    int socket;
    uint64_t started_ns;
    int64_t ppm;
} world;

static uint64_t monotonic_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t on_own_clock(const world *here, uint64_t monotonic) {
    const int64_t since = (int64_t)(monotonic - here->started_ns);
    return UINT64_C(5000000000) + (uint64_t)(since + since / 1000000 * here->ppm);
}

static uint64_t now_ns(void *user) { return on_own_clock(user, monotonic_ns()); }

static size_t receive(void *user, uint8_t *bytes, size_t size, uint64_t *at_ns) {
    const ssize_t got = recv(((world *)user)->socket, bytes, size, MSG_DONTWAIT);
    *at_ns = now_ns(user);
    return got < 0 ? 0 : (size_t)got;
}

static void send_it(void *user, const uint8_t *bytes, size_t size) {
    const ssize_t sent = send(((world *)user)->socket, bytes, size, MSG_DONTWAIT);
    (void)sent;
}

static int read_key(const char *hex, uint8_t key[32]) {
    int i;
    for (i = 0; i < 32; ++i) {
        unsigned byte;
        if (sscanf(hex + 2 * i, "%2x", &byte) != 1) return 0;
        key[i] = (uint8_t)byte;
    }
    return strlen(hex) == 64;
}

static uint64_t random_boot(void) {
    uint64_t boot = 0;
    FILE *source = fopen("/dev/urandom", "rb");
    if (source == NULL || fread(&boot, sizeof boot, 1, source) != 1) exit(1);
    fclose(source);
    return boot;
}

/* Its last sample is of now. */
static int send_trace(bwsn_sensor *sensor, int16_t *samples, int how_many, uint64_t now) {
    bwsn_trace trace = {2, "N", 250000, 0, 50000, 250000, NULL, 0};
    int i;
    if (how_many > (int)BWSN_MOST_SAMPLES) return 0;
    for (i = 0; i < how_many; ++i) samples[i] = (int16_t)(1200 + i % 3 + (i > how_many / 2 ? (i - how_many / 2) * 8 % 9000 : 0));
    trace.samples = samples;
    trace.count = (uint16_t)how_many;
    trace.ticks_ns = now - (uint64_t)how_many * trace.interval_ns;
    return bwsn_send_trace(sensor, &trace);
}

int main(int count, char **words) {
    static bwsn_sensor sensor;
    world here;
    bwsn_platform platform;
    struct sockaddr_in server;
    uint8_t key[32];
    uint64_t next, every_ns, deadline;
    int impulses;
    static int16_t samples[BWSN_MOST_SAMPLES];
    const int how_many = count == 9 ? atoi(words[8]) : 0;
    if ((count != 8 && count != 9) || !read_key(words[4], key)) {
        fprintf(stderr, "usage: net_sensor_posix ADDRESS PORT DEVICE KEY IMPULSES EVERY_MS PPM [SAMPLES]\n");
        return 2;
    }
    memset(&server, 0, sizeof server);
    server.sin_family = AF_INET;
    server.sin_port = htons((uint16_t)atoi(words[2]));
    if (inet_pton(AF_INET, words[1], &server.sin_addr) != 1) return 2;
    here.socket = socket(AF_INET, SOCK_DGRAM, 0);
    if (here.socket < 0 || connect(here.socket, (struct sockaddr *)&server, sizeof server) != 0) return 1;
    here.started_ns = monotonic_ns();
    here.ppm = atoi(words[7]);
    platform.now_ns = now_ns;
    platform.receive = receive;
    platform.send = send_it;
    platform.user = &here;
    bwsn_begin(&sensor, platform, (uint32_t)strtoul(words[3], NULL, 10), key, random_boot());
    bwsn_status(&sensor, 3920, -61, 215);
    if (how_many > 0 && !send_trace(&sensor, samples, how_many, now_ns(&here))) return 2;
    impulses = atoi(words[5]);
    every_ns = strtoull(words[6], NULL, 10) * 1000000u;
    next = here.started_ns + every_ns;
    deadline = here.started_ns + (uint64_t)impulses * every_ns + UINT64_C(30000000000);
    while (impulses > 0 || bwsn_waiting(&sensor) > 0 || bwsn_traces_waiting(&sensor) > 0) {
        struct pollfd wait;
        const uint64_t monotonic = monotonic_ns();
        if (monotonic > deadline) return 1;
        if (impulses > 0 && monotonic >= next) {
            const uint64_t ticks = on_own_clock(&here, monotonic);
            bwsn_impulse(&sensor, 1, (uint8_t)(impulses % 2), ticks, 1000);
            printf("%u %llu %llu\n", (unsigned)(sensor.next - 1), (unsigned long long)ticks, (unsigned long long)monotonic);
            next += every_ns;
            --impulses;
        }
        bwsn_poll(&sensor);
        wait.fd = here.socket;
        wait.events = POLLIN;
        poll(&wait, 1, 1);
    }
    if (bwsn_traces_refused(&sensor) > 0) return 3;
    return 0;
}

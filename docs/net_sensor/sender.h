/* A sensor that speaks to Bowball's driver net_sensor; ../net_sensor.md is the protocol. Portable C99, no dependency but
   blake2b.c, no memory from the heap, about 9 KB for the store. Public domain (CC0): put it into anything.

   Give it three functions of your platform, call bwsn_poll() at least every few milliseconds, and bwsn_impulse() with
   the time at which the edge came. All calls come from one thread: an interrupt leaves its stamp in a queue of yours, and
   the loop takes it from there. posix.c is a whole program. */
#ifndef BWSN_SENDER_H
#define BWSN_SENDER_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Impulses kept until the server has them on disk. When it is full the oldest is thrown out, and the server told. A power of two,
   4096 at most. */
#ifndef BWSN_STORE
#define BWSN_STORE 256u
#endif

#define BWSN_UNKNOWN_TEMPERATURE INT16_MIN

typedef struct bwsn_platform {
    /* Nanoseconds since boot, never back; on the clock that stamps the edges. */
    uint64_t (*now_ns)(void *user);
    /* The next datagram that has come: its length, 0 if there is none. `at_ns`: when it arrived, as early as you know. */
    size_t (*receive)(void *user, uint8_t *bytes, size_t size, uint64_t *at_ns);
    /* Sends to the server. May fail in silence: everything that matters is repeated. */
    void (*send)(void *user, const uint8_t *bytes, size_t size);
    void *user;
} bwsn_platform;

typedef struct bwsn_kept {
    uint64_t ticks_ns, due_ns;
    uint32_t number, uncertainty_ns;
    uint8_t channel, edge, attempts;
} bwsn_kept;

typedef struct bwsn_sensor {
    bwsn_platform platform;
    uint8_t key[32];
    uint32_t device;
    uint64_t boot, counter;
    uint32_t acked, oldest, next; /* numbers: recorded up to; first in the store; of the next impulse */
    bwsn_kept store[BWSN_STORE];
    int was_heard;                /* the server, in this boot */
    uint64_t heard_ns, hello_due_ns, status_due_ns;
    uint16_t battery_mv;
    int8_t signal_dbm;
    int16_t tenths_of_a_degree;
} bwsn_sensor;

/* `boot` must never be the same twice: 64 bits of the hardware's random generator, or a number that is counted up in
   flash before anything is sent. */
void bwsn_begin(bwsn_sensor *sensor, bwsn_platform platform, uint32_t device, const uint8_t key[32], uint64_t boot);

/* An edge, 0 rising or 1 falling, at `ticks_ns` on the clock of now_ns. `uncertainty_ns`: how far that may be off, half-width,
   95 %, for the sensor and its input alone. Is sent at once. */
void bwsn_impulse(bwsn_sensor *sensor, uint8_t channel, uint8_t edge, uint64_t ticks_ns, uint32_t uncertainty_ns);

/* For the health page; 0 or BWSN_UNKNOWN_TEMPERATURE where it is not known. */
void bwsn_status(bwsn_sensor *sensor, uint16_t battery_mv, int8_t signal_dbm, int16_t tenths_of_a_degree);

/* Answers the server, repeats what it has not recorded, says hello. */
void bwsn_poll(bwsn_sensor *sensor);

/* Impulses that the server has not yet recorded. */
uint32_t bwsn_waiting(const bwsn_sensor *sensor);

#ifdef __cplusplus
}
#endif
#endif

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

/* Traces under way at a time. Their samples stay in your memory. */
#ifndef BWSN_TRACES
#define BWSN_TRACES 2u
#endif

#define BWSN_MOST_SAMPLES 6000u
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

/* A force or acceleration around a start, evenly sampled. Leave `samples` alone until bwsn_traces_waiting() is 0. */
typedef struct bwsn_trace {
    uint8_t channel;
    char unit[9];                 /* up to eight letters: "N", "mm/s2" */
    int64_t scale_micro;          /* millionths of the unit per count; negative where the sensor hangs the wrong way round */
    uint64_t ticks_ns;            /* of the first sample, on the clock of now_ns */
    uint32_t uncertainty_ns;      /* of that, half-width, 95 % */
    uint32_t interval_ns;         /* between samples: 250000 for 4 kHz */
    const int16_t *samples;
    uint16_t count;               /* BWSN_MOST_SAMPLES at most */
} bwsn_trace;

typedef struct bwsn_kept_trace {
    bwsn_trace trace;
    uint64_t due_ns;
    uint32_t number;              /* 0: this place is free */
    uint16_t at, end;             /* samples still to be sent in this round */
    uint16_t gap, gap_end;        /* what the server misses, as far as it has said */
    uint8_t attempts;
} bwsn_kept_trace;

typedef struct bwsn_sensor {
    bwsn_platform platform;
    uint8_t key[32];
    uint32_t device;
    uint64_t boot, counter;
    uint32_t acked, oldest, next; /* numbers: recorded up to; first in the store; of the next impulse */
    bwsn_kept store[BWSN_STORE];
    bwsn_kept_trace traces[BWSN_TRACES];
    uint32_t next_trace, refused_traces;
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

/* Sends a trace, piece by piece with each poll, until the server has it on disk. Returns 0 if there is no place for one more, or if
   it makes no sense; else 1. */
int bwsn_send_trace(bwsn_sensor *sensor, const bwsn_trace *trace);

/* Traces that the server has not yet recorded. */
uint32_t bwsn_traces_waiting(const bwsn_sensor *sensor);

/* Traces that the server refused since bwsn_begin: they were not recorded, and are not kept. Show it, a program error is behind it. */
uint32_t bwsn_traces_refused(const bwsn_sensor *sensor);

/* Gives them up: their samples are yours again. */
void bwsn_forget_traces(bwsn_sensor *sensor);

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

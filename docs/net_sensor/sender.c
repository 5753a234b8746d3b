/* The event loop of a sensor; see sender.h. Public domain (CC0). */
#include "sender.h"

#include <string.h>

#include "blake2b.h"

enum { hello = 1, impulse = 2, status = 3, probe = 4, answer = 5, ack = 6, trace = 7, trace_request = 8 };
enum { header_size = 28, seal_size = 16, longest_in = 128, longest_out = 1200 };
/* Samples in one datagram: 1,096 bytes. */
enum { piece_samples = 500 };
/* What the server says of a trace. */
enum { is_wanted = 0, is_refused = 2 };
/* What the server takes: docs/net_sensor.md. */
static const uint32_t longest_interval_ns = 100000000;
static const int64_t largest_scale = INT64_C(1000000000000);

#define MS UINT64_C(1000000)
static const uint64_t first_repeat_ns = 150 * MS;
static const uint64_t longest_repeat_ns = 2000 * MS;
static const uint64_t hello_rhythm_ns = 500 * MS;
static const uint64_t status_rhythm_ns = 2000 * MS;
/* Not heard for so long, the server may have been started anew: hello. */
static const uint64_t silence_ns = 5000 * MS;
/* Repeated in one poll: the loop stays short, and the radio free for what is new. */
static const int most_repeats = 8;

/* A datagram under way: bytes and how many. */
typedef struct datagram {
    uint8_t bytes[longest_out];
    size_t size;
} datagram;

static void put(datagram *to, uint64_t number, int size) {
    for (; size > 0; --size, number >>= 8) to->bytes[to->size++] = (uint8_t)number;
}

static uint64_t get(const uint8_t *bytes, int size) {
    uint64_t number = 0;
    while (size > 0) number = number << 8 | bytes[--size];
    return number;
}

/* Is `a` behind `b`, also around 2^32? */
static int is_after(uint32_t a, uint32_t b) { return a != b && (uint32_t)(a - b) < UINT32_C(0x80000000); }

/* Every body begins with the state of the store. */
static void begin(bwsn_sensor *sensor, datagram *to, uint8_t kind) {
    memcpy(to->bytes, "BWSN\1", 5);
    to->bytes[5] = kind;
    to->size = 8; /* the length comes when it is known */
    put(to, sensor->device, 4);
    put(to, sensor->boot, 8);
    put(to, ++sensor->counter, 8);
    put(to, sensor->acked, 4);
    put(to, sensor->oldest, 4);
}

static void seal_and_send(bwsn_sensor *sensor, datagram *to) {
    const size_t size = to->size + seal_size;
    to->bytes[6] = (uint8_t)size;
    to->bytes[7] = (uint8_t)(size >> 8);
    bwsn_blake2b(to->bytes + to->size, seal_size, sensor->key, sizeof sensor->key, to->bytes, to->size);
    sensor->platform.send(sensor->platform.user, to->bytes, size);
}

static void send_hello(bwsn_sensor *sensor) {
    datagram to;
    begin(sensor, &to, hello);
    seal_and_send(sensor, &to);
}

static void send_status(bwsn_sensor *sensor) {
    datagram to;
    begin(sensor, &to, status);
    put(&to, sensor->battery_mv, 2);
    put(&to, (uint8_t)sensor->signal_dbm, 1);
    put(&to, 0, 1);
    put(&to, (uint16_t)sensor->tenths_of_a_degree, 2);
    put(&to, 0, 2);
    seal_and_send(sensor, &to);
}

static void send_impulse(bwsn_sensor *sensor, bwsn_kept *one, uint64_t now) {
    datagram to;
    uint64_t wait = longest_repeat_ns;
    begin(sensor, &to, impulse);
    put(&to, one->number, 4);
    put(&to, one->attempts, 1);
    put(&to, one->channel, 1);
    put(&to, one->edge, 1);
    put(&to, 0, 1);
    put(&to, one->ticks_ns, 8);
    put(&to, one->uncertainty_ns, 4);
    if (one->attempts < 4) wait = first_repeat_ns << one->attempts;
    if (one->attempts < 255) ++one->attempts;
    one->due_ns = now + wait;
    seal_and_send(sensor, &to);
}

/* Nonce and t0 go back as they came, with when the probe arrived and when the answer leaves. */
static void send_answer(bwsn_sensor *sensor, const uint8_t *body, uint64_t received_ns) {
    datagram to;
    begin(sensor, &to, answer);
    put(&to, get(body, 8), 8);
    put(&to, get(body + 8, 8), 8);
    put(&to, received_ns, 8);
    put(&to, sensor->platform.now_ns(sensor->platform.user), 8);
    seal_and_send(sensor, &to);
}

static void take_ack(bwsn_sensor *sensor, uint32_t number) {
    if (!is_after(number, sensor->acked) || !is_after(sensor->next, number)) return;
    sensor->acked = number;
    if (!is_after(sensor->oldest, number)) sensor->oldest = number + 1;
}

/* The next piece of this round. */
static void send_piece(bwsn_sensor *sensor, bwsn_kept_trace *one) {
    datagram to;
    uint16_t count = (uint16_t)(one->end - one->at), i;
    if (count > piece_samples) count = piece_samples;
    begin(sensor, &to, trace);
    put(&to, one->number, 4);
    put(&to, one->trace.count, 2);
    put(&to, one->at, 2);
    put(&to, one->trace.channel, 1);
    put(&to, one->attempts, 1);
    put(&to, count, 2);
    put(&to, one->trace.ticks_ns, 8);
    put(&to, one->trace.uncertainty_ns, 4);
    put(&to, one->trace.interval_ns, 4);
    put(&to, (uint64_t)one->trace.scale_micro, 8);
    memcpy(to.bytes + to.size, one->trace.unit, 8);
    to.size += 8;
    for (i = 0; i < count; ++i) put(&to, (uint16_t)one->trace.samples[one->at + i], 2);
    one->at = (uint16_t)(one->at + count);
    seal_and_send(sensor, &to);
}

/* One piece of one trace a poll, so that impulses are never held up. What is missing goes out in rounds, more and more seldom. */
static void send_traces(bwsn_sensor *sensor, uint64_t now) {
    unsigned i;
    for (i = 0; i < BWSN_TRACES; ++i) {
        bwsn_kept_trace *one = &sensor->traces[i];
        if (one->number == 0) continue;
        if (one->at >= one->end) {
            if (now < one->due_ns) continue;
            /* All are there and wait for the journal: its first sample asks how far that is. */
            one->at = one->gap < one->gap_end ? one->gap : 0;
            one->end = one->gap < one->gap_end ? one->gap_end : 1;
            if (one->attempts < 255) ++one->attempts;
        }
        send_piece(sensor, one);
        if (one->at >= one->end) one->due_ns = now + (one->attempts < 4 ? first_repeat_ns << one->attempts : longest_repeat_ns);
        return;
    }
}

static void take_trace_request(bwsn_sensor *sensor, const uint8_t *body) {
    const uint32_t number = (uint32_t)get(body, 4), first = (uint32_t)get(body + 6, 2), count = (uint32_t)get(body + 8, 2);
    unsigned i;
    for (i = 0; i < BWSN_TRACES; ++i) {
        bwsn_kept_trace *one = &sensor->traces[i];
        if (one->number == 0 || one->number != number) continue;
        if (body[4] == is_refused) ++sensor->refused_traces;
        if (body[4] != is_wanted) one->number = 0; /* on disk, or refused */
        else if (first + count <= one->trace.count) {
            one->gap = (uint16_t)first;
            one->gap_end = (uint16_t)(first + count);
        }
    }
}

/* Only what the server sealed for this boot of this sensor counts. An old one, played again, does no harm: acknowledgements
   only go up, and to an old probe the server awaits no answer. */
static int is_genuine(const bwsn_sensor *sensor, const uint8_t *bytes, size_t size) {
    uint8_t seal[seal_size], differs = 0;
    size_t i;
    if (size < header_size + seal_size || memcmp(bytes, "BWSN\1", 5) != 0 || get(bytes + 6, 2) != size) return 0;
    if (get(bytes + 8, 4) != sensor->device || get(bytes + 12, 8) != sensor->boot) return 0;
    bwsn_blake2b(seal, seal_size, sensor->key, sizeof sensor->key, bytes, size - seal_size);
    for (i = 0; i < seal_size; ++i) differs |= seal[i] ^ bytes[size - seal_size + i];
    return differs == 0;
}

static void take(bwsn_sensor *sensor, const uint8_t *bytes, size_t size, uint64_t at_ns) {
    const uint8_t *body = bytes + header_size;
    const size_t body_size = size - header_size - seal_size;
    if (!is_genuine(sensor, bytes, size)) return;
    if (bytes[5] == probe && body_size >= 16) send_answer(sensor, body, at_ns);
    else if (bytes[5] == ack && body_size >= 4) take_ack(sensor, (uint32_t)get(body, 4));
    else if (bytes[5] == trace_request && body_size >= 12) take_trace_request(sensor, body);
    else return;
    if (!sensor->was_heard) sensor->status_due_ns = at_ns + hello_rhythm_ns; /* must not overtake the first answer */
    sensor->was_heard = 1;
    sensor->heard_ns = at_ns;
}

void bwsn_begin(bwsn_sensor *sensor, bwsn_platform platform, uint32_t device, const uint8_t key[32], uint64_t boot) {
    memset(sensor, 0, sizeof *sensor);
    sensor->platform = platform;
    sensor->device = device;
    memcpy(sensor->key, key, sizeof sensor->key);
    sensor->boot = boot;
    sensor->oldest = sensor->next = sensor->next_trace = 1;
    sensor->tenths_of_a_degree = BWSN_UNKNOWN_TEMPERATURE;
}

void bwsn_impulse(bwsn_sensor *sensor, uint8_t channel, uint8_t edge, uint64_t ticks_ns, uint32_t uncertainty_ns) {
    bwsn_kept *one = &sensor->store[sensor->next % BWSN_STORE];
    if (bwsn_waiting(sensor) == BWSN_STORE) ++sensor->oldest;
    memset(one, 0, sizeof *one);
    one->number = sensor->next++;
    one->channel = channel;
    one->edge = edge;
    one->ticks_ns = ticks_ns;
    one->uncertainty_ns = uncertainty_ns;
    send_impulse(sensor, one, sensor->platform.now_ns(sensor->platform.user));
}

/* Up to eight printable letters without blanks, and zeros behind them. */
static int is_unit(const char *unit) {
    unsigned i, size = 0;
    while (size < 9 && unit[size] != 0) ++size;
    for (i = 0; i < size; ++i) {
        if (unit[i] <= ' ' || unit[i] > '~') return 0;
    }
    return size > 0 && size < 9;
}

/* The server refuses anything else, and then it is too late to send it otherwise. */
static int makes_sense(const bwsn_trace *what) {
    return what->count > 0 && what->count <= BWSN_MOST_SAMPLES && what->samples != 0 && what->interval_ns > 0 && what->interval_ns <= longest_interval_ns &&
           what->scale_micro != 0 && what->scale_micro <= largest_scale && what->scale_micro >= -largest_scale && what->ticks_ns <= INT64_MAX / 2 && is_unit(what->unit);
}

int bwsn_send_trace(bwsn_sensor *sensor, const bwsn_trace *what) {
    unsigned i;
    if (!makes_sense(what)) return 0;
    for (i = 0; i < BWSN_TRACES; ++i) {
        bwsn_kept_trace *one = &sensor->traces[i];
        if (one->number != 0) continue;
        memset(one, 0, sizeof *one);
        one->trace = *what;
        one->number = sensor->next_trace++;
        one->end = one->gap_end = what->count;
        if (sensor->next_trace == 0) sensor->next_trace = 1;
        return 1;
    }
    return 0;
}

uint32_t bwsn_traces_waiting(const bwsn_sensor *sensor) {
    uint32_t waiting = 0;
    unsigned i;
    for (i = 0; i < BWSN_TRACES; ++i) waiting += sensor->traces[i].number != 0;
    return waiting;
}

uint32_t bwsn_traces_refused(const bwsn_sensor *sensor) { return sensor->refused_traces; }

void bwsn_forget_traces(bwsn_sensor *sensor) { memset(sensor->traces, 0, sizeof sensor->traces); }

void bwsn_status(bwsn_sensor *sensor, uint16_t battery_mv, int8_t signal_dbm, int16_t tenths_of_a_degree) {
    sensor->battery_mv = battery_mv;
    sensor->signal_dbm = signal_dbm;
    sensor->tenths_of_a_degree = tenths_of_a_degree;
}

void bwsn_poll(bwsn_sensor *sensor) {
    uint8_t bytes[longest_in];
    uint64_t at_ns, now;
    uint32_t number;
    size_t size;
    int repeats = 0;
    while ((size = sensor->platform.receive(sensor->platform.user, bytes, sizeof bytes, &at_ns)) > 0) take(sensor, bytes, size, at_ns);
    now = sensor->platform.now_ns(sensor->platform.user);
    if ((!sensor->was_heard || now - sensor->heard_ns > silence_ns) && now >= sensor->hello_due_ns) {
        sensor->hello_due_ns = now + hello_rhythm_ns;
        send_hello(sensor);
    }
    if (sensor->was_heard && now >= sensor->status_due_ns) {
        sensor->status_due_ns = now + status_rhythm_ns;
        send_status(sensor);
    }
    for (number = sensor->oldest; number != sensor->next && repeats < most_repeats; ++number) {
        bwsn_kept *one = &sensor->store[number % BWSN_STORE];
        if (now < one->due_ns) continue;
        send_impulse(sensor, one, now);
        ++repeats;
    }
    if (sensor->was_heard) send_traces(sensor, now);
}

uint32_t bwsn_waiting(const bwsn_sensor *sensor) { return sensor->next - sensor->oldest; }

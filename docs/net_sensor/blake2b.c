/* BLAKE2b after RFC 7693, sections 2 and 3. Small rather than fast: two blocks on an ESP32 take some tens of microseconds.
   Public domain (CC0). */
#include "blake2b.h"

#include <string.h>

static const uint64_t initial[8] = {
    0x6a09e667f3bcc908u, 0xbb67ae8584caa73bu, 0x3c6ef372fe94f82bu, 0xa54ff53a5f1d36f1u,
    0x510e527fade682d1u, 0x9b05688c2b3e6c1fu, 0x1f83d9abfb41bd6bu, 0x5be0cd19137e2179u,
};

static const uint8_t sigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

static uint64_t rotated(uint64_t word, int by) { return word >> by | word << (64 - by); }

static void mix(uint64_t *v, int a, int b, int c, int d, uint64_t x, uint64_t y) {
    v[a] += v[b] + x;
    v[d] = rotated(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = rotated(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = rotated(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = rotated(v[b] ^ v[c], 63);
}

static void compress(uint64_t *h, const uint8_t *block, uint64_t count, int is_last) {
    uint64_t v[16], m[16];
    int i, byte, round;
    for (i = 0; i < 16; ++i) {
        m[i] = 0;
        for (byte = 7; byte >= 0; --byte) m[i] = m[i] << 8 | block[8 * i + byte];
    }
    for (i = 0; i < 8; ++i) {
        v[i] = h[i];
        v[8 + i] = initial[i];
    }
    v[12] ^= count;
    if (is_last) v[14] = ~v[14];
    for (round = 0; round < 12; ++round) {
        const uint8_t *s = sigma[round % 10];
        for (i = 0; i < 4; ++i) mix(v, i, 4 + i, 8 + i, 12 + i, m[s[2 * i]], m[s[2 * i + 1]]);
        for (i = 0; i < 4; ++i) mix(v, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4, m[s[8 + 2 * i]], m[s[9 + 2 * i]]);
    }
    for (i = 0; i < 8; ++i) h[i] ^= v[i] ^ v[8 + i];
}

void bwsn_blake2b(uint8_t *out, size_t out_size, const uint8_t *key, size_t key_size, const uint8_t *in, size_t in_size) {
    uint64_t h[8], count = 0;
    uint8_t block[128];
    size_t i;
    for (i = 0; i < 8; ++i) h[i] = initial[i];
    h[0] ^= 0x01010000u ^ (uint64_t)key_size << 8 ^ (uint64_t)out_size;
    memset(block, 0, sizeof block);
    if (key_size > 0) {
        memcpy(block, key, key_size);
        count = sizeof block;
        compress(h, block, count, in_size == 0);
    }
    while (in_size > 0 || count == 0) {
        const size_t part = in_size < sizeof block ? in_size : sizeof block;
        memset(block, 0, sizeof block);
        if (part > 0) memcpy(block, in, part);
        count += part;
        compress(h, block, count, part == in_size);
        if (part == in_size) break;
        in += part;
        in_size -= part;
    }
    for (i = 0; i < out_size; ++i) out[i] = (uint8_t)(h[i / 8] >> 8 * (i % 8));
}

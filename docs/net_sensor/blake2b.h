/* BLAKE2b (RFC 7693), keyed or not, in one call. Portable C99, no dependency. Public domain (CC0). */
#ifndef BWSN_BLAKE2B_H
#define BWSN_BLAKE2B_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* `out_size` 1 to 64, `key_size` 0 to 64. */
void bwsn_blake2b(uint8_t *out, size_t out_size, const uint8_t *key, size_t key_size, const uint8_t *in, size_t in_size);

#ifdef __cplusplus
}
#endif
#endif

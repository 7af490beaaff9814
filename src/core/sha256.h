/* SHA-256 (FIPS 180-4), SHA-1 for UUIDs, and UUIDv5 (RFC 9562 section 5.5). */
#ifndef CORE_SHA256_H
#define CORE_SHA256_H

#include "core/arena.h"

void sha256(str bytes, uint8_t digest[32]);
str
sha256_hex(struct arena *arena, const uint8_t digest[32], size_t bytes); /* of its first bytes */

/* Of a whole file, and how long it is (may be NULL); false when it is empty or none that can be
   read as one. */
bool sha256_file(int fd, uint8_t digest[32], size_t *size);

/* "urn:uuid:" and a UUIDv5 in the URL namespace, lower case. */
str uuid_v5(struct arena *arena, str name);

#endif

/* SHA-256 (FIPS 180-4), SHA-1 for UUIDs, and UUIDv5 (RFC 9562 section 5.5). */
#ifndef CORE_SHA256_H
#define CORE_SHA256_H

#include "core/arena.h"

void sha256(str bytes, uint8_t digest[32]);
str
sha256_hex(struct arena *arena, const uint8_t digest[32], size_t bytes); /* of its first bytes */

/* "urn:uuid:" and a UUIDv5 in the URL namespace, lower case. */
str uuid_v5(struct arena *arena, str name);

#endif

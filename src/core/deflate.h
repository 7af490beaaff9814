/* Raw deflate (RFC 1951) and CRC-32 (as ZIP has it). */
#ifndef CORE_DEFLATE_H
#define CORE_DEFLATE_H

#include "core/buf.h"

/* One compressor; each thread has its own. */
struct deflate;
struct deflate *deflate_new(void); /* NULL when memory is out */
void deflate_free(struct deflate *deflate);

/* Compressed bytes in the arena; the same input gives the same bytes. */
str deflate_bytes(struct deflate *deflate, struct arena *arena, str bytes);

uint32_t deflate_crc(uint32_t crc, str bytes); /* start with 0 */

#endif

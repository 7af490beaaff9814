/* Deflate (RFC 1951) and CRC-32 (as ZIP has it). */
#ifndef CORE_DEFLATE_H
#define CORE_DEFLATE_H

#include "core/buf.h"

/* One compressor; each thread has its own. */
struct deflate;
struct deflate *deflate_new(void); /* NULL when memory is out */
void deflate_free(struct deflate *deflate);

/* Compressed bytes in the arena; the same input gives the same bytes. */
str deflate_bytes(struct deflate *deflate, struct arena *arena, str bytes);

/* What deflate_bytes made of `size` bytes, in the arena; absent when it is damaged. */
str deflate_undo(struct arena *arena, str bytes, size_t size);

/* What a zlib stream (RFC 1950) holds, in the arena; absent when it is damaged or holds more than
   `most` bytes. */
str deflate_expand(struct arena *arena, str bytes, size_t most);

/* The bytes as a zlib stream, of a level from 1 to 12. Absent when memory is out. */
str deflate_zlib(struct arena *arena, str bytes, int level);

uint32_t deflate_crc(uint32_t crc, str bytes); /* start with 0 */

#endif

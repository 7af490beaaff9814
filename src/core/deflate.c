/* Raw deflate and CRC-32. */
#include "core/deflate.h"

#include <libdeflate.h>

/* 6 of 12: level 9 takes twice as long for 1 % less. */
#define LEVEL 6

struct deflate *
deflate_new(void)
{
	return (struct deflate *)libdeflate_alloc_compressor(LEVEL);
}

void
deflate_free(struct deflate *deflate)
{
	if (deflate)
		libdeflate_free_compressor((struct libdeflate_compressor *)deflate);
}

str
deflate_bytes(struct deflate *deflate, struct arena *arena, str bytes)
{
	struct libdeflate_compressor *compressor = (struct libdeflate_compressor *)deflate;
	size_t room = libdeflate_deflate_compress_bound(compressor, bytes.len);
	char *to = arena_grow(arena, NULL, 0, room);

	return (str){to, libdeflate_deflate_compress(compressor, bytes.at, bytes.len, to, room)};
}

uint32_t
deflate_crc(uint32_t crc, str bytes)
{
	return bytes.len ? libdeflate_crc32(crc, bytes.at, bytes.len) : crc;
}

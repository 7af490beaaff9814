/* Deflate and CRC-32. */
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

str
deflate_undo(struct arena *arena, str bytes, size_t size)
{
	char *to = arena_grow(arena, NULL, 0, size);
	struct libdeflate_decompressor *expander = libdeflate_alloc_decompressor();
	enum libdeflate_result result;

	if (!expander)
		return STR_NONE;
	result = libdeflate_deflate_decompress(expander, bytes.at, bytes.len, to, size, NULL);
	libdeflate_free_decompressor(expander);
	return result == LIBDEFLATE_SUCCESS ? (str){to, size} : STR_NONE;
}

str
deflate_expand(struct arena *arena, str bytes, size_t most)
{
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	size_t room = bytes.len * 4 + 1024, len = 0;
	char *to = NULL;

	for (; result == LIBDEFLATE_INSUFFICIENT_SPACE && room / 4 <= most; room *= 4) {
		struct libdeflate_decompressor *expander;

		/* The arena may jump out, so it is asked for room while no expander is held. */
		to = arena_grow(arena, NULL, 0, room);
		expander = libdeflate_alloc_decompressor();
		if (!expander)
			return STR_NONE;
		result = libdeflate_zlib_decompress(expander, bytes.at, bytes.len, to, room, &len);
		libdeflate_free_decompressor(expander);
	}
	return result == LIBDEFLATE_SUCCESS && len <= most ? (str){to, len} : STR_NONE;
}

str
deflate_zlib(struct arena *arena, str bytes, int level)
{
	size_t room = libdeflate_zlib_compress_bound(NULL, bytes.len);
	char *to = arena_grow(arena, NULL, 0, room);
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);

	if (!compressor)
		return STR_NONE;
	room = libdeflate_zlib_compress(compressor, bytes.at, bytes.len, to, room);
	libdeflate_free_compressor(compressor);
	return (str){to, room};
}

uint32_t
deflate_crc(uint32_t crc, str bytes)
{
	return bytes.len ? libdeflate_crc32(crc, bytes.at, bytes.len) : crc;
}

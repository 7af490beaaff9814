/* Tables of characters, asked of iconv. */
#include "decode/charmap.h"

#include <iconv.h>

#define PAIR_LEADS 126  /* 0x81 to 0xFE */
#define PAIR_TRAILS 191 /* 0x40 to 0xFE */
#define UNASKED 0       /* no byte above 0x7F stands for U+0000 */

struct charmap {
	struct arena *arena;
	iconv_t iconv;
	enum encoding encoding;
	bool c1; /* bytes 0x80 to 0x9F that iconv does not know stand for C1 controls */
	bool many;
	uint32_t single[256];
	uint32_t *pairs; /* PAIR_LEADS times PAIR_TRAILS, made when first asked */
};

struct cell {
	enum encoding encoding;
	uint32_t bytes, code;
};

/* Cells in which the standard's indexes differ from those of an iconv. */
static const struct cell mends[] = {
#define MEND(encoding, bytes, code) {ENCODING_##encoding, bytes, code},
#include "decode/mend.def"
#undef MEND
};

static void
close_iconv(void *map)
{
	iconv_close(((struct charmap *)map)->iconv);
}

struct charmap *
charmap_new(struct arena *arena, enum encoding encoding, const char *iconv_name, bool many)
{
	struct charmap *map = arena_alloc(arena, sizeof *map);

	map->arena = arena;
	map->encoding = encoding;
	map->c1 = encoding >= ENCODING_WINDOWS_1250 && encoding <= ENCODING_WINDOWS_874;
	map->many = many;
	map->iconv = iconv_open("UTF-32LE", iconv_name);
	if (map->iconv == (iconv_t)-1)
		return NULL;
	arena_defer(arena, close_iconv, map);
	return map;
}

static const struct cell *
find_mend(enum encoding encoding, uint32_t bytes)
{
	size_t low = 0, high = sizeof mends / sizeof *mends;

	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct cell *cell = &mends[mid];

		if (cell->encoding == encoding && cell->bytes == bytes)
			return cell;
		if (cell->encoding < encoding ||
		    (cell->encoding == encoding && cell->bytes < bytes))
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

uint32_t
charmap_sequence(struct charmap *map, const unsigned char *bytes, size_t count)
{
	char in[4], *from = in, to[32], *at = to;
	size_t left = count, room = sizeof to;
	const unsigned char *code = (const unsigned char *)to;
	const struct cell *mend;
	uint32_t number = 0;

	for (size_t i = 0; i < count && i < sizeof in; i++) {
		in[i] = (char)bytes[i];
		number = number << 8 | bytes[i];
	}
	mend = find_mend(map->encoding, number);
	if (mend)
		return mend->code;
	iconv(map->iconv, NULL, NULL, NULL, NULL);
	if (iconv(map->iconv, &from, &left, &at, &room) == (size_t)-1 || left)
		return CODE_INVALID;
	/* Some tables hold a character back until they see what follows it. */
	iconv(map->iconv, NULL, NULL, &at, &room);
	if (at - to != 4)
		return CODE_INVALID;
	return code[0] | (uint32_t)code[1] << 8 | (uint32_t)code[2] << 16 | (uint32_t)code[3] << 24;
}

uint32_t
charmap_single(struct charmap *map, unsigned char byte)
{
	uint32_t *cell = &map->single[byte];

	if (*cell == UNASKED) {
		*cell = charmap_sequence(map, &byte, 1);
		if (*cell == CODE_INVALID && map->c1 && byte < 0xA0)
			*cell = byte;
	}
	return *cell;
}

uint32_t
charmap_pair(struct charmap *map, unsigned char lead, unsigned char trail)
{
	const unsigned char pair[2] = {lead, trail};
	uint32_t *cell;

	if (lead < 0x81 || lead > 0xFE || trail < 0x40 || trail > 0xFE)
		return CODE_INVALID;
	if (!map->many)
		return charmap_sequence(map, pair, 2);
	if (!map->pairs)
		map->pairs = arena_array(map->arena, PAIR_LEADS * PAIR_TRAILS, sizeof *map->pairs);
	cell = &map->pairs[(lead - 0x81) * PAIR_TRAILS + trail - 0x40];
	if (*cell == UNASKED)
		*cell = charmap_sequence(map, pair, 2);
	return *cell;
}

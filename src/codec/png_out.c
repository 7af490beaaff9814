/* Rows into a PNG of as few bits as hold them: a palette, grey, or RGB. */
#include <stdlib.h>
#include <string.h>

#include "codec/frame.h"
#include "core/buf.h"
#include "core/deflate.h"

#define LEVEL 7

static uint32_t
colour_at(const struct pixmap *pixmap, size_t at)
{
	const uint8_t *from = pixmap->at + at * pixmap->channels;

	if (pixmap->channels == 1)
		return from[0] * 0x10101u;
	return (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
}

/* The slot of a colour, or the free one where it would stand. */
static uint16_t *
slot_of(struct palette *palette, uint32_t colour)
{
	size_t at = (colour * 2654435761u) >> 22;

	while (palette->slots[at] && palette->colours[palette->slots[at] - 1] != colour)
		at = (at + 1) % PALETTE_SLOTS;
	return &palette->slots[at];
}

static int
by_value(const void *a, const void *b)
{
	const uint32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

struct palette *
png_palette(struct arena *arena, const struct pixmap *pixmap)
{
	struct palette *palette = arena_alloc(arena, sizeof *palette);
	size_t total = (size_t)pixmap->width * pixmap->height;
	uint32_t last = UINT32_MAX;

	for (size_t i = 0; i < total; i++) {
		uint32_t colour = colour_at(pixmap, i);
		uint16_t *slot;

		if (colour == last)
			continue;
		last = colour;
		slot = slot_of(palette, colour);
		if (*slot)
			continue;
		if (palette->count == PALETTE_COLOURS)
			return NULL;
		palette->colours[palette->count++] = colour;
		*slot = (uint16_t)palette->count;
	}
	qsort(palette->colours, palette->count, sizeof *palette->colours, by_value);
	memset(palette->slots, 0, sizeof palette->slots);
	for (size_t i = 0; i < palette->count; i++)
		*slot_of(palette, palette->colours[i]) = (uint16_t)(i + 1);
	return palette;
}

static void
put32(struct buf *to, uint32_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(to, (char)(n >> shift));
}

static void
put_chunk(struct buf *to, const char *type, str data)
{
	size_t from;

	put32(to, (uint32_t)data.len);
	from = to->len;
	buf_z(to, type);
	buf_add(to, data);
	put32(to, deflate_crc(0, (str){to->at + from, to->len - from}));
}

static void
put_header(struct buf *to, const struct pixmap *pixmap, unsigned depth, unsigned colour)
{
	struct buf header = BUF(to->arena);

	put32(&header, pixmap->width);
	put32(&header, pixmap->height);
	buf_char(&header, (char)depth);
	buf_char(&header, (char)colour);
	buf_add(&header, STR("\0\0\0"));
	buf_add(to, STR("\x89PNG\r\n\x1a\n"));
	put_chunk(to, "IHDR", buf_str(&header));
}

/* Rows of indices, packed; filters do not help them. */
static str
palette_rows(
    struct arena *arena, const struct pixmap *pixmap, struct palette *palette, unsigned depth)
{
	size_t stride = ((size_t)pixmap->width * depth + 7) / 8 + 1;
	uint8_t *rows = arena_alloc(arena, stride * pixmap->height);
	uint32_t last = UINT32_MAX;
	unsigned index = 0;

	for (uint32_t y = 0; y < pixmap->height; y++) {
		uint8_t *row = rows + y * stride + 1;

		for (uint32_t x = 0; x < pixmap->width; x++) {
			uint32_t colour = colour_at(pixmap, (size_t)y * pixmap->width + x);

			if (colour != last)
				index = *slot_of(palette, last = colour) - 1u;
			row[x * depth / 8] |= (uint8_t)(index << (8 - depth - x * depth % 8));
		}
	}
	return (str){(const char *)rows, stride * pixmap->height};
}

static uint8_t
paeth(int a, int b, int c)
{
	int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);

	return (uint8_t)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

/* PNG third edition section 9.2: filters 0, 1, 2 and 4; gives the sum of what remains as if it
   were signed, which section 12.7 goes by. */
static uint32_t
filter_row(unsigned filter, const uint8_t *row, const uint8_t *above, size_t len, size_t pixel,
    uint8_t *to)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < len; i++) {
		int a = i >= pixel ? row[i - pixel] : 0, b = above[i];
		int c = i >= pixel ? above[i - pixel] : 0;
		int guess = filter == 1 ? a : filter == 2 ? b : filter == 4 ? paeth(a, b, c) : 0;
		uint8_t rest = (uint8_t)(row[i] - guess);

		to[i] = rest;
		sum += rest < 128 ? rest : 256u - rest;
	}
	return sum;
}

static str
filtered_rows(struct arena *arena, const struct pixmap *pixmap)
{
	static const uint8_t filters[] = {0, 1, 2, 4};
	size_t len = (size_t)pixmap->width * pixmap->channels;
	uint8_t *rows = arena_alloc(arena, (len + 1) * pixmap->height);
	uint8_t *trial = arena_alloc(arena, len), *above = arena_alloc(arena, len);

	for (uint32_t y = 0; y < pixmap->height; y++) {
		const uint8_t *row = pixmap->at + y * len;
		uint8_t *to = rows + y * (len + 1);
		uint32_t least = UINT32_MAX;

		for (size_t i = 0; i < sizeof filters; i++) {
			uint32_t sum =
			    filter_row(filters[i], row, above, len, pixmap->channels, trial);

			if (sum >= least)
				continue;
			least = sum;
			to[0] = filters[i];
			memcpy(to + 1, trial, len);
		}
		memcpy(above, row, len);
	}
	return (str){(const char *)rows, (len + 1) * pixmap->height};
}

static bool
is_grey(const struct palette *palette)
{
	for (size_t i = 0; i < palette->count; i++)
		if (palette->colours[i] != (palette->colours[i] & 0xff) * 0x10101u)
			return false;
	return true;
}

static void
put_palette(struct buf *to, const struct palette *palette)
{
	struct buf colours = BUF(to->arena);

	for (size_t i = 0; i < palette->count; i++)
		for (int shift = 16; shift >= 0; shift -= 8)
			buf_char(&colours, (char)(palette->colours[i] >> shift));
	put_chunk(to, "PLTE", buf_str(&colours));
}

str
encode_png(struct arena *arena, const struct pixmap *pixmap, struct palette *palette)
{
	struct buf to = BUF(arena);
	str rows;

	if (palette && !(is_grey(palette) && palette->count > 16)) {
		size_t count = palette->count;
		unsigned depth = count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8;

		put_header(&to, pixmap, depth, 3);
		put_palette(&to, palette);
		rows = palette_rows(arena, pixmap, palette, depth);
	} else {
		struct pixmap grey = *pixmap;

		if (palette && pixmap->channels == 3) {
			grey.at = arena_alloc(arena, (size_t)grey.width * grey.height);
			grey.channels = 1;
			for (size_t i = 0; i < (size_t)grey.width * grey.height; i++)
				grey.at[i] = pixmap->at[3 * i];
		}
		put_header(&to, &grey, 8, grey.channels == 1 ? 0 : 2);
		rows = filtered_rows(arena, &grey);
	}
	rows = deflate_zlib(arena, rows, LEVEL);
	if (!rows.at)
		return STR_NONE;
	put_chunk(&to, "IDAT", rows);
	put_chunk(&to, "IEND", STR(""));
	return buf_str(&to);
}

/* Windows' bitmaps: BMP and icons. */
#include "codec/dib.h"

#include <string.h>

#include "picture/foreign.h"
#include "picture/octets.h"

#define PLAIN 0
#define RLE8 1
#define RLE4 2
#define FIELDS 3
#define FIELDS_ALPHA 6

struct dib {
	str bytes;
	uint32_t width, height, depth, packing;
	bool is_down;      /* rows from the top */
	uint32_t masks[4]; /* of red, green, blue and alpha, in pixels of 16 and 32 bits */
	const unsigned char *palette;
	size_t palette_step, palette_count;
	size_t rows_at, stride;
	size_t mask_at, mask_stride; /* of an icon: bits that are set are transparent; else 0 */
};

/* Two- or four-byte fields of the header (12 bytes: OS/2's, else Windows'). */
static bool
read_header(struct dib *dib, bool is_icon)
{
	const unsigned char *at = octets_at(dib->bytes, 0);
	uint32_t size;

	if (dib->bytes.len < 40)
		return false;
	size = le32(at);
	if (size > 1024 || !foreign_dib(dib->bytes, &dib->width, &dib->height, &dib->is_down))
		return false;
	dib->depth = le16(at + (size == 12 ? 10 : 14));
	dib->packing = size >= 20 ? le32(at + 16) : PLAIN;
	if (is_icon)
		dib->height /= 2;
	return dib->width && dib->height && dib->width <= 100000 && dib->height <= 100000;
}

static void
find_masks(struct dib *dib, uint32_t size)
{
	static const uint32_t of_16[4] = {0x7c00, 0x3e0, 0x1f, 0},
			      of_32[4] = {0xff0000, 0xff00, 0xff, 0};
	bool has_fields = dib->packing == FIELDS || dib->packing == FIELDS_ALPHA;

	memcpy(dib->masks, dib->depth == 16 ? of_16 : of_32, sizeof dib->masks);
	if (!has_fields || dib->bytes.len < 56)
		return;
	for (size_t i = 0; i < 3; i++)
		dib->masks[i] = le32(octets_at(dib->bytes, 40 + 4 * i));
	if (size >= 56 || dib->packing == FIELDS_ALPHA)
		dib->masks[3] = le32(octets_at(dib->bytes, 52));
}

/* Where palette, rows and mask lie; false where they are not all there. */
static bool
find_parts(struct dib *dib, size_t pixels_at, bool is_icon)
{
	uint32_t size = le32(octets_at(dib->bytes, 0)), told;
	size_t at = size;

	find_masks(dib, size);
	if (size == 40 && (dib->packing == FIELDS || dib->packing == FIELDS_ALPHA))
		at += dib->packing == FIELDS ? 12 : 16;
	dib->palette_step = size == 12 ? 3 : 4;
	if (dib->depth <= 8) {
		told = size >= 36 ? le32(octets_at(dib->bytes, 32)) : 0;
		dib->palette_count = (size_t)1 << dib->depth;
		if (told && told < dib->palette_count)
			dib->palette_count = told;
		if (at + dib->palette_count * dib->palette_step > dib->bytes.len)
			return false;
		dib->palette = octets_at(dib->bytes, at);
		at += dib->palette_count * dib->palette_step;
	}
	dib->rows_at = pixels_at ? pixels_at : at;
	dib->stride = ((size_t)dib->width * dib->depth + 31) / 32 * 4;
	if (is_icon) {
		dib->mask_stride = ((size_t)dib->width + 31) / 32 * 4;
		dib->mask_at = dib->rows_at + dib->stride * dib->height;
		if (dib->mask_at + dib->mask_stride * dib->height > dib->bytes.len)
			dib->mask_at = 0;
	}
	return dib->rows_at < dib->bytes.len;
}

/* The bits under a mask as 8. */
static uint8_t
field(uint32_t pixel, uint32_t mask)
{
	uint64_t most = mask, value = pixel & mask;

	if (!mask)
		return 0;
	while (!(most & 1)) {
		most >>= 1;
		value >>= 1;
	}
	return (uint8_t)((value * 255 + most / 2) / most);
}

static void
put_index(const struct dib *dib, unsigned index, uint8_t *to)
{
	const unsigned char *from = dib->palette + index * dib->palette_step;
	bool is_there = index < dib->palette_count;

	to[0] = is_there ? from[2] : 0;
	to[1] = is_there ? from[1] : 0;
	to[2] = is_there ? from[0] : 0;
	to[3] = 255;
}

static void
put_pixel(const struct dib *dib, const unsigned char *row, uint32_t x, uint8_t *to)
{
	uint32_t pixel;

	if (dib->depth <= 8) {
		unsigned per = 8 / dib->depth, shift = 8 - dib->depth * (x % per + 1);

		put_index(dib, row[x / per] >> shift & ((1u << dib->depth) - 1), to);
		return;
	}
	if (dib->depth == 24) {
		to[0] = row[3 * (size_t)x + 2];
		to[1] = row[3 * (size_t)x + 1];
		to[2] = row[3 * (size_t)x];
		to[3] = 255;
		return;
	}
	pixel = dib->depth == 16 ? le16(row + 2 * (size_t)x) : le32(row + 4 * (size_t)x);
	for (size_t i = 0; i < 3; i++)
		to[i] = field(pixel, dib->masks[i]);
	to[3] = dib->masks[3] ? field(pixel, dib->masks[3]) : 255;
}

/* Icons of 32 bits have their alpha in the fourth byte, where not all of it is 0. */
static void
find_icon_alpha(struct dib *dib)
{
	size_t count = (size_t)dib->width * dib->height;
	const unsigned char *at = octets_at(dib->bytes, dib->rows_at);

	if (dib->depth != 32 || dib->rows_at + count * 4 > dib->bytes.len)
		return;
	for (size_t i = 0; i < count; i++)
		if (at[4 * i + 3]) {
			dib->masks[3] = 0xff000000;
			dib->mask_at = 0;
			return;
		}
}

static void
give_plain(const struct dib *dib, struct frame *frame)
{
	uint8_t *to = arena_alloc(frame->arena, (size_t)dib->width * 4);

	for (uint32_t y = 0; y < dib->height; y++) {
		uint32_t stored = dib->is_down ? y : dib->height - 1 - y;
		size_t at = dib->rows_at + dib->stride * stored;
		const unsigned char *mask = NULL;

		/* Rows that are cut off: the lower ones are stored first. */
		if (at + dib->stride > dib->bytes.len) {
			if (dib->is_down)
				return;
			memset(to, 255, (size_t)dib->width * 4);
			frame_row(frame, to);
			continue;
		}
		if (dib->mask_at)
			mask = octets_at(dib->bytes, dib->mask_at + dib->mask_stride * stored);
		for (uint32_t x = 0; x < dib->width; x++) {
			put_pixel(dib, octets_at(dib->bytes, at), x, to + 4 * (size_t)x);
			if (mask && mask[x / 8] >> (7 - x % 8) & 1)
				to[4 * (size_t)x + 3] = 0;
		}
		frame_row(frame, to);
	}
}

/* Runs of indices: a count and a value; 0 and a count, that many values, to an even length; 0 0
   ends a row, 0 1 the picture, 0 2 moves. */
struct runs {
	const struct dib *dib;
	uint8_t *indices;
	uint32_t x, y; /* y counts from the bottom */
};

static void
put_run(struct runs *runs, unsigned index)
{
	const struct dib *dib = runs->dib;

	if (runs->x < dib->width && runs->y < dib->height)
		runs->indices[(size_t)(dib->height - 1 - runs->y) * dib->width + runs->x++] =
		    (uint8_t)index;
}

/* The values of `count` pixels that stand as they are; gives how many bytes they take. */
static size_t
put_values(struct runs *runs, str rest, unsigned count)
{
	bool is_half = runs->dib->packing == RLE4;
	size_t bytes = is_half ? (count + 1) / 2 : count;

	for (unsigned i = 0; i < count; i++) {
		size_t at = is_half ? i / 2 : i;
		unsigned value = at < rest.len ? *octets_at(rest, at) : 0;

		put_run(runs, !is_half ? value : i & 1 ? value & 15 : value >> 4);
	}
	return (bytes + 1) / 2 * 2;
}

static void
read_runs(struct runs *runs)
{
	const struct dib *dib = runs->dib;
	str rest = str_from(dib->bytes, dib->rows_at);

	while (rest.len >= 2 && runs->y < dib->height) {
		unsigned count = *octets_at(rest, 0), value = *octets_at(rest, 1);

		rest = str_from(rest, 2);
		if (count) {
			for (unsigned i = 0; i < count; i++)
				put_run(runs,
				    dib->packing == RLE8 ? value
					: i & 1          ? value & 15
							 : value >> 4);
		} else if (value == 0) {
			runs->x = 0;
			runs->y++;
		} else if (value == 1) {
			return;
		} else if (value == 2 && rest.len >= 2) {
			runs->x += *octets_at(rest, 0);
			runs->y += *octets_at(rest, 1);
			rest = str_from(rest, 2);
		} else {
			rest = str_from(rest, put_values(runs, rest, value));
		}
	}
}

static void
give_runs(const struct dib *dib, struct frame *frame)
{
	struct runs runs = {.dib = dib};
	uint8_t *row = arena_alloc(frame->arena, (size_t)dib->width * 4);

	runs.indices = arena_alloc(frame->arena, (size_t)dib->width * dib->height);
	read_runs(&runs);
	for (uint32_t y = 0; y < dib->height; y++) {
		for (uint32_t x = 0; x < dib->width; x++)
			put_index(
			    dib, runs.indices[(size_t)y * dib->width + x], row + 4 * (size_t)x);
		frame_row(frame, row);
	}
}

enum codec_answer
dib_decode(struct frame *frame, str bytes, size_t pixels_at, bool is_icon)
{
	struct dib dib = {.bytes = bytes};
	bool is_packed;

	if (!read_header(&dib, is_icon))
		return CODEC_DAMAGED;
	is_packed =
	    (dib.packing == RLE8 && dib.depth == 8) || (dib.packing == RLE4 && dib.depth == 4);
	if (dib.depth != 1 && dib.depth != 4 && dib.depth != 8 && dib.depth != 16 &&
	    dib.depth != 24 && dib.depth != 32)
		return CODEC_DAMAGED;
	if (!is_packed && dib.packing != PLAIN && dib.packing != FIELDS &&
	    dib.packing != FIELDS_ALPHA)
		return CODEC_DAMAGED;
	if (!find_parts(&dib, pixels_at, is_icon))
		return CODEC_DAMAGED;
	if (is_icon)
		find_icon_alpha(&dib);
	/* Half of the rows must be there, whichever they are. */
	if (!is_packed && dib.rows_at + dib.stride * (dib.height / 2) > bytes.len)
		return CODEC_DAMAGED;
	if (!frame_begin(frame, dib.width, dib.height, ROWS_RGBA))
		return CODEC_LIMIT;
	if (is_packed)
		give_runs(&dib, frame);
	else
		give_plain(&dib, frame);
	return CODEC_MADE;
}

enum codec_answer
decode_bmp(struct frame *frame, str bytes)
{
	size_t at = bytes.len >= 14 ? le32(octets_at(bytes, 10)) : 0;

	return dib_decode(frame, str_from(bytes, 14), at > 14 ? at - 14 : 0, false);
}

/* Of its pictures the largest, of those the one with the most colours. */
enum codec_answer
decode_ico(struct frame *frame, str bytes)
{
	struct foreign_icon icon;
	uint32_t most = 0;
	str best = STR_NONE;

	for (size_t i = 0; foreign_icon(bytes, i, &icon); i++) {
		uint32_t weight = icon.width * icon.height * 64 + icon.depth % 64;

		if (weight <= most || icon.bytes.len < 40)
			continue;
		most = weight;
		best = icon.bytes;
	}
	if (!best.at)
		return CODEC_DAMAGED;
	if (str_starts(best, STR("\x89PNG")))
		return decode_png(frame, best);
	return dib_decode(frame, best, 0, true);
}

/* Rows made smaller as they come. */
#include "codec/scale.h"

#include <string.h>

#include "codec/weigh.h"

#define MOST_FACTOR 1024 /* that is averaged: sums of its square stay in 32 bits */

/* For each place of the result the sources that it is made of. Their number is even; where a row
   has fewer, there is one more of weight 0 behind it. */
struct taps {
	uint32_t *from;   /* first source of each place */
	int16_t *weights; /* `count` for each place */
	unsigned count;
};

struct scale {
	uint32_t width, height; /* of the rows that come */
	uint32_t to_width, to_height;
	unsigned channels;
	void (*take)(void *with, const uint8_t *row);
	void *with;

	/* First: averages of factor × factor. */
	uint32_t factor, box_width, box_height, box_rows;
	uint32_t *sums;
	uint8_t *boxed; /* a row of them */

	/* Then: the cubic, down and across. */
	struct taps across, down;
	uint8_t *ring;        /* down.count rows of box_width */
	size_t stride;        /* of the ring */
	const uint8_t **rows; /* those of it that a row of the result is made of */
	int16_t *line;        /* made down and not yet across */
	uint8_t *made;        /* a row of the result */
	uint32_t got_rows, made_rows;
};

/* Catmull and Rom's cubic at a distance in 65536ths. */
static int64_t
cubic(int64_t t)
{
	int64_t t2 = t * t >> 16, t3 = t2 * t >> 16;

	if (t < 65536)
		return (3 * t3 - 5 * t2) / 2 + 65536;
	if (t < 131072)
		return (-t3 + 5 * t2) / 2 - 4 * t + 131072;
	return 0;
}

/* The place's weights; what rounding left goes to the largest. */
static void
weigh(const int64_t *raw, unsigned count, int16_t *weights)
{
	int64_t sum = 0;
	unsigned most = 0;
	int left = 1 << WEIGH_BITS;

	for (unsigned i = 0; i < count; i++) {
		sum += raw[i];
		if (raw[i] > raw[most])
			most = i;
	}
	for (unsigned i = 0; i < count; i++) {
		weights[i] = (int16_t)(raw[i] * (1 << WEIGH_BITS) / sum);
		left -= weights[i];
	}
	weights[most] = (int16_t)(weights[most] + left);
}

/* Sources beyond an edge are left out; a place's first source is chosen so that all of its taps
   exist. */
static struct taps
make_taps(struct arena *arena, uint32_t source, uint32_t places)
{
	uint64_t some = (4 * (uint64_t)source + places - 1) / places + 1;
	struct taps taps;
	int64_t *raw;

	if (some > source)
		some = source;
	taps.count = (unsigned)(some + (some & 1));
	raw = arena_array(arena, taps.count, sizeof *raw);
	taps.from = arena_array(arena, places, sizeof *taps.from);
	taps.weights = arena_array(arena, (size_t)places * taps.count, sizeof *taps.weights);
	for (uint32_t place = 0; place < places; place++) {
		/* The centre in halves of a source, times places. */
		int64_t centre = (2 * (int64_t)place + 1) * source;
		int64_t first = (centre - 4 * (int64_t)source) / (2 * (int64_t)places);

		if (first > (int64_t)source - (int64_t)some)
			first = (int64_t)source - (int64_t)some;
		if (first < 0)
			first = 0;
		for (unsigned i = 0; i < some; i++) {
			int64_t far = (2 * (first + i) + 1) * places - centre;

			raw[i] = cubic((far < 0 ? -far : far) * 65536 / (2 * (int64_t)source));
		}
		taps.from[place] = (uint32_t)first;
		weigh(raw, (unsigned)some, taps.weights + (size_t)place * taps.count);
	}
	return taps;
}

static uint32_t
whole_factor(uint32_t source, uint32_t places)
{
	uint32_t factor = source / places;

	return factor > MOST_FACTOR ? MOST_FACTOR : factor;
}

static void
make_room(struct scale *scale, struct arena *arena)
{
	size_t len = (size_t)scale->box_width * scale->channels;

	if (scale->factor > 1) {
		scale->sums = arena_array(arena, len, sizeof *scale->sums);
		scale->boxed = arena_alloc(arena, len);
	}
	scale->stride = len + WEIGH_SPARE;
	scale->ring = arena_alloc(arena, scale->down.count * scale->stride);
	scale->rows = arena_array(arena, scale->down.count, sizeof *scale->rows);
	/* A tap of weight 0 may lie behind the last. */
	scale->line = arena_array(arena, len + 2 * WEIGH_SPARE, sizeof *scale->line);
	scale->made = arena_alloc(arena, (size_t)scale->to_width * scale->channels + WEIGH_SPARE);
}

struct scale *
scale_new(struct arena *arena, uint32_t width, uint32_t height, uint32_t to_width,
    uint32_t to_height, unsigned channels, void (*take)(void *with, const uint8_t *row), void *with)
{
	struct scale *scale = arena_alloc(arena, sizeof *scale);
	uint32_t across = whole_factor(width, to_width), down = whole_factor(height, to_height);

	scale->width = width;
	scale->height = height;
	scale->to_width = to_width;
	scale->to_height = to_height;
	scale->channels = channels;
	scale->take = take;
	scale->with = with;
	scale->factor = across < down ? across : down;
	scale->box_width = (width + scale->factor - 1) / scale->factor;
	scale->box_height = (height + scale->factor - 1) / scale->factor;
	scale->across = make_taps(arena, scale->box_width, to_width);
	scale->down = make_taps(arena, scale->box_height, to_height);
	make_room(scale, arena);
	return scale;
}

static bool
is_ready(const struct scale *scale)
{
	uint64_t last = (uint64_t)scale->down.from[scale->made_rows] + scale->down.count;

	return scale->got_rows >= last || scale->got_rows == scale->box_height;
}

static void
make_row(struct scale *scale)
{
	unsigned count = scale->down.count;
	uint32_t place = scale->made_rows++;

	for (unsigned i = 0; i < count; i++)
		scale->rows[i] =
		    scale->ring + (scale->down.from[place] + i) % count * scale->stride;
	weigh_down(scale->rows, scale->down.weights + (size_t)place * count, count,
	    (size_t)scale->box_width * scale->channels, scale->line);
	weigh_across(scale->line, scale->across.from, scale->across.weights, scale->across.count,
	    scale->to_width, scale->channels, scale->made);
	scale->take(scale->with, scale->made);
}

/* A row of the averaged picture: every row of the result that now has its sources is made. */
static void
take_box_row(struct scale *scale, const uint8_t *row)
{
	memcpy(scale->ring + scale->got_rows % scale->down.count * scale->stride, row,
	    (size_t)scale->box_width * scale->channels);
	scale->got_rows++;
	while (scale->made_rows < scale->to_height && is_ready(scale))
		make_row(scale);
}

static void
add_to_sums(struct scale *scale, const uint8_t *row)
{
	uint32_t *sum = scale->sums;

	for (uint32_t x = 0, within = 0; x < scale->width; x++) {
		for (unsigned i = 0; i < scale->channels; i++)
			sum[i] += *row++;
		if (++within == scale->factor) {
			within = 0;
			sum += scale->channels;
		}
	}
}

/* At the right and the lower edge there may be fewer than factor × factor. */
static void
finish_box_row(struct scale *scale, uint32_t rows)
{
	uint32_t last = scale->width - (scale->box_width - 1) * scale->factor;

	for (uint32_t x = 0; x < scale->box_width; x++) {
		uint32_t count = rows * (x + 1 == scale->box_width ? last : scale->factor);

		for (unsigned i = 0; i < scale->channels; i++) {
			uint32_t *sum = &scale->sums[x * scale->channels + i];

			scale->boxed[x * scale->channels + i] =
			    (uint8_t)((*sum + count / 2) / count);
			*sum = 0;
		}
	}
}

void
scale_row(struct scale *scale, const uint8_t *row)
{
	if (scale->factor == 1) {
		take_box_row(scale, row);
		return;
	}
	add_to_sums(scale, row);
	scale->box_rows++;
	if (scale->box_rows % scale->factor == 0 || scale->box_rows == scale->height) {
		uint32_t rows = scale->box_rows % scale->factor;

		finish_box_row(scale, rows ? rows : scale->factor);
		take_box_row(scale, scale->boxed);
	}
}

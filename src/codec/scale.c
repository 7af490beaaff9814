/* Rows made smaller as they come. */
#include "codec/scale.h"

#include <string.h>

#define ONE (1 << 14)    /* weights add up to it */
#define MOST_FACTOR 1024 /* that is averaged: sums of its square stay in 32 bits */

/* For each place of the result the sources that it is made of. */
struct taps {
	uint32_t *from;   /* first source of each place */
	int16_t *weights; /* `count` for each place */
	unsigned count;
};

struct scale {
	struct arena *arena;
	uint32_t width, height; /* of the rows that come */
	uint32_t to_width, to_height;
	unsigned channels;
	uint8_t *to;

	/* First: averages of factor × factor. */
	uint32_t factor, box_width, box_height, box_rows;
	uint32_t *sums;

	/* Then: the cubic, down and across. */
	struct taps across, down;
	uint8_t *ring; /* down.count rows of box_width */
	uint8_t *line; /* a row that is made down and not yet across */
	uint32_t got, made;
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

/* The place's weights as parts of ONE; what rounding left goes to the largest. */
static void
weigh(const int64_t *raw, unsigned count, int16_t *weights)
{
	int64_t sum = 0;
	unsigned most = 0;
	int left = ONE;

	for (unsigned i = 0; i < count; i++) {
		sum += raw[i];
		if (raw[i] > raw[most])
			most = i;
	}
	for (unsigned i = 0; i < count; i++) {
		weights[i] = (int16_t)(raw[i] * ONE / sum);
		left -= weights[i];
	}
	weights[most] = (int16_t)(weights[most] + left);
}

/* Sources beyond an edge are left out; a place's first source is chosen so that all of its taps
   exist. */
static struct taps
make_taps(struct arena *arena, uint32_t source, uint32_t places)
{
	struct taps taps = {.count = (unsigned)(4 * (uint64_t)source / places + 2)};
	int64_t *raw;

	if (taps.count > source)
		taps.count = source;
	raw = arena_array(arena, taps.count, sizeof *raw);
	taps.from = arena_array(arena, places, sizeof *taps.from);
	taps.weights = arena_array(arena, (size_t)places * taps.count, sizeof *taps.weights);
	for (uint32_t place = 0; place < places; place++) {
		/* The centre in halves of a source, times places. */
		int64_t centre = (2 * (int64_t)place + 1) * source;
		int64_t first = (centre - 4 * (int64_t)source) / (2 * (int64_t)places);

		if (first > (int64_t)(source - taps.count))
			first = source - taps.count;
		if (first < 0)
			first = 0;
		for (unsigned i = 0; i < taps.count; i++) {
			int64_t far = (2 * (first + i) + 1) * places - centre;

			raw[i] = cubic((far < 0 ? -far : far) * 65536 / (2 * (int64_t)source));
		}
		taps.from[place] = (uint32_t)first;
		weigh(raw, taps.count, taps.weights + (size_t)place * taps.count);
	}
	return taps;
}

static uint32_t
whole_factor(uint32_t source, uint32_t places)
{
	uint32_t factor = source / places;

	return factor > MOST_FACTOR ? MOST_FACTOR : factor;
}

struct scale *
scale_new(struct arena *arena, uint32_t width, uint32_t height, uint32_t to_width,
    uint32_t to_height, unsigned channels, uint8_t *to)
{
	struct scale *scale = arena_alloc(arena, sizeof *scale);
	uint32_t across = whole_factor(width, to_width), down = whole_factor(height, to_height);

	scale->arena = arena;
	scale->width = width;
	scale->height = height;
	scale->to_width = to_width;
	scale->to_height = to_height;
	scale->channels = channels;
	scale->to = to;
	scale->factor = across < down ? across : down;
	scale->box_width = (width + scale->factor - 1) / scale->factor;
	scale->box_height = (height + scale->factor - 1) / scale->factor;
	if (scale->factor > 1)
		scale->sums =
		    arena_array(arena, (size_t)scale->box_width * channels, sizeof *scale->sums);
	scale->across = make_taps(arena, scale->box_width, to_width);
	scale->down = make_taps(arena, scale->box_height, to_height);
	scale->ring = arena_alloc(arena, (size_t)scale->down.count * scale->box_width * channels);
	scale->line = arena_alloc(arena, (size_t)scale->box_width * channels);
	return scale;
}

static uint8_t
clamp(int32_t value)
{
	value = (value + ONE / 2) >> 14;
	return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

/* Blocks of a constant length, which compilers turn into vectors. */
#define BLOCK 16

static void
make_down(struct scale *scale, uint32_t place)
{
	size_t len = (size_t)scale->box_width * scale->channels, x = 0;
	const int16_t *weights = scale->down.weights + (size_t)place * scale->down.count;
	uint32_t from = scale->down.from[place];

	for (; x + BLOCK <= len; x += BLOCK) {
		int32_t sums[BLOCK] = {0};

		for (unsigned i = 0; i < scale->down.count; i++) {
			const uint8_t *row = scale->ring + (from + i) % scale->down.count * len + x;
			int16_t weight = weights[i];

			for (unsigned k = 0; k < BLOCK; k++)
				sums[k] += (int16_t)row[k] * weight;
		}
		for (unsigned k = 0; k < BLOCK; k++)
			scale->line[x + k] = clamp(sums[k]);
	}
	for (; x < len; x++) {
		int32_t sum = 0;

		for (unsigned i = 0; i < scale->down.count; i++)
			sum += scale->ring[(from + i) % scale->down.count * len + x] * weights[i];
		scale->line[x] = clamp(sum);
	}
}

static void
make_across_three(const struct scale *scale, uint8_t *to)
{
	const int16_t *weights = scale->across.weights;
	unsigned count = scale->across.count;

	for (uint32_t place = 0; place < scale->to_width; place++, to += 3) {
		const uint8_t *from = scale->line + (size_t)scale->across.from[place] * 3;
		int32_t a = 0, b = 0, c = 0;

		for (unsigned i = 0; i < count; i++, from += 3) {
			int32_t weight = *weights++;

			a += from[0] * weight;
			b += from[1] * weight;
			c += from[2] * weight;
		}
		to[0] = clamp(a);
		to[1] = clamp(b);
		to[2] = clamp(c);
	}
}

static void
make_across_one(const struct scale *scale, uint8_t *to)
{
	const int16_t *weights = scale->across.weights;

	for (uint32_t place = 0; place < scale->to_width; place++) {
		const uint8_t *from = scale->line + scale->across.from[place];
		int32_t sum = 0;

		for (unsigned i = 0; i < scale->across.count; i++)
			sum += from[i] * *weights++;
		*to++ = clamp(sum);
	}
}

/* A row of the averaged picture: every row of the result that now has its sources is made. */
static void
take_box_row(struct scale *scale, const uint8_t *row)
{
	size_t len = (size_t)scale->box_width * scale->channels;

	memcpy(scale->ring + scale->got % scale->down.count * len, row, len);
	scale->got++;
	while (scale->made < scale->to_height &&
	    scale->down.from[scale->made] + scale->down.count <= scale->got) {
		uint8_t *to = scale->to + (size_t)scale->made * scale->to_width * scale->channels;

		make_down(scale, scale->made++);
		if (scale->channels == 3)
			make_across_three(scale, to);
		else
			make_across_one(scale, to);
	}
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

			scale->line[x * scale->channels + i] =
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
		/* take_box_row copies the line before it makes one of its own in its place. */
		take_box_row(scale, scale->line);
	}
}

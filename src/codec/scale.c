/* Rows made smaller as they come. */
#include "codec/scale.h"

#include <string.h>

/* A pixel is one number of 64 bits with a channel every 21: what is added and multiplied there is
   exact in all three at once, as long as none borrows from the next (lift) or grows into it. */
#define APART 21
#define ALL(n) ((uint64_t)(n) | (uint64_t)(n) << APART | (uint64_t)(n) << 2 * APART)

/* Weights add up to 2 to the power of this: down a channel has 8 bits, across 9 and a sign. */
#define DOWN_BITS 12
#define ACROSS_BITS 11
#define LIFT 128 /* added between the two, so that a channel below 0 is none */

#define MOST_FACTOR 1024 /* that is averaged: sums of its square stay in 32 bits */

/* For each place of the result the sources that it is made of. Their number is even; where a row
   has fewer, there is one more of weight 0 behind it. */
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
	void (*take)(void *with, const uint8_t *row);
	void *with;
	uint8_t *to; /* a row of the result */

	/* First: averages of factor × factor. */
	uint32_t factor, box_width, box_height, box_rows;
	uint32_t *sums;

	/* Then: the cubic, down and across. */
	struct taps across, down;
	uint64_t *ring; /* down.count rows of box_width */
	uint64_t *line; /* a row that is made down and not yet across */
	uint8_t *boxed; /* a row of averages */
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

/* The place's weights as parts of 2 to the power of `bits`; what rounding left goes to the largest.
 */
static void
weigh(const int64_t *raw, unsigned count, int bits, int16_t *weights)
{
	int64_t sum = 0;
	unsigned most = 0;
	int left = 1 << bits;

	for (unsigned i = 0; i < count; i++) {
		sum += raw[i];
		if (raw[i] > raw[most])
			most = i;
	}
	for (unsigned i = 0; i < count; i++) {
		weights[i] = (int16_t)(raw[i] * (1 << bits) / sum);
		left -= weights[i];
	}
	weights[most] = (int16_t)(weights[most] + left);
}

/* Sources beyond an edge are left out; a place's first source is chosen so that all of its taps
   exist. */
static struct taps
make_taps(struct arena *arena, uint32_t source, uint32_t places, int bits)
{
	struct taps taps = {.count = (unsigned)((4 * (uint64_t)source + places - 1) / places + 1)};
	int64_t *raw;
	unsigned some;

	if (taps.count > source)
		taps.count = source;
	some = taps.count;
	taps.count += taps.count & 1;
	raw = arena_array(arena, taps.count, sizeof *raw);
	taps.from = arena_array(arena, places, sizeof *taps.from);
	taps.weights = arena_array(arena, (size_t)places * taps.count, sizeof *taps.weights);
	for (uint32_t place = 0; place < places; place++) {
		/* The centre in halves of a source, times places. */
		int64_t centre = (2 * (int64_t)place + 1) * source;
		int64_t first = (centre - 4 * (int64_t)source) / (2 * (int64_t)places);

		if (first > (int64_t)source - some)
			first = (int64_t)source - some;
		if (first < 0)
			first = 0;
		for (unsigned i = 0; i < some; i++) {
			int64_t far = (2 * (first + i) + 1) * places - centre;

			raw[i] = cubic((far < 0 ? -far : far) * 65536 / (2 * (int64_t)source));
		}
		taps.from[place] = (uint32_t)first;
		weigh(raw, some, bits, taps.weights + (size_t)place * taps.count);
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
    uint32_t to_height, unsigned channels, void (*take)(void *with, const uint8_t *row), void *with)
{
	struct scale *scale = arena_alloc(arena, sizeof *scale);
	uint32_t across = whole_factor(width, to_width), down = whole_factor(height, to_height);

	scale->arena = arena;
	scale->width = width;
	scale->height = height;
	scale->to_width = to_width;
	scale->to_height = to_height;
	scale->channels = channels;
	scale->take = take;
	scale->with = with;
	scale->to = arena_alloc(arena, (size_t)to_width * channels);
	scale->factor = across < down ? across : down;
	scale->box_width = (width + scale->factor - 1) / scale->factor;
	scale->box_height = (height + scale->factor - 1) / scale->factor;
	if (scale->factor > 1)
		scale->sums =
		    arena_array(arena, (size_t)scale->box_width * channels, sizeof *scale->sums);
	scale->across = make_taps(arena, scale->box_width, to_width, ACROSS_BITS);
	scale->down = make_taps(arena, scale->box_height, to_height, DOWN_BITS);
	scale->ring =
	    arena_array(arena, (size_t)scale->down.count * scale->box_width, sizeof *scale->ring);
	scale->line = arena_array(arena, (size_t)scale->box_width + 1, sizeof *scale->line);
	scale->boxed = arena_alloc(arena, (size_t)scale->box_width * channels);
	return scale;
}

/* Three rows of the ring times their weights onto the line: fewer turns than one after the other.
 */
static void
add_rows(struct scale *scale, uint32_t from, const int16_t *weights, unsigned count)
{
	const uint64_t *rows[3];
	uint64_t times[3] = {0};
	uint64_t *line = scale->line;

	for (unsigned i = 0; i < 3; i++) {
		uint32_t row = (from + (i < count ? i : 0)) % scale->down.count;

		rows[i] = scale->ring + (size_t)row * scale->box_width;
		if (i < count)
			times[i] = (uint64_t)(int64_t)weights[i];
	}
	for (uint32_t x = 0; x < scale->box_width; x++)
		line[x] += rows[0][x] * times[0] + rows[1][x] * times[1] + rows[2][x] * times[2];
}

/* The line from the rows of the ring, rounded, each channel LIFT too high. */
static void
make_down(struct scale *scale, uint32_t place)
{
	const uint64_t start = ALL((LIFT << DOWN_BITS) + (1 << (DOWN_BITS - 1)));
	unsigned count = scale->down.count;
	const int16_t *weights = scale->down.weights + (size_t)place * count;
	uint64_t *line = scale->line;

	for (uint32_t x = 0; x < scale->box_width; x++)
		line[x] = start;
	for (unsigned i = 0; i < count; i += 3)
		add_rows(
		    scale, scale->down.from[place] + i, weights + i, count - i < 3 ? count - i : 3);
	for (uint32_t x = 0; x < scale->box_width; x++)
		line[x] = line[x] >> DOWN_BITS & ALL(511);
}

static uint8_t
clamp(int32_t value)
{
	return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static void
make_across(const struct scale *scale, uint8_t *to)
{
	/* Lifted once more: what the first lift became may be less after weights below 0. */
	const uint64_t start = ALL((LIFT << ACROSS_BITS) + (1 << (ACROSS_BITS - 1)));
	const int16_t *weights = scale->across.weights;
	unsigned count = scale->across.count, channels = scale->channels;

	for (uint32_t place = 0; place < scale->to_width; place++) {
		const uint64_t *from = scale->line + scale->across.from[place];
		uint64_t sums = start;

		for (unsigned i = 0; i < count; i += 2, weights += 2)
			sums += from[i] * (uint64_t)(int64_t)weights[0] +
			    from[i + 1] * (uint64_t)(int64_t)weights[1];
		sums >>= ACROSS_BITS;
		for (unsigned i = 0; i < channels; i++, sums >>= APART)
			*to++ = clamp((int32_t)(sums & 1023) - 2 * LIFT);
	}
}

static bool
is_ready(const struct scale *scale)
{
	uint64_t last = (uint64_t)scale->down.from[scale->made] + scale->down.count;

	return scale->got >= last || scale->got == scale->box_height;
}

/* A row of the averaged picture: every row of the result that now has its sources is made. */
static void
take_box_row(struct scale *scale, const uint8_t *row)
{
	uint64_t *packed = scale->ring + scale->got % scale->down.count * (size_t)scale->box_width;

	for (uint32_t x = 0; x < scale->box_width; x++)
		if (scale->channels == 3) {
			packed[x] =
			    row[0] | (uint64_t)row[1] << APART | (uint64_t)row[2] << 2 * APART;
			row += 3;
		} else {
			packed[x] = *row++;
		}
	scale->got++;
	while (scale->made < scale->to_height && is_ready(scale)) {
		make_down(scale, scale->made++);
		make_across(scale, scale->to);
		scale->take(scale->with, scale->to);
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
		take_box_row(scale, scale->boxed);
	}
}

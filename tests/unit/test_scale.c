/* codec/scale.c, codec/weigh.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "codec/scale.h"
#include "codec/weigh.h"

struct rows {
	uint8_t at[64 * 64 * 3];
	size_t len, stride;
};

static void
take(void *with, const uint8_t *row)
{
	struct rows *rows = with;

	memcpy(rows->at + rows->len, row, rows->stride);
	rows->len += rows->stride;
}

/* What comes of a picture whose pixels are what `pixel` says. */
static void
scaled(struct rows *rows, uint32_t width, uint32_t height, uint32_t to_width, uint32_t to_height,
    unsigned channels, uint8_t (*pixel)(uint32_t x, uint32_t y))
{
	struct arena arena;
	struct scale *scale;
	uint8_t row[3 * 400];

	rows->len = 0;
	rows->stride = (size_t)to_width * channels;
	arena_init(&arena, (size_t)16 << 20, NULL);
	scale = scale_new(&arena, width, height, to_width, to_height, channels, take, rows);
	for (uint32_t y = 0; y < height; y++) {
		for (uint32_t x = 0; x < width * channels; x++)
			row[x] = pixel(x / channels, y);
		scale_row(scale, row);
	}
	assert_int_equal(rows->len, rows->stride * to_height);
	arena_release(&arena);
}

static uint8_t
flat(uint32_t x, uint32_t y)
{
	(void)x;
	(void)y;
	return 255;
}

static uint8_t
halves(uint32_t x, uint32_t y)
{
	(void)y;
	return x < 50 ? 10 : 240;
}

static uint8_t
ramp(uint32_t x, uint32_t y)
{
	return (uint8_t)(x + y);
}

static void
what_is_flat_stays(void **state)
{
	static const uint32_t sizes[][4] = {{100, 80, 50, 40}, {100, 80, 63, 50}, {64, 64, 63, 64},
	    {400, 7, 30, 1}, {3, 400, 1, 33}, {400, 400, 1, 1}, {5, 5, 4, 4}, {1, 1, 1, 1}};
	struct rows rows;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (unsigned channels = 1; channels <= 3; channels += 2) {
			const uint32_t *size = sizes[i];

			scaled(&rows, size[0], size[1], size[2], size[3], channels, flat);
			for (size_t k = 0; k < rows.len; k++)
				assert_int_equal(rows.at[k], 255);
		}
}

static void
edges_stay_where_they_are(void **state)
{
	struct rows rows;

	(void)state;
	scaled(&rows, 100, 10, 40, 4, 3, halves);
	for (size_t x = 0; x < 40; x++)
		if (x < 17 || x > 22)
			assert_in_range(rows.at[3 * x], x < 20 ? 9 : 239, x < 20 ? 11 : 241);
	scaled(&rows, 100, 100, 50, 50, 1, ramp);
	for (size_t i = 0; i < 50; i++)
		assert_in_range(rows.at[i * 51], 4 * i + 1 - (i > 0), 4 * i + 2);
}

/* Against the sums as they are defined: what names a processor's instructions gives the same. */
static void
sums_are_exact(void **state)
{
	enum { LEN = 75, COUNT = 6, PLACES = 20 };
	static uint8_t rows[COUNT][LEN + WEIGH_SPARE];
	static int16_t line[LEN + 2 * WEIGH_SPARE];
	const int16_t weights[COUNT] = {-700, 1900, 15000, 1500, -1316, 0};
	const uint8_t *list[COUNT];
	uint8_t made[PLACES * 3 + WEIGH_SPARE];
	int16_t across[PLACES * COUNT];
	uint32_t from[PLACES], seed = 7;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		list[i] = rows[i];
		for (size_t x = 0; x < LEN; x++)
			rows[i][x] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
	}
	weigh_down(list, weights, COUNT, LEN, line);
	for (size_t x = 0; x < LEN; x++) {
		int32_t sum = 1 << (WEIGH_BITS - WEIGH_FINE - 1);

		for (size_t i = 0; i < COUNT; i++)
			sum += rows[i][x] * weights[i];
		assert_int_equal(line[x], sum >> (WEIGH_BITS - WEIGH_FINE));
	}
	for (size_t i = 0; i < PLACES; i++) {
		from[i] = (uint32_t)(i * 19 / PLACES);
		memcpy(across + i * COUNT, weights, sizeof weights);
	}
	weigh_across(line, from, across, COUNT, PLACES, 3, made);
	for (size_t i = 0; i < PLACES * 3; i++) {
		int32_t sum = 1 << (WEIGH_BITS + WEIGH_FINE - 1);

		for (size_t k = 0; k < COUNT; k++)
			sum += line[(from[i / 3] + k) * 3 + i % 3] * weights[k];
		sum >>= WEIGH_BITS + WEIGH_FINE;
		assert_int_equal(made[i], sum < 0 ? 0 : sum > 255 ? 255 : sum);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_flat_stays),
	    cmocka_unit_test(edges_stay_where_they_are),
	    cmocka_unit_test(sums_are_exact),
	};

	return cmocka_run_group_tests_name("scale", tests, NULL, NULL);
}

/* Weighted sums of pixels. Processors of one kind have instructions that add two products at once;
   compilers do not find them, so they are named. The sums are whole numbers, the same either way.
 */
#include "codec/weigh.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define DOWN_SHIFT (WEIGH_BITS - WEIGH_FINE)
#define ACROSS_SHIFT (WEIGH_BITS + WEIGH_FINE)

static uint8_t
clamp(int32_t value)
{
	return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static void
across_one(const int16_t *line, const uint32_t *from, const int16_t *weights, unsigned count,
    size_t places, uint8_t *to)
{
	for (size_t place = 0; place < places; place++) {
		int32_t sum = 1 << (ACROSS_SHIFT - 1);

		for (unsigned i = 0; i < count; i++)
			sum += line[from[place] + i] * *weights++;
		to[place] = clamp(sum >> ACROSS_SHIFT);
	}
}

#ifdef __SSE2__

static __m128i
two_weights(const int16_t *weights)
{
	int32_t both;

	memcpy(&both, weights, sizeof both);
	return _mm_set1_epi32(both);
}

static __m128i
add_products(__m128i sums, __m128i values, __m128i times)
{
	return _mm_add_epi32(sums, _mm_madd_epi16(values, times));
}

void
weigh_down(
    const uint8_t *const *rows, const int16_t *weights, unsigned count, size_t len, int16_t *to)
{
	const __m128i zero = _mm_setzero_si128(), half = _mm_set1_epi32(1 << (DOWN_SHIFT - 1));

	for (size_t x = 0; x < len; x += 16) {
		__m128i sums[4] = {half, half, half, half};

		for (unsigned i = 0; i < count; i += 2) {
			__m128i a = _mm_loadu_si128((const void *)(rows[i] + x));
			__m128i b = _mm_loadu_si128((const void *)(rows[i + 1] + x));
			__m128i low = _mm_unpacklo_epi8(a, b), high = _mm_unpackhi_epi8(a, b);
			__m128i times = two_weights(weights + i);

			sums[0] = add_products(sums[0], _mm_unpacklo_epi8(low, zero), times);
			sums[1] = add_products(sums[1], _mm_unpackhi_epi8(low, zero), times);
			sums[2] = add_products(sums[2], _mm_unpacklo_epi8(high, zero), times);
			sums[3] = add_products(sums[3], _mm_unpackhi_epi8(high, zero), times);
		}
		for (unsigned i = 0; i < 4; i++)
			sums[i] = _mm_srai_epi32(sums[i], DOWN_SHIFT);
		_mm_storeu_si128((void *)(to + x), _mm_packs_epi32(sums[0], sums[1]));
		_mm_storeu_si128((void *)(to + x + 8), _mm_packs_epi32(sums[2], sums[3]));
	}
}

/* The fourth sum is of no use: it is of the next pixel's first channel, and its place is written
   over by the next. */
static void
across_three(const int16_t *line, const uint32_t *from, const int16_t *weights, unsigned count,
    size_t places, uint8_t *to)
{
	const __m128i half = _mm_set1_epi32(1 << (ACROSS_SHIFT - 1));

	for (size_t place = 0; place < places; place++, to += 3) {
		const int16_t *at = line + 3 * (size_t)from[place];
		__m128i sums = half;
		int32_t pixel;

		for (unsigned i = 0; i < count; i += 2, at += 6, weights += 2) {
			__m128i a = _mm_loadl_epi64((const void *)at);
			__m128i b = _mm_loadl_epi64((const void *)(at + 3));

			sums = _mm_add_epi32(
			    sums, _mm_madd_epi16(_mm_unpacklo_epi16(a, b), two_weights(weights)));
		}
		sums = _mm_srai_epi32(sums, ACROSS_SHIFT);
		sums = _mm_packs_epi32(sums, sums);
		pixel = _mm_cvtsi128_si32(_mm_packus_epi16(sums, sums));
		memcpy(to, &pixel, sizeof pixel);
	}
}

#else

void
weigh_down(
    const uint8_t *const *rows, const int16_t *weights, unsigned count, size_t len, int16_t *to)
{
	for (size_t x = 0; x < len; x++) {
		int32_t sum = 1 << (DOWN_SHIFT - 1);

		for (unsigned i = 0; i < count; i++)
			sum += rows[i][x] * weights[i];
		to[x] = (int16_t)(sum >> DOWN_SHIFT);
	}
}

static void
across_three(const int16_t *line, const uint32_t *from, const int16_t *weights, unsigned count,
    size_t places, uint8_t *to)
{
	for (size_t place = 0; place < places; place++) {
		const int16_t *at = line + 3 * (size_t)from[place];
		int32_t sums[3] = {
		    1 << (ACROSS_SHIFT - 1), 1 << (ACROSS_SHIFT - 1), 1 << (ACROSS_SHIFT - 1)};

		for (unsigned i = 0; i < count; i++, weights++)
			for (unsigned k = 0; k < 3; k++)
				sums[k] += *at++ * *weights;
		for (unsigned k = 0; k < 3; k++)
			*to++ = clamp(sums[k] >> ACROSS_SHIFT);
	}
}

#endif

void
weigh_across(const int16_t *line, const uint32_t *from, const int16_t *weights, unsigned count,
    size_t places, unsigned channels, uint8_t *to)
{
	if (channels == 3)
		across_three(line, from, weights, count, places, to);
	else
		across_one(line, from, weights, count, places, to);
}

/* Fingerprints of texts: runs of words, and a simhash of them. */
#include "core/likeness.h"

#include <stdlib.h>

#include "core/utf8.h"

#define RUN 3 /* words */

/* The finish of SplitMix64: every bit of what comes out hangs on every bit that goes in. */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

/* The next word's hash; false at the end. */
static bool
next_word(str *rest, uint64_t *hash)
{
	size_t len = 0, at = 0;

	while (rest->len && rest->at[0] == ' ')
		*rest = str_from(*rest, 1);
	*hash = 14695981039346656037u;
	for (; at < rest->len && rest->at[at] != ' '; at += len) {
		uint32_t code = utf8_decode(str_from(*rest, at), &len);

		if (code_is_unspaced(code) && at)
			break;
		*hash = (*hash ^ code) * 1099511628211u;
		if (code_is_unspaced(code)) {
			at += len;
			break;
		}
	}
	*rest = str_from(*rest, at);
	return at > 0;
}

/* A walk over the runs of a text. */
struct walk {
	str rest;
	uint64_t last[RUN];
	size_t seen;
};

static bool
next_run(struct walk *walk, uint64_t *run)
{
	uint64_t hash, *last = walk->last;

	while (next_word(&walk->rest, &hash)) {
		last[walk->seen++ % RUN] = hash;
		if (walk->seen < RUN)
			continue;
		*run = mix(hash + 3 * last[(walk->seen + 1) % RUN] + 7 * last[walk->seen % RUN]);
		return true;
	}
	if (walk->seen == 0 || walk->seen >= RUN)
		return false;
	walk->seen = RUN;
	*run = mix(last[0] + 3 * last[1]);
	return true;
}

size_t
likeness_runs(struct arena *arena, str words, uint64_t **runs)
{
	struct walk walk = {.rest = words};
	size_t count = 0, room = 0;
	uint64_t run;

	*runs = NULL;
	while (next_run(&walk, &run))
		*ARENA_PUSH(arena, *runs, count, room) = run;
	return count;
}

uint64_t
likeness_of(str words)
{
	struct walk walk = {.rest = words};
	int64_t sums[64] = {0};
	uint64_t likeness = 0, run;

	while (next_run(&walk, &run))
		for (unsigned bit = 0; bit < 64; bit++)
			sums[bit] += run >> bit & 1 ? 1 : -1;
	for (unsigned bit = 0; bit < 64; bit++)
		if (sums[bit] > 0)
			likeness |= (uint64_t)1 << bit;
	return likeness;
}

unsigned
likeness_distance(uint64_t one, uint64_t two)
{
	unsigned bits = 0;

	for (one ^= two; one; one &= one - 1)
		bits++;
	return bits;
}

static int
compare_runs(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, two = *(const uint64_t *)b;

	return one < two ? -1 : one > two;
}

static size_t
sort_once(uint64_t *runs, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(runs, count, sizeof *runs, compare_runs);
	for (size_t i = 0; i < count; i++)
		if (!kept || runs[kept - 1] != runs[i])
			runs[kept++] = runs[i];
	return kept;
}

double
likeness_share(uint64_t *one, size_t ones, uint64_t *two, size_t twos)
{
	size_t shared = 0, i = 0, j = 0;

	ones = sort_once(one, ones);
	twos = sort_once(two, twos);
	while (i < ones && j < twos) {
		shared += one[i] == two[j];
		if (one[i] == two[j])
			i++, j++;
		else if (one[i] < two[j])
			i++;
		else
			j++;
	}
	return ones + twos ? (double)shared / (double)(ones + twos - shared) : 0;
}

/* Which blocks are kept: by expected F1, then repaired so that what is kept holds together. */
#include "extract/choose.h"

#include <stdlib.h>

#include "extract/absence.h"
#include "extract/choose_mark.h"
#include "extract/choose_mend.h"
#include "extract/trace.h"

struct ranked {
	float score;
	uint32_t index;
};

static int
better_first(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

/* What the model misjudges on a page it misjudges in all its blocks alike. So the expectation is
   taken over a shift of all log-odds, normal with deviation 1.5: factors of the odds, and weights,
   at the nodes of a Gauss-Hermite rule. */
static const struct {
	double odds, weight;
} shifts[] = {{1 / 72.6356, 0.0112574}, {1 / 7.640318, 0.2220759}, {1, 0.5333333},
    {7.640318, 0.2220759}, {72.6356, 0.0112574}};

#define SHIFTS (sizeof shifts / sizeof *shifts)
#define AS_IS 2 /* the one that shifts nothing */

static double
shifted(float score, size_t shift)
{
	double odds = score * shifts[shift].odds;

	return odds / (1 - (double)score + odds);
}

/* Keep the best blocks, as many as make 2 * hits / (kept + wanted) the greatest, where hits and
   wanted are expected words. Returns what it is by the scores as they are. */
static double
decode(struct ctx *ctx, const struct blocks *blocks, const float *scores, bool *kept)
{
	struct ranked *ranked = arena_array(ctx->arena, blocks->count + 1, sizeof *ranked);
	double wanted[SHIFTS] = {0}, hits[SHIFTS] = {0}, size = 0, best = 0, confidence = 0;
	size_t most = 0;

	for (size_t i = 0; i < blocks->count; i++) {
		ranked[i] = (struct ranked){scores[i], (uint32_t)i};
		for (size_t k = 0; k < SHIFTS; k++)
			wanted[k] += shifted(scores[i], k) * blocks->list[i].words;
	}
	qsort(ranked, blocks->count, sizeof *ranked, better_first);
	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[ranked[i].index];
		double expected = 0;

		size += block->words;
		for (size_t k = 0; k < SHIFTS; k++) {
			hits[k] += shifted(ranked[i].score, k) * block->words;
			expected += shifts[k].weight * 2 * hits[k] / (size + wanted[k] + 1e-9);
		}
		if (expected > best) {
			best = expected;
			confidence = 2 * hits[AS_IS] / (size + wanted[AS_IS] + 1e-9);
			most = i + 1;
		}
	}
	for (size_t i = 0; i < most; i++)
		kept[ranked[i].index] = true;
	return confidence;
}

void
choose_blocks(struct ctx *ctx, struct page *page, const struct blocks *blocks, const float *scores,
    struct extraction *out)
{
	bool *kept = arena_array(ctx->arena, blocks->count + 1, sizeof *kept);

	out->confidence = decode(ctx, blocks, scores, kept);
	trace_note(out->trace, REASON_SCORE, kept);
	choose_mend(ctx, page, blocks, scores, kept, out->trace);
	out->absence = absence_judge(ctx, page, blocks, kept, out->confidence);
	out->empty = out->absence != ABSENCE_NONE;
	if (!out->empty)
		choose_mark(ctx, page, blocks, kept, out);
	trace_note_nodes(out->trace, out->empty ? REASON_NOTICE : REASON_NOTE, page);
}

/* Which blocks are kept: by expected F1, then repaired so that what is kept holds together. */
#include "extract/choose.h"

#include <stdlib.h>

#include "core/utf8.h"
#include "extract/choose_mark.h"
#include "extract/choose_mend.h"
#include "extract/trace.h"

#define NOTICE_WORDS 80 /* an error page says less */
#define NOTICE_LOOK 300 /* bytes of a title or first block that are looked at */

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

/* Keep the best blocks, as many as make 2 * hits / (kept + wanted) the greatest, where hits and
   wanted are expected words. Returns that greatest value. */
static double
decode(struct ctx *ctx, const struct blocks *blocks, const float *scores, bool *kept)
{
	struct ranked *ranked = arena_array(ctx->arena, blocks->count + 1, sizeof *ranked);
	double wanted = 0, hits = 0, size = 0, best = 0;
	size_t most = 0;

	for (size_t i = 0; i < blocks->count; i++) {
		ranked[i] = (struct ranked){scores[i], (uint32_t)i};
		wanted += (double)scores[i] * blocks->list[i].words;
	}
	qsort(ranked, blocks->count, sizeof *ranked, better_first);
	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[ranked[i].index];
		double expected;

		hits += (double)ranked[i].score * block->words;
		size += block->words;
		expected = 2 * hits / (size + wanted + 1e-9);
		if (expected > best) {
			best = expected;
			most = i + 1;
		}
	}
	for (size_t i = 0; i < most; i++)
		kept[ranked[i].index] = true;
	return best;
}

static bool
is_notice(struct ctx *ctx, str text)
{
	static const struct {
		const char *at;
		uint8_t len;
	} phrases[] = {
#define NOTICE(phrase) {phrase, sizeof phrase - 1},
#include "extract/notice.def"
#undef NOTICE
	};
	str folded = utf8_fold_words(ctx->arena, utf8_head(text, NOTICE_LOOK));

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (str_find(folded, (str){phrases[i].at, phrases[i].len}) != STR_NOT_FOUND)
			return true;
	return false;
}

/* An error or consent page: little text, and its title or first kept words say so. */
static bool
is_no_article(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, const bool *kept)
{
	uint32_t title = page_find(page, 0, (uint32_t)page->count, TAG_TITLE);
	size_t words = 0, looked = 0;

	for (size_t i = 0; i < blocks->count; i++)
		words += kept[i] ? blocks->list[i].words : 0;
	if (words == 0)
		return true;
	if (words >= NOTICE_WORDS)
		return false;
	if (title != PAGE_NONE && is_notice(ctx, page_text_of(ctx->arena, page, title)))
		return true;
	for (size_t i = 0; i < blocks->count && looked < 2; i++) {
		if (!kept[i])
			continue;
		looked++;
		if (is_notice(ctx, blocks->list[i].text))
			return true;
	}
	return false;
}

void
choose_blocks(struct ctx *ctx, struct page *page, const struct blocks *blocks, const float *scores,
    struct extraction *out)
{
	bool *kept = arena_array(ctx->arena, blocks->count + 1, sizeof *kept);

	out->confidence = decode(ctx, blocks, scores, kept);
	trace_note(out->trace, REASON_SCORE, kept);
	choose_mend(ctx, page, blocks, scores, kept, out->trace);
	out->empty = is_no_article(ctx, page, blocks, kept);
	if (!out->empty)
		choose_mark(ctx, page, blocks, kept, out);
	trace_note_nodes(out->trace, out->empty ? REASON_NOTICE : REASON_NOTE, page);
}

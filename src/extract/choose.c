/* Which blocks are kept: by expected F1, then repaired so that what is kept holds together. */
#include "extract/choose.h"

#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "extract/choose_mark.h"
#include "extract/feature.h"

#define FILL_SCORE 0.12f /* least score of a block that fills a hole */
#define NOTICE_WORDS 80  /* an error page says less */
#define NOTICE_LOOK 300  /* bytes of a title or first block that are looked at */
#define PROSE_SHARE 0.75
#define NEAR_WORDS 12 /* shorter blocks may begin alike */
#define NEAR_BEGIN 8

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

static unsigned
heading_level(const struct page *page, const struct block *block)
{
	enum tag tag = page->nodes[block->owner].tag;

	return tag_kinds(tag) & IS_HEADING ? (unsigned)(tag - TAG_H1 + 1) : 0;
}

static bool
same_container(const struct page *page, const struct block *a, const struct block *b)
{
	return page->nodes[a->owner].parent == page->nodes[b->owner].parent;
}

/* One heading, item or paragraph between two kept blocks of its own container. */
static void
fill_holes(const struct page *page, const struct blocks *blocks, const float *scores, bool *kept)
{
	for (size_t i = 1; i + 1 < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		enum tag tag = page->nodes[block->owner].tag;

		if (kept[i] || scores[i] < FILL_SCORE || !kept[i - 1] || !kept[i + 1])
			continue;
		if (tag != TAG_P && tag != TAG_LI && !(tag_kinds(tag) & IS_HEADING))
			continue;
		if (same_container(page, block, block - 1) &&
		    same_container(page, block, block + 1))
			kept[i] = true;
	}
}

/* Whether most of what is kept is prose; elsewhere headings may be the content, as in a list of
   teasers. */
static bool
is_prose(const struct blocks *blocks, const bool *kept)
{
	size_t all = 0, prose = 0;

	for (size_t i = 0; i < blocks->count; i++) {
		size_t words = kept[i] ? blocks->list[i].words : 0;

		all += words;
		prose += readability_is_long(&blocks->list[i]) ? words : 0;
	}
	return (double)prose >= PROSE_SHARE * (double)all;
}

/* In prose a heading goes when nothing kept follows before the next heading of its level or
   above. */
static void
drop_bare_headings(const struct page *page, const struct blocks *blocks, bool *kept)
{
	bool follows[7] = {false};

	if (!is_prose(blocks, kept))
		return;
	for (size_t i = blocks->count; i-- > 0;) {
		unsigned level = heading_level(page, &blocks->list[i]);

		if (!level) {
			if (kept[i])
				memset(follows, true, sizeof follows);
			continue;
		}
		if (kept[i] && !follows[level])
			kept[i] = false;
		for (unsigned k = level; k < 7; k++)
			follows[k] = false;
		if (kept[i])
			for (unsigned k = 1; k < level; k++)
				follows[k] = true;
	}
}

/* Hash of the first words; 0 when there are too few. */
static uint64_t
beginning(const struct block *block)
{
	uint64_t hash = FEATURE_HASH_START;
	str rest = block->text, word;

	if (block->words < NEAR_WORDS)
		return 0;
	for (unsigned i = 0; i < NEAR_BEGIN; i++) {
		if (!str_word(&rest, &word))
			return 0;
		hash = feature_hash(hash, word) * 31;
	}
	return hash ? hash : 1;
}

static bool
may_repeat(const struct page *page, const struct block *block)
{
	enum tag tag = page->nodes[block->owner].tag;

	return tag == TAG_PRE || tag == TAG_TD || tag == TAG_TH;
}

/* Whether a text is another's beginning, but for marks that say it was cut. */
static bool
is_copy(str text, str whole)
{
	while (text.len && !ascii_is_alpha((unsigned char)text.at[text.len - 1]) &&
	    (unsigned char)text.at[text.len - 1] < 0x80)
		text.len--;
	if (str_ends(text, STR("…")))
		text.len -= sizeof "…" - 1;
	return str_starts(whole, text);
}

/* Of kept blocks that begin alike the longest stays; those go that are no more than its beginning,
   or say the same once more. */
static void
drop_copies(struct ctx *ctx, const struct page *page, const struct blocks *blocks, bool *kept)
{
	struct tally longest = tally_new(ctx, blocks->count);
	uint64_t *begins = arena_array(ctx->arena, blocks->count + 1, sizeof *begins);

	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		uint32_t *best;

		if (!kept[i] || may_repeat(page, block))
			continue;
		begins[i] = beginning(block);
		best = begins[i] ? tally_at(&longest, begins[i]) : NULL;
		if (best && (!*best || block->chars > blocks->list[*best - 1].chars))
			*best = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < blocks->count; i++) {
		uint32_t best = begins[i] && kept[i] ? tally_get(&longest, begins[i]) : 0;

		if (best && best - 1 != i &&
		    is_copy(blocks->list[i].text, blocks->list[best - 1].text))
			kept[i] = false;
	}
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
	fill_holes(page, blocks, scores, kept);
	drop_copies(ctx, page, blocks, kept);
	drop_bare_headings(page, blocks, kept);
	out->empty = is_no_article(ctx, page, blocks, kept);
	if (!out->empty)
		choose_mark(ctx, page, blocks, kept, out);
}

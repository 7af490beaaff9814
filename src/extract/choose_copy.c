/* Texts that a page says more than once: an author's are kept, a page's are not. */
#include "extract/choose_copy.h"

#include "extract/feature.h"
#include "extract/hidden.h"

#define NEAR_WORDS 12 /* shorter blocks may begin alike */
#define NEAR_BEGIN 8
#define DOUBT_SCORE 0.6f /* a copy of at least this probability stays */
#define TWIN_WORDS 8
#define TWIN_SCORE 0.8f /* least probability of the kept text that is said again */

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

static bool
is_cut(str text)
{
	return str_ends(text, STR("…")) || str_ends(text, STR("..."));
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

/* The part of the text a block stands in: `up` levels above its owner. */
static uint32_t
part_of(const struct page *page, const struct block *block, unsigned up)
{
	uint32_t at = block->owner;

	for (; up && at; up--)
		at = page->nodes[at].parent;
	return at;
}

static bool
same_part(const struct page *page, const struct blocks *blocks, size_t a, size_t b)
{
	return part_of(page, &blocks->list[a], 2) == part_of(page, &blocks->list[b], 2);
}

static uint64_t
place_hash(const struct page *page, const struct block *block, unsigned up)
{
	uint32_t where[3] = {part_of(page, block, up), page->nodes[block->owner].tag, up};
	uint64_t hash = feature_hash(FEATURE_HASH_START, (str){(const char *)where, sizeof where});

	return feature_hash(hash, block->text) | 1;
}

void
choose_copy_keep(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const float *scores, bool *kept)
{
	struct tally sure = tally_new(ctx, 2 * blocks->count);

	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		bool beside = (i > 0 && kept[i - 1]) || (i + 1 < blocks->count && kept[i + 1]);
		uint64_t near, far;

		if (block->words < TWIN_WORDS)
			continue;
		near = place_hash(page, block, 1);
		far = place_hash(page, block, 2);
		if (kept[i] && scores[i] >= TWIN_SCORE) {
			tally_add(&sure, near);
			tally_add(&sure, far);
		} else if (!kept[i]) {
			kept[i] = (tally_get(&sure, near) || (beside && tally_get(&sure, far))) &&
			    !hidden_above(page, block->owner);
		}
	}
}

/* Of kept blocks that begin alike the longest stays; those go that are no more than its beginning,
   or say the same once more, but for those of its own part that a reader sees. */
void
choose_copy_drop(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const float *scores, bool is_prose, bool *kept)
{
	struct tally longest = tally_new(ctx, blocks->count);
	uint64_t *begins = arena_array(ctx->arena, blocks->count + 1, sizeof *begins);
	float least = is_prose ? DOUBT_SCORE : 1;

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
		    (is_cut(blocks->list[i].text) || hidden_above(page, blocks->list[i].owner) ||
			(scores[i] < least && !same_part(page, blocks, i, best - 1))) &&
		    is_copy(blocks->list[i].text, blocks->list[best - 1].text))
			kept[i] = false;
	}
}

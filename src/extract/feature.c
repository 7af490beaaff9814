/* Features: the pass down the tree, and the rows. */
#include "extract/feature.h"

#include <string.h>

#include "extract/hidden.h"
#include "extract/kin.h"
#include "extract/words.h"

#define FAR 12   /* levels: farther is all the same */
#define NEVER 15 /* no such ancestor */
#define GROWTHS 4
#define INLINE_LEVELS 8 /* inline elements around a text whose classes are read */

enum near_tag {
#define NEAR_TAG(symbol, name) NEAR_##symbol,
#include "extract/near_tag.def"
#undef NEAR_TAG
	NEAR_COUNT
};

/* What an open element hands to what lies in it. */
struct level {
	uint32_t node;
	uint8_t tags[NEAR_COUNT], groups[GROUP_COUNT]; /* levels up, the element itself 0 */
	uint8_t hidden, best_up;
	uint8_t bad_up;                 /* levels up to an element that is furniture */
	uint16_t bad_count, good_count; /* how many are that, are an article's */
	bool in_top, on_chain;          /* within the best element; holds it */
	float best, score;       /* best score so far and the element's own, by the page's best */
	uint32_t shared;         /* nearest element that holds the best one too */
	uint32_t grown[GROWTHS]; /* ancestors that hold more blocks than the one before */
	uint32_t kin, kin_most, kin_words;
};

struct walk {
	const struct page *page;
	const struct blocks *blocks;
	const struct masses *masses;
	struct kin *kin;
	struct level *levels;
	uint32_t top, top_end;
};

static const char *const names[] = {
#define FEATURE(name, what) #name,
#include "extract/feature.def"
#undef FEATURE
};

static const char *const meanings[] = {
#define FEATURE(name, what) what,
#include "extract/feature.def"
#undef FEATURE
};

const char *
feature_name(size_t feature)
{
	return names[feature];
}

const char *
feature_what(size_t feature)
{
	return meanings[feature];
}

static uint8_t
near_tag(enum tag tag)
{
	switch (tag) {
#define NEAR_TAG(symbol, name) \
	case TAG_##symbol:     \
		return NEAR_##symbol;
#include "extract/near_tag.def"
#undef NEAR_TAG
	default:
		return NEAR_COUNT;
	}
}

static void
step_away(uint8_t *levels, size_t count)
{
	for (size_t i = 0; i < count; i++)
		levels[i] = levels[i] < FAR ? (uint8_t)(levels[i] + 1) : levels[i];
}

static void
set_near(struct walk *walk, struct level *level, uint32_t at)
{
	uint64_t groups = walk->masses->nodes[at].groups;
	enum tag node_tag = walk->page->nodes[at].tag;
	uint8_t tag = near_tag(node_tag);

	step_away(level->tags, NEAR_COUNT);
	step_away(level->groups, GROUP_COUNT);
	step_away(&level->hidden, 1);
	step_away(&level->best_up, 1);
	step_away(&level->bad_up, 1);
	if (feature_is_bad(node_tag, groups)) {
		level->bad_up = 0;
		level->bad_count++;
	}
	level->good_count += feature_is_good(node_tag, groups);
	if (tag != NEAR_COUNT)
		level->tags[tag] = 0;
	for (size_t i = 0; groups; i++, groups >>= 1)
		if (groups & 1)
			level->groups[i] = 0;
	if (hidden_how(walk->page, at) != HIDDEN_NOT)
		level->hidden = 0;
}

static void
enter(struct walk *walk, uint32_t at)
{
	const struct node *node = &walk->page->nodes[at];
	const struct mass *mass = &walk->masses->nodes[at], *above;
	struct level *level = &walk->levels[node->depth];

	if (node->parent == PAGE_NONE) {
		memset(level, 0, sizeof *level);
		memset(level->tags, NEVER, sizeof level->tags);
		memset(level->groups, NEVER, sizeof level->groups);
		level->hidden = level->bad_up = NEVER;
		level->on_chain = true;
		return;
	}
	*level = walk->levels[node->depth - 1];
	above = &walk->masses->nodes[node->parent];
	if (above->blocks > mass->blocks) {
		memmove(level->grown + 1, level->grown, (GROWTHS - 1) * sizeof *level->grown);
		level->grown[0] = node->parent;
	}
	level->node = at;
	set_near(walk, level, at);
	level->score = mass->score / walk->masses->top_score;
	if (level->score > level->best) {
		level->best = level->score;
		level->best_up = 0;
	}
	level->in_top = at >= walk->top && at < walk->top_end;
	level->on_chain = walk->top != PAGE_NONE && at <= walk->top && node->end > walk->top;
	if (level->on_chain)
		level->shared = at;
	level->kin = kin_of(walk->kin, walk->page, at);
	if (level->kin > level->kin_most) {
		level->kin_most = level->kin;
		level->kin_words = mass->words;
	}
}

static void
of_growth(const struct walk *walk, const struct level *level, float *row)
{
	float words = (float)walk->masses->nodes[0].words + 1;

	for (size_t i = 0; i < GROWTHS; i++) {
		const struct mass *mass = &walk->masses->nodes[level->grown[i]];
		float *to = row + FEATURE_up1_longs + i * 4;

		to[0] = (float)mass->longs;
		to[1] = (float)mass->words / words;
		to[2] = (float)mass->words / (float)(mass->blocks + 1);
		to[3] = (float)mass->link_chars / (float)(mass->chars + 1);
		if (i < 2)
			row[FEATURE_up1_heads + i] = (float)mass->heads / (float)(mass->blocks + 1);
	}
}

/* Groups of inline elements around the block's first text count as the owner's own. */
static void
of_groups(const struct walk *walk, const struct level *level, const struct block *block, float *row)
{
	uint64_t inline_groups = 0;
	uint32_t owner = block->owner;

	uint32_t at = walk->page->nodes[block->first].parent;

	for (unsigned i = 0; i < INLINE_LEVELS && at != owner && at != PAGE_NONE; i++) {
		inline_groups |= words_of_element(walk->page, at);
		at = walk->page->nodes[at].parent;
	}
	for (size_t i = 0; i < NEAR_COUNT; i++)
		row[FEATURE_tag_article + i] = level->tags[i];
	for (size_t i = 0; i < GROUP_COUNT; i++)
		row[FEATURE_near_nav + i] =
		    inline_groups & GROUP_BIT(i) ? 0 : (float)level->groups[i];
}

static void
of_tree(const struct walk *walk, size_t index, float *row)
{
	const struct block *block = &walk->blocks->list[index];
	const struct node *owner = &walk->page->nodes[block->owner];
	const struct mass *masses = walk->masses->nodes;
	const struct level *level = &walk->levels[owner->depth];
	float words = (float)masses[0].words + 1;

	row[FEATURE_depth] = owner->depth;
	row[FEATURE_is_hidden] = level->hidden;
	row[FEATURE_noscript] = walk->blocks->noscript;
	row[FEATURE_bad_up] = level->bad_up;
	row[FEATURE_bad_count] = level->bad_count;
	row[FEATURE_good_count] = level->good_count;
	row[FEATURE_best] = level->best;
	row[FEATURE_best_up] = level->best_up;
	row[FEATURE_score_up] = owner->depth > 0 ? level[-1].score : 0;
	row[FEATURE_score_up2] = owner->depth > 1 ? level[-2].score : 0;
	row[FEATURE_in_top] = level->in_top;
	row[FEATURE_top_ratio] = (float)masses[level->shared].words / words;
	row[FEATURE_top_down] = (float)(owner->depth - walk->page->nodes[level->shared].depth);
	if (walk->top != PAGE_NONE)
		row[FEATURE_top_before] =
		    (float)masses[level->shared].words / (float)(masses[walk->top].words + 1);
	row[FEATURE_kin] = (float)level->kin;
	row[FEATURE_kin_most] = (float)level->kin_most;
	row[FEATURE_kin_words] = (float)level->kin_words;
	row[FEATURE_owner_blocks] = (float)masses[block->owner].blocks;
	if (index && walk->blocks->list[index - 1].owner == block->owner)
		row[FEATURE_shared_owner] = 1;
	of_growth(walk, level, row);
	of_groups(walk, level, block, row);
}

/* Best scores and heading levels must be there for all blocks before the first row. */
static struct trait *
gather(struct ctx *ctx, const struct walk *walk, const struct page_facts *facts)
{
	const struct blocks *blocks = walk->blocks;
	const struct page *page = walk->page;
	struct trait *traits = arena_array(ctx->arena, blocks->count + 1, sizeof *traits);
	float *best = arena_array(ctx->arena, page->count, sizeof *best);

	for (uint32_t i = 1; i < page->count; i++) {
		float above = best[page->nodes[i].parent];
		float own = walk->masses->nodes[i].score / walk->masses->top_score;

		best[i] = own > above ? own : above;
	}
	for (size_t i = 0; i < blocks->count; i++) {
		enum tag tag = page->nodes[blocks->list[i].owner].tag;

		feature_of_text(&blocks->list[i], facts, &traits[i]);
		traits[i].best = best[blocks->list[i].owner];
		if (tag_kinds(tag) & IS_HEADING)
			traits[i].heading = (uint8_t)(tag - TAG_H1 + 1);
	}
	return traits;
}

void
feature_rows(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const struct masses *masses, void (*take)(void *with, size_t index, const float *row),
    void *with)
{
	struct page_facts *facts = arena_alloc(ctx->arena, sizeof *facts);
	struct walk walk = {.page = page, .blocks = blocks, .masses = masses, .top = masses->top};
	float *row = arena_array(ctx->arena, FEATURE_COUNT, sizeof *row);
	struct trait *traits;
	struct place *place;
	struct groups *groups;
	uint32_t at = 0;

	walk.top_end = walk.top == PAGE_NONE ? 0 : page->nodes[walk.top].end;
	walk.levels = arena_array(ctx->arena, LIMIT_NESTING + 2, sizeof *walk.levels);
	feature_of_page(ctx, page, blocks, masses, facts);
	traits = gather(ctx, &walk, facts);
	place = feature_places(ctx, page, blocks, traits);
	walk.kin = kin_count(ctx, page, blocks);
	groups = feature_groups(ctx, page, blocks, masses, walk.kin, traits);
	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];

		/* The owner's ancestors are open when all elements up to the text were entered. */
		for (; at < block->first; at++)
			if (masses->nodes[at].blocks)
				enter(&walk, at);
		memcpy(row, facts->row, FEATURE_COUNT * sizeof *row);
		memcpy(row, traits[i].text, FEATURE_TEXT * sizeof *row);
		feature_of_markup(page, blocks, block, row);
		of_tree(&walk, i, row);
		feature_of_place(place, i, row);
		feature_of_group(groups, i, row);
		take(with, i, row);
	}
}

struct dump {
	struct buf *to;
	const struct blocks *blocks;
};

static void
dump_row(void *with, size_t index, const float *row)
{
	struct dump *dump = with;
	const struct block *block = &dump->blocks->list[index];

	buf_printf(dump->to, "{\"index\":%zu,\"words\":%u,\"text\":", index, block->words);
	buf_json(dump->to, block->text);
	buf_z(dump->to, ",\"features\":[");
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		buf_printf(dump->to, i ? ",%.9g" : "%.9g", (double)row[i]);
	buf_z(dump->to, "]}\n");
}

void
extract_dump_features(struct ctx *ctx, struct page *page, struct buf *to)
{
	struct blocks *blocks = block_cut(ctx, page);
	struct masses *masses = readability_weigh(ctx, page, blocks);
	struct dump dump = {to, blocks};

	buf_z(to, "{\"features\":[");
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		buf_printf(to, i ? ",\"%s\"" : "\"%s\"", names[i]);
	buf_z(to, "]}\n");
	feature_rows(ctx, page, blocks, masses, dump_row, &dump);
}

/* Features of what is like the block: blocks of one kind of place, repeated items, shared words. */
#include "extract/feature.h"

#include "extract/kin.h"

#define LIKE_LEVELS 3 /* the owner and its ancestors whose tag and class are one kind of place */
#define TOPIC_BYTES 4 /* shorter words are in every text */
#define TOPIC_SLOTS 32768

/* Sums over blocks of one kind of place, wherever they stand. */
struct like {
	uint32_t blocks, words, chars, link_chars, longs;
	uint32_t first, last;
	float best, furniture;
};

/* Sums over siblings of one tag and class. */
struct items {
	uint32_t items, words, chars, link_chars, longs, blocks;
};

/* Where a word of prose stands: the last block and in how many. */
struct heard {
	uint32_t last;
	uint8_t blocks;
};

struct groups {
	const struct page *page;
	const struct blocks *blocks;
	const struct masses *masses;
	const struct trait *traits;
	struct like *likes;
	uint32_t *like_of; /* of each block; 0 none */
	struct items *items;
	uint32_t *items_of; /* of each node: its siblings; 0 none */
	uint32_t *most_of;  /* of each node: the most repeated siblings around it */
	uint32_t *near_of;  /* and the nearest */
	uint32_t items_count, largest;
	struct heard *heard;
	uint32_t top, top_end;
};

static void
sum_likes(struct ctx *ctx, struct groups *groups, const struct kin *kin)
{
	const struct blocks *blocks = groups->blocks;
	struct tally at = tally_new(ctx, blocks->count);
	uint32_t count = 0;

	groups->likes = arena_array(ctx->arena, blocks->count + 1, sizeof *groups->likes);
	groups->like_of = arena_array(ctx->arena, blocks->count + 1, sizeof *groups->like_of);
	for (uint32_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		uint64_t hash = 1;
		uint32_t node = block->owner, *number;
		struct like *like;

		for (unsigned up = 0; up < LIKE_LEVELS && node && node != PAGE_NONE; up++) {
			hash = feature_mixed(hash, kin->kinds[node]);
			node = groups->page->nodes[node].parent;
		}
		number = tally_at(&at, hash);
		if (!number)
			continue;
		if (!*number) {
			*number = ++count;
			groups->likes[count].first = i;
		}
		groups->like_of[i] = *number;
		like = &groups->likes[*number];
		like->blocks++;
		like->words += block->words;
		like->chars += block->chars;
		like->link_chars += block->link_chars;
		like->longs += groups->traits[i].is_long;
		like->best += groups->traits[i].best;
		like->furniture += groups->traits[i].text[FEATURE_furniture];
		like->last = i;
	}
}

/* Numbers the groups; which one each repeated element is of. */
static void
number_items(struct ctx *ctx, struct groups *groups, const struct kin *kin)
{
	const struct page *page = groups->page;
	struct tally at = tally_new(ctx, groups->blocks->count * 2);

	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t *number;

		if (!kin->kinds[i] || kin_of(kin, page, i) < KIN_LEAST)
			continue;
		number = tally_at(&at, feature_mixed(kin->kinds[i], page->nodes[i].parent));
		if (!number)
			continue;
		if (!*number)
			*number = ++groups->items_count;
		groups->items_of[i] = *number;
	}
}

static void
sum_items(struct ctx *ctx, struct groups *groups, const struct kin *kin)
{
	const struct page *page = groups->page;

	groups->items_of = arena_array(ctx->arena, page->count, sizeof *groups->items_of);
	groups->most_of = arena_array(ctx->arena, page->count, sizeof *groups->most_of);
	groups->near_of = arena_array(ctx->arena, page->count, sizeof *groups->near_of);
	number_items(ctx, groups, kin);
	groups->items = arena_array(ctx->arena, groups->items_count + 1, sizeof *groups->items);
	for (uint32_t i = 1; i < page->count; i++) {
		const struct mass *mass = &groups->masses->nodes[i];
		struct items *items = &groups->items[groups->items_of[i]];

		if (!groups->items_of[i])
			continue;
		items->items++;
		items->words += mass->words;
		items->chars += mass->chars;
		items->link_chars += mass->link_chars;
		items->longs += mass->longs > 0;
		items->blocks += mass->blocks;
	}
	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t own = groups->items_of[i], parent = page->nodes[i].parent;
		uint32_t most = groups->most_of[parent];
		bool more = own && groups->items[own].items > groups->items[most].items;

		groups->near_of[i] = own ? own : groups->near_of[parent];
		groups->most_of[i] = more ? own : most;
	}
	for (uint32_t i = 1; i <= groups->items_count; i++)
		if (groups->items[i].words > groups->items[groups->largest].words)
			groups->largest = i;
}

/* Words as runs of ASCII letters and digits or bytes beyond. */
static bool
next_word(str *rest, uint32_t *hash)
{
	uint32_t h = 2166136261u, len = 0;

	while (rest->len) {
		unsigned char c = (unsigned char)*rest->at;

		*rest = str_from(*rest, 1);
		if (c < 0x80 && !ascii_is_alpha(c) && !ascii_is_digit(c)) {
			if (len >= TOPIC_BYTES)
				break;
			len = 0;
			h = 2166136261u;
			continue;
		}
		h = (h ^ ascii_lower(c)) * 16777619u;
		len++;
	}
	*hash = h ^ h >> 15;
	return len >= TOPIC_BYTES;
}

static bool
is_prose(const struct groups *groups, uint32_t i)
{
	uint32_t owner = groups->blocks->list[i].owner;

	return groups->traits[i].is_long && owner >= groups->top && owner < groups->top_end;
}

static void
hear(struct ctx *ctx, struct groups *groups)
{
	uint32_t hash;

	groups->heard = arena_array(ctx->arena, TOPIC_SLOTS, sizeof *groups->heard);
	for (uint32_t i = 0; i < groups->blocks->count; i++) {
		str rest = groups->blocks->list[i].text;

		if (!is_prose(groups, i))
			continue;
		while (next_word(&rest, &hash)) {
			struct heard *heard = &groups->heard[hash % TOPIC_SLOTS];

			if (heard->last == i + 1 || heard->blocks == UINT8_MAX)
				continue;
			heard->last = i + 1;
			heard->blocks++;
		}
	}
}

struct groups *
feature_groups(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const struct masses *masses, const struct kin *kin, const struct trait *traits)
{
	struct groups *groups = arena_alloc(ctx->arena, sizeof *groups);

	*groups = (struct groups){
	    .page = page, .blocks = blocks, .masses = masses, .traits = traits, .top = masses->top};
	groups->top_end = masses->top == PAGE_NONE ? 0 : page->nodes[masses->top].end;
	sum_likes(ctx, groups, kin);
	sum_items(ctx, groups, kin);
	hear(ctx, groups);
	return groups;
}

static void
of_like(const struct groups *groups, size_t index, float *row)
{
	const struct like *like = &groups->likes[groups->like_of[index]];
	float count = like->blocks ? (float)like->blocks : 1;

	row[FEATURE_like_count] = (float)like->blocks;
	row[FEATURE_like_share] = (float)like->words / (float)(groups->masses->nodes[0].words + 1);
	row[FEATURE_like_words] = (float)like->words / count;
	row[FEATURE_like_links] = (float)like->link_chars / (float)(like->chars + 1);
	row[FEATURE_like_longs] = (float)like->longs / count;
	row[FEATURE_like_best] = like->best / count;
	row[FEATURE_like_furniture] = like->furniture / count;
	row[FEATURE_like_span] = (float)(like->last - like->first) / (float)groups->blocks->count;
}

static void
of_items(const struct groups *groups, size_t index, float *row)
{
	const struct block *block = &groups->blocks->list[index];
	const struct items *items = &groups->items[groups->most_of[block->owner]];
	const struct items *largest = &groups->items[groups->largest];
	float count = items->items ? (float)items->items : 1;
	float words = (float)(groups->masses->nodes[0].words + 1);

	row[FEATURE_items_share] = (float)items->words / words;
	row[FEATURE_items_words] = (float)items->words / count;
	row[FEATURE_items_links] = (float)items->link_chars / (float)(items->chars + 1);
	row[FEATURE_items_longs] = (float)items->longs / count;
	row[FEATURE_items_blocks] = (float)items->blocks / count;
	row[FEATURE_items_largest] = (float)items->words / (float)(largest->words + 1);
	items = &groups->items[groups->near_of[block->owner]];
	count = items->items ? (float)items->items : 1;
	row[FEATURE_near_items_share] = (float)items->words / words;
	row[FEATURE_near_items_words] = (float)items->words / count;
	row[FEATURE_page_items] = (float)groups->items_count;
	row[FEATURE_page_largest] = (float)largest->words / words;
	row[FEATURE_page_largest_words] =
	    largest->items ? (float)largest->words / (float)largest->items : 0;
}

static void
of_topic(const struct groups *groups, size_t index, float *row)
{
	str rest = groups->blocks->list[index].text;
	uint8_t own = is_prose(groups, (uint32_t)index);
	uint32_t hash, words = 0, known = 0;

	while (next_word(&rest, &hash)) {
		const struct heard *at = &groups->heard[hash % TOPIC_SLOTS];

		words++;
		known += at->blocks > own;
	}
	row[FEATURE_topic] = words ? (float)known / (float)words : -1;
}

void
feature_of_group(const struct groups *groups, size_t index, float *row)
{
	of_like(groups, index, row);
	of_items(groups, index, row);
	of_topic(groups, index, row);
}

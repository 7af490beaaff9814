/* Features of a block's place among the others. */
#include "extract/feature.h"

#define WINDOW 4
#define WIDE 16
#define FAR 200

/* Running sums over the blocks before the one of the same index. */
struct sums {
	uint32_t words, chars, link_chars, longs, long_words;
	double best, furniture;
	uint32_t last_heading, next_heading, last_long, next_long; /* index; UINT32_MAX none */
};

struct place {
	const struct page *page;
	const struct blocks *blocks;
	const struct trait *traits;
	struct sums *sums;  /* one more than blocks */
	uint32_t h1, title; /* index of the first h1, and of the block most like the title */
};

static void
sum_block(struct place *place, uint32_t i)
{
	const struct block *block = &place->blocks->list[i];
	const struct trait *trait = &place->traits[i];
	const struct sums *was = &place->sums[i];
	struct sums *is = &place->sums[i + 1];

	*is = *was;
	is->words += block->words;
	is->chars += block->chars;
	is->link_chars += block->link_chars;
	is->longs += trait->is_long;
	is->best += trait->best;
	is->furniture += trait->text[FEATURE_furniture];
	is->long_words += trait->is_long ? block->words : 0;
	if (trait->heading)
		is->last_heading = i;
	if (trait->is_long)
		is->last_long = i;
	if (trait->heading == 1 && place->h1 == UINT32_MAX)
		place->h1 = i;
}

static void
find_title(struct place *place)
{
	float best = 0.5f;

	for (uint32_t i = 0; i < place->blocks->count; i++) {
		const struct trait *trait = &place->traits[i];
		float like =
		    trait->text[FEATURE_title_cover] < 1 ? trait->text[FEATURE_title_cover] : 1;

		like *= trait->text[FEATURE_title_share];
		like *= trait->heading == 1 ? 1.3f : trait->heading ? 1.1f : 1;
		if (like > best) {
			best = like;
			place->title = i;
		}
	}
}

struct place *
feature_places(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, struct trait *traits)
{
	struct place *place = arena_alloc(ctx->arena, sizeof *place);
	struct tally texts = tally_new(ctx, blocks->count), begins = tally_new(ctx, blocks->count);
	uint32_t heading = UINT32_MAX, prose = UINT32_MAX;

	*place = (struct place){.page = page,
	    .blocks = blocks,
	    .traits = traits,
	    .h1 = UINT32_MAX,
	    .title = UINT32_MAX};
	place->sums = arena_array(ctx->arena, blocks->count + 1, sizeof *place->sums);
	place->sums[0].last_heading = place->sums[0].last_long = UINT32_MAX;
	for (uint32_t i = 0; i < blocks->count; i++) {
		sum_block(place, i);
		traits[i].copy_before = tally_add(&texts, traits[i].hash) > 1;
		if (traits[i].begin)
			tally_add(&begins, traits[i].begin);
	}
	for (uint32_t i = (uint32_t)blocks->count; i-- > 0;) {
		place->sums[i].next_heading = heading;
		place->sums[i].next_long = prose;
		heading = traits[i].heading ? i : heading;
		prose = traits[i].is_long ? i : prose;
		traits[i].copies = tally_get(&texts, traits[i].hash);
		traits[i].begins = traits[i].begin ? tally_get(&begins, traits[i].begin) : 1;
	}
	find_title(place);
	return place;
}

static uint32_t
parent_of(const struct place *place, size_t index)
{
	return place->page->nodes[place->blocks->list[index].owner].parent;
}

static void
of_neighbour(const struct place *place, size_t index, int step, float *row)
{
	size_t at = index + (size_t)step;
	const struct trait *trait;

	if (at >= place->blocks->count) {
		row[0] = row[1] = row[2] = -1;
		return;
	}
	trait = &place->traits[at];
	row[0] = trait->text[FEATURE_words];
	row[1] = trait->text[FEATURE_link_share];
	row[2] = trait->best;
	if (step != 1 && step != -1)
		return;
	row[3] = trait->heading;
	row[4] = trait->text[FEATURE_furniture];
	row[5] = parent_of(place, at) == parent_of(place, index);
}

static float
distance(size_t from, size_t to, float most)
{
	float far = to >= from ? (float)(to - from) : -(float)(from - to);

	return far > most ? most : far < -most ? -most : far;
}

/* Blocks from the last heading to the next. */
static void
of_section(const struct place *place, uint32_t last, uint32_t next, float *row)
{
	uint32_t first = last == UINT32_MAX ? 0 : last + 1;
	uint32_t end = next == UINT32_MAX ? (uint32_t)place->blocks->count : next;
	const struct sums *from = &place->sums[first], *to = &place->sums[end];
	float blocks = end > first ? (float)(end - first) : 1;

	row[FEATURE_section_words] = (float)(to->words - from->words);
	row[FEATURE_section_links] =
	    (float)(to->link_chars - from->link_chars) / (float)(to->chars - from->chars + 1);
	row[FEATURE_section_longs] = (float)(to->longs - from->longs);
	row[FEATURE_section_blocks] = blocks;
	row[FEATURE_section_best] = (float)(to->best - from->best) / blocks;
}

static void
of_headings(const struct place *place, size_t index, float *row)
{
	const struct sums *at = &place->sums[index];
	uint32_t last = at->last_heading, next = at->next_heading;

	row[FEATURE_h1_distance] = place->h1 == UINT32_MAX ? 0 : distance(place->h1, index, 60);
	row[FEATURE_title_distance] =
	    place->title == UINT32_MAX ? -FAR : distance(place->title, index, 60);
	row[FEATURE_since_heading] = FAR;
	row[FEATURE_since_words] = -1;
	of_section(place, place->traits[index].heading ? (uint32_t)index : last, next, row);
	if (last != UINT32_MAX) {
		const struct trait *head = &place->traits[last];

		row[FEATURE_since_heading] = distance(last, index, FAR);
		row[FEATURE_since_words] = (float)(at->words - place->sums[last + 1].words);
		row[FEATURE_last_level] = head->heading;
		row[FEATURE_last_best] = head->best;
		row[FEATURE_last_title] = head->text[FEATURE_title_share];
		row[FEATURE_last_furniture] = head->text[FEATURE_furniture];
		row[FEATURE_last_related] =
		    head->text[FEATURE_furniture_related] + head->text[FEATURE_furniture_talk];
	}
	row[FEATURE_to_heading] = next == UINT32_MAX ? FAR : distance(index, next, FAR);
	row[FEATURE_to_words] = next == UINT32_MAX
	    ? -1
	    : (float)(place->sums[next].words - place->sums[index + 1].words);
}

static void
of_window(const struct place *place, size_t index, float *row)
{
	size_t count = place->blocks->count;
	const struct sums *from = &place->sums[index > WINDOW ? index - WINDOW : 0];
	const struct sums *to =
	    &place->sums[index + WINDOW + 1 < count ? index + WINDOW + 1 : count];
	const struct sums *all = &place->sums[count], *at = &place->sums[index];
	float chars = (float)(to->chars - from->chars + 1);

	row[FEATURE_window_words] = (float)(to->words - from->words);
	row[FEATURE_window_links] = (float)(to->link_chars - from->link_chars) / chars;
	row[FEATURE_window_longs] = (float)(to->longs - from->longs);
	row[FEATURE_close_best] = (float)(to->best - from->best) / (float)(to - from);
	row[FEATURE_close_furniture] =
	    (float)(to->furniture - from->furniture) / (float)(to - from);
	row[FEATURE_prose_before] = (float)at->long_words / (float)(all->long_words + 1);
	row[FEATURE_gap_before] =
	    at->last_long == UINT32_MAX ? FAR : distance(at->last_long, index, FAR);
	row[FEATURE_gap_after] =
	    at->next_long == UINT32_MAX ? FAR : distance(index, at->next_long, FAR);
	row[FEATURE_before] = (float)at->chars / (float)(all->chars + 1);
	row[FEATURE_index] = (float)index / (float)count;
}

static void
of_wide(const struct place *place, size_t index, float *row)
{
	size_t count = place->blocks->count;
	size_t first = index > WIDE ? index - WIDE : 0;
	size_t end = index + WIDE + 1 < count ? index + WIDE + 1 : count;
	const struct sums *from = &place->sums[first], *to = &place->sums[end];
	float blocks = (float)(end - first);

	row[FEATURE_wide_words] = (float)(to->words - from->words) / blocks;
	row[FEATURE_wide_links] =
	    (float)(to->link_chars - from->link_chars) / (float)(to->chars - from->chars + 1);
	row[FEATURE_wide_longs] = (float)(to->longs - from->longs) / blocks;
	row[FEATURE_wide_best] = (float)(to->best - from->best) / blocks;
	row[FEATURE_wide_furniture] = (float)(to->furniture - from->furniture) / blocks;
}

void
feature_of_place(const struct place *place, size_t index, float *row)
{
	const struct trait *trait = &place->traits[index];

	of_headings(place, index, row);
	of_window(place, index, row);
	of_wide(place, index, row);
	row[FEATURE_copies] = (float)trait->copies;
	row[FEATURE_copy_before] = trait->copy_before;
	row[FEATURE_begins] = (float)trait->begins;
	of_neighbour(place, index, -1, row + FEATURE_prev1_words);
	of_neighbour(place, index, 1, row + FEATURE_next1_words);
	of_neighbour(place, index, -2, row + FEATURE_prev2_words);
	of_neighbour(place, index, 2, row + FEATURE_next2_words);
}

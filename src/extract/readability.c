/* Subtree sums and Readability's points. */
#include "extract/readability.h"

#include "extract/words.h"

#define LONG_WORDS 15
#define SCORED_CHARS 25
#define CLASS_WEIGHT 25.0f

#define BITS_GOOD                                                                   \
	(GROUP_BIT(GROUP_ARTICLE) | GROUP_BIT(GROUP_BODY) | GROUP_BIT(GROUP_MAIN) | \
	    GROUP_BIT(GROUP_DOCS))
#define BITS_BAD                                                                         \
	(GROUP_BIT(GROUP_COMMENT) | GROUP_BIT(GROUP_FOOTER) | GROUP_BIT(GROUP_SIDEBAR) | \
	    GROUP_BIT(GROUP_RELATED) | GROUP_BIT(GROUP_SOCIAL) | GROUP_BIT(GROUP_AD) |   \
	    GROUP_BIT(GROUP_PROMO) | GROUP_BIT(GROUP_MODAL) | GROUP_BIT(GROUP_COOKIE) |  \
	    GROUP_BIT(GROUP_WIDGET) | GROUP_BIT(GROUP_TAGS) | GROUP_BIT(GROUP_NAV) |     \
	    GROUP_BIT(GROUP_META) | GROUP_BIT(GROUP_HIDDEN))

bool
readability_is_long(const struct block *block)
{
	return block->words >= LONG_WORDS && block->link_chars * 3 <= block->chars;
}

static float
base_score(const struct page *page, uint32_t at, uint64_t groups)
{
	float score = 0;

	switch (page->nodes[at].tag) {
	case TAG_ARTICLE:
	case TAG_DIV:
		score = 5;
		break;
	case TAG_PRE:
	case TAG_TD:
	case TAG_BLOCKQUOTE:
		score = 3;
		break;
	case TAG_ADDRESS:
	case TAG_OL:
	case TAG_UL:
	case TAG_DL:
	case TAG_DD:
	case TAG_DT:
	case TAG_LI:
	case TAG_FORM:
		score = -3;
		break;
	case TAG_H1:
	case TAG_H2:
	case TAG_H3:
	case TAG_H4:
	case TAG_H5:
	case TAG_H6:
	case TAG_TH:
		score = -5;
		break;
	default:
		break;
	}
	score += groups & BITS_GOOD ? CLASS_WEIGHT : 0;
	score -= groups & BITS_BAD ? CLASS_WEIGHT : 0;
	return score;
}

static uint32_t
commas_in(str text)
{
	uint32_t commas = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];

		commas += c == ',';
		if (c == 0xE3 || c == 0xEF || c == 0xD8) { /* ideographic, full-width, Arabic */
			str rest = str_from(text, i);

			commas += str_starts(rest, STR("、")) || str_starts(rest, STR("，")) ||
			    str_starts(rest, STR("،"));
		}
	}
	return commas;
}

/* A block's points go to its owner's parent in full, to the grandparent by half, on by a third of
   the level. */
static void
spread(struct masses *masses, const struct page *page, const struct block *block)
{
	float bulk = (float)block->chars / 100, points;
	uint32_t at = block->owner;

	if (block->chars < SCORED_CHARS || tag_kinds(page->nodes[at].tag) & IS_HEADING)
		return;
	points = 1 + (float)commas_in(block->text) + (bulk < 3 ? bulk : 3);
	for (unsigned level = 0; level < 5; level++) {
		if (page->nodes[at].tag == TAG_BODY || page->nodes[at].parent == PAGE_NONE)
			return;
		at = page->nodes[at].parent;
		masses->nodes[at].score += level == 0 ? points
		    : level == 1                      ? points / 2
						      : points / (float)(level * 3);
	}
}

static void
seed(struct masses *masses, const struct page *page, const struct block *block)
{
	struct mass *mass = &masses->nodes[block->owner];

	mass->words += block->words;
	mass->chars += block->chars;
	mass->link_chars += block->link_chars;
	mass->blocks++;
	mass->longs += readability_is_long(block);
	mass->heads += (tag_kinds(page->nodes[block->owner].tag) & IS_HEADING) != 0;
	spread(masses, page, block);
}

static void
sum_up(struct masses *masses, const struct page *page)
{
	for (size_t i = page->count; i-- > 1;) {
		const struct mass *mass = &masses->nodes[i];
		struct mass *to = &masses->nodes[page->nodes[i].parent];

		if (!mass->blocks)
			continue;
		to->words += mass->words;
		to->chars += mass->chars;
		to->link_chars += mass->link_chars;
		to->blocks += mass->blocks;
		to->longs += mass->longs;
		to->heads += mass->heads;
	}
}

struct masses *
readability_weigh(struct ctx *ctx, const struct page *page, const struct blocks *blocks)
{
	struct masses *masses = arena_alloc(ctx->arena, sizeof *masses);

	masses->nodes = arena_array(ctx->arena, page->count, sizeof *masses->nodes);
	masses->top = PAGE_NONE;
	masses->top_score = 1;
	for (size_t i = 0; i < blocks->count; i++)
		seed(masses, page, &blocks->list[i]);
	sum_up(masses, page);
	for (uint32_t i = 1; i < page->count; i++) {
		struct mass *mass = &masses->nodes[i];

		if (!mass->blocks)
			continue;
		mass->groups = words_of_element(page, i);
		mass->all = mass->groups | masses->nodes[page->nodes[i].parent].all;
		if (mass->score > 0) {
			mass->score += base_score(page, i, mass->groups);
			mass->score *= 1 - (float)mass->link_chars / (float)(mass->chars + 1);
		}
		mass->score = mass->score > 0 ? mass->score : 0;
		if (mass->score > masses->top_score) {
			masses->top_score = mass->score;
			masses->top = i;
		}
	}
	return masses;
}

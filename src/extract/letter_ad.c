/* Advertisements in a letter: a line that says so, and what it stands above. */
#include "core/utf8.h"
#include "extract/choose_mark.h"
#include "extract/letter_part.h"
#include "extract/words.h"

#define LABEL_WORDS 9
#define UNIT_WORDS 90 /* that an advertisement says */
#define UNIT_BLOCKS 8
#define UNIT_UP 10    /* elements around the line */
#define BARE_BLOCKS 3 /* behind the line, where nothing shows the end */

/* Blocks and words of [from, to); whether one of them has a link. */
struct unit {
	size_t blocks, words;
	bool links;
};

static struct unit
unit_of(const struct letter_parts *parts, size_t from, uint32_t end)
{
	struct unit unit = {0};

	for (size_t i = from; i < parts->blocks->count && parts->blocks->list[i].first < end; i++) {
		unit.blocks++;
		unit.words += parts->blocks->list[i].words;
		unit.links |= parts->blocks->list[i].link_chars > 0;
		if (unit.words > UNIT_WORDS || unit.blocks > UNIT_BLOCKS)
			break;
	}
	return unit;
}

/* What stands before a node among its siblings is a rule. */
static bool
follows_rule(const struct page *page, uint32_t at)
{
	uint32_t parent = page->nodes[at].parent, i = at - 1;

	if (at == 0 || parent == PAGE_NONE)
		return false;
	while (i > parent && page->nodes[i].tag == TAG_TEXT && str_is_blank(page->nodes[i].text))
		i--;
	/* A rule holds nothing: it is the last node of the sibling that it is. */
	return i > parent && page->nodes[i].tag == TAG_HR && page->nodes[i].parent == parent;
}

/* The smallest element that holds the line and a link below it, when it holds little else. */
static uint32_t
box_of(const struct letter_parts *parts, size_t at)
{
	const struct page *page = parts->page;
	uint32_t box = parts->blocks->list[at].owner;

	for (int up = 0; up < UNIT_UP && box && page->nodes[box].tag != TAG_BODY; up++) {
		size_t first = choose_mark_first(parts->blocks, box);
		struct unit unit = unit_of(parts, first, page->nodes[box].end);

		if (first < at || unit.words > UNIT_WORDS || unit.blocks > UNIT_BLOCKS)
			return PAGE_NONE;
		if (unit.blocks > 1 && unit.links)
			return box;
		box = page->nodes[box].parent;
	}
	return PAGE_NONE;
}

/* Up to a rule, else a few blocks up to the first with a link: one past the last node; `at` when
   that is none. */
static uint32_t
end_of(const struct letter_parts *parts, size_t at)
{
	const struct page *page = parts->page;
	uint32_t first = parts->blocks->list[at].last, end = first;
	size_t words = 0, blocks = 0;

	for (size_t i = at + 1; i < parts->blocks->count && blocks <= UNIT_BLOCKS; i++, blocks++) {
		for (uint32_t k = end; k < parts->blocks->list[i].first; k++)
			if (page->nodes[k].tag == TAG_HR && blocks)
				return k;
		words += parts->blocks->list[i].words;
		end = parts->blocks->list[i].last;
		if (words > UNIT_WORDS)
			break;
	}
	for (size_t i = at + 1; i < parts->blocks->count && i <= at + BARE_BLOCKS; i++)
		if (parts->blocks->list[i].link_chars)
			return unit_of(parts, at, parts->blocks->list[i].last).words <= UNIT_WORDS
			    ? parts->blocks->list[i].last
			    : first;
	return first;
}

void
letter_drop_ads(struct letter_parts *parts)
{
	const struct page *page = parts->page;

	for (size_t i = 0; i < parts->blocks->count; i++) {
		const struct letter_block *block = &parts->list[i];
		uint32_t first = parts->blocks->list[i].first, last, box = PAGE_NONE;

		if (block->out || block->words > LABEL_WORDS ||
		    !(block->signs & LETTER_AD || words_is_ad_label(block->folded)))
			continue;
		if (!follows_rule(page, parts->blocks->list[i].owner))
			box = box_of(parts, i);
		if (box != PAGE_NONE)
			first = box;
		last = box != PAGE_NONE ? page->nodes[box].end : end_of(parts, i);
		if (last == parts->blocks->list[i].last)
			continue;
		letter_out_nodes(parts, first, last);
		for (size_t k = i; k < parts->blocks->count && parts->blocks->list[k].first < last;
		     k++)
			parts->list[k].out = true;
	}
}

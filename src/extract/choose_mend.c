/* Repairs of what is kept, so that it holds together. */
#include "extract/choose_mend.h"

#include <string.h>

#include "extract/choose_copy.h"
#include "extract/choose_layout.h"
#include "extract/choose_pointer.h"
#include "extract/choose_start.h"
#include "extract/hidden.h"
#include "extract/kin.h"
#include "extract/words.h"

#define ALIKE_SHARE 0.5   /* of the words of one place kept: all of them are */
#define ALIKE_SCORE 0.1f  /* least score of a block that is kept with the others */
#define FILL_SCORE 0.12f  /* and of one that fills a hole */
#define LIST_SCORE 0.2f   /* of an item of a list that is kept */
#define GAP_SURE 0.8f     /* least score of both blocks around a gap that is filled */
#define GAP_BLOCKS 6      /* most blocks of it */
#define PROSE_SCORE 0.35f /* and of one of prose that follows a kept one */
#define HIDDEN_WORDS 60   /* longer parts, or half the page, are shown by a script */
#define LOOK_UP 12        /* ancestors of a hidden part that may open it */
#define BUTTON_UP 5       /* elements within a button */
#define PROSE_SHARE 0.75
#define LINK_SCORE 0.7f /* least probability of a line of links among prose */
#define LINK_WORDS 15
#define LINK_SHARE 0.6

/* Blocks of one place of repeated elements. */
struct alike {
	double words, kept_words;
	uint32_t owners, owner; /* how many, and the last */
};

/* They are decided as one: where half of their words are kept, all are. */
static void
keep_alike(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const float *scores, bool *kept)
{
	struct alike *groups = arena_array(ctx->arena, blocks->count + 1, sizeof *groups);
	uint32_t *group_of = arena_array(ctx->arena, blocks->count + 1, sizeof *group_of);
	struct tally groups_at = tally_new(ctx, blocks->count);
	const uint64_t *places = kin_places(ctx, kin_count(ctx, page, blocks), page);
	uint32_t count = 0;

	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		uint64_t place = places[block->owner];
		uint32_t *at = place ? tally_at(&groups_at, place) : NULL;
		struct alike *group;

		if (!at)
			continue;
		if (!*at)
			*at = ++count;
		group_of[i] = *at;
		group = &groups[*at];
		group->words += block->words;
		group->kept_words += kept[i] ? block->words : 0;
		group->owners += group->owner != block->owner;
		group->owner = block->owner;
	}
	for (size_t i = 0; i < blocks->count; i++) {
		const struct alike *group = &groups[group_of[i]];

		if (group->owners >= KIN_LEAST && scores[i] >= ALIKE_SCORE &&
		    group->kept_words > 0 && group->kept_words >= ALIKE_SHARE * group->words)
			kept[i] = true;
	}
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

/* The heading's own parent holds the next block, which stands in what follows the heading. */
static bool
heads(const struct page *page, const struct block *heading, const struct block *next)
{
	uint32_t parent = page->nodes[heading->owner].parent;

	return page->nodes[parent].tag != TAG_BODY && next->last <= page->nodes[parent].end;
}

static bool
lies_in(const struct page *page, const struct block *block, uint32_t at)
{
	return block->first > at && block->last <= page->nodes[at].end;
}

/* A few blocks that stand between two sure ones of one container, in it: a quotation, a list of
   two, a caption. */
static void
fill_gaps(const struct page *page, const struct blocks *blocks, const float *scores, bool *kept)
{
	size_t last = SIZE_MAX;

	for (size_t i = 0; i < blocks->count; i++) {
		uint32_t parent;
		bool fits;

		if (!kept[i])
			continue;
		parent = page->nodes[blocks->list[i].owner].parent;
		fits = last != SIZE_MAX && i - last > 1 && i - last <= GAP_BLOCKS + 1 &&
		    scores[i] >= GAP_SURE && scores[last] >= GAP_SURE &&
		    parent == page->nodes[blocks->list[last].owner].parent;
		for (size_t k = last + 1; fits && k < i; k++)
			fits = scores[k] >= FILL_SCORE && lies_in(page, &blocks->list[k], parent) &&
			    !hidden_above(page, blocks->list[k].owner);
		for (size_t k = last + 1; fits && k < i; k++)
			kept[k] = true;
		last = i;
	}
}

/* Prose beside what is kept, and one heading, item or paragraph between two kept blocks of its own
   container. */
static void
fill_holes(const struct page *page, const struct blocks *blocks, const float *scores, bool *kept)
{
	for (size_t i = 1; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		enum tag tag = page->nodes[block->owner].tag;

		if (kept[i] || scores[i] < FILL_SCORE || !kept[i - 1] ||
		    hidden_above(page, block->owner))
			continue;
		if (readability_is_long(block) && scores[i] >= PROSE_SCORE)
			kept[i] = true;
		if (i + 1 == blocks->count || !kept[i + 1])
			continue;
		if (tag != TAG_P && tag != TAG_LI && !(tag_kinds(tag) & IS_HEADING))
			continue;
		if (same_container(page, block, block - 1) &&
		    same_container(page, block, block + 1))
			kept[i] = true;
		else if (tag_kinds(tag) & IS_HEADING && heads(page, block, block + 1))
			kept[i] = true;
	}
}

/* A list of which half of the items are kept is kept whole. */
static void
fill_lists(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const float *scores, bool *kept)
{
	uint32_t *items = arena_array(ctx->arena, page->count, sizeof *items);
	uint32_t *found = arena_array(ctx->arena, page->count, sizeof *found);

	for (size_t i = 0; i < blocks->count; i++) {
		uint32_t owner = blocks->list[i].owner;

		items[page->nodes[owner].parent] += page->nodes[owner].tag == TAG_LI;
		found[page->nodes[owner].parent] += page->nodes[owner].tag == TAG_LI && kept[i];
	}
	for (size_t i = 0; i < blocks->count; i++) {
		uint32_t owner = blocks->list[i].owner, list = page->nodes[owner].parent;

		if (page->nodes[owner].tag == TAG_LI && !kept[i] && found[list] &&
		    2 * found[list] >= items[list] && scores[i] >= LIST_SCORE &&
		    !hidden_above(page, owner))
			kept[i] = true;
	}
}

/* A tab panel or an answer is hidden until the reader opens it. */
static bool
opens(const struct page *page, uint32_t at)
{
	for (unsigned i = 0; i < LOOK_UP && at != PAGE_NONE; i++, at = page->nodes[at].parent)
		if (page->nodes[at].tag == TAG_DETAILS ||
		    words_of_element(page, at) & GROUP_BIT(GROUP_FAQ))
			return true;
	return false;
}

/* Whether the blocks from `first` on that lie before node `end` have few words; `last` becomes one
   past them. */
static bool
is_small(const struct blocks *blocks, size_t first, uint32_t end, size_t most, size_t *last)
{
	size_t words = 0;

	for (*last = first; *last < blocks->count && blocks->list[*last].last <= end; ++*last) {
		words += blocks->list[*last].words;
		if (words > most || *last - first > HIDDEN_WORDS)
			return false;
	}
	return true;
}

/* Small parts go that the page does not show; what only screen readers pass over goes when it has
   no word. */
static void
drop_hidden(const struct page *page, const struct blocks *blocks, bool *kept)
{
	size_t next = 0, last, all = 0, most, words;

	for (size_t i = 0; i < blocks->count; i++)
		all += blocks->list[i].words;
	most = all / 2 < HIDDEN_WORDS ? all / 2 : HIDDEN_WORDS;
	for (uint32_t i = 0; i < page->count && next < blocks->count; i++) {
		enum hidden how = hidden_how(page, i);

		while (next < blocks->count && blocks->list[next].first < i)
			next++;
		if (how == HIDDEN_NOT && !hidden_is_spoken(page, i))
			continue;
		words = how == HIDDEN_ARIA ? 0 : most;
		if (!is_small(blocks, next, page->nodes[i].end, words, &last) || last == next ||
		    opens(page, i))
			continue;
		for (size_t k = next; k < last; k++)
			kept[k] = false;
	}
}

/* Whether a block of code lies within the parent of the button. */
static bool
is_beside_code(const struct page *page, const struct blocks *blocks, size_t other, uint32_t button)
{
	uint32_t parent = page->nodes[button].parent, first;

	if (other >= blocks->count || page->nodes[blocks->list[other].owner].tag != TAG_PRE)
		return false;
	first = blocks->list[other].first;
	return first > parent && first < page->nodes[parent].end;
}

/* A button beside code copies it. */
static void
drop_code_buttons(const struct page *page, const struct blocks *blocks, bool *kept)
{
	for (size_t i = 0; i < blocks->count; i++) {
		uint32_t at = blocks->list[i].first;

		if (!kept[i])
			continue;
		for (unsigned up = 0; up < BUTTON_UP && at && page->nodes[at].tag != TAG_BUTTON;
		     up++)
			at = page->nodes[at].parent;
		if (page->nodes[at].tag == TAG_BUTTON &&
		    page->nodes[at].end >= blocks->list[i].last &&
		    (is_beside_code(page, blocks, i + 1, at) ||
			is_beside_code(page, blocks, i - 1, at)))
			kept[i] = false;
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

/* Short lines that are links and no items of a list: "Print | E-mail", "Read more". Among prose the
   model trusts them too much. */
static void
drop_link_lines(
    const struct page *page, const struct blocks *blocks, const float *scores, bool *kept)
{
	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		enum tag tag = page->nodes[block->owner].tag;

		if (scores[i] < LINK_SCORE && block->words <= LINK_WORDS && tag != TAG_LI &&
		    !(tag_kinds(tag) & IS_HEADING) &&
		    block->link_chars >= LINK_SHARE * block->chars)
			kept[i] = false;
	}
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

/* A heading in the midst of the text, right before what is kept. */
static void
keep_headings(const struct page *page, const struct blocks *blocks, bool *kept)
{
	uint32_t before = PAGE_NONE; /* what holds the block that was kept last */

	for (size_t i = 0; i + 1 < blocks->count; i++) {
		const struct block *block = &blocks->list[i], *next = block + 1;
		uint32_t parent = page->nodes[block->owner].parent;

		if (!kept[i] && kept[i + 1] && parent == before && heading_level(page, block) > 1 &&
		    !heading_level(page, next) && page->nodes[next->owner].parent == parent &&
		    !block->link_chars)
			kept[i] = true;
		if (kept[i])
			before = parent;
	}
}

static void
mend(struct ctx *ctx, const struct page *page, const struct blocks *blocks, const float *scores,
    bool *kept, struct trace *trace)
{
	bool prose;

	keep_alike(ctx, page, blocks, scores, kept);
	trace_note(trace, REASON_ALIKE, kept);
	fill_holes(page, blocks, scores, kept);
	fill_gaps(page, blocks, scores, kept);
	prose = is_prose(blocks, kept);
	if (prose)
		fill_lists(ctx, page, blocks, scores, kept);
	trace_note(trace, REASON_HOLE, kept);
	if (prose)
		choose_copy_keep(ctx, page, blocks, scores, kept);
	trace_note(trace, REASON_AGAIN, kept);
	choose_copy_drop(ctx, page, blocks, scores, prose, kept);
	trace_note(trace, REASON_COPY, kept);
	drop_hidden(page, blocks, kept);
	trace_note(trace, REASON_HIDDEN, kept);
	drop_code_buttons(page, blocks, kept);
	trace_note(trace, REASON_CODE_BUTTON, kept);
	choose_layout_drop(ctx, page, blocks, kept);
	trace_note(trace, REASON_SIDE_CELL, kept);
	choose_start_drop(page, blocks, kept);
	trace_note(trace, REASON_START, kept);
	if (prose)
		choose_pointer_drop(ctx, page, blocks, kept);
	trace_note(trace, REASON_POINTER, kept);
	if (prose)
		drop_link_lines(page, blocks, scores, kept);
	trace_note(trace, REASON_LINK_LINE, kept);
	if (prose)
		keep_headings(page, blocks, kept);
	trace_note(trace, REASON_HOLE, kept);
	drop_bare_headings(page, blocks, kept);
	trace_note(trace, REASON_BARE_HEADING, kept);
}

void
choose_mend(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const float *scores, bool *kept, struct trace *trace)
{
	struct ctx inner = *ctx;

	inner.arena = arena_inner(ctx->arena);
	mend(&inner, page, blocks, scores, kept, trace);
	arena_release(inner.arena);
}

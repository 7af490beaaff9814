/* Pointers to other texts: a phrase that says so, and a link. */
#include "extract/choose_pointer.h"

#include <string.h>

#include "extract/pointer.h"

#define POINTER_WORDS 45
#define LINKS_MOST 8    /* blocks behind a phrase that stands by itself */
#define POINTER_SPARE 6 /* characters outside of the link, beside the phrase's own */

static bool
is_all_link(const struct block *block)
{
	return block->link_chars && block->link_chars + 1 >= block->chars;
}

static bool
is_pointer(const struct block *block, size_t phrase)
{
	if (is_all_link(block))
		return pointer_is_labelled(block->text, phrase);
	return block->link_chars && block->chars <= block->link_chars + phrase + POINTER_SPARE;
}

/* The phrase stands by itself: how many blocks of links follow it in the same part of the page. */
static size_t
links_behind(const struct page *page, const struct blocks *blocks, size_t at, size_t phrase)
{
	const struct block *block = &blocks->list[at];
	uint32_t part = page->nodes[block->owner].parent;
	size_t count = 0;

	if (block->chars > phrase + 1 || page->nodes[part].tag == TAG_BODY)
		return 0;
	while (at + count + 1 < blocks->count && count < LINKS_MOST) {
		const struct block *next = &blocks->list[at + count + 1];

		if (next->first >= page->nodes[part].end || !is_all_link(next) ||
		    next->words > POINTER_WORDS)
			break;
		count++;
	}
	return count;
}

void
choose_pointer_drop(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, bool *kept)
{
	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		size_t phrase = kept[i] && block->words <= POINTER_WORDS
		    ? pointer_phrase(ctx->arena, block->text)
		    : 0;
		size_t links;

		if (!phrase)
			continue;
		links = links_behind(page, blocks, i, phrase);
		if (links || is_pointer(block, phrase))
			memset(kept + i, 0, (links + 1) * sizeof *kept);
	}
}

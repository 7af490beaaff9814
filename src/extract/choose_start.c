/* What stands before the text begins, and was kept: rows of links, and who wrote it. */
#include "extract/choose_start.h"

#include "core/utf8.h"

#define ROW_WORDS 20
#define LINE_WORDS 4
#define LEVELS 8

/* Links and what parts them: "Contents | Next paper". */
static bool
is_row_of_links(const struct page *page, const struct block *block)
{
	size_t links = 0;

	if (!block->link_chars || block->words > ROW_WORDS ||
	    block->chars > block->link_chars + 4 * ROW_WORDS)
		return false;
	for (uint32_t i = block->first; i < block->last; i++) {
		uint32_t up = i;

		if (page->nodes[i].tag != TAG_TEXT || !utf8_words(page->nodes[i].text))
			continue;
		for (int level = 0; level < 3 && page->nodes[up].tag != TAG_A; level++)
			up = page->nodes[up].parent;
		if (page->nodes[up].tag != TAG_A)
			return false;
		links++;
	}
	return links > 1;
}

static bool
is_heading(const struct page *page, uint32_t at)
{
	return (tag_kinds(page->nodes[at].tag) & IS_HEADING) != 0;
}

/* A few words that end no sentence, in the header that holds the page's heading. */
static bool
is_line_of_header(const struct page *page, const struct block *block)
{
	uint32_t up = block->owner;
	char last = block->text.len ? block->text.at[block->text.len - 1] : '.';

	if (block->words > LINE_WORDS || str_find_char(STR(".!?:"), last) != STR_NOT_FOUND)
		return false;
	for (int level = 0; level < LEVELS && up != PAGE_NONE; level++) {
		if (is_heading(page, up))
			return false;
		if (page->nodes[up].tag == TAG_HEADER)
			return page_find(page, up, block->first, TAG_H1) != PAGE_NONE;
		up = page->nodes[up].parent;
	}
	return false;
}

void
choose_start_drop(const struct page *page, const struct blocks *blocks, bool *kept)
{
	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];

		if (!kept[i] || is_heading(page, block->owner))
			continue;
		if (!is_row_of_links(page, block) && !is_line_of_header(page, block))
			return;
		kept[i] = false;
	}
}

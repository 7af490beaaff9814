/* What stands beside the text on pages that are laid out by tables. */
#include "extract/choose_layout.h"

#include "core/utf8.h"
#include "extract/readability.h"
#include "extract/words.h"

#define LAYOUT_PROSE 3   /* blocks of prose in a table that lays out the page */
#define LAYOUT_SHARE 0.8 /* of their words in the cell of the article */
#define LAYOUT_LEAST 0.5 /* of the page's prose is in that table */
#define BOX_WORDS 60     /* a box that is set into the text holds less */
#define LABEL_BYTES 60

/* Of each node the words and blocks of prose below it, the nearest table around it; of each table
   its cell with most of them. */
struct layout {
	uint32_t *words, *blocks, *table, *most;
};

static void
measure(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, struct layout *layout)
{
	layout->words = arena_array(ctx->arena, page->count, sizeof *layout->words);
	layout->blocks = arena_array(ctx->arena, page->count, sizeof *layout->blocks);
	layout->table = arena_array(ctx->arena, page->count, sizeof *layout->table);
	layout->most = arena_array(ctx->arena, page->count, sizeof *layout->most);
	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];

		if (!readability_is_long(block))
			continue;
		layout->words[block->owner] += block->words;
		layout->blocks[block->owner]++;
	}
	for (uint32_t i = (uint32_t)page->count; i-- > 1;) {
		layout->words[page->nodes[i].parent] += layout->words[i];
		layout->blocks[page->nodes[i].parent] += layout->blocks[i];
	}
	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t table = layout->table[page->nodes[i].parent];

		layout->table[i] = page->nodes[i].tag == TAG_TABLE ? i : table;
		if (page->nodes[i].tag == TAG_TD &&
		    (!layout->most[table] || layout->words[i] > layout->words[layout->most[table]]))
			layout->most[table] = i;
	}
}

/* A cell goes when another one holds nearly all of the table's prose, and it has none itself or
   stands beside that one: menus and columns of teasers. */
static bool
is_side_cell(const struct page *page, const struct layout *layout, uint32_t at)
{
	uint32_t table = layout->table[at], most = layout->most[table];

	if (page->nodes[at].tag != TAG_TD || !table || at == most ||
	    layout->blocks[most] < LAYOUT_PROSE ||
	    layout->words[table] < LAYOUT_LEAST * layout->words[0] ||
	    layout->words[most] < LAYOUT_SHARE * layout->words[table])
		return false;
	return !layout->words[at] || page->nodes[at].parent == page->nodes[most].parent;
}

/* A table that floats beside the text: links, an advertisement; one picture with one text is a
   picture with its caption. */
static bool
is_box(const struct page *page, const struct blocks *blocks, size_t first, uint32_t at)
{
	str align = page_get(page, at, STR("align"));
	size_t words = 0, last = first;

	if (page->nodes[at].tag != TAG_TABLE ||
	    (!str_eq_nocase(align, STR("right")) && !str_eq_nocase(align, STR("left"))))
		return false;
	for (; last < blocks->count && blocks->list[last].last <= page->nodes[at].end; last++) {
		words += blocks->list[last].words;
		if (words > BOX_WORDS)
			return false;
	}
	return last - first != 1 || page_find(page, at, page->nodes[at].end, TAG_IMG) == PAGE_NONE;
}

static void
drop_within(const struct blocks *blocks, size_t first, uint32_t end, bool *kept)
{
	for (; first < blocks->count && blocks->list[first].last <= end; first++)
		kept[first] = false;
}

static bool
is_ad_label(struct ctx *ctx, str text)
{
	return text.len <= LABEL_BYTES && words_is_ad_label(utf8_fold_words(ctx->arena, text));
}

void
choose_layout_drop(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, bool *kept)
{
	struct layout layout;
	size_t next = 0;

	for (size_t i = 0; i < blocks->count; i++)
		if (kept[i] && is_ad_label(ctx, blocks->list[i].text))
			kept[i] = false;
	if (page_find(page, 0, (uint32_t)page->count, TAG_TABLE) == PAGE_NONE)
		return;
	measure(ctx, page, blocks, &layout);
	for (uint32_t i = 1; i < page->count && next < blocks->count; i++) {
		while (next < blocks->count && blocks->list[next].first < i)
			next++;
		if (is_side_cell(page, &layout, i) || is_box(page, blocks, next, i))
			drop_within(blocks, next, page->nodes[i].end, kept);
	}
}

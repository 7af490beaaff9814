/* Metadata that a page shows above its text: it is not the body. */
#include "core/utf8.h"
#include "extract/byline.h"
#include "extract/meta.h"

#define BLOCKS_MAX 60  /* blocks looked at from the title on */
#define BEFORE_MAX 12  /* and before it */
#define SHORT_MAX 180  /* bytes of a byline's or a date's block */
#define BODY_BLOCK 240 /* bytes of a block with which the body has begun */

struct shown {
	uint32_t first, last; /* text nodes, one past the last */
	str text;             /* white space folded */
};

/* The block (a run of texts with one nearest block-level ancestor) that begins at node *at; *at
   becomes the node after it. False at the end. */
static bool
next_block(struct arena *arena, const struct page *page, uint32_t *at, struct shown *out)
{
	struct buf buf = BUF(arena);
	uint32_t i = *at, block = PAGE_NONE;

	out->first = PAGE_NONE;
	for (; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		uint32_t owner = node->parent;

		if (node->tag != TAG_TEXT || str_is_blank(node->text))
			continue;
		while (owner && !(tag_kinds(page->nodes[owner].tag) & IS_BLOCK))
			owner = page->nodes[owner].parent;
		if (block != PAGE_NONE && owner != block)
			break;
		if (block == PAGE_NONE)
			out->first = i;
		block = owner;
		out->last = i + 1;
		if (buf.len < 4 * BODY_BLOCK)
			buf_add(&buf, str_head(node->text, 4 * BODY_BLOCK));
		buf_char(&buf, ' ');
	}
	*at = i;
	out->text = utf8_fold_space(arena, utf8_repair(arena, buf_str(&buf)));
	return out->first != PAGE_NONE;
}

static void
unkeep(struct page *page, const struct shown *block)
{
	for (uint32_t i = block->first; i < block->last; i++)
		if (page->nodes[i].tag == TAG_TEXT)
			page->nodes[i].flags &= (uint16_t)~NODE_KEEP;
}

static size_t
word_count(str s)
{
	str word;
	size_t count = 0;

	while (str_word(&s, &word))
		count++;
	return count;
}

/* The byline: begins with "by" and names an author, or is hardly more than the names. */
static bool
is_byline(struct arena *arena, const struct meta *meta, str text)
{
	str folded = utf8_fold_words(arena, text);
	size_t named = 0, words = word_count(folded);

	if (text.len > SHORT_MAX)
		return false;
	for (size_t i = 0; i < meta->author_count && i < 20; i++) {
		str name = utf8_fold_words(arena, meta->authors[i]);

		if (name.len && str_find(folded, name) != STR_NOT_FOUND)
			named += word_count(name);
	}
	if (meta->byline.len && str_eq(folded, utf8_fold_words(arena, meta->byline)))
		return true;
	if (!named)
		return false;
	return byline_prefix(text) ? words <= named + 14 : words <= named + 3;
}

/* A line that is a date and little else. */
static bool
is_date_line(const struct meta *meta, str text)
{
	struct date date = {0};

	if (text.len > 90 || word_count(text) > 10 || !date_find(text, meta->lang, &date))
		return false;
	if (str_ends(text, STR(".")) && word_count(text) > 6)
		return false;
	return (date_is_set(meta->date) && date_compare_day(date, meta->date) == 0) ||
	    (date_is_set(meta->modified) && date_compare_day(date, meta->modified) == 0);
}

static bool
is_shown_meta(struct arena *arena, const struct meta *meta, str text)
{
	if (meta->title.len &&
	    str_eq(utf8_fold_words(arena, text), utf8_fold_words(arena, meta->title)))
		return true;
	if (meta->subtitle.len &&
	    str_eq(utf8_fold_words(arena, text), utf8_fold_words(arena, meta->subtitle)))
		return true;
	return is_byline(arena, meta, text) || is_date_line(meta, text);
}

/* Where to begin: a few blocks before the title. */
static uint32_t
start_of(const struct page *page, uint32_t title_node)
{
	uint32_t at = title_node, texts = 0;

	if (title_node == PAGE_NONE)
		return page_body(page);
	while (at > 0 && texts < BEFORE_MAX)
		if (page->nodes[--at].tag == TAG_TEXT && !str_is_blank(page->nodes[at].text))
			texts++;
	return at;
}

void
meta_unkeep_shown(
    struct ctx *ctx, struct page *page, const struct article *article, const struct extraction *out)
{
	struct shown block;
	uint32_t at;

	/* Dumps have been through this line by line. */
	if (!page->count || page->is_dump)
		return;
	at = start_of(page, out->title_node);
	for (size_t i = 0; i < BLOCKS_MAX && next_block(ctx->arena, page, &at, &block); i++) {
		bool kept = page->nodes[block.first].flags & NODE_KEEP;

		if (is_shown_meta(ctx->arena, &article->meta, block.text)) {
			unkeep(page, &block);
			continue;
		}
		/* What follows the first paragraph of the body is body. */
		if (kept && block.text.len > BODY_BLOCK && block.first > out->title_node)
			break;
	}
	if (out->title_node != PAGE_NONE)
		for (uint32_t i = out->title_node; i < page->nodes[out->title_node].end; i++)
			page->nodes[i].flags &= (uint16_t)~NODE_KEEP;
}

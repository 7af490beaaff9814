/* Metadata that a page shows above its text: it is not the body. */
#include "core/utf8.h"
#include "extract/byline.h"
#include "extract/meta.h"
#include "extract/meta_witness.h"

#define BLOCKS_MAX 60  /* blocks looked at from the title on */
#define BEFORE_MAX 12  /* and before it */
#define SHORT_MAX 180  /* bytes of a byline's or a date's block */
#define BODY_BLOCK 240 /* bytes of a block with which the body has begun */
#define LINES_MAX 6    /* lines of a block that are looked at one by one */
#define KICKER_REACH 4 /* texts before the title, and as many blocks behind it, to look for it */
#define KICKER_MAX 60  /* bytes of a line that names the section */
#define KICKER_WORDS 5
#define KICKER_NODES 30 /* nodes of an element whose class says so */

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

/* The byline: begins with "by" and names an author, or is hardly more than the names. */
static bool
is_byline(struct arena *arena, const struct meta *meta, str text)
{
	str folded = utf8_fold_words(arena, text);
	size_t named = 0, words = str_words(folded);

	if (text.len > SHORT_MAX)
		return false;
	for (size_t i = 0; i < meta->author_count && i < 20; i++) {
		str name = utf8_fold_words(arena, meta->authors[i]);

		if (name.len && str_find(folded, name) != STR_NOT_FOUND)
			named += str_words(name);
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

	if (text.len > 90 || str_words(text) > 10 || !date_find(text, meta->lang, &date))
		return false;
	if (str_ends(text, STR(".")) && str_words(text) > 6)
		return false;
	return (date_is_set(meta->date) && date_compare_day(date, meta->date) == 0) ||
	    (date_is_set(meta->modified) && date_compare_day(date, meta->modified) == 0);
}

static bool
says(struct arena *arena, str text, str what)
{
	return what.len && str_eq(utf8_fold_words(arena, text), utf8_fold_words(arena, what));
}

bool
meta_is_shown(struct arena *arena, const struct meta *meta, str text)
{
	if (says(arena, text, meta->title))
		return true;
	return is_byline(arena, meta, text) || is_date_line(meta, text);
}

static uint32_t
block_owner(const struct page *page, uint32_t at)
{
	at = page->nodes[at].parent;
	while (at && !(tag_kinds(page->nodes[at].tag) & IS_BLOCK))
		at = page->nodes[at].parent;
	return at;
}

/* A dek is set apart from the text; what stands in one row with the next paragraph, alike in tag
   and class, is the first paragraph, which the page's metadata quote. */
static bool
is_first_paragraph(struct arena *arena, const struct page *page, const struct shown *block)
{
	uint32_t at = block->last, own = block_owner(page, block->first), next;
	struct shown after;

	if (!(page->nodes[block->first].flags & NODE_KEEP) || page->nodes[own].tag != TAG_P ||
	    !next_block(arena, page, &at, &after))
		return false;
	next = block_owner(page, after.first);
	return own != next && page->nodes[next].tag == TAG_P &&
	    page->nodes[next].parent == page->nodes[own].parent &&
	    str_eq(page_get(page, own, STR("class")), page_get(page, next, STR("class")));
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

/* The section's name above the text. */
static bool
is_kicker(struct arena *arena, const struct page *page, const struct shown *block, str section)
{
	static const char *const words[] = {
	    "kicker", "eyebrow", "overline", "rubric", "rubrik", "category", NULL};
	static const char *const own[] = {"section", NULL};
	uint32_t at = page->nodes[block->first].parent;
	bool named = false;

	if (block->text.len > KICKER_MAX || str_words(block->text) > KICKER_WORDS)
		return false;
	if (section.len &&
	    str_eq(utf8_fold_words(arena, block->text), utf8_fold_words(arena, section)))
		return true;
	for (size_t level = 0; level < 3 && at && page->nodes[at].end - at <= KICKER_NODES;
	     level++) {
		if (tag_kinds(page->nodes[at].tag) & IS_HEADING)
			return false;
		named |= meta_witness_named(page_get(page, at, STR("class")), words) ||
		    (level == 0 && meta_witness_named(page_get(page, at, STR("class")), own));
		at = page->nodes[at].parent;
	}
	return named;
}

/* Lines of a block that breaks part: title, byline and date often share one. */
static void
unkeep_lines(
    struct arena *arena, struct page *page, const struct meta *meta, const struct shown *block)
{
	uint32_t from = block->first;

	for (size_t lines = 0; lines < LINES_MAX && from < block->last; lines++) {
		struct shown line = {.first = from, .last = from};
		struct buf buf = BUF(arena);

		for (; line.last < block->last && page->nodes[line.last].tag != TAG_BR; line.last++)
			if (page->nodes[line.last].tag == TAG_TEXT && buf.len < 4 * BODY_BLOCK) {
				buf_add(&buf, str_head(page->nodes[line.last].text, BODY_BLOCK));
				buf_char(&buf, ' ');
			}
		from = line.last + 1;
		if (line.first == block->first && line.last == block->last)
			return;
		line.text = utf8_fold_space(arena, utf8_repair(arena, buf_str(&buf)));
		if (line.text.len >= BODY_BLOCK)
			return;
		if (line.text.len && meta_is_shown(arena, meta, line.text))
			unkeep(page, &line);
	}
}

/* The kicker: the blocks right before the title, and the first behind it, that name the section. */
static void
unkeep_kicker(
    struct arena *arena, struct page *page, const struct meta *meta, const struct extraction *out)
{
	struct shown block;
	uint32_t at = out->title_node, texts = 0;

	if (at == PAGE_NONE || str_eq(meta->type, STR("product")))
		return;
	while (at > 0 && texts < KICKER_REACH)
		if (page->nodes[--at].tag == TAG_TEXT && !str_is_blank(page->nodes[at].text))
			texts++;
	for (size_t i = 0; i < 2 * KICKER_REACH && next_block(arena, page, &at, &block); i++) {
		if (is_kicker(arena, page, &block, out->section)) {
			unkeep(page, &block);
			if (block.first > out->title_node)
				return;
		}
		if (block.first > out->title_node && block.text.len > BODY_BLOCK)
			return;
	}
}

void
meta_unkeep_shown(
    struct ctx *ctx, struct page *page, struct article *article, const struct extraction *out)
{
	struct meta *meta = &article->meta;
	struct shown block;
	uint32_t at;
	bool plain;

	/* Dumps have been through this line by line. */
	if (!page->count || page->is_dump)
		return;
	unkeep_kicker(ctx->arena, page, meta, out);
	plain = out->title_node != PAGE_NONE && page->nodes[out->title_node].tag == TAG_TEXT;
	at = start_of(page, out->title_node);
	for (size_t i = 0; i < BLOCKS_MAX && next_block(ctx->arena, page, &at, &block); i++) {
		bool kept = page->nodes[block.first].flags & NODE_KEEP;

		if (says(ctx->arena, block.text, meta->subtitle)) {
			if (!page->is_written && is_first_paragraph(ctx->arena, page, &block)) {
				meta->subtitle = STR_NONE;
				break;
			}
			unkeep(page, &block);
			continue;
		}
		if (meta_is_shown(ctx->arena, meta, block.text)) {
			unkeep(page, &block);
			continue;
		}
		if (plain)
			unkeep_lines(ctx->arena, page, meta, &block);
		/* What follows the first paragraph of the body is body. */
		if (kept && block.text.len > BODY_BLOCK && block.first > out->title_node)
			break;
	}
	if (out->title_node != PAGE_NONE)
		for (uint32_t i = out->title_node; i < page->nodes[out->title_node].end; i++)
			page->nodes[i].flags &= (uint16_t)~NODE_KEEP;
}

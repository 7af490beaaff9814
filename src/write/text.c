/* The body of an article as plain text. */
#include "tree/walk.h"
#include "write/body.h"

#include "core/utf8.h"

enum gap { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_BLANK };

struct text {
	struct buf *to;
	size_t start;   /* of this article within `to` */
	enum gap gap;   /* what must stand before the next text */
	unsigned items; /* open li, dd: blocks in them are lines */
	unsigned cells; /* open td, th: blocks in them are words */
	unsigned tabs;  /* due before the next text: cells that began since the last one */
	unsigned pres;
};

static void
ask(struct text *text, enum gap gap)
{
	if (text->cells && gap > GAP_SPACE)
		gap = GAP_SPACE;
	if (text->items && gap > GAP_LINE)
		gap = GAP_LINE;
	if (gap > text->gap)
		text->gap = gap;
}

static void
flush_gap(struct text *text)
{
	static const char *const gaps[] = {"", " ", "\n", "\n\n"};

	if (text->to->len > text->start && !(text->tabs && text->gap == GAP_SPACE))
		buf_z(text->to, gaps[text->gap]);
	text->gap = GAP_NONE;
	for (; text->tabs; text->tabs--)
		buf_char(text->to, '\t');
}

static void
add_run(struct text *text, str run)
{
	size_t len;

	while (run.len) {
		uint32_t code = utf8_decode(run, &len);

		if (text->pres && (code == '\n' || code == ' ' || code == '\t')) {
			flush_gap(text);
			buf_add(text->to, str_head(run, len));
		} else if (code_is_space(code)) {
			if (text->gap == GAP_NONE)
				text->gap = GAP_SPACE;
		} else {
			flush_gap(text);
			buf_add(text->to, str_head(run, len));
		}
		run = str_from(run, len);
	}
}

static enum gap
gap_around(enum element element)
{
	switch (element) {
	case EL_LI:
	case EL_DT:
	case EL_DD:
	case EL_TR:
	case EL_THEAD:
	case EL_TBODY:
	case EL_TFOOT:
	case EL_CAPTION:
	case EL_BR:
		return GAP_LINE;
	default:
		return tree_is_block(element) ? GAP_BLANK : GAP_NONE;
	}
}

static bool
is_cell(enum element element)
{
	return element == EL_TD || element == EL_TH;
}

static bool
is_first(const xmlNode *node)
{
	const xmlNode *before = node->prev;

	while (before && before->type != XML_ELEMENT_NODE)
		before = before->prev;
	return !before;
}

/* A tab stands before each cell but the first of its row. */
static void
enter_cell(struct text *text, const xmlNode *cell)
{
	if (is_first(cell))
		text->tabs = 0;
	else if (text->cells == 0)
		text->tabs++;
}

static void
count_open(struct text *text, enum element element, unsigned by)
{
	if (element == EL_LI || element == EL_DD || element == EL_DT)
		text->items += by;
	else if (is_cell(element))
		text->cells += by;
	else if (element == EL_PRE)
		text->pres += by;
}

static void
enter(struct text *text, const xmlNode *node, struct tree_walk *walk)
{
	enum element element = tree_element(node);

	if (element == EL_MATH) {
		str spoken = tree_get(node, "alttext");

		if (spoken.len) {
			add_run(text, spoken);
			tree_walk_skip(walk);
		}
		return;
	}
	if (str_eq(tree_get(node, "role"), STR("doc-backlink"))) {
		tree_walk_skip(walk);
		return;
	}
	if (is_cell(element))
		enter_cell(text, node);
	else if (tree_is_math(element))
		ask(text, is_first(node) ? GAP_NONE : GAP_SPACE); /* one half is not 12 */
	else
		ask(text, gap_around(element));
	count_open(text, element, 1);
}

str
format_text_below(struct arena *arena, const xmlNode *top)
{
	struct buf buf = BUF(arena);
	struct text text = {.to = &buf};
	struct tree_walk walk = TREE_WALK(top);

	while (tree_walk_next(&walk)) {
		if (walk.node->type == XML_TEXT_NODE) {
			add_run(&text, str_of((const char *)walk.node->content));
		} else if (!walk.is_leaving) {
			enter(&text, walk.node, &walk);
		} else {
			enum element element = tree_element(walk.node);

			count_open(&text, element, -1u);
			ask(&text, is_cell(element) ? GAP_SPACE : gap_around(element));
			text.tabs = element == EL_TR ? 0 : text.tabs;
		}
	}
	return buf_str(&buf);
}

str
format_body_text(struct arena *arena, const struct article *article)
{
	if (!article->body || article->empty)
		return STR("");
	return format_text_below(arena, article->body->root);
}

str
format_authors(struct arena *arena, const struct meta *meta)
{
	struct buf buf = BUF(arena);

	if (meta->author_count == 0)
		return STR_NONE;
	for (size_t i = 0; i < meta->author_count; i++) {
		buf_z(&buf, i ? ", " : "");
		buf_add(&buf, meta->authors[i]);
	}
	return buf_str(&buf);
}

void
format_text(struct buf *to, const struct article *article, const struct diag_log *log)
{
	(void)log;
	buf_add(to, format_body_text(to->arena, article));
	buf_char(to, '\n');
}

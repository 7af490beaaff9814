/* The inlines of cmark-gfm's tree as HTML. */
#include <string.h>

#include "parse/markdown_html.h"

#define LOOK_AHEAD 50 /* nodes, for the end of an element */

static str
literal_of(cmark_node *node)
{
	return str_of(cmark_node_get_literal(node));
}

static void
put(struct writing *w, const char *z)
{
	buf_z(w->out, z);
}

static void
write_address(struct writing *w, const char *name, const char *address, bool is_href)
{
	struct buf plain = BUF(w->md->ctx->arena);

	markdown_slot_restore(w->md, &plain, str_of(address));
	buf_printf(w->out, " %s=\"", name);
	if (is_href)
		markdown_phrase_href(w->out, buf_str(&plain));
	else
		markdown_phrase_escape(w->out, buf_str(&plain));
	put(w, "\"");
}

static void
write_title(struct writing *w, cmark_node *node)
{
	const char *title = cmark_node_get_title(node);

	if (title && *title)
		write_address(w, "title", title, false);
}

static void
write_link(struct writing *w, cmark_node *node)
{
	if (!w->is_enter) {
		put(w, "</a>");
		return;
	}
	put(w, "<a");
	write_address(w, "href", cmark_node_get_url(node), true);
	write_title(w, node);
	put(w, ">");
}

/* Obsidian's ![text|300](address): a width at the end of the text. */
static void
write_image_end(struct writing *w, size_t from)
{
	str alt = (str){w->out->at + from, w->out->len - from};
	size_t bar = str_rfind_char(alt, '|'), digits;
	uint32_t width;
	str size = str_from(alt, bar == STR_NOT_FOUND ? alt.len : bar + 1);

	digits = str_number(size, 5, &width);
	if (!digits || (digits < size.len && size.at[digits] != 'x')) {
		put(w, "\"");
		return;
	}
	w->out->len = from + bar;
	buf_printf(w->out, "\" width=\"%lu\"", (unsigned long)width);
}

static void
write_image(struct writing *w, cmark_node *node)
{
	if (w->is_enter) {
		put(w, "<img");
		write_address(w, "src", cmark_node_get_url(node), true);
		put(w, " alt=\"");
		w->plain = node;
		cmark_node_set_user_data(node, (void *)(uintptr_t)w->out->len);
		return;
	}
	w->plain = NULL;
	write_image_end(w, (size_t)(uintptr_t)cmark_node_get_user_data(node));
	write_title(w, node);
	put(w, " />");
}

static void
write_reference(struct writing *w, cmark_node *node)
{
	uint32_t number = 0;

	if (!w->is_enter || !str_number(literal_of(node), 9, &number) || number == 0)
		return;
	if (number <= w->note_count)
		w->note_uses[number - 1]++;
	number += w->first_note;
	buf_printf(w->out, "<sup class=\"footnote-ref\"><a href=\"#fn-%lu\" id=\"fnref-%lu",
	    (unsigned long)number, (unsigned long)number);
	number -= w->first_note;
	if (number <= w->note_count && w->note_uses[number - 1] > 1)
		buf_printf(w->out, "-%lu", (unsigned long)w->note_uses[number - 1]);
	buf_printf(w->out, "\">%lu</a></sup>", (unsigned long)(number + w->first_note));
}

/* {.class} belongs to what stands before it, or to the heading around. */
static bool
takes_attributes(cmark_node *text, bool is_last)
{
	cmark_node *before = cmark_node_previous(text);
	cmark_node_type type = before ? cmark_node_get_type(before) : CMARK_NODE_NONE;
	cmark_node *parent = cmark_node_parent(text);

	return type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE || type == CMARK_NODE_CODE ||
	    (is_last && !cmark_node_next(text) &&
		cmark_node_get_type(parent) == CMARK_NODE_HEADING);
}

static void
write_text(struct writing *w, cmark_node *node)
{
	str text = literal_of(node), rest = text, before;
	cmark_node *parent = cmark_node_parent(node);
	const struct slot *slot;

	if (!cmark_node_previous(node) && parent && markdown_html_is_caption(parent))
		text = rest = str_from(text, markdown_html_caption_mark(parent));
	while (markdown_slot_next(w->md, &rest, &before, &slot)) {
		bool is_first = before.at == text.at && !before.len;

		if (slot->kind == SLOT_ATTRIBUTES &&
		    ((is_first && takes_attributes(node, false)) ||
			(str_is_blank(rest) && takes_attributes(node, true) && before.len))) {
			markdown_phrase(w->md, w->out,
			    (str){text.at, (size_t)(before.at - text.at) + before.len}, w->plain);
			text = rest;
		}
		/* Each line of a line block after the first begins on a line of its own. */
		if (slot->kind == SLOT_VERSE && is_first && cmark_node_previous(node))
			put(w, "<br />");
	}
	markdown_phrase(w->md, w->out, text, w->plain);
}

/* The terms of definitions stand a line each. */
static void
write_break(struct writing *w, cmark_node *node)
{
	if (w->plain)
		put(w, " ");
	else if (cmark_node_get_type(node) == CMARK_NODE_LINEBREAK)
		put(w, "<br />\n");
	else if (markdown_html_is_term(w, cmark_node_parent(node)))
		put(w, "</dt>\n<dt>");
	else
		put(w, "\n");
}

static void
write_code(struct writing *w, cmark_node *node)
{
	struct buf code = BUF(w->md->ctx->arena);

	markdown_slot_restore(w->md, &code, literal_of(node));
	put(w, w->plain ? "" : "<code>");
	markdown_phrase_escape(w->out, buf_str(&code));
	put(w, w->plain ? "" : "</code>");
}

/* Whether the end of the element that a tag begins is one of the next nodes. */
static bool
is_closed(cmark_node *node)
{
	cmark_node *next = cmark_node_next(node);

	for (int i = 0; next && i < LOOK_AHEAD; i++, next = cmark_node_next(next))
		if (cmark_node_get_type(next) == CMARK_NODE_HTML_INLINE &&
		    str_starts(literal_of(next), STR("</")))
			return true;
	return false;
}

static void
write_element(struct writing *w, const char *name)
{
	if (!w->plain)
		buf_printf(w->out, w->is_enter ? "<%s>" : "</%s>", name);
}

void
markdown_inline_write(struct writing *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		write_text(w, node);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		write_break(w, node);
		break;
	case CMARK_NODE_CODE:
		write_code(w, node);
		break;
	case CMARK_NODE_HTML_INLINE:
		if (!w->plain)
			markdown_phrase_raw(w->md, w->out, literal_of(node), is_closed(node));
		break;
	case CMARK_NODE_EMPH:
		write_element(w, "em");
		break;
	case CMARK_NODE_STRONG:
		write_element(w, "strong");
		break;
	case CMARK_NODE_LINK:
		if (!w->plain)
			write_link(w, node);
		break;
	case CMARK_NODE_IMAGE:
		if (!w->plain || w->plain == node)
			write_image(w, node);
		break;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		write_reference(w, node);
		break;
	default:
		if (markdown_html_is(node, "strikethrough"))
			write_element(w, "del");
		break;
	}
}

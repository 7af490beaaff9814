/* Links: absolute, or to a place in the article; the text of others stays. */
#include "core/url.h"
#include "edit/pass.h"

static bool
holds_picture(const xmlNode *node)
{
	for (const xmlNode *at = node->children; at; at = tree_next(node, at))
		if (tree_element(at) == EL_IMG)
			return true;
	return false;
}

/* Hosts that validators refuse, though pages have them. */
static bool
has_good_host(str href)
{
	str host = url_host(href);

	for (size_t i = 0; i < host.len; i++) {
		unsigned char c = (unsigned char)host.at[i];

		if (c <= ' ' || c == 0x7F ||
		    str_find_char(STR("%<>\"\\^`{|}"), (char)c) != STR_NOT_FOUND)
			return false;
	}
	return true;
}

/* The address as the book has it; absent when the link must go. */
static str
good_href(const struct edit *edit, str base, const xmlNode *node)
{
	str href = tree_get(node, "href");

	if (str_starts(href, STR("#")))
		return href.len > 1 ? href : STR_NONE;
	if (!href.len || holds_picture(node))
		return STR_NONE;
	href = url_resolve(edit->ctx->arena, base, href);
	return url_is_link(href) && has_good_host(href) ? href : STR_NONE;
}

/* Quotations may name their source. */
static void
set_cite(struct edit *edit, str base, xmlNode *node)
{
	str cite = tree_get(node, "cite");

	if (!cite.at)
		return;
	cite = url_resolve(edit->ctx->arena, base, cite);
	tree_set(edit->tree, node, "cite", url_is_web(cite) ? cite : STR_NONE);
}

void
edit_links(struct edit *edit)
{
	const struct meta *meta = &edit->article->meta;
	str base = meta->source.len ? meta->source : meta->canonical;
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = next) {
		enum element element = tree_element(node);
		str href;

		next = tree_next(edit->root, node);
		if (element == EL_BLOCKQUOTE || element == EL_Q)
			set_cite(edit, base, node);
		if (element != EL_A)
			continue;
		href = good_href(edit, base, node);
		if (href.at)
			tree_set(edit->tree, node, "href", href);
		else
			tree_unwrap(node);
	}
}

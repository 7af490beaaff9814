/* Links: absolute, or to a place in the article; the text of others stays. */
#include "core/url.h"
#include "edit/pass.h"

/* Addresses are resolved in memory of their own, given back now and then: pages have a million. */
#define SCRATCH_LINKS 4096
#define LONGEST_LOCAL 1000

static bool
holds_picture(const xmlNode *node)
{
	for (const xmlNode *at = node->children; at; at = tree_next(node, at))
		if (tree_element(at) == EL_IMG)
			return true;
	return false;
}

/* Whether an address may lead to another article of the book by its file's name: a note's, or a
   relative one where no base is known. Binding finds out. */
static bool
may_be_local(const struct edit *edit, str base, str href)
{
	size_t colon = str_find_char(href, ':');

	if (!edit->ctx->settings->pictures || href.len > LONGEST_LOCAL)
		return false;
	if (str_starts(href, STR("wikilink:")))
		return href.len > 9;
	return !base.len && colon == STR_NOT_FOUND && *href.at != '/' && *href.at != '?' &&
	    *href.at != '\\';
}

/* The address as the book has it; absent when the link must go. */
static str
good_href(const struct edit *edit, struct arena *scratch, str base, const xmlNode *node)
{
	str href = tree_get(node, "href");

	if (str_starts(href, STR("#")))
		return href.len > 1 ? href : STR_NONE;
	if (!href.len || holds_picture(node))
		return STR_NONE;
	if (may_be_local(edit, base, href))
		return href;
	href = url_resolve(scratch, base, href);
	return url_is_link(href) ? href : STR_NONE;
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
	struct arena *scratch = arena_inner(edit->ctx->arena);
	size_t count = 0;
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = next) {
		enum element element = tree_element(node);
		str href;

		next = tree_next(edit->root, node);
		if (element == EL_BLOCKQUOTE || element == EL_Q)
			set_cite(edit, base, node);
		if (element != EL_A)
			continue;
		href = good_href(edit, scratch, base, node);
		if (href.at)
			tree_set(edit->tree, node, "href", href);
		else
			tree_unwrap(node);
		if (++count % SCRATCH_LINKS == 0)
			arena_release(scratch);
	}
	arena_release(scratch);
}

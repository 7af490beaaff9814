/* Pictures that a page shows as the background of an empty element. */
#include "rebuild/backdrop.h"

#define STYLE_BYTES 2000
#define BACKDROP_NODES 6

/* Without url() and quotes. */
static str
bare(str address)
{
	if (str_starts_nocase(address, STR("url(")) && str_ends(address, STR(")")))
		address = str_trim(str_head(str_from(address, 4), address.len - 5));
	if (address.len > 2 && (*address.at == '\'' || *address.at == '"'))
		address = str_head(str_from(address, 1), address.len - 2);
	return address;
}

/* "url('a.jpg')" of a style. */
static str
from_style(str style)
{
	size_t at = str_find_nocase(style, STR("background")), end;

	if (at == STR_NOT_FOUND)
		return STR_NONE;
	style = str_from(style, at);
	at = str_find_nocase(style, STR("url("));
	if (at == STR_NOT_FOUND)
		return STR_NONE;
	style = str_trim(str_from(style, at + 4));
	end = str_find_char(style, ')');
	if (end == STR_NOT_FOUND)
		return STR_NONE;
	return bare(str_trim(str_head(style, end)));
}

static bool
has_caption(const struct page *page, uint32_t at)
{
	uint32_t parent = page->nodes[at].parent;

	return parent != PAGE_NONE && page->nodes[parent].tag == TAG_FIGURE &&
	    page_find(page, parent, page->nodes[parent].end, TAG_FIGCAPTION) != PAGE_NONE &&
	    page_find(page, parent, page->nodes[parent].end, TAG_IMG) == PAGE_NONE;
}

str
backdrop_address(const struct page *page, uint32_t at)
{
	static const char *const names[] = {
	    "data-bg", "data-background-image", "data-background", "data-bg-src", "data-src"};
	const struct node *node = &page->nodes[at];
	bool is_picture;
	str address;

	if ((node->tag != TAG_DIV && node->tag != TAG_SPAN && node->tag != TAG_A) ||
	    !node->attr_count || node->end - at > BACKDROP_NODES)
		return STR_NONE;
	is_picture = page_has_token(page, at, STR("role"), STR("img"));
	if (!is_picture && !has_caption(page, at))
		return STR_NONE;
	for (uint32_t i = at + 1; i < node->end; i++)
		if (page->nodes[i].tag != TAG_TEXT || !str_is_blank(page->nodes[i].text))
			return STR_NONE;
	address = from_style(str_head(page_get(page, at, STR("style")), STYLE_BYTES));
	for (size_t i = 0; !address.len && i < sizeof names / sizeof *names; i++)
		address = bare(str_trim(page_get(page, at, str_of(names[i]))));
	return address;
}

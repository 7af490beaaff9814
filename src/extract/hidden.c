/* Hidden elements. */
#include "extract/hidden.h"

#define LOOK_UP 12 /* ancestors that may hide an element */

enum hidden
hidden_how(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];
	enum hidden how = HIDDEN_NOT;

	for (uint32_t i = 0; i < node->attr_count; i++) {
		const struct attr *attr = &page->attrs[node->attrs + i];

		if (str_eq(attr->name, STR("hidden")))
			return HIDDEN_ALL;
		if (str_eq(attr->name, STR("aria-hidden")) && str_eq(attr->value, STR("true")))
			how = HIDDEN_ARIA;
		if (str_eq(attr->name, STR("style"))) {
			str style = str_head(attr->value, 400);
			size_t at_display = str_find_nocase(style, STR("display"));

			if (at_display != STR_NOT_FOUND &&
			    str_find_nocase(str_head(str_from(style, at_display), 16),
				STR("none")) != STR_NOT_FOUND)
				return HIDDEN_ALL;
		}
	}
	return how;
}

bool
hidden_above(const struct page *page, uint32_t at)
{
	for (unsigned i = 0; i < LOOK_UP && at; i++, at = page->nodes[at].parent)
		if (hidden_how(page, at) == HIDDEN_ALL)
			return true;
	return false;
}

bool
hidden_is_spoken(const struct page *page, uint32_t at)
{
	static const char *const classes[] = {
	    "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text"};

	if (!page->nodes[at].attr_count)
		return false;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (page_has_token(page, at, STR("class"), str_of(classes[i])))
			return true;
	return false;
}

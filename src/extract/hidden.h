/* What a page says is not to be shown. */
#ifndef EXTRACT_HIDDEN_H
#define EXTRACT_HIDDEN_H

#include "page/page.h"

enum hidden {
	HIDDEN_NOT,
	HIDDEN_ARIA, /* aria-hidden: shown, but not read out (WAI-ARIA 1.2, 6.6) */
	HIDDEN_ALL   /* the hidden attribute, or display: none in the style attribute */
};

/* By the element's own attributes, whatever its ancestors say. */
enum hidden hidden_how(const struct page *page, uint32_t at);

/* Whether the page does not show it: by its own attributes or those of the nearest ancestors. */
bool hidden_above(const struct page *page, uint32_t at);

/* Whether its class is one of those that leave an element to screen readers. */
bool hidden_is_spoken(const struct page *page, uint32_t at);

#endif

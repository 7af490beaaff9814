/* Cards: boxes that show another page by its title, and lead to it. */
#ifndef REBUILD_CARD_H
#define REBUILD_CARD_H

#include "page/page.h"

struct card {
	uint32_t link;  /* the a that leads there */
	uint32_t title; /* elements; the description may be PAGE_NONE */
	uint32_t description;
};

/* Whether an element is a card, by its class and what it holds. */
bool card_find(const struct page *page, uint32_t at, struct card *card);

/* Whether an element is a card, or holds one and little else. */
bool card_is_in(const struct page *page, uint32_t at);

#endif

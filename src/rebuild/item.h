/* Items of lists that a page writes side by side and tells apart by their level. */
#ifndef REBUILD_ITEM_H
#define REBUILD_ITEM_H

#include "page/page.h"

/* A paragraph that its style calls an item ("mso-list:l0 level2 lfo1"): "item u2" or "item o2",
   for the article's tree; absent of others. */
str item_of_paragraph(const struct page *page, uint32_t at);

/* The mark of such an item, which a list shows by itself. */
bool item_is_mark(const struct page *page, uint32_t at);

/* The level of an item, from 0, that its class or that of its list tells; false where none does. */
bool item_level(const struct page *page, uint32_t at, uint32_t *level);

#endif

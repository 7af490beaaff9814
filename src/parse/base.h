/* The address that a page's links are relative to. */
#ifndef PARSE_BASE_H
#define PARSE_BASE_H

#include "page/page.h"

/* Set page->base_url: the first <base href>, made absolute against settings->base_url where that is
   given; else settings->base_url. */
void base_find(struct ctx *ctx, struct page *page);

#endif

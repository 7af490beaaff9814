/* Pages without an article: errors, consent, checks, shells, walls, lists of links. */
#ifndef EXTRACT_ABSENCE_H
#define EXTRACT_ABSENCE_H

#include "extract/block.h"
#include "extract/extract.h"

/* Why what is kept is no article, by its length, its confidence (0 to 1) and what title, headings
   and first words say; ABSENCE_NONE when it is one. `kept` is a byte for each block. */
enum absence absence_judge(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const bool *kept, double confidence);

/* Why a page of which nothing is kept has no article; never ABSENCE_NONE. */
enum absence absence_of_page(struct ctx *ctx, const struct page *page, const struct blocks *blocks);

#endif

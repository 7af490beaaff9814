/* Texts that a page says more than once. */
#ifndef EXTRACT_CHOOSE_COPY_H
#define EXTRACT_CHOOSE_COPY_H

#include "extract/block.h"

/* Keeps what prose says again in the same part of the text as what is surely kept. Linear in the
   blocks; `kept` and `scores` are as in choose_mend. */
void choose_copy_keep(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const float *scores, bool *kept);

/* Drops the copies of kept texts that stand elsewhere (teasers, twins for small screens): in prose
   the doubtful ones and those that say they are cut, on other pages all. */
void choose_copy_drop(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const float *scores, bool is_prose, bool *kept);

#endif

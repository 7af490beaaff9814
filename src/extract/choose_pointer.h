/* Lines in the middle of a text that lead to another one: "Read also: ...". */
#ifndef EXTRACT_CHOOSE_POINTER_H
#define EXTRACT_CHOOSE_POINTER_H

#include "extract/block.h"

/* Drops kept blocks of at most a few lines that are a phrase of pointer.def and a link, and no
   more, or the phrase alone and the links behind it. Linear in the blocks. */
void choose_pointer_drop(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, bool *kept);

#endif

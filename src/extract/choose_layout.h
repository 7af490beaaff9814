/* Pages that are laid out by tables, as they were until about 2008. */
#ifndef EXTRACT_CHOOSE_LAYOUT_H
#define EXTRACT_CHOOSE_LAYOUT_H

#include "extract/block.h"

/* Drops what stands beside the text: cells of menus, boxes set into it, labels of advertisements.
   `kept` is a byte for each block. Linear in nodes and blocks. */
void choose_layout_drop(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, bool *kept);

#endif

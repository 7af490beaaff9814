/* What stands before the text begins, and was kept: rows of links, and who wrote it. */
#ifndef EXTRACT_CHOOSE_START_H
#define EXTRACT_CHOOSE_START_H

#include "extract/block.h"

/* Clears `kept` for rows of links before the first other block that is kept, and for short lines
   beside the page's heading in its header. */
void choose_start_drop(const struct page *page, const struct blocks *blocks, bool *kept);

#endif

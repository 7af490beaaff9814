/* Articles in dumps of pages as text: decided over lines. */
#ifndef EXTRACT_DUMP_H
#define EXTRACT_DUMP_H

#include "extract/extract.h"

/* For a page of parse_text: marks one run of prose with NODE_KEEP and fills title, subtitle,
   authors, byline, date and description in article->meta from the lines around it. */
void
dump_extract(struct ctx *ctx, struct page *page, struct article *article, struct extraction *out);

#endif

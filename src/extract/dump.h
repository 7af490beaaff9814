/* Articles in dumps of pages as text: decided over lines. */
#ifndef EXTRACT_DUMP_H
#define EXTRACT_DUMP_H

#include "extract/dump_line.h"
#include "extract/extract.h"

/* For a page of parse_text: marks the article's lines with NODE_KEEP and fills title, subtitle,
   authors, byline, date and description in article->meta from the lines around it. */
void
dump_extract(struct ctx *ctx, struct page *page, struct article *article, struct extraction *out);

/* Scores the lines and finds those to keep, which stand in *from to below *to; false where there
   are none, or all is a text somebody wrote. */
bool dump_find_run(struct ctx *ctx, struct dump_lines *lines, size_t *from, size_t *to);

#endif

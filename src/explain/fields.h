/* Metadata in the report: what was taken, who said it, and what lost. */
#ifndef EXPLAIN_FIELDS_H
#define EXPLAIN_FIELDS_H

#include "extract/extract.h"
#include "template/template.h"

#define FIELDS_LOST_MAX 12   /* values shown that were not taken, of a field */
#define FIELDS_BYTES_MAX 400 /* of a value */

/* Adds the list "fields" to `to`: "name", "value", "source" and a list "lost" of "value" and
   "source". Reads the page's metadata anew. */
void fields_add(struct values *to, struct ctx *ctx, struct page *page,
    const struct article *article, const struct extraction *found);

#endif

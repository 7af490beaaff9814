/* What candidates for the authors are, by themselves and among the others. */
#ifndef EXTRACT_META_AUTHOR_COMPARE_H
#define EXTRACT_META_AUTHOR_COMPARE_H

#include "extract/meta_author.h"

/* Adds the signs that are no sources to every candidate. */
void
meta_author_compare(struct witnesses *w, uint32_t title_node, str title, struct meta_authors *out);

#endif

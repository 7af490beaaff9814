/* The authors: witnesses in order of trust. */
#ifndef EXTRACT_META_AUTHOR_H
#define EXTRACT_META_AUTHOR_H

#include "extract/meta_near.h"

enum author_source {
#define AUTHOR(symbol, words) AUTHOR_FROM_##symbol,
#include "extract/meta_author.def"
#undef AUTHOR
	AUTHOR_SOURCE_COUNT
};

struct meta_authors {
	struct byline_names of[AUTHOR_SOURCE_COUNT];
	struct byline_names names; /* of the best source; desks and accounts only when there is no
	                              other */
	unsigned sources;          /* a bit for each that gave a name */
	str byline;                /* as shown; absent where none is */
};

void meta_authors_find(struct witnesses *w, uint32_t title_node, struct meta_authors *out);

#endif

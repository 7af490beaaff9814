/* The authors: witnesses in order of trust. */
#ifndef EXTRACT_META_AUTHOR_H
#define EXTRACT_META_AUTHOR_H

#include "extract/meta_near.h"

enum author_source {
	AUTHOR_FROM_CITATION,
	AUTHOR_FROM_PARSELY,
	AUTHOR_FROM_SAILTHRU,
	AUTHOR_FROM_PERSON, /* JSON-LD */
	AUTHOR_FROM_TWITTER,
	AUTHOR_FROM_CLASS,
	AUTHOR_FROM_REL,
	AUTHOR_FROM_META,
	AUTHOR_FROM_DC,
	AUTHOR_FROM_ARTICLE,
	AUTHOR_FROM_NEAR, /* "by X" near the title */
	AUTHOR_FROM_ITEM,
	AUTHOR_FROM_FAR, /* "by X" further below */
	AUTHOR_FROM_ORGANIZATION,
	AUTHOR_FROM_ANYONE,
	AUTHOR_FROM_LINK,
	AUTHOR_SOURCE_COUNT
};

struct meta_authors {
	struct byline_names names; /* of the best source; desks and accounts only when there is no
	                              other */
	unsigned sources;          /* a bit for each that gave a name */
	str byline;                /* as shown; absent where none is */
};

void meta_authors_find(struct witnesses *w, uint32_t title_node, struct meta_authors *out);

#endif

/* The authors: candidates from all witnesses, and which is believed. */
#ifndef EXTRACT_META_AUTHOR_H
#define EXTRACT_META_AUTHOR_H

#include "extract/meta_date.h"

enum author_sign {
#define AUTHOR(symbol, weight, words) AUTHOR_##symbol,
#include "extract/meta_author.def"
#undef AUTHOR
	AUTHOR_SIGN_COUNT
};

#define AUTHOR_POOL_MAX 40

/* Names that some witness gives. */
struct author_candidate {
	struct byline_names names;
	str text, folded; /* the names with commas between; its words in lower case */
	uint64_t signs;   /* a bit each */
	double score;     /* sum of the signs' weights */
	uint32_t node;    /* where they stand; PAGE_NONE where that is unknown */
};

struct meta_authors {
	struct author_candidate list[AUTHOR_POOL_MAX];
	size_t count;
	uint64_t signs; /* of all candidates */
	str byline;     /* as shown; absent where none is */
};

void meta_authors_find(struct witnesses *w, uint32_t title_node, str title,
    const struct meta_dates *dates, struct meta_authors *out);

/* The candidate that names all whom `chosen` names and others besides, as a byline or a list of
   authors does; `chosen` where there is none. */
size_t meta_authors_whole(struct arena *arena, const struct meta_authors *authors, size_t chosen);

/* How a source of authors is called; absent for signs that are none. */
str meta_author_source(size_t sign);

#endif

/* What a reader sees near the title: the byline and the date. */
#ifndef EXTRACT_META_NEAR_H
#define EXTRACT_META_NEAR_H

#include "extract/meta_witness.h"

#define NEAR_AFTER 25 /* runs looked at behind the title */
#define NEAR_BEFORE 8 /* and before it */

/* A byline that begins with a word for "by"; `text` as shown, without it absent. */
struct near_byline {
	str text;
	uint32_t first, last; /* text nodes of it; PAGE_NONE */
	size_t distance;      /* in runs from the title */
};

struct near_date {
	struct date date;
	struct date changed; /* "Updated ..." before it, or without it */
	struct date later;   /* "Updated ..." right behind it */
	str text;
	uint32_t node; /* text node it begins in; PAGE_NONE */
	size_t distance;
	bool before; /* it stands before the title */
};

/* `anchor` is the title's node, or PAGE_NONE for the start of the body. */
struct near_byline meta_near_byline(const struct witnesses *w, uint32_t anchor, size_t reach);
struct near_date meta_near_date(const struct witnesses *w, uint32_t anchor);

/* The first date in the visible text. */
struct date meta_first_date(const struct witnesses *w);

#endif

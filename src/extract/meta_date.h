/* The dates: candidates from all witnesses, and which is that of publication. */
#ifndef EXTRACT_META_DATE_H
#define EXTRACT_META_DATE_H

#include "extract/meta_near.h"

enum date_sign {
#define DATE(symbol, weight, words) DATE_##symbol,
#include "extract/meta_date.def"
#undef DATE
	DATE_SIGN_COUNT
};

#define DATE_POOL_MAX 32

/* A day that some witness gives. */
struct date_candidate {
	struct date date;         /* with the first time of day that a witness of the day gives */
	uint64_t signs;           /* a bit each */
	double score;             /* sum of the signs' weights */
	uint32_t node;            /* where it is shown; PAGE_NONE where it is but declared */
	bool is_plain;            /* shown somewhere, and not as one of change */
	bool is_doubted, is_sure; /* a witness leaves day and month open; a witness does not */
	bool is_opposed;          /* it left them open, and one that did not says the other */
};

struct meta_dates {
	struct date_candidate list[DATE_POOL_MAX];
	size_t count;
	uint64_t signs;       /* of all candidates */
	int order;            /* of numbers: 1 day first, -1 month first, 0 unknown */
	struct date modified; /* of the last change, where it is said */
};

/* Signs of a date that is shown near the title. */
#define META_DATE_NEAR                                                                      \
	((uint64_t)1 << DATE_CLOSE | (uint64_t)1 << DATE_NEAR | (uint64_t)1 << DATE_BELOW | \
	    (uint64_t)1 << DATE_BEFORE)

void meta_dates_find(struct witnesses *w, uint32_t title_node, str title, struct meta_dates *out);

/* How a source of dates is called; absent for signs that are none. */
str meta_date_source(size_t sign);

#endif

/* The dates: published and modified. */
#ifndef EXTRACT_META_DATE_H
#define EXTRACT_META_DATE_H

#include "extract/meta_near.h"

enum date_source {
#define DATE(symbol, witness, words) DATE_FROM_##symbol,
#include "extract/meta_date.def"
#undef DATE
	DATE_SOURCE_COUNT
};

struct meta_dates {
	struct date of[DATE_SOURCE_COUNT];
	struct date published, modified;
	uint64_t sources; /* a bit for each that gave a date */
};

void meta_dates_find(struct witnesses *w, uint32_t title_node, struct meta_dates *out);

#endif

/* The dates that a reader sees. */
#ifndef EXTRACT_META_DATE_SHOWN_H
#define EXTRACT_META_DATE_SHOWN_H

#include "extract/meta_date.h"

#define DATE_SHOWN_MAX 24

struct date_shown {
	struct date date;
	uint64_t signs; /* where and how it is shown */
	uint32_t node;  /* text node in which its text begins */
};

/* The dates around the title (PAGE_NONE: the start of the body), the nearest behind it first, then
   those before it, then the first of the page and others. Returns how many. */
size_t meta_date_shown(
    const struct witnesses *w, uint32_t title_node, struct date_shown list[DATE_SHOWN_MAX]);

/* A quick look: whether a date may stand in a text. */
bool meta_date_may_stand(str text);

#endif

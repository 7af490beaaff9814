/* What each date is beside the others, and what that adds up to. */
#ifndef EXTRACT_META_DATE_COMPARE_H
#define EXTRACT_META_DATE_COMPARE_H

#include "extract/meta_date.h"

/* The day and the month in each other's place. */
struct date meta_date_swapped(struct date date);

/* A date in an address's path: /2026/11/24/ or /2026-11-24; the day is 0 where it has but a month
   (/2026/11/). */
struct date meta_date_of_address(const struct witnesses *w, str address);

/* Completes the candidates' signs and sums them up. `month` is the address's, with or without a
   day, or none. */
void
meta_date_compare(const struct witnesses *w, str title, struct date month, struct meta_dates *out);

#endif

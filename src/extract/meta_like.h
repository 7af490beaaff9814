/* How much a page is like an article: whether a weak sign of an author or a date is to be taken for
   one. */
#ifndef EXTRACT_META_LIKE_H
#define EXTRACT_META_LIKE_H

#include "extract/meta_author.h"
#include "extract/meta_date.h"

enum like_signal {
#define LIKE(symbol, weight) LIKE_##symbol,
#include "extract/meta_like.def"
#undef LIKE
	LIKE_SIGNAL_COUNT
};

/* A bit for each signal that the page gives. */
uint64_t meta_like_signals(const struct witnesses *w, const struct meta_authors *authors,
    const struct meta_dates *dates, str title);

/* The sum of the signals' weights: the log-odds of the page being dated as an article is. */
double meta_like_score(uint64_t signals);

/* Log-odds from which authors and dates are given. A name is the safer sign. */
#define LIKE_ENOUGH_AUTHOR (-2.2)
#define LIKE_ENOUGH_DATE (-1.8)

#endif

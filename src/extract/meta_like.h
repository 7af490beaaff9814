/* How much a page is like one that has an author and a date, and the choice among candidates. */
#ifndef EXTRACT_META_LIKE_H
#define EXTRACT_META_LIKE_H

#include "extract/meta_author.h"
#include "extract/meta_date.h"

enum like_signal {
#define LIKE(symbol, author, date) LIKE_##symbol,
#include "extract/meta_like.def"
#undef LIKE
	LIKE_SIGNAL_COUNT
};

/* A bit for each signal that the page gives. */
uint64_t meta_like_signals(const struct witnesses *w, const struct meta_authors *authors,
    const struct meta_dates *dates, str title);

struct meta_choice {
	size_t best; /* the candidate of the highest score, the first of equals */
	double sure; /* how likely it is right, 0 to 1 */
	bool given;  /* sure enough to be given */
};

/* The candidates' scores against that of there being none, as shares of one: what is sure is
   calibrated on the training pages. Without candidates nothing is given. */
struct meta_choice meta_like_author(uint64_t signals, const struct meta_authors *authors);
struct meta_choice meta_like_date(uint64_t signals, const struct meta_dates *dates);

#endif

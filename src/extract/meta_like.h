/* How much a page is like one that has an author and a date, and the choice among candidates. */
#ifndef EXTRACT_META_LIKE_H
#define EXTRACT_META_LIKE_H

#include "extract/meta_author.h"
#include "extract/meta_date.h"
#include "extract/seen.h"

enum like_signal {
#define LIKE(symbol, author, date) LIKE_##symbol,
#include "extract/meta_like.def"
#undef LIKE
	LIKE_SIGNAL_COUNT
};

/* What each signal is on the page: 1 or 0, and how likely each type (`seen`, NULL where the block
   model was not asked) as half the logarithm of the odds. */
void meta_like_signals(const struct witnesses *w, const struct seen *seen,
    const struct meta_authors *authors, const struct meta_dates *dates, str title,
    float row[LIKE_SIGNAL_COUNT]);

struct meta_choice {
	size_t best; /* the candidate of the highest score, the first of equals */
	double sure; /* how likely it is right, 0 to 1 */
	bool given;  /* sure enough to be given */
};

/* The candidates' scores against that of there being none, as shares of one: what is sure is
   calibrated on the training pages. Without candidates nothing is given. */
struct meta_choice
meta_like_author(const float row[LIKE_SIGNAL_COUNT], const struct meta_authors *authors);
struct meta_choice
meta_like_date(const float row[LIKE_SIGNAL_COUNT], const struct meta_dates *dates);

#endif

/* What the small tables of metadata and dumps are learned from, for tests/train. */
#ifndef EXTRACT_LEARN_H
#define EXTRACT_LEARN_H

#include "page/page.h"

enum learn_kind {
	LEARN_NOTHING,
	LEARN_TITLES,
	LEARN_AUTHORS,
	LEARN_DATES,
	LEARN_LINES,
	LEARN_DUMP_TITLES,
	LEARN_TYPES
};

enum learn_kind learn_named(str name); /* titles, authors, …, as above; LEARN_NOTHING for others */

/* One JSON object a line. The first names the features; each other has a text and the features it
   has (titles, authors, dates: one for each candidate; of the latter two first one without a text,
   which stands for there being none and has the page's features).
   Of dumps: one for each line, with its words, or each candidate for the title, and the values of
   all features. */
void learn_dump(struct ctx *ctx, struct page *page, enum learn_kind kind, struct buf *to);

#endif

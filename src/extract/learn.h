/* What the small tables of metadata and dumps are learned from, for tests/train. */
#ifndef EXTRACT_LEARN_H
#define EXTRACT_LEARN_H

#include "page/page.h"

enum learn_kind {
	LEARN_NOTHING,
	LEARN_TITLES,
	LEARN_LIKENESS,
	LEARN_LINES,
	LEARN_DUMP_TITLES,
	LEARN_TYPES
};

enum learn_kind
learn_named(str name); /* titles, likeness, lines, dump-titles, types; LEARN_NOTHING for others */

/* One JSON object a line. The first names the features; each other has a text and the features it
   has (titles: one for each candidate; likeness: one, with author and date as they would be given).
   Of dumps: one for each line, with its words, or each candidate for the title, and the values of
   all features. */
void learn_dump(struct ctx *ctx, struct page *page, enum learn_kind kind, struct buf *to);

#endif

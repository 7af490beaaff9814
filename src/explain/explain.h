/* The report of octavo explain: what was kept of a page and why, as one page of HTML that loads
   nothing and runs nothing. */
#ifndef EXPLAIN_EXPLAIN_H
#define EXPLAIN_EXPLAIN_H

#include "extract/extract.h"

/* An input after extraction with settings->explain. */
struct explained {
	struct page *page;
	const struct extraction *found;
	const struct article *article;
	str name; /* of the input, as the report names it */
};

/* The report, in ctx's arena. All text of the page is escaped; what is shown of a large page is
   bounded (passage.h), and the report says what it leaves out. What the log holds is listed. */
void explain_write(struct buf *to, struct ctx *ctx, const struct explained *about);

#endif

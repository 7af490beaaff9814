/* Mail: what was added for sending it to many is out, and its links lead where they lead. */
#ifndef EXTRACT_LETTER_H
#define EXTRACT_LETTER_H

#include "extract/block.h"
#include "extract/extract.h"

struct trace;

/* What a letter's page said before it was cleaned. */
struct letter {
	const unsigned char
	    *own; /* of each node: a link or a text that was for this reader alone */
};

/* Whether a page is a mail's. */
bool letter_is(const struct page *page);

/* Take out of a letter what is not shown and what counts readers (pixels, addresses), and unwrap
   its links (core/tracked.h); what is lost so is noted in the log. Node numbers change. */
struct letter *letter_clean(struct ctx *ctx, struct page *page);

/* Unkeep the head and the foot of a letter, its advertisements, its buttons. */
void letter_drop(struct ctx *ctx, struct page *page, const struct blocks *blocks,
    struct article *article, const struct letter *letter, struct extraction *out);

#endif

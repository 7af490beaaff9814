/* Find the article in a Page: which nodes belong to it, and what is known of it. */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "article/article.h"
#include "page/page.h"

struct ruled;
struct seen;

/* What extraction decides. The nodes that belong to the article carry NODE_KEEP in the page:
   TAG_TEXT nodes and void elements (img, br, hr) by themselves; an element is part of the article
   when something below it is kept. */
struct extraction {
	struct seen *seen;    /* what the block model saw; NULL where it was not asked */
	double confidence;    /* expected word F1 of the choice, 0 to 1 */
	bool empty;           /* the page has no article */
	enum absence absence; /* and why */
	uint32_t title_node;  /* the heading that shows the title, so that it is not repeated in the
	                         body; PAGE_NONE where there is none */
	str section; /* what the page's metadata call its section, absent when they do not: a line
	                that says it above the text is not body */
	const struct ruled *ruled; /* what the user says of the page; NULL where nothing is said */
	uint32_t lead_image; /* the img or figure that stands before the text and belongs to it */
	struct trace *trace; /* decisions are noted there (trace.h) where settings->explain asks */
};

/* All of it: what the user's rules say (ruled_read, which may take parts out of the page), blocks
   and their scores (seen_read), metadata (meta_collect), then the decision that fits:
   settings->whole, page->is_written (all of the body), page->is_body (the same but for what was
   added for sending), page->is_dump (by lines), what
   settings->selected or a rule selects, else the block model. Fills `article->meta`, `confidence`,
   `empty` and `absence`. */
void extract_article(
    struct ctx *ctx, struct page *page, struct article *article, struct extraction *out);

#endif

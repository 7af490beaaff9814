/* Who said what of the metadata, for those who explain the choice. */
#ifndef EXTRACT_META_TRACE_H
#define EXTRACT_META_TRACE_H

#include "article/article.h"
#include "page/page.h"

struct seen;

enum claim_field {
	CLAIM_TITLE,
	CLAIM_AUTHOR, /* the names of one source, with commas between */
	CLAIM_DATE,
	CLAIM_MODIFIED,
	CLAIM_LANGUAGE,
	CLAIM_SITE,
	CLAIM_DEK,
	CLAIM_CANONICAL,
	CLAIM_IMAGE,
	CLAIM_TYPE,
	CLAIM_FIELD_COUNT
};

/* What one source says of one field. */
struct meta_claim {
	enum claim_field field;
	str value;     /* plain, as it would stand in the JSON */
	str source;    /* in words: "meta article:published_time", "shown near the title" */
	uint32_t node; /* where it stands; PAGE_NONE where that is unknown */
	bool taken;    /* it says what the article's metadata say */
};

/* Claims by field, within a field the most trusted source first. A field whose value no claim says
   comes from elsewhere: the user, front matter, the text itself. */
struct meta_trace {
	struct meta_claim *list;
	size_t count, room;
};

/* Lists the claims; `seen` as extraction left it. Reads the page anew, so it costs what metadata
   cost; to be called after extract_article, in the same arena. */
void meta_trace_read(struct ctx *ctx, struct page *page, const struct meta *meta,
    const struct seen *seen, struct meta_trace *out);

str meta_claim_field(enum claim_field field); /* "title", "author", as in the JSON */

#endif

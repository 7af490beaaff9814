/* The pass over a page's bytes before the HTML parser sees them. */
#ifndef PARSE_SCAN_H
#define PARSE_SCAN_H

#include "page/page.h"

/* Longer attribute values are left out, but for data: addresses and documents (srcdoc, its
   references unresolved): those are kept in `data` and stand in the text as SCAN_DATA and their
   number. */
#define SCAN_VALUE_BYTES ((size_t)64 << 10)
#define SCAN_DATA "data:,octavo-"

struct scan {
	str text; /* what is left: markup with the same tree */
	str *data;
	size_t data_count, data_room;
	bool deep; /* elements were left out because they lay too deep */
};

/* Tokenise HTML (Living Standard, 13.2.5) in one linear pass: bodies of scripts and styles and
   comments are taken out (JSON-LD goes to page->jsonld), nesting and attributes are bounded as
   parse.h says. `html` must live as long as the page. */
void scan_html(struct page *page, str html, struct scan *scan);

#endif

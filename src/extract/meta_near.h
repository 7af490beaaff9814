/* The byline that a reader sees near the title. */
#ifndef EXTRACT_META_NEAR_H
#define EXTRACT_META_NEAR_H

#include "extract/meta_witness.h"

#define NEAR_AFTER 25 /* runs looked at behind the title */
#define NEAR_BEFORE 8 /* and before it */

/* A byline that begins with a word for "by"; `text` as shown, without it absent. */
struct near_byline {
	str text;
	uint32_t first, last; /* text nodes of it; PAGE_NONE */
};

/* The node that shows the title, heading or plain line; PAGE_NONE where none does. */
uint32_t meta_near_title(const struct witnesses *w, str title);

/* `anchor` is the title's node, or PAGE_NONE for the start of the body. */
struct near_byline meta_near_byline(const struct witnesses *w, uint32_t anchor, size_t reach);

/* The last byline of the page, where the text ends with one. */
struct near_byline meta_last_byline(const struct witnesses *w);

#endif

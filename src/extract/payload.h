/* Payload: a page's text that stands in its data alone (JSON-LD, state for a script). */
#ifndef EXTRACT_PAYLOAD_H
#define EXTRACT_PAYLOAD_H

#include "page/page.h"

#define PAYLOAD_WORDS 80              /* a text of fewer is a description */
#define PAYLOAD_MAX ((size_t)8 << 20) /* bytes of all data that are read */

/* Look for the text of a page that shows none: the longest prose under the keys of payload.c, and
   all that stands under the same key at the same depth, where it shares words with the page's
   title. It becomes an article element with paragraphs at the end of the body. Returns that
   element, PAGE_NONE when there is no such text. */
uint32_t payload_build(struct ctx *ctx, struct page *page);

#endif

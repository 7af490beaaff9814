/* Pages that are shown within another one's frames. */
#ifndef CLI_FRAME_H
#define CLI_FRAME_H

#include "page/page.h"
#include "source/source.h"

/* The document of a page that is nothing but a set of frames, or a frame around another document
   (srcdoc, or a file beside it), as SingleFile and browsers save those: the largest of them,
   parsed. NULL where the page itself is what is meant. */
struct page *frame_page(struct ctx *ctx, const struct source_item *item, const struct page *page);

#endif

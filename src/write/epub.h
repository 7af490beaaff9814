/* Write a Book as an EPUB: an OCF ZIP container (EPUB 3.3 section 4). */
#ifndef WRITE_EPUB_H
#define WRITE_EPUB_H

#include "bind/bind.h"

/* Pages are made and packed by `workers` threads, written in order, so memory holds a few pages
   only. `fd` is an open file, written from its place on; where it cannot seek the book is made in a
   temporary file first; it is not closed nor synced. Returns 0, or an errno: EOVERFLOW for a book
   of more than 64,999 files. Where the request limits its size, pictures are made smaller until it
   fits or they are at their smallest, and the book tells what came of it. */
int write_epub(struct book *book, struct spool *spool, int fd, unsigned workers);

#endif

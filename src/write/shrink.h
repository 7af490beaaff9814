/* Pictures made smaller until a book fits its size. */
#ifndef WRITE_SHRINK_H
#define WRITE_SHRINK_H

#include "bind/bind.h"
#include "write/zip.h"

/* Where an entry's packed bytes are: a range of a spool. */
struct zip_place {
	struct spool *spool;
	struct spool_range range;
};

/* Where the book's request limits its size and `items` (the first is the mimetype, the others the
   book's parts) are over it: the largest pictures are made smaller, each to the same number of
   bytes, and their items and places changed; the new bytes go to `spool`. The book tells what came
   of it. False when a spool fails, with errno. */
bool shrink_pictures(struct arena *arena, struct book *book, struct spool *spool,
    struct zip_item *items, struct zip_place *places, size_t count);

#endif

/* Pictures made smaller until a book fits its size. */
#ifndef WRITE_SHRINK_H
#define WRITE_SHRINK_H

#include "bind/bind.h"
#include "codec/codec.h"
#include "write/zip.h"

/* Where an entry's packed bytes are: a range of a spool. */
struct zip_place {
	struct spool *spool;
	struct spool_range range;
};

/* The picture made again as `wish` says (its edge, quality and most are looked at), in the same
   format; absent where that cannot be done or is no smaller than `most`. */
str shrink_picture(
    struct arena *arena, const struct book *book, str bytes, struct codec_wish wish, size_t most);

/* Where the book's request limits its size and `items` (the first is the mimetype, the others the
   book's parts) are over it: the largest pictures are made smaller, each to the same number of
   bytes, and their items and places changed; the new bytes go to `spool`. The book tells what came
   of it. False when a spool fails, with errno. */
bool shrink_pictures(struct arena *arena, struct book *book, struct spool *spool,
    struct zip_item *items, struct zip_place *places, size_t count);

#endif

/* The pieces that a JPEG, PNG or GIF is made of, one after the other. */
#ifndef PICTURE_WALK_H
#define PICTURE_WALK_H

#include "core/str.h"

enum walk_step { WALK_PIECE, WALK_END, WALK_BROKEN };

/* Where a walk is; begins as {.all = bytes}. */
struct walk {
	str all;
	size_t at;    /* of what comes next */
	unsigned tag; /* the piece's: a marker, a GIF block's first byte */
	str body;     /* what it holds, without its head */
	str whole;    /* all of it */
};

/* ITU T.81 annex B: a marker with its segment; of a scan (0xDA) `whole` runs on through the
   entropy-coded data. WALK_END at EOI. */
enum walk_step walk_jpeg(struct walk *walk);

/* PNG third edition section 5.3: a chunk; `body` is its data, the type stands at whole.at + 4.
   WALK_END at IEND, which is the last piece then. */
enum walk_step walk_png(struct walk *walk);
bool walk_png_is(const struct walk *walk, const char *type);
bool walk_png_is_sound(const struct walk *walk); /* its checksum is right */

/* GIF89a: tag 0 is the header with the global table, 0x21 an extension (its label is body.at[0]),
   0x2C a frame. WALK_END at the trailer. */
enum walk_step walk_gif(struct walk *walk);

#endif

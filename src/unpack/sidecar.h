/* Metadata that lie in a file beside an input. */
#ifndef UNPACK_SIDECAR_H
#define UNPACK_SIDECAR_H

#include "core/ctx.h"
#include "core/front.h"

/* What STEM.opf, STEM.json, NAME.opf or NAME.json beside the file at `path` says of it, or
   metadata.opf in a folder that holds no other input (calibre's way). The first that is there
   counts: a package document (EPUB 3.3 section 5.5, OPF 2.0.1) or an object of JSON with the
   members of docs/article.schema.json, known by their front matter's names too. Said in the log:
   which was taken, and which is neither. NULL when there is none. */
struct front *sidecar_read(struct ctx *ctx, str path);

/* The two forms; false when the text says nothing in them. */
bool sidecar_opf(struct arena *arena, str text, struct front *front);
bool sidecar_json(struct arena *arena, str text, struct front *front);

/* Set a member by its name, words parted by _ or -; lists grow, of others the first stands. False
   when there is none of the name, or the value is nothing for it (a date that is none). */
bool sidecar_set(struct arena *arena, struct front *front, str key, str value);
bool sidecar_has(str key);
str sidecar_nearest(str key);           /* absent when none is near */
str sidecar_names(struct arena *arena); /* one for each member, ", " between */

#endif

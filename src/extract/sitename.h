/* Titles and the names of sites in them. */
#ifndef EXTRACT_SITENAME_H
#define EXTRACT_SITENAME_H

#include "core/buf.h"

#define SITENAME_PARTS_MAX 12

/* Parts of a title between separators (bars, dashes, dots, angle quotes with white space around;
   a colon pair). Returns how many; the first SITENAME_PARTS_MAX are given. */
size_t sitename_parts(str title, str parts[SITENAME_PARTS_MAX]);

/* The title without a first or last part that is the site's name: equal to one of `known` (names,
   hosts; absent ones are passed over) but for case, spaces and marks. The title itself where
   nothing is to be cut. */
str sitename_strip(struct arena *arena, str title, const str *known, size_t count);

/* Whether a text is the site's name, by the same rule. */
bool sitename_is(struct arena *arena, str text, const str *known, size_t count);

#endif

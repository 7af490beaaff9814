/* Addresses of a picture in several sizes (HTML section 4.8.4.3.10). */
#ifndef REBUILD_SRCSET_H
#define REBUILD_SRCSET_H

#include "core/str.h"

struct candidate {
	str address;
	uint32_t width;   /* of its w descriptor; 0 without one */
	uint32_t density; /* of its x descriptor in hundredths; 100 without one */
};

/* The next candidate, by the standard's steps: commas within addresses are theirs. False at the
   end. Those with descriptors that the standard refuses are passed over. */
bool srcset_next(str *rest, struct candidate *candidate);

/* The best for a page `wide` pixels wide: the smallest that is at least as wide, else the widest;
   without widths the densest up to 2x; of those alone that `is_good` takes (NULL: all). Absent when
   there is none. */
str srcset_best(str srcset, uint32_t wide, bool (*is_good)(str address));

#endif

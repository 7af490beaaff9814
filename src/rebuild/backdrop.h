/* Pictures that a page shows as the background of an empty element. */
#ifndef REBUILD_BACKDROP_H
#define REBUILD_BACKDROP_H

#include "page/page.h"

/* The address of the picture that an element shows: it holds nothing, and says by its role, its
   name or the caption beside it that it is one. Absent of others. */
str backdrop_address(const struct page *page, uint32_t at);

#endif

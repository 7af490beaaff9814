/* The programming language of a listing. */
#ifndef REBUILD_LANGUAGE_H
#define REBUILD_LANGUAGE_H

#include "page/page.h"

/* Said by the listing itself, its code, or what is around it; in lower case, in the arena; absent
   when nothing says it. */
str language_find(struct arena *arena, const struct page *page, uint32_t at);

/* The language of a file by the ending of its name; absent when that says none. */
str language_of_file(str name);

#endif

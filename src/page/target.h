/* Places that links lead to by other means than an address. */
#ifndef PAGE_TARGET_H
#define PAGE_TARGET_H

#include "page/page.h"

/* The id that an a without an address names in its script or data; absent where it names none, or
   has an address. Whether the page has such an id is for the caller to see. */
str page_target(const struct page *page, uint32_t at);

/* An id in which a page says that it is of a note or of a reference to one. */
bool page_target_is_note(str id);

#endif

/* E-mail addresses that a page's server hides from robots, and a script shows. */
#ifndef REBUILD_EMAIL_H
#define REBUILD_EMAIL_H

#include "page/page.h"

/* The address that an element's data-cfemail hides: pairs of hexadecimal digits, the first of which
   is the key of the others by exclusive or. Absent where it hides none. */
str email_hidden(const struct page *page, uint32_t at);

/* "mailto:…" of a link that leads to such an address; absent where it leads elsewhere. */
str email_link(const struct page *page, uint32_t at);

#endif

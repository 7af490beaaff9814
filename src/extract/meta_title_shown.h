/* Titles that a page shows in a plain line above its text, without a heading's markup. */
#ifndef EXTRACT_META_TITLE_SHOWN_H
#define EXTRACT_META_TITLE_SHOWN_H

#include "extract/meta_witness.h"

bool meta_title_has_h1(const struct witnesses *w);

/* The last line before the first paragraph that is the first or last part of the title element:
   what stands beside it there is the site's name. Absent when no line is. */
str meta_title_shown_part(const struct witnesses *w);

/* The last bold or large line before the first paragraph, where no heading stands there; absent
   when there is none. */
str meta_title_shown_line(const struct witnesses *w);

/* Whether the text is that of a link to the site's first page. */
bool meta_title_is_home(const struct witnesses *w, str text);

/* On a page without an h1, the first text node that shows the title before the first paragraph;
   PAGE_NONE when none does. */
uint32_t meta_title_shown_node(const struct witnesses *w, str title);

/* What the title element has besides `title`: its first or last part, cut at a separator. Absent
   when the title is not the other end of it. */
str meta_title_rest(const struct witnesses *w, str title);

#endif

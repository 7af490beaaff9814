/* What the style attributes of a letter say, as far as they tell its parts. */
#ifndef EXTRACT_LETTER_STYLE_H
#define EXTRACT_LETTER_STYLE_H

#include "page/page.h"

/* The value of a property of an element's own style attribute; absent when it is not there. */
str letter_style(const struct page *page, uint32_t at, str name);

/* "0", "0px", "1px": a length of at most `most`; false for others. */
bool letter_style_is_length(str value, uint32_t most);

/* Pixels that the letters of a text are high, by the nearest element around it that says so; 0
   where none does. */
uint32_t letter_style_size(const struct page *page, uint32_t at);

#endif

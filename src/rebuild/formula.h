/* Formulas that pages write as TeX: in elements, in images, between delimiters in a text. */
#ifndef REBUILD_FORMULA_H
#define REBUILD_FORMULA_H

#include "page/page.h"

struct formula_tex {
	str tex; /* without delimiters; absent when there is none */
	bool is_display;
};

/* Of an element all of whose text is TeX, by its class, name or attributes. */
struct formula_tex formula_of_element(const struct page *page, uint32_t at);

/* An empty element whose attribute has TeX, for a script to show. */
bool formula_is_bare(const struct page *page, uint32_t at);

/* Of an image, by its alternative text and its class or address. */
struct formula_tex formula_of_image(const struct page *page, uint32_t at, str address);

/* Takes the next part of a text: TeX that stands between delimiters, and what stands before it; at
   the end only that. `has_dollars`: single dollar signs delimit too. False when nothing is left. */
bool formula_next(str *rest, bool has_dollars, str *before, struct formula_tex *formula);

/* A script that holds TeX, by its type: "math/tex; mode=display". */
bool formula_is_script(const struct page *page, uint32_t at);

/* Without what only sets the look: {\displaystyle x}, \displaystyle x. */
str formula_without_style(str tex);

/* Whether the page loads a program that sets TeX. */
bool formula_page_sets_tex(const struct page *page);

#endif

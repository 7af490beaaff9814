/* CSS selectors over a Page. */
#ifndef PAGE_SELECT_H
#define PAGE_SELECT_H

#include "page/page.h"

/* Of CSS Selectors Level 4 (W3C Working Draft of 11 November 2022):
     4.1       lists: a, b
     4.2, 4.4  :is() and :where(), 4.3 :not(), with whole selectors within
     4.5       :has(), of compound selectors with a combinator before: :has(img, > a)
     5.1, 5.2  types and *
     6.1, 6.2  [a], [a=v], ~=, |=, ^=, $=, *=; 6.3 the flags i and s; 6.6 .class; 6.7 #id
     13.3      :nth-child(), :nth-last-child() (An+B, odd, even; no "of"), :first-child,
               :last-child, :only-child
     13.4      the same five -of-type
     14        descendants, > children, + the next sibling, ~ later siblings
   A selector of 4 KiB, 64 compounds and 256 conditions is understood; longer ones are refused. */
struct selector;

/* What is wrong, and at which byte of the text. */
struct select_fault {
	size_t at;
	const char *why; /* "... is expected here": what is wrong, and what to do */
};

/* NULL when the selector is not understood; *fault says why. It may be used by many threads. */
const struct selector *select_parse(struct arena *arena, str text, struct select_fault *fault);

/* Steps (attributes looked at, bytes compared in long values) that a page's selectors may take: a
   hundred times what a dozen rules take, and linear in the page. */
static inline uint64_t
select_steps(const struct page *page)
{
	return ((uint64_t)1 << 24) + 256 * (uint64_t)page->count;
}

/* Marks the nodes in `found` (one byte a node) in time linear in the page. Returns how many; -1
   when *steps, which are counted down, ran out: then `found` says nothing. */
int select_nodes(const struct selector *selector, const struct page *page, unsigned char *found,
    uint64_t *steps);

#endif

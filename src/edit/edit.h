/* Passes over an Article, each Article to Article; the table in edit/edit.c is their order. */
#ifndef EDIT_EDIT_H
#define EDIT_EDIT_H

#include "article/article.h"

/* How a pass reaches the files beside the page; NULL where there are none. `find` gives 0 when
   found, else a message's code. `address` stands in the page, `absolute` is the same made absolute
   where a base is known. It reads at most `most` bytes into the ctx's arena. */
struct edit_shelf {
	enum edit_found {
		EDIT_FOUND,
		EDIT_MISSING,
		EDIT_OUTSIDE,
		EDIT_UNREADABLE,
		EDIT_TOO_LARGE
	} (*find)(
	    struct ctx *ctx, const void *shelf, str address, str absolute, size_t most, str *bytes);
	const void *shelf;
};

/* Runs all passes: callouts, space, bullets, lists, code, notes, captions, pictures, tables,
   headings, links, shape, ids, language, the count of words, and for a book formulas and what
   narrow pages and old engines need. After it: one level of h2 at the top and no jumps, ids unique
   and legal XML names, links absolute (http, https, mailto) or to an id in the article, nothing
   empty. */
void edit_article(struct ctx *ctx, struct article *article, const struct edit_shelf *shelf);

#endif

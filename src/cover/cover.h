/* The cover: a drawn JPEG. */
#ifndef COVER_COVER_H
#define COVER_COVER_H

#include "core/ctx.h"

#define COVER_WIDTH 1200 /* by default */
#define COVER_HEIGHT 1920
#define COVER_LEAST 240 /* of either side */
#define COVER_MOST 4096
#define COVER_HEADLINES 7

struct cover_text {
	str title;
	str date;   /* in words */
	str issue;  /* in words, of a digest */
	str author; /* or authors, joined */
	str site;
	str series;     /* the name that the mark is drawn from; absent: the site's, or the next */
	str *headlines; /* of a digest; at most COVER_HEADLINES are shown */
	size_t headline_count;
};

/* Whether a cover may have this size: sides of COVER_LEAST to COVER_MOST, the height one to two
   and a half times the width. */
bool cover_may_be(int width, int height);

/* How a cover's texts were set. */
enum cover_set {
	COVER_BY_BOOK_FACE,   /* the same text gives the same bytes on every machine */
	COVER_BY_SYSTEM_FONT, /* some of it; another machine has others */
	COVER_WITHOUT_TITLE   /* no font has its letters: site or date stand in its place */
};

/* Draw a cover of so many pixels: a baseline JPEG of three components, black on white. `lang` is
   the book's (BCP 47). An absent result means that the libraries it needs are not there. */
str cover_draw(struct ctx *ctx, const struct cover_text *text, str lang, int width, int height,
    enum cover_set *set);

#endif

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
	str series; /* the name that the mark is drawn from; absent: the site's, or the next */
	str lang;   /* of the book (BCP 47) */
	str lead;   /* a JPEG that cover_takes_lead, not hostile; absent: the mark in its place */
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

struct cover_drawn {
	str jpeg; /* baseline, three components; absent: the libraries it needs are not there */
	enum cover_set set;
};

/* Draw a cover of so many pixels, in greys. */
struct cover_drawn
cover_draw(struct ctx *ctx, const struct cover_text *text, int width, int height);

/* "1200x1920"; false when it is none that cover_may_be. */
bool cover_parse_size(str text, int *width, int *height);

/* Whether a JPEG can stand on a cover: not too small or too narrow. */
bool cover_takes_lead(str jpeg);

#endif

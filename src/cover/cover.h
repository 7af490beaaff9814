/* The cover: a drawn JPEG. */
#ifndef COVER_COVER_H
#define COVER_COVER_H

#include "core/ctx.h"

#define COVER_WIDTH 1200
#define COVER_HEIGHT 1920
#define COVER_HEADLINES 7

struct cover_text {
	str title;
	str date;   /* in words */
	str author; /* or authors, joined */
	str site;
	str *headlines; /* of a digest; at most COVER_HEADLINES are shown */
	size_t headline_count;
};

/* Draw a cover of COVER_WIDTH by COVER_HEIGHT pixels: a baseline JPEG of three components, black on
   white, from the embedded face: the same text gives the same bytes on every machine. Where the
   face lacks glyphs of the title, site and date take its place (*title_shown is false). An absent
   result means that the libraries it needs are not there. */
str cover_draw(struct ctx *ctx, const struct cover_text *text, bool *title_shown);

#endif

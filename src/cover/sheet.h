/* A cover while it is drawn: measures, and what title page and front page share. */
#ifndef COVER_SHEET_H
#define COVER_SHEET_H

#include "cover/cover.h"
#include "cover/layout.h"
#include "cover/mark.h"

/* Places and sizes are in units: 1,200 are the width, or 1,920 the height of a cover that is wider
   than five to eight. */
#define SHEET_MARGIN 96
#define SHEET_FOOT 104   /* the last baseline, from below */
#define SHEET_MODULE 100 /* of the mark: a cell, at 1,200 wide */
#define SHEET_DEVICE 112 /* the mark beside a picture: its side */
#define SHEET_THICK 10
#define SHEET_THIN 3

/* Of texts that begin at the right, start and end change sides. */
enum sheet_align { ALIGN_START, ALIGN_END };

struct sheet {
	struct arena *arena;
	struct glyphs *glyphs;
	struct canvas canvas;
	struct mark mark;
	str lead;                   /* a JPEG in place of the mark; absent without */
	int width, height, measure; /* units */
	struct glyphs_text ellipses[GLYPHS_FACES], hyphens[GLYPHS_FACES];
};

/* The texts that can be drawn; absent ones cannot, or were not there. */
struct sheet_text {
	str title, date, issue, author, site;
	str headlines[COVER_HEADLINES];
	size_t headline_count;
};

struct sheet
sheet_new(struct arena *arena, struct glyphs *glyphs, int width, int height); /* pixels */

int sheet_px(const struct sheet *sheet, int units);
int sheet_leading(const struct layout *layout); /* of a title, in pixels */
int sheet_rise(const struct layout *layout);    /* from the top of its letters to the baseline */
int sheet_units(const struct sheet *sheet, int pixels);

struct layout_box sheet_box(const struct sheet *sheet, enum glyphs_face face, size_t lines);

/* The largest size, `first` units or less, at which a title goes into so many units of height and
   so many lines. */
struct layout sheet_fit_title(
    struct sheet *sheet, const struct glyphs_text *title, int first, int height, size_t lines);

/* A text in the regular face, made smaller down to two thirds where it is too long, then cut. */
struct layout
sheet_fit_small(struct sheet *sheet, const struct glyphs_text *run, int size, size_t lines);

/* Draw the lines with the first baseline at y. Returns the last baseline. Leading is in pixels. */
int sheet_lines(
    struct sheet *sheet, const struct layout *layout, enum sheet_align align, int y, int leading);

/* One small line on the baseline y. */
void sheet_small(struct sheet *sheet, str text, enum sheet_align align, int size, int y);

void sheet_rule(struct sheet *sheet, int y, int height);

/* The mark, or the lead picture, from edge to edge above y. */
void sheet_band(struct sheet *sheet, int y);

/* The mark, small, at the end of the foot: beside a picture. */
void sheet_device(struct sheet *sheet);

/* Heights of the band above, the largest first; 0 ends them. */
const int *sheet_bands(const struct sheet *sheet);

/* titlepage.c, of an article; frontpage.c, of a digest. */
void titlepage_draw(struct sheet *sheet, const struct sheet_text *text);
void frontpage_draw(struct sheet *sheet, const struct sheet_text *text);

#endif

/* Glyphs of the book face: shaping by HarfBuzz, outlines by FreeType. Both are loaded when first
   needed. */
#ifndef COVER_GLYPHS_H
#define COVER_GLYPHS_H

#include "cover/canvas.h"

enum glyphs_face { GLYPHS_REGULAR, GLYPHS_BOLD, GLYPHS_FACES };

struct glyph {
	uint32_t id;
	int32_t advance, dx, dy; /* in the face's units */
	bool is_space;
	bool may_begin;     /* a line may be broken before it */
	bool may_tear;      /* and a word that must be: "example.org/|path" */
	bool may_hyphenate; /* and, with a hyphen, where a syllable seems to begin: "hy|phen" */
	bool is_cluster;    /* the first of its character */
	bool hangs;         /* punctuation that stands out of the margin at a line's begin */
	bool ends_clause;   /* "," or ":" and the like */
};

/* A text in the order it is drawn, from left to right. */
struct glyphs_text {
	enum glyphs_face face;
	struct glyph *at;
	size_t count;
};

struct glyphs;
struct glyphs *glyphs_open(struct arena *arena); /* NULL when a library is not there */
int glyphs_units(const struct glyphs *glyphs);   /* units in the em */

/* The text without symbols that the face lacks. Absent when it lacks a letter, and when nothing is
   left to be drawn. */
str glyphs_drawable(struct glyphs *glyphs, enum glyphs_face face, str text);

/* Shape a text (UTF-8, white space folded); its first kilobyte. */
struct glyphs_text glyphs_shape(struct glyphs *glyphs, enum glyphs_face face, str text);

/* The empty space left of a glyph's ink, in units. */
int32_t glyphs_bearing(struct glyphs *glyphs, enum glyphs_face face, uint32_t id);

/* Draw `count` glyphs from `first` on with the em at `size` pixels; x is in 1/64 pixel, y is the
   baseline's row. Returns the x behind the last one. */
int32_t glyphs_draw(struct glyphs *glyphs, struct canvas *canvas, const struct glyphs_text *text,
    size_t first, size_t count, int size, int32_t x, int y);

#endif

/* Glyphs of a text: of the book face where it has them, else of system fonts. Shaping is done by
   HarfBuzz; it and what else is needed are loaded when first needed. */
#ifndef COVER_GLYPHS_H
#define COVER_GLYPHS_H

#include "cover/canvas.h"

enum glyphs_face { GLYPHS_REGULAR, GLYPHS_BOLD, GLYPHS_FACES };

struct hb_font_t;

struct glyph {
	uint32_t id;
	int32_t advance, dx, dy; /* in units */
	struct hb_font_t *font;
	uint8_t level; /* of embedding (UAX 9): odd from right to left */
	bool is_space;
	bool may_begin;     /* a line may be broken before it */
	bool begins_word;   /* or, of scripts without spaces, seems to begin a phrase */
	bool may_tear;      /* and a word that must be: "example.org/|path" */
	bool may_hyphenate; /* and, with a hyphen, where a syllable seems to begin: "hy|phen" */
	bool is_cluster;    /* the first of its character */
	bool hangs;         /* punctuation that stands out of the margin at a line's begin */
	bool ends_clause;   /* "," or ":" and the like */
};

/* A text in its own order. */
struct glyphs_text {
	enum glyphs_face face;
	struct glyph *at;
	size_t count;
	bool is_rtl;    /* it begins at the right */
	bool is_system; /* some of it is in a system font: it wants more room between lines */
};

struct glyphs;

/* `lang` (BCP 47) decides between forms of letters; absent when not known. NULL when a library is
   not there. */
struct glyphs *glyphs_open(struct arena *arena, str lang);
int glyphs_units(const struct glyphs *glyphs); /* in the em */

/* The text without symbols that the face lacks. Absent when a letter is in no font, and when
   nothing is left to be drawn. */
str glyphs_drawable(struct glyphs *glyphs, enum glyphs_face face, str text);

/* Shape a text (UTF-8, white space folded); its first kilobyte. */
struct glyphs_text glyphs_shape(struct glyphs *glyphs, enum glyphs_face face, str text);

/* Whether a text was shaped with a system font: the pixels are not those of another machine. */
bool glyphs_used_system(const struct glyphs *glyphs);

/* The empty space left of a glyph's ink, in units. */
int32_t glyphs_bearing(struct glyphs *glyphs, const struct glyph *glyph);

/* Draw `count` glyphs of a line from `first` on, as they are seen from left to right, with the em
   at `size` pixels; x is in 1/64 pixel, y is the baseline's row. Returns the x behind the last
   one. */
int32_t glyphs_draw(struct glyphs *glyphs, struct canvas *canvas, const struct glyphs_text *text,
    size_t first, size_t count, int size, int32_t x, int y);

#endif

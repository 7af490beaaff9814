/* System fonts for what the book face lacks, through Pango, which is loaded when first needed: it
   finds the runs of a text, a font for each, where lines may be broken, and shapes. */
#ifndef COVER_FONTS_H
#define COVER_FONTS_H

#include "core/arena.h"

struct hb_font_t;
struct fonts;

/* A stretch of one script and one direction. */
struct fonts_run {
	size_t at, len; /* bytes of the text */
	uint8_t level;  /* of embedding (UAX 9): odd runs from right to left */
	void *item;
};

#define FONTS_BREAK 1  /* a line may be broken before this byte */
#define FONTS_CURSOR 2 /* a character begins here as readers see it */

struct fonts_text {
	str text;
	struct fonts_run *runs;
	size_t count;
	bool is_rtl;                /* its first letter is of a script from right to left */
	const unsigned char *marks; /* FONTS_BREAK and FONTS_CURSOR, a byte's each */
};

struct fonts_glyph {
	uint32_t id;
	int32_t advance, dx, dy; /* in units, of which `units` are an em */
	size_t place;            /* its character's byte in the text */
	struct hb_font_t *font;
};

/* Sizes are in units of which an em has so many. NULL without the library. */
struct fonts *fonts_open(struct arena *arena, int units);

/* `lang` (BCP 47; absent: guessed of the text) decides between the forms of Han. */
struct fonts_text fonts_itemise(struct fonts *fonts, str text, str lang, bool is_bold);

/* The glyphs of a run, in the order of the text; id 0 where no font has the character. They live
   as long as the fonts. */
size_t fonts_shape(struct fonts *fonts, const struct fonts_text *text, const struct fonts_run *run,
    struct fonts_glyph **glyphs);

#endif

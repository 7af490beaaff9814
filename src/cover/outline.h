/* Outlines of glyphs onto a canvas: taken from HarfBuzz, filled by FreeType. */
#ifndef COVER_OUTLINE_H
#define COVER_OUTLINE_H

#include "cover/canvas.h"

struct hb_font_t;
struct outline;

struct outline *outline_open(struct arena *arena); /* NULL when a library is not there */

/* Where and how large a glyph is drawn: its origin in 1/64 pixel from the left, the baseline's row;
   dy raises it; `size` pixels to the em. */
struct outline_place {
	int64_t x, dy;
	int y, size;
};

void outline_draw(struct outline *outline, struct canvas *canvas, struct hb_font_t *font,
    uint32_t glyph, const struct outline_place *place);

#endif

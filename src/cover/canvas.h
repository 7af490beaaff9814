/* A grey canvas: a byte a pixel, 0 black, 255 white. */
#ifndef COVER_CANVAS_H
#define COVER_CANVAS_H

#include "core/arena.h"

struct canvas {
	unsigned char *at; /* rows of `width` bytes, the top first */
	int width, height;
};

struct canvas canvas_new(struct arena *arena, int width, int height); /* white */

/* What lies outside the canvas is not drawn. */
void canvas_fill(struct canvas *canvas, int x, int y, int width, int height, unsigned char grey);

/* Ink of a grey over `len` pixels of a row that it covers by coverage / 255. */
void canvas_ink(
    struct canvas *canvas, int x, int y, int len, unsigned char coverage, unsigned char grey);

/* Pixels of a row. */
void canvas_row(struct canvas *canvas, int x, int y, int len, const unsigned char *greys);

/* A whole row from another; both must be of the canvas. */
void canvas_copy(struct canvas *canvas, int y, int from);

/* A part of another canvas, made as wide as this one and `height` high, onto its upper rows. */
struct canvas_part {
	int x, y, width, height;
};
void canvas_picture(struct canvas *canvas, int height, const struct canvas *picture,
    const struct canvas_part *part);

#endif

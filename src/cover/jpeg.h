/* JPEG: a canvas as one, and one as a canvas. */
#ifndef COVER_JPEG_H
#define COVER_JPEG_H

#include "cover/canvas.h"

/* Baseline, YCbCr with grey values (readers choke on one component), quality 80. Absent when the
   library is not there. */
str jpeg_write(struct arena *arena, const struct canvas *canvas);

/* Pixels of a JPEG, from its header. False when it is none that can be read, or the library is not
   there. */
bool jpeg_size(str jpeg, int *width, int *height);

/* Its greys, decoded no larger than is needed to cover a rectangle of so many pixels. False when
   it cannot be read. */
bool jpeg_read(struct arena *arena, str jpeg, int width, int height, struct canvas *canvas);

#endif

/* JPEG of a canvas. */
#ifndef COVER_JPEG_H
#define COVER_JPEG_H

#include "cover/canvas.h"

/* Baseline, YCbCr with grey values (readers choke on one component), quality 80. Absent when the
   library is not there. */
str jpeg_write(struct arena *arena, const struct canvas *canvas);

#endif

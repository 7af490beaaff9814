/* Rows made smaller as they come. */
#ifndef CODEC_SCALE_H
#define CODEC_SCALE_H

#include "core/arena.h"

struct scale;

/* Neither side may grow. `take` is given each row of the result in its turn. Whole numbers are
   averaged first, then Catmull and Rom's cubic is stretched over what remains; in integers, so that
   every machine gives the same. Keeps some rows, not the picture. */
struct scale *scale_new(struct arena *arena, uint32_t width, uint32_t height, uint32_t to_width,
    uint32_t to_height, unsigned channels, void (*take)(void *with, const uint8_t *row),
    void *with);

/* The next row from the top; `height` of them. */
void scale_row(struct scale *scale, const uint8_t *row);

#endif

/* Weighted sums of pixels: the inner loops of scaling. Every machine gives the same. */
#ifndef CODEC_WEIGH_H
#define CODEC_WEIGH_H

#include <stddef.h>
#include <stdint.h>

#define WEIGH_BITS 14  /* weights add up to 2 to the power of it */
#define WEIGH_FINE 4   /* bits behind the point of what weigh_down gives */
#define WEIGH_SPARE 16 /* elements that may be read and written behind what is given and made */

/* to[x] = the sum of rows[i][x] * weights[i], rounded; `count`, even, rows of `len` values. */
void weigh_down(
    const uint8_t *const *rows, const int16_t *weights, unsigned count, size_t len, int16_t *to);

/* Each of the `places` of `to` is made of `count`, even, pixels of the line, from from[place] on,
   with weights of its own; `channels` (1 or 3) a pixel, rounded and held between 0 and 255. */
void weigh_across(const int16_t *line, const uint32_t *from, const int16_t *weights, unsigned count,
    size_t places, unsigned channels, uint8_t *to);

#endif

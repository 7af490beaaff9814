/* Decimal numbers as SVG writes them, whatever the locale. */
#ifndef PICTURE_NUMBER_H
#define PICTURE_NUMBER_H

#include "core/str.h"

/* The number at the start of *s in thousandths, at most a million either way; *s moves behind it
   and behind white space and a comma. False where there is none. */
bool number_take(str *s, int64_t *thousandths);

/* A length in pixels (CSS px, pt, pc, mm, cm, in or none), rounded, 1 to 100000; 0 for others. */
uint32_t number_pixels(str s);

#endif

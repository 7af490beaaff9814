/* Colour profiles (ICC.1). */
#ifndef PICTURE_ICC_H
#define PICTURE_ICC_H

#include "core/arena.h"

/* The profile that a JPEG or PNG carries, in the arena; absent where there is none that is whole,
   and where it says no more than what is taken for granted without one: sRGB's primaries, or a grey
   of a curve like its. */
str icc_of_jpeg(struct arena *arena, str bytes);
str icc_of_png(struct arena *arena, str bytes);

#endif

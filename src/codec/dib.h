/* Windows' bitmaps, as BMP files and icons hold them. */
#ifndef CODEC_DIB_H
#define CODEC_DIB_H

#include "codec/frame.h"

/* Bytes from a bitmap's header on. `pixels_at` is where its rows begin, 0: behind header and
   palette. In an icon the height counts a mask of one bit a pixel too, which is its alpha. */
enum codec_answer dib_decode(struct frame *frame, str bytes, size_t pixels_at, bool is_icon);

#endif

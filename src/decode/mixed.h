/* UTF-8 and windows-1252 in one text, as where pages are put together from pieces. */
#ifndef DECODE_MIXED_H
#define DECODE_MIXED_H

#include "core/buf.h"
#include "decode/labels.h"

/* Where bytes of ENCODING_UTF_8 or ENCODING_WINDOWS_1252 hold places that are surely the other, all
   of them as UTF-8, each place by what it is, the number of those that are neither added to *bad.
   False when it is not sure, and nothing is made. Linear in the bytes. */
bool mixed_decode(struct arena *arena, enum encoding encoding, str bytes, str *text, size_t *bad);

#endif

/* Code points of an encoding's bytes: iconv's tables, mended where the standard's differ. */
#ifndef DECODE_CHARMAP_H
#define DECODE_CHARMAP_H

#include "core/arena.h"
#include "decode/labels.h"

#define CODE_INVALID UINT32_MAX

struct charmap;

/* Of a table that iconv knows by `iconv_name` and decode/mend.def by `encoding`. Each character is
   asked of iconv once where there are `many`, which takes 100 KB for those of two bytes. Give the
   map an arena of its own: iconv's descriptor is closed with it. NULL: not to be had. */
struct charmap *
charmap_new(struct arena *arena, enum encoding encoding, const char *iconv_name, bool many);

/* The code point of one byte, of two, or of three or four; CODE_INVALID when there is none. */
uint32_t charmap_single(struct charmap *map, unsigned char byte);
uint32_t charmap_pair(struct charmap *map, unsigned char lead, unsigned char trail);
uint32_t charmap_sequence(struct charmap *map, const unsigned char *bytes, size_t count);

#endif

/* Which way up a picture is. */
#ifndef PICTURE_EXIF_H
#define PICTURE_EXIF_H

#include "core/str.h"

/* Tag 274 of the first folder of a TIFF structure (EXIF 2.3 section 4.6.4), 1 to 8; 1 where there
   is none. */
uint8_t exif_orientation(str tiff);

/* A number of the first folder's tag (SHORT or LONG, the first of its values); false where it is
   not there. */
bool exif_number(str tiff, unsigned tag, uint32_t *value);

#endif

/* Sizes of the pictures that no e-reader shows, from their headers, and what Windows' bitmaps and
   icons say of themselves. */
#ifndef PICTURE_FOREIGN_H
#define PICTURE_FOREIGN_H

#include "picture/picture.h"

/* Fill in size and what else the header tells; false when there is no size to be found, or one
   of nothing. */
bool foreign_webp(str bytes, struct picture_facts *facts); /* RFC 9649 */
bool foreign_heif(str bytes, struct picture_facts *facts); /* ISO 23008-12: the largest ispe */
bool foreign_tiff(str bytes, struct picture_facts *facts); /* TIFF 6.0: the first folder */
bool foreign_bmp(str bytes, struct picture_facts *facts);
bool foreign_ico(str bytes, struct picture_facts *facts); /* the largest of its pictures */

/* Size of a bitmap from its header on, 12 bytes (OS/2's) or more, and whether its rows come from
   the top down; false when it has none. */
bool foreign_dib(str header, uint32_t *width, uint32_t *height, bool *is_down);

/* A picture of an icon as its table tells of it. */
struct foreign_icon {
	uint32_t width, height, depth;
	str bytes; /* as far as they are there */
};

/* False behind the last of them. */
bool foreign_icon(str bytes, size_t index, struct foreign_icon *icon);

#endif

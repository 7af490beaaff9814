/* Sizes of the pictures that no e-reader shows, from their headers. */
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

#endif

/* The format of a picture by its first bytes. */
#ifndef PICTURE_SNIFF_H
#define PICTURE_SNIFF_H

#include "picture/picture.h"

/* WHATWG MIME Sniffing section 6.1, and the kinds it lacks. *name stays where it is unknown. */
enum picture_format picture_sniff(str bytes, const char **name);

#endif

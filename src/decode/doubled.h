/* Text that was made UTF-8 twice: "â€™" for an apostrophe. */
#ifndef DECODE_DOUBLED_H
#define DECODE_DOUBLED_H

#include "core/buf.h"

/* Where it is sure that the windows-1252 characters of `text` (valid UTF-8) were bytes of UTF-8, a
   text in which they are what they were; otherwise false, and nothing is made. Sure is: almost
   nothing else but ASCII stands in it, and most of it within words, so that a page about such
   accidents stays as it is. Linear in the text. */
bool doubled_mend(struct arena *arena, str text, str *mended);

#endif

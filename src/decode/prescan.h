/* The encoding that a document declares in itself. */
#ifndef DECODE_PRESCAN_H
#define DECODE_PRESCAN_H

#include "core/str.h"

#define PRESCAN_BYTES 4096

/* The label that an XML declaration, a <meta charset> or a <meta http-equiv> says within the first
   PRESCAN_BYTES (HTML Living Standard 13.2.3.2, which looks at 1024); absent when none does. A view
   of `bytes`. */
str prescan_label(str bytes);

/* Value of the html element's lang attribute within the same bytes; absent when there is none. */
str prescan_lang(str bytes);

#endif

/* The encodings of the WHATWG Encoding Standard and their labels. */
#ifndef DECODE_LABELS_H
#define DECODE_LABELS_H

#include "core/str.h"

enum encoding {
	ENCODING_NONE,
#define ENCODING(symbol, name, kind, iconv) ENCODING_##symbol,
#include "decode/encoding.def"
#undef ENCODING
	ENCODING_COUNT
};

/* By a label in any case, white space around it (section 4.2); ENCODING_NONE when it is none. */
enum encoding labels_find(str label);

const char *labels_name(enum encoding encoding); /* NULL for ENCODING_NONE */

#endif

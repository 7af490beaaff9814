/* Which encoding a document is in: by what is declared and what the bytes say to it. */
#ifndef DECODE_CHOOSE_H
#define DECODE_CHOOSE_H

#include "core/ctx.h"
#include "decode/labels.h"

/* Labels in the order of their rank: of what carried the bytes, and of the bytes themselves; absent
   or blank where there is none. */
struct choice {
	str carried, within;
	str lang; /* BCP 47, may be absent */
};

/* For bytes without a byte-order mark that are not UTF-32. Never ENCODING_NONE, nor one that
   convert_bytes refuses. Says what is unknown, refused, refuted or guessed. */
enum encoding choose_encoding(struct ctx *ctx, str bytes, const struct choice *choice);

#endif

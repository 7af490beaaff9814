/* A message that was passed on as text, with its header above it. */
#ifndef UNPACK_FORWARDED_H
#define UNPACK_FORWARDED_H

#include "core/ctx.h"

/* What the header says, as it stands there; absent strings where it says nothing. */
struct forwarded {
	str from, date, to;
	size_t words; /* that stand above it */
	size_t end;   /* where the message itself begins: a byte distance in the text */
};

/* The header near the start of a text, that mail programs of many languages write above what they
   pass on: at least three of its fields, one of them From. False without one. `text` is UTF-8,
   HTML or plain. */
bool forwarded_find(struct ctx *ctx, str text, bool is_html, struct forwarded *found);

#endif

/* Addresses of mail: what counts clicks and readers, and where a link really leads. */
#ifndef CORE_TRACKED_H
#define CORE_TRACKED_H

#include "core/buf.h"

/* What a message tells of who counts; absent strings where it tells nothing. */
struct tracked {
	str reader;   /* addresses the message went to, a space between */
	str counters; /* hosts that count: of its pixels and of its way out, a space between */
	str values;   /* parameters' values that stand in links to several hosts, a space between */
};

enum tracked_result {
	TRACKED_NOT,   /* an address like any */
	TRACKED_CLEAN, /* something was taken off, or the target found: in *clean */
	TRACKED_LOST,  /* it leads over a counter and does not say where */
	TRACKED_OWN    /* it is this reader's own: the way out, settings, passing on */
};

/* Where a link of the web leads. Redirectors are unwrapped where the target stands in the address,
   as it is, percent-encoded, in hexadecimal or base64 (RFC 4648 sections 4 and 5), in a parameter
   or the path; parameters that count are taken off. At most LIMIT_TRACKED_LEVELS within each other,
   and LIMIT_TRACKED_BYTES long: a longer one is lost. */
#define LIMIT_TRACKED_LEVELS 6
#define LIMIT_TRACKED_BYTES 32768
enum tracked_result
tracked_clean(struct arena *arena, const struct tracked *by, str address, str *clean);

/* Whether a picture's address is that of a counter. */
bool tracked_is_pixel(struct arena *arena, str address);

/* An address that stands in a piece of text, whatever it is wrapped in; absent where none does. */
str tracked_target(struct arena *arena, str piece);

/* Made by a machine: no word of a language, no date, no plain number. */
bool tracked_is_token(str piece);

/* Parameters' values of at least that many bytes are compared between links. */
#define TRACKED_VALUE_BYTES 8

#endif

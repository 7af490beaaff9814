/* What bytes say about their encoding. */
#ifndef DECODE_EVIDENCE_H
#define DECODE_EVIDENCE_H

#include "core/str.h"

/* Counts over bytes above 0x7F. A character that the end of the bytes cuts is in none of them. */
struct evidence {
	size_t good;   /* well-formed sequences of UTF-8 */
	size_t weight; /* of these: 1 for one of two bytes, 3 for one of three or four */
	size_t bad;    /* places that are no UTF-8 */
	size_t high;   /* all bytes above 0x7F */
	size_t long_runs, in_long_runs; /* runs of four and more of them; the bytes in these */
};

struct evidence evidence_of(str bytes);

/* Whether the bytes are the beginning of a character of UTF-8, and no more. */
bool evidence_is_cut(str bytes);

/* Whether control characters stand in it that no text in bytes has. */
bool evidence_has_controls(str bytes);

#endif

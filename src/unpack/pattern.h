/* Patterns of addresses. */
#ifndef UNPACK_PATTERN_H
#define UNPACK_PATTERN_H

#include "core/str.h"

/* Whether the pattern is the whole address, with or without its scheme and what follows "#": "*"
   stands for any run of characters, "?" for one. ASCII letters fold. */
bool pattern_matches(str pattern, str address);

/* Whether one of them does. */
bool pattern_any(const str *patterns, size_t count, str address);

#endif

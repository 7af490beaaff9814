/* Base64 as programs write it. */
#ifndef CORE_BASE64_H
#define CORE_BASE64_H

#include "core/arena.h"

/* Value of a character of either alphabet (RFC 4648 sections 4 and 5), 64 for others. */
unsigned base64_value(char c);

/* The bytes (RFC 4648 sections 4 and 5, both alphabets). What belongs to no alphabet is passed
   over, padding may be missing or stand between. */
str base64_decode(struct arena *arena, str text);

#endif

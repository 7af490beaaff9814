/* Language tags as pages write them, cleaned. */
#ifndef EXTRACT_LANG_H
#define EXTRACT_LANG_H

#include "core/buf.h"

/* A BCP 47 (RFC 5646) tag in its usual case: "en_us" and "EN-us.UTF-8" give "en-US". Absent when it
   names no language: "C", "us", "x-default", "und", "english". Of a list the first counts. */
str lang_clean(struct arena *arena, str tag);

#endif

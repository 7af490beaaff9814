/* Data addresses (RFC 2397). */
#ifndef EDIT_DATAURL_H
#define EDIT_DATAURL_H

#include "core/buf.h"

bool dataurl_is(str address);

/* The bytes within, decoded from base64 or percent-encoding; absent when it is damaged or they
   are more than `most`. *is_large says that they were too many. */
str dataurl_bytes(struct arena *arena, str address, size_t most, bool *is_large);

#endif

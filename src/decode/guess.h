/* The encoding of bytes that declare none. */
#ifndef DECODE_GUESS_H
#define DECODE_GUESS_H

#include "core/arena.h"
#include "decode/labels.h"

/* For bytes that are not UTF-8: by their statistics where they are many, by the language (BCP 47,
   may be absent) where they are few. Never ENCODING_NONE, nor one that convert_bytes refuses. */
enum encoding guess_encoding(struct arena *arena, str bytes, str lang);

#endif

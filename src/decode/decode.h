/* From bytes to UTF-8, as the WHATWG Encoding Standard has it. */
#ifndef DECODE_DECODE_H
#define DECODE_DECODE_H

#include "core/ctx.h"

/* Decode a document: byte-order mark, then the charset that what carried it says (`transport`: of
   an HTTP header, of a MIME part; absent when nothing does), then (for markup) the XML declaration
   or <meta>, each unless the bytes refute it, then UTF-8 when the bytes are that, then detection.
   UTF-16 and UTF-32 are told without a mark too. Mixed and doubled UTF-8 is mended where that is
   sure (docs/encodings.md).
   Malformed sequences become U+FFFD with one diagnostic. The result is valid UTF-8 in the ctx's
   arena, or `bytes` itself, without a byte-order mark and without NUL characters (U+FFFD in their
   place). `*name` becomes the encoding's name. */
str decode_document(struct ctx *ctx, str bytes, str transport, bool is_markup, const char **name);

/* The same for a piece of text that is no document: a header's word (RFC 2047; a language behind
   `*`, RFC 2231 section 5, is no part of the label), a parameter. Only what `label` says and the
   bytes are asked. Words of one charset that stand side by side are to be joined before, since
   programs cut characters between them. */
str decode_text(struct ctx *ctx, str bytes, str label);

/* The encoding's name that a label stands for (section 4.2: "latin1" is "windows-1252"), NULL for
   an unknown label. */
const char *decode_label(str label);

#endif

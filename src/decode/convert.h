/* From any encoding of the standard to UTF-8. */
#ifndef DECODE_CONVERT_H
#define DECODE_CONVERT_H

#include "core/buf.h"
#include "decode/charmap.h"

/* All of `bytes`; each malformed sequence becomes U+FFFD and is counted in *bad. False when the
   encoding is none that text comes in (replacement) or this system's iconv lacks it. Takes nothing
   of the arena but the text. */
bool convert_bytes(struct arena *arena, enum encoding encoding, str bytes, str *text, size_t *bad);

/* Decoders of the standard (sections 10 to 14.2), the `more` for what is found in a second table.
 */
struct multibyte {
	struct buf out;
	struct charmap *map, *more;
	size_t bad;
};
void multibyte_gb18030(struct multibyte *m, str bytes);
void multibyte_big5(struct multibyte *m, str bytes);
void multibyte_euc_jp(struct multibyte *m, str bytes);
void multibyte_iso_2022_jp(struct multibyte *m, str bytes);
void multibyte_shift_jis(struct multibyte *m, str bytes);
void multibyte_euc_kr(struct multibyte *m, str bytes);

#endif

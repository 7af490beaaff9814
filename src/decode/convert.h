/* From any encoding of the standard to UTF-8. */
#ifndef DECODE_CONVERT_H
#define DECODE_CONVERT_H

#include "core/buf.h"
#include "decode/labels.h"

#define CODE_INVALID UINT32_MAX

/* Code points of an encoding's bytes, asked of iconv once each. */
struct charmap;
struct charmap *charmap_new(struct arena *arena, const char *iconv_name); /* NULL: not to be had */

/* The code point of one byte, of two, or of three or four; CODE_INVALID when there is none. */
uint32_t charmap_single(struct charmap *map, unsigned char byte);
uint32_t charmap_pair(struct charmap *map, unsigned char lead, unsigned char trail);
uint32_t charmap_sequence(struct charmap *map, const unsigned char *bytes, size_t count);

/* All of `bytes`; each malformed sequence becomes U+FFFD and is counted in *bad. False when the
   encoding is none that text comes in (replacement, x-user-defined) or this system's iconv lacks
   it. */
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

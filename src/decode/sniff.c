/* Telling UTF-16 and UTF-32 by where the zero bytes stand. */
#include "decode/sniff.h"

#include "core/utf8.h"

#define HEAD_BYTES 2048
#define FEW_UNITS 4

/* Whether the units read as text: pairs are whole and no control characters stand in it. */
static bool
is_utf16_text(str head, bool big)
{
	bool high = false;

	for (size_t at = 0; at + 1 < head.len; at += 2) {
		unsigned char a = (unsigned char)head.at[at], b = (unsigned char)head.at[at + 1];
		unsigned unit = big ? (unsigned)a << 8 | b : (unsigned)b << 8 | a;
		bool low = unit >= 0xDC00 && unit <= 0xDFFF;

		if (low != high || unit >= 0xFFFE || (unit >= 0x7F && unit < 0xA0) ||
		    (unit < 0x20 && !ascii_is_space((unsigned char)unit)))
			return false;
		high = unit >= 0xD800 && unit <= 0xDBFF;
	}
	return true;
}

/* Bytes that plain text with stray zeros would not have so many of. */
static size_t
count_odd(str head)
{
	size_t odd = 0;

	for (size_t i = 0; i < head.len; i++) {
		unsigned char byte = (unsigned char)head.at[i];

		odd += byte >= 0x80 || (byte && byte < 0x20 && !ascii_is_space(byte));
	}
	return odd;
}

enum encoding
sniff_utf16(str bytes)
{
	size_t zeros[2] = {0, 0}, units;
	bool big, texts[2];

	bytes = str_head(bytes, HEAD_BYTES);
	for (size_t i = 0; i < bytes.len; i++)
		zeros[i & 1] += bytes.at[i] == '\0';
	units = bytes.len / 2;
	big = zeros[0] > zeros[1];
	if (units < FEW_UNITS || zeros[!big] < 2)
		return ENCODING_NONE;
	if (zeros[!big] > units / 2 && zeros[big] < units / 16 + 1) /* mostly ASCII */
		return big ? ENCODING_UTF_16BE : ENCODING_UTF_16LE;
	/* Another script between spaces of ASCII; 4E 00 is a common character too. */
	if (zeros[!big] < units / 50 || count_odd(bytes) < units / 4)
		return ENCODING_NONE;
	texts[0] = is_utf16_text(bytes, false);
	texts[1] = is_utf16_text(bytes, true);
	if (texts[0] && texts[1])
		texts[!big] = zeros[big] > 0;
	if (texts[0] == texts[1])
		return ENCODING_NONE;
	return texts[1] ? ENCODING_UTF_16BE : ENCODING_UTF_16LE;
}

bool
sniff_utf32(str bytes, bool *big)
{
	size_t whole[2] = {0, 0}, units;

	*big = str_starts(bytes, STR("\0\0\xfe\xff"));
	if (*big || str_starts(bytes, STR("\xff\xfe\0\0")))
		return true;
	bytes = str_head(bytes, HEAD_BYTES);
	units = bytes.len / 4;
	for (size_t i = 0; i < units; i++) {
		const unsigned char *b = (const unsigned char *)bytes.at + i * 4;

		whole[0] += b[3] == 0 && b[2] <= 0x10 && (b[0] || b[1]);
		whole[1] += b[0] == 0 && b[1] <= 0x10 && (b[2] || b[3]);
	}
	*big = whole[1] > whole[0];
	/* U+0100 to U+FFFF of one order may be a code point of the other; most of a text is not. */
	return units >= FEW_UNITS && whole[*big] == units && whole[!*big] < units;
}

/* Telling UTF-16 and UTF-32 from bytes of characters, and from what is no text. */
#include "core/wide.h"

#define HEAD_BYTES 2048
#define FEW_UNITS 4
#define STRAY_SHARE 16 /* of so many units one may be no text's */

/* Units of UTF-16 that text does not have: control characters, noncharacters, halves of pairs. */
static size_t
count_strays(str head, bool big)
{
	size_t strays = 0;
	bool high = false;

	for (size_t at = 0; at + 1 < head.len; at += 2) {
		unsigned char a = (unsigned char)head.at[at], b = (unsigned char)head.at[at + 1];
		unsigned unit = big ? (unsigned)a << 8 | b : (unsigned)b << 8 | a;
		bool low = unit >= 0xDC00 && unit <= 0xDFFF;

		strays += low != high || unit >= 0xFFFE || (unit >= 0x7F && unit < 0xA0) ||
		    (unit < 0x20 && !ascii_is_space((unsigned char)unit));
		high = unit >= 0xD800 && unit <= 0xDBFF;
	}
	return strays;
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

static enum wide
sniff_16(str head)
{
	size_t zeros[2] = {0, 0}, units = head.len / 2, strays[2];
	bool big;

	for (size_t i = 0; i < head.len; i++)
		zeros[i & 1] += head.at[i] == '\0';
	big = zeros[0] > zeros[1];
	if (units < FEW_UNITS || zeros[!big] < 2)
		return WIDE_NONE;
	strays[0] = count_strays(head, false);
	strays[1] = count_strays(head, true);
	if (zeros[!big] > units / 2 && zeros[big] < units / STRAY_SHARE + 1) { /* mostly ASCII */
		if (strays[big] > units / STRAY_SHARE)
			return WIDE_NONE;
		return big ? WIDE_UTF_16BE : WIDE_UTF_16LE;
	}
	/* Another script between spaces of ASCII; 4E 00 is a common character too. */
	if (zeros[!big] < units / 50 || count_odd(head) < units / 4)
		return WIDE_NONE;
	if (!strays[0] && !strays[1])
		strays[!big] = zeros[big] == 0;
	if (!strays[0] == !strays[1])
		return WIDE_NONE;
	return strays[0] ? WIDE_UTF_16BE : WIDE_UTF_16LE;
}

static enum wide
sniff_32(str head)
{
	size_t whole[2] = {0, 0}, units = head.len / 4;
	bool big;

	for (size_t i = 0; i < units; i++) {
		const unsigned char *b = (const unsigned char *)head.at + i * 4;

		whole[0] += b[3] == 0 && b[2] <= 0x10 && (b[0] || b[1]);
		whole[1] += b[0] == 0 && b[1] <= 0x10 && (b[2] || b[3]);
	}
	big = whole[1] > whole[0];
	/* Some characters are some in the other order too; most of a text is not. */
	if (units < FEW_UNITS || whole[big] < units || whole[!big] == units)
		return WIDE_NONE;
	return big ? WIDE_UTF_32BE : WIDE_UTF_32LE;
}

enum wide
wide_sniff(str bytes)
{
	str head = str_head(bytes, HEAD_BYTES);
	enum wide found;
	bool big;

	if (str_starts(head, STR("\xff\xfe\0\0")))
		return WIDE_UTF_32LE;
	if (str_starts(head, STR("\0\0\xfe\xff")))
		return WIDE_UTF_32BE;
	big = str_starts(head, STR("\xfe\xff"));
	if (big || str_starts(head, STR("\xff\xfe"))) {
		if (count_strays(head, big) > head.len / 2 / STRAY_SHARE)
			return WIDE_NONE;
		return big ? WIDE_UTF_16BE : WIDE_UTF_16LE;
	}
	found = sniff_32(head);
	return found ? found : sniff_16(head);
}

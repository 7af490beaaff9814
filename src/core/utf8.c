/* UTF-8 and character classes. */
#include "core/utf8.h"

uint32_t
utf8_decode(str s, size_t *len)
{
	const unsigned char *at = (const unsigned char *)s.at;
	unsigned char c = at[0], low = 0x80, high = 0xBF;
	uint32_t code;
	size_t need;

	*len = 1;
	if (c < 0x80)
		return c;
	if (c >= 0xC2 && c <= 0xDF) {
		need = 1;
		code = c & 0x1Fu;
	} else if (c >= 0xE0 && c <= 0xEF) {
		need = 2;
		code = c & 0x0Fu;
		low = c == 0xE0 ? 0xA0 : low;
		high = c == 0xED ? 0x9F : high;
	} else if (c >= 0xF0 && c <= 0xF4) {
		need = 3;
		code = c & 0x07u;
		low = c == 0xF0 ? 0x90 : low;
		high = c == 0xF4 ? 0x8F : high;
	} else {
		return UTF8_REPLACEMENT;
	}
	for (size_t i = 1; i <= need; i++) {
		if (i >= s.len || at[i] < low || at[i] > high) {
			*len = i;
			return UTF8_REPLACEMENT;
		}
		code = code << 6 | (at[i] & 0x3Fu);
		low = 0x80;
		high = 0xBF;
	}
	*len = need + 1;
	return code;
}

size_t
utf8_encode(uint32_t code, char *to)
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = UTF8_REPLACEMENT;
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xC0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xE0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3F));
		to[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3F));
	to[2] = (char)(0x80 | (code >> 6 & 0x3F));
	to[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

/* Bytes at the start of s up to the first bad sequence. */
static size_t
valid_length(str s)
{
	size_t at = 0, len;

	while (at < s.len) {
		if ((unsigned char)s.at[at] < 0x80) {
			at++;
			continue;
		}
		if (utf8_decode(str_from(s, at), &len) == UTF8_REPLACEMENT &&
		    !str_starts(str_from(s, at), STR("\xef\xbf\xbd")))
			break;
		at += len;
	}
	return at;
}

bool
utf8_is_valid(str s)
{
	return valid_length(s) == s.len;
}

str
utf8_repair(struct arena *arena, str s)
{
	struct buf buf = BUF(arena);
	size_t good = valid_length(s), len;

	if (good == s.len)
		return s;
	buf_reserve(&buf, s.len + 8);
	while (s.len) {
		buf_add(&buf, str_head(s, good));
		s = str_from(s, good);
		if (s.len) {
			utf8_decode(s, &len);
			buf_utf8(&buf, UTF8_REPLACEMENT);
			s = str_from(s, len);
		}
		good = valid_length(s);
	}
	return buf_str(&buf);
}

size_t
utf8_count(str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
	return count;
}

str
utf8_head(str s, size_t len)
{
	if (len >= s.len)
		return s;
	while (len && ((unsigned char)s.at[len] & 0xC0) == 0x80)
		len--;
	return str_head(s, len);
}

bool
xml_char_length(str s, size_t *len)
{
	uint32_t code = utf8_decode(s, len);

	if (code == UTF8_REPLACEMENT)
		return *len == 3 && str_starts(s, STR("\xef\xbf\xbd"));
	if (code < 0x20)
		return code == '\t' || code == '\n' || code == '\r';
	return code != 0xFFFE && code != 0xFFFF && (code < 0x7F || code > 0x9F || code == 0x85);
}

bool
code_is_space(uint32_t code)
{
	if (code > ' ' && code < 0x80)
		return false;
	return code == ' ' || (code >= 9 && code <= 13) || code == 0x85 || code == 0xA0 ||
	    code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
	    code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

struct range {
	uint32_t first, last;
};

static bool
in_ranges(const struct range *ranges, size_t count, uint32_t code)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (code > ranges[mid].last)
			low = mid + 1;
		else if (code < ranges[mid].first)
			high = mid;
		else
			return true;
	}
	return false;
}

#define IN(table, code) in_ranges(table, sizeof table / sizeof *table, code)

bool
code_is_word(uint32_t code)
{
	static const struct range words[] = {
#define RANGE(first, last) {first, last},
#include "core/word_ranges.def"
#undef RANGE
	};

	if (code < 0x80)
		return ascii_is_alpha((unsigned char)code) || ascii_is_digit((unsigned char)code) ||
		    code == '_';
	return IN(words, code);
}

bool
code_is_unspaced(uint32_t code)
{
	static const struct range unspaced[] = {
#define RANGE(first, last) {first, last},
#include "core/unspaced_ranges.def"
#undef RANGE
	};

	return code >= 0xE01 && IN(unspaced, code);
}

uint32_t
code_lower(uint32_t code)
{
	if (code < 0x80)
		return ascii_lower((unsigned char)code);
	if ((code >= 0xC0 && code <= 0xDE && code != 0xD7) || (code >= 0x391 && code <= 0x3A9) ||
	    (code >= 0x410 && code <= 0x42F))
		return code + 32;
	if (code >= 0x400 && code <= 0x40F)
		return code + 80;
	if (code >= 0x531 && code <= 0x556)
		return code + 48;
	if ((code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E))
		return code + (code & 1);
	if ((code >= 0x100 && code <= 0x177 && code != 0x130 && code != 0x131 && code != 0x138) ||
	    (code >= 0x460 && code <= 0x481) || (code >= 0x48A && code <= 0x4BF) ||
	    (code >= 0x4D0 && code <= 0x52F) || (code >= 0x1E00 && code <= 0x1E95) ||
	    (code >= 0x1EA0 && code <= 0x1EFF))
		return code | 1;
	switch (code) {
	case 0x178:
		return 0xFF;
	case 0x386:
		return 0x3AC;
	case 0x388:
	case 0x389:
	case 0x38A:
		return code + 37;
	case 0x38C:
		return 0x3CC;
	case 0x38E:
	case 0x38F:
		return code + 63;
	default:
		return code;
	}
}

size_t
utf8_words(str s)
{
	size_t words = 0, unspaced = 0, len;
	bool inside = false;

	while (s.len) {
		uint32_t code = utf8_decode(s, &len);
		bool alone = code_is_unspaced(code), word = !alone && code_is_word(code);

		unspaced += alone;
		words += word && !inside;
		inside = word;
		s = str_from(s, len);
	}
	return words + (unspaced + 1) / 2;
}

static bool
is_invisible(uint32_t code)
{
	return (code < 0x20 && !code_is_space(code)) ||
	    (code >= 0x7F && code < 0xA0 && code != 0x85) || code == 0xAD || code == 0x200B ||
	    code == 0x2060 || code == 0xFEFF || code == 0xFFFC || code == 0xFFFE || code == 0xFFFF;
}

str
utf8_fold_space(struct arena *arena, str s)
{
	struct buf buf = BUF(arena);
	bool gap = false;
	size_t len;

	buf_reserve(&buf, s.len + 1);
	while (s.len) {
		uint32_t code = utf8_decode(s, &len);

		if (code_is_space(code)) {
			gap = buf.len > 0;
		} else if (!is_invisible(code)) {
			if (gap)
				buf_char(&buf, ' ');
			gap = false;
			buf_add(&buf, str_head(s, len));
		}
		s = str_from(s, len);
	}
	return buf_str(&buf);
}

str
utf8_fold_words(struct arena *arena, str s)
{
	struct buf buf = BUF(arena);
	bool gap = false;
	size_t len;

	buf_reserve(&buf, s.len + 1);
	while (s.len) {
		uint32_t code = utf8_decode(s, &len);

		if (code_is_word(code)) {
			if (gap && buf.len)
				buf_char(&buf, ' ');
			gap = false;
			buf_utf8(&buf, code_lower(code));
		} else {
			gap = true;
		}
		s = str_from(s, len);
	}
	return buf_str(&buf);
}

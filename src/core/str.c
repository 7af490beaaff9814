/* Views of bytes. */
#include "core/str.h"

#include <limits.h>
#include <string.h>

int
str_int(size_t n)
{
	return n > INT_MAX ? INT_MAX : (int)n;
}

str
str_of(const char *z)
{
	return z ? (str){z, strlen(z)} : STR_NONE;
}

bool
str_eq(str a, str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool
str_eq_nocase(str a, str b)
{
	return a.len == b.len && str_starts_nocase(a, b);
}

int
str_compare(str a, str b)
{
	size_t both = a.len < b.len ? a.len : b.len;
	int order = both ? memcmp(a.at, b.at, both) : 0;

	if (order)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool
str_starts(str s, str head)
{
	return s.len >= head.len && (head.len == 0 || memcmp(s.at, head.at, head.len) == 0);
}

bool
str_starts_nocase(str s, str head)
{
	if (s.len < head.len)
		return false;
	for (size_t i = 0; i < head.len; i++)
		if (ascii_lower((unsigned char)s.at[i]) != ascii_lower((unsigned char)head.at[i]))
			return false;
	return true;
}

bool
str_ends(str s, str tail)
{
	return s.len >= tail.len && str_eq(str_from(s, s.len - tail.len), tail);
}

bool
str_ends_nocase(str s, str tail)
{
	return s.len >= tail.len && str_eq_nocase(str_from(s, s.len - tail.len), tail);
}

str
str_from(str s, size_t from)
{
	if (from > s.len)
		from = s.len;
	return s.at ? (str){s.at + from, s.len - from} : s;
}

str
str_head(str s, size_t len)
{
	return (str){s.at, s.len < len ? s.len : len};
}

str
str_trim(str s)
{
	while (s.len && ascii_is_space((unsigned char)s.at[0]))
		s = str_from(s, 1);
	while (s.len && ascii_is_space((unsigned char)s.at[s.len - 1]))
		s.len--;
	return s;
}

/* Length of the white or invisible character at the start of s: the ASCII ones, U+00A0, U+00AD,
   U+200B to U+200F, U+3000 and U+FEFF; 0 where another stands there. */
static size_t
blank_length(str s)
{
	static const char *const wide[] = {"\xc2\xa0", "\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\x8c",
	    "\xe2\x80\x8d", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe3\x80\x80", "\xef\xbb\xbf"};

	if ((unsigned char)s.at[0] <= ' ')
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (str_starts(s, str_of(wide[i])))
			return strlen(wide[i]);
	return 0;
}

bool
str_is_blank(str s)
{
	while (s.len) {
		size_t n = blank_length(s);

		if (n == 0)
			return false;
		s = str_from(s, n);
	}
	return true;
}

size_t
str_find(str s, str what)
{
	const char *at = s.at, *end;

	if (what.len == 0)
		return 0;
	if (what.len > s.len)
		return STR_NOT_FOUND;
	end = s.at + s.len - what.len + 1;
	while (at < end) {
		at = memchr(at, what.at[0], (size_t)(end - at));
		if (!at)
			break;
		if (memcmp(at, what.at, what.len) == 0)
			return (size_t)(at - s.at);
		at++;
	}
	return STR_NOT_FOUND;
}

size_t
str_find_nocase(str s, str what)
{
	for (size_t i = 0; i + what.len <= s.len; i++)
		if (str_starts_nocase(str_from(s, i), what))
			return i;
	return STR_NOT_FOUND;
}

size_t
str_find_char(str s, char c)
{
	const char *at = s.len ? memchr(s.at, c, s.len) : NULL;

	return at ? (size_t)(at - s.at) : STR_NOT_FOUND;
}

size_t
str_rfind_char(str s, char c)
{
	for (size_t i = s.len; i > 0; i--)
		if (s.at[i - 1] == c)
			return i - 1;
	return STR_NOT_FOUND;
}

str
str_after_last(str s, char c)
{
	size_t at = str_rfind_char(s, c);

	return at == STR_NOT_FOUND ? s : str_from(s, at + 1);
}

bool
str_cut(str *rest, char sep, str *part)
{
	size_t at;

	if (!rest->at)
		return false;
	at = str_find_char(*rest, sep);
	if (at == STR_NOT_FOUND) {
		*part = *rest;
		*rest = STR_NONE;
	} else {
		*part = str_head(*rest, at);
		*rest = str_from(*rest, at + 1);
	}
	return true;
}

bool
str_word(str *rest, str *word)
{
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->len && !ascii_is_space((unsigned char)rest->at[n]))
		n++;
	*word = str_head(*rest, n);
	*rest = str_from(*rest, n);
	return n > 0;
}

bool
str_has_word(str list, str word)
{
	str one;

	while (str_word(&list, &one))
		if (str_eq(one, word))
			return true;
	return false;
}

bool
str_has_word_nocase(str list, str word)
{
	str one;

	while (str_word(&list, &one))
		if (str_eq_nocase(one, word))
			return true;
	return false;
}

size_t
str_words(str s)
{
	str word;
	size_t count = 0;

	while (str_word(&s, &word))
		count++;
	return count;
}

size_t
str_number(str s, size_t digits, uint32_t *value)
{
	size_t n = 0;
	uint32_t v = 0;

	while (n < s.len && n < digits && n < 9 && ascii_is_digit((unsigned char)s.at[n]))
		v = v * 10 + (uint32_t)(s.at[n++] - '0');
	*value = v;
	return n;
}

size_t
str_distance(str a, str b)
{
	size_t row[33];

	if (a.len > 32 || b.len > 32)
		return 32;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t change = corner + (a.at[i - 1] != b.at[j - 1]), best = row[j] + 1;

			corner = row[j];
			best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			row[j] = change < best ? change : best;
		}
	}
	return row[b.len];
}

/* A cursor over text that may hold a date. */
#include "core/date_scan.h"

#include "core/utf8.h"

/* The digit at the start of s, -1 where none stands, and its length in bytes. */
static int
digit_at(str s, size_t *len)
{
	static const uint32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10};
	uint32_t code;

	*len = 0;
	if (s.len == 0)
		return -1;
	if ((unsigned char)s.at[0] < 0x80) {
		*len = 1;
		return ascii_is_digit((unsigned char)s.at[0]) ? s.at[0] - '0' : -1;
	}
	code = utf8_decode(s, len);
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (code >= zeros[i] && code <= zeros[i] + 9)
			return (int)(code - zeros[i]);
	return -1;
}

bool
date_at_digit(const struct date_scan *scan)
{
	size_t len;

	return digit_at(scan->rest, &len) >= 0;
}

bool
date_take_char(struct date_scan *scan, char c)
{
	if (scan->rest.len == 0 || scan->rest.at[0] != c)
		return false;
	scan->rest = str_from(scan->rest, 1);
	return true;
}

bool
date_take_text(struct date_scan *scan, const char *text)
{
	str head = str_of(text);

	if (!str_starts(scan->rest, head))
		return false;
	scan->rest = str_from(scan->rest, head.len);
	return true;
}

bool
date_take_one(struct date_scan *scan, const char *const *texts)
{
	while (*texts)
		if (date_take_text(scan, *texts++))
			return true;
	return false;
}

bool
date_skip_space(struct date_scan *scan)
{
	bool some = false;
	size_t len;

	while (scan->rest.len) {
		uint32_t code = utf8_decode(scan->rest, &len);

		if (!code_is_space(code) && !(code >= 0x200B && code <= 0x200F))
			break;
		scan->rest = str_from(scan->rest, len);
		some = true;
	}
	return some;
}

bool
date_take_digits(struct date_scan *scan, size_t count, uint32_t *value)
{
	str rest = scan->rest;
	size_t len;

	*value = 0;
	for (size_t i = 0; i < count; i++) {
		int digit = digit_at(rest, &len);

		if (digit < 0)
			return false;
		*value = *value * 10 + (uint32_t)digit;
		rest = str_from(rest, len);
	}
	scan->rest = rest;
	return true;
}

size_t
date_take_number(struct date_scan *scan, size_t most, uint32_t *value)
{
	str rest = scan->rest;
	size_t n = 0, len;

	*value = 0;
	for (int digit; (digit = digit_at(rest, &len)) >= 0; n++) {
		if (n == most)
			return 0;
		*value = *value * 10 + (uint32_t)digit;
		rest = str_from(rest, len);
	}
	scan->rest = rest;
	return n;
}

str
date_take_word(struct date_scan *scan)
{
	str all = scan->rest;
	size_t len, digit;

	while (scan->rest.len) {
		uint32_t code = utf8_decode(scan->rest, &len);

		if (!code_is_word(code) || code == '_' || digit_at(scan->rest, &digit) >= 0)
			break;
		scan->rest = str_from(scan->rest, len);
	}
	return str_head(all, all.len - scan->rest.len);
}

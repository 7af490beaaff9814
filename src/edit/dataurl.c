/* Data addresses (RFC 2397). */
#include "edit/dataurl.h"

#include "core/base64.h"
#include "core/url.h"

bool
dataurl_is(str address)
{
	return str_starts_nocase(address, STR("data:"));
}

/* The forgiving-base64 decode of the WHATWG Infra Standard, with both alphabets. */
static bool
from_base64(struct buf *to, str s)
{
	uint32_t bits = 0;
	int count = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned value = base64_value(s.at[i]);

		if (s.at[i] == '=')
			break;
		if (ascii_is_space((unsigned char)s.at[i]))
			continue;
		if (value == 64)
			return false;
		bits = bits << 6 | value;
		if (++count % 4 == 0) {
			buf_char(to, (char)(bits >> 16));
			buf_char(to, (char)(bits >> 8));
			buf_char(to, (char)bits);
		}
	}
	if (count % 4 == 1)
		return false;
	if (count % 4 == 2)
		buf_char(to, (char)(bits >> 4));
	if (count % 4 == 3) {
		buf_char(to, (char)(bits >> 10));
		buf_char(to, (char)(bits >> 2));
	}
	return true;
}

str
dataurl_bytes(struct arena *arena, str address, size_t most, bool *is_large)
{
	struct buf to = BUF(arena);
	size_t comma = str_find_char(address, ',');
	str head = str_head(address, comma), body;

	*is_large = false;
	if (comma == STR_NOT_FOUND)
		return STR_NONE;
	body = url_decode(arena, str_from(address, comma + 1));
	if (str_ends_nocase(str_trim(head), STR("base64"))) {
		*is_large = body.len / 4 > most / 3 + 1;
		if (*is_large)
			return STR_NONE;
		buf_reserve(&to, body.len / 4 * 3 + 4);
		return from_base64(&to, body) ? buf_str(&to) : STR_NONE;
	}
	*is_large = body.len > most;
	return *is_large ? STR_NONE : body;
}

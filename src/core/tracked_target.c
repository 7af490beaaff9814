/* Where a redirector leads: an address within an address. */
#include "core/base64.h"
#include "core/deflate.h"
#include "core/tracked.h"
#include "core/url.h"

#define LEAST_BASE64 20 /* characters that an address of some length takes */
#define MAX_DECODES 3   /* percent-encodings around each other */
#define MAX_INFLATED 16384
#define MAX_TRIES 8 /* of what looks like the start of an address */

static bool
begins_web(str s)
{
	return str_starts_nocase(s, STR("http://")) || str_starts_nocase(s, STR("https://"));
}

/* An address with a host that registries give out. */
static bool
is_address(str s)
{
	return begins_web(s) && url_is_web(s) && str_find_char(url_host(s), '.') != STR_NOT_FOUND;
}

/* Pairs of hexadecimal digits; absent when it is none. */
static str
from_hex(struct arena *arena, str s)
{
	struct buf out = BUF(arena);

	if (s.len % 2)
		return STR_NONE;
	for (size_t i = 0; i + 1 < s.len; i += 2) {
		int high = ascii_hex(s.at[i]), low = ascii_hex(s.at[i + 1]);

		if (high < 0 || low < 0)
			return STR_NONE;
		buf_char(&out, (char)(high << 4 | low));
	}
	return buf_str(&out);
}

/* The escapes of a gateway: "https-3A__host_path", "-" before two digits and "_" for "/". */
static str
from_dashes(struct arena *arena, str s)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < s.len; i++) {
		int high = i + 2 < s.len ? ascii_hex(s.at[i + 1]) : -1,
		    low = i + 2 < s.len ? ascii_hex(s.at[i + 2]) : -1;

		if (s.at[i] == '-' && high >= 0 && low >= 0) {
			buf_char(&out, (char)(high << 4 | low));
			i += 2;
		} else {
			buf_char(&out, s.at[i] == '_' ? '/' : s.at[i]);
		}
	}
	return buf_str(&out);
}

/* "https:\/\/host\/a\u0026b", however many backslashes. */
static str
without_escapes(struct arena *arena, str s)
{
	struct buf out = BUF(arena);

	if (str_find_char(s, '\\') == STR_NOT_FOUND)
		return s;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] != '\\') {
			buf_char(&out, s.at[i]);
			continue;
		}
		if (i + 5 < s.len && s.at[i + 1] == 'u' && ascii_hex(s.at[i + 4]) >= 0 &&
		    ascii_hex(s.at[i + 5]) >= 0 && str_eq((str){s.at + i + 2, 2}, STR("00"))) {
			buf_char(
			    &out, (char)(ascii_hex(s.at[i + 4]) << 4 | ascii_hex(s.at[i + 5])));
			i += 5;
		}
	}
	return buf_str(&out);
}

/* The first address in data: JSON, a form's fields, or nothing around it. */
static str
within(struct arena *arena, str data)
{
	size_t at = str_find_nocase(data, STR("http")), end;
	str found;

	for (int tries = 0; tries < MAX_TRIES && at != STR_NOT_FOUND; tries++) {
		str rest = str_from(data, at);

		for (end = 0; end < rest.len; end++) {
			unsigned char c = (unsigned char)rest.at[end];

			if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == 0x7F)
				break;
		}
		found = str_head(rest, end);
		/* Of a form's fields: "l=https%3A%2F%2Fhost%2Fpath&h=…". */
		if (str_starts_nocase(str_from(found, 4), STR("%3a")) ||
		    str_starts_nocase(str_from(found, 4), STR("s%3a")))
			found = url_decode(arena, str_head(found, str_find_char(found, '&')));
		found = without_escapes(arena, found);
		while (str_ends(found, STR("\\")) || str_ends(found, STR(",")))
			found.len--;
		if (is_address(found))
			return found;
		end = str_find_nocase(str_from(rest, 4), STR("http"));
		at = end == STR_NOT_FOUND ? end : at + 4 + end;
	}
	return STR_NONE;
}

static bool
is_base64(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_is_alpha((unsigned char)s.at[i]) &&
		    !ascii_is_digit((unsigned char)s.at[i]) &&
		    str_find_char(STR("+/-_="), s.at[i]) == STR_NOT_FOUND)
			return false;
	return s.len >= LEAST_BASE64;
}

/* A token's parts are cut by points: each may hold the address. */
static str
from_base64(struct arena *arena, str s)
{
	str rest = s, part, found;

	while (str_cut(&rest, '.', &part)) {
		if (!is_base64(part))
			continue;
		found = base64_decode(arena, part);
		/* A compressed one begins like a stream of zlib (RFC 1950 section 2.2). */
		if (str_starts(found, STR("x")))
			found = deflate_expand(arena, found, MAX_INFLATED);
		found = within(arena, found);
		if (found.len)
			return found;
	}
	return STR_NONE;
}

str
tracked_target(struct arena *arena, str piece)
{
	str s = piece;
	size_t end;

	for (int i = 0; i < MAX_DECODES && !begins_web(s); i++) {
		str next = url_decode(arena, s);

		if (next.len == s.len)
			break;
		s = next;
	}
	if (is_address(s))
		return s;
	if (str_starts_nocase(s, STR("https-3A__")) || str_starts_nocase(s, STR("http-3A__"))) {
		s = from_dashes(arena, s);
		return is_address(s) ? s : STR_NONE;
	}
	/* "__https://host/path__;" */
	if (str_starts(s, STR("__http"))) {
		end = str_find(s, STR("__;"));
		s = str_from(end == STR_NOT_FOUND ? s : str_head(s, end), 2);
		return is_address(s) ? s : STR_NONE;
	}
	if (str_starts(s, STR("68747470"))) {
		s = from_hex(arena, s);
		return is_address(s) ? s : STR_NONE;
	}
	return from_base64(arena, s);
}

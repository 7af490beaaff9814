/* E-mail addresses that a page's server hides from robots, and a script shows. */
#include "rebuild/email.h"

#include "core/utf8.h"

#define EMAIL_BYTES 254 /* RFC 5321, section 4.5.3.1.3 */

static int
byte_at(str hex, size_t at)
{
	int high = ascii_hex(hex.at[at]), low = ascii_hex(hex.at[at + 1]);

	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static str
decoded(struct arena *arena, str hex)
{
	struct buf buf = BUF(arena);
	int key;

	if (hex.len < 8 || hex.len % 2 || hex.len > 2 * EMAIL_BYTES)
		return STR_NONE;
	key = byte_at(hex, 0);
	for (size_t i = 2; i < hex.len; i += 2) {
		int byte = byte_at(hex, i);

		if (key < 0 || byte < 0 || (byte ^ key) <= ' ' || (byte ^ key) == 0x7F)
			return STR_NONE;
		buf_char(&buf, (char)(byte ^ key));
	}
	return str_find_char(buf_str(&buf), '@') == STR_NOT_FOUND ||
		utf8_count(buf_str(&buf)) != buf.len
	    ? STR_NONE
	    : buf_str(&buf);
}

str
email_hidden(const struct page *page, uint32_t at)
{
	return decoded(page->arena, str_trim(page_get(page, at, STR("data-cfemail"))));
}

str
email_link(const struct page *page, uint32_t at)
{
	str href = page_get(page, at, STR("href")), email = email_hidden(page, at);
	size_t place = str_find(href, STR("/email-protection#"));

	if (!email.len && place != STR_NOT_FOUND)
		email = decoded(page->arena, str_trim(str_from(href, place + 18)));
	return email.len ? arena_printf(page->arena, "mailto:%.*s", STR_ARG(email)) : STR_NONE;
}

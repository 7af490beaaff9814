/* Places that links lead to by other means than an address. */
#include "page/target.h"

#define SCRIPT_BYTES 400
#define ID_BYTES 200

/* The first quoted text: toNote('fn-1'). */
static str
quoted(str script)
{
	static const char *const quotes[] = {"'", "\""};

	script = str_head(script, SCRIPT_BYTES);
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		size_t from = str_find(script, str_of(quotes[i])), len;

		if (from == STR_NOT_FOUND)
			continue;
		len = str_find(str_from(script, from + 1), str_of(quotes[i]));
		if (len != STR_NOT_FOUND)
			return str_head(str_from(script, from + 1), len);
	}
	return STR_NONE;
}

bool
page_target_is_note(str id)
{
	static const char *const words[] = {"note", "fn", "ftn", "cite"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_find_nocase(str_head(id, 60), str_of(words[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

str
page_target(const struct page *page, uint32_t at)
{
	static const char *const names[] = {"data-footnote-id", "data-note-id", "data-footnote",
	    "data-fn", "data-rid", "rid", "data-target", "data-bs-target", "data-ref-id",
	    "data-open", "reveal-id", "aria-describedby", "aria-controls"};
	static const char *const scripts[] = {"onclick", "onkeypress", "href"};
	str href = str_trim(page_get(page, at, STR("href"))), id = STR_NONE;
	bool is_script = str_starts_nocase(href, STR("javascript:"));

	if (page->nodes[at].tag != TAG_A || (href.len && !str_eq(href, STR("#")) && !is_script))
		return STR_NONE;
	for (size_t i = 0; !id.len && i < sizeof names / sizeof *names; i++)
		id = str_trim(page_get(page, at, str_of(names[i])));
	for (size_t i = 0; !id.len && i < sizeof scripts / sizeof *scripts; i++)
		id = quoted(page_get(page, at, str_of(scripts[i])));
	if (str_starts(id, STR("#")))
		id = str_from(id, 1);
	if (!id.len || id.len > ID_BYTES || !page_target_is_note(id))
		return STR_NONE;
	return id;
}

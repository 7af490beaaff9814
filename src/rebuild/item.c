/* Items of lists that a page writes side by side and tells apart by their level. */
#include "rebuild/item.h"

#define STYLE_BYTES 2000
#define MARK_NODES 12
#define LEVELS 9

static str
style_of(const struct page *page, uint32_t at)
{
	return str_head(page_get(page, at, STR("style")), STYLE_BYTES);
}

bool
item_is_mark(const struct page *page, uint32_t at)
{
	str style = page->nodes[at].tag == TAG_SPAN ? style_of(page, at) : STR_NONE;
	size_t place = str_find_nocase(style, STR("mso-list:"));

	return place != STR_NOT_FOUND &&
	    str_starts_nocase(str_trim(str_from(style, place + 9)), STR("ignore"));
}

/* "1.", "a)", "(iv)" count; "·", "o" and the like do not. */
static bool
counts(str mark)
{
	bool has_word = false, has_sign = false;

	for (size_t i = 0; i < mark.len; i++) {
		unsigned char c = (unsigned char)mark.at[i];

		has_word = has_word || ascii_is_alpha(c) || ascii_is_digit(c);
		has_sign = has_sign || c == '.' || c == ')';
	}
	return has_word && has_sign;
}

str
item_of_paragraph(const struct page *page, uint32_t at)
{
	str style = style_of(page, at), rest;
	size_t place = str_find_nocase(style, STR("mso-list:"));
	uint32_t level = 1;

	if (place == STR_NOT_FOUND)
		return STR_NONE;
	rest = str_from(style, place + 9);
	rest = str_head(rest, str_find_char(rest, ';'));
	place = str_find_nocase(rest, STR("level"));
	if (place == STR_NOT_FOUND || !str_number(str_from(rest, place + 5), 2, &level) || !level ||
	    level > LEVELS)
		return STR_NONE;
	for (uint32_t i = at + 1; i < page->nodes[at].end && i < at + MARK_NODES; i++)
		if (item_is_mark(page, i))
			return arena_printf(page->arena, "item %c%u",
			    counts(page_text_of(page->arena, page, i)) ? 'o' : 'u', level);
	return STR_NONE;
}

/* The number behind a prefix, at the end of a word of the class: "ql-indent-2", "lst-kix_a1-2". */
static bool
level_in(str class_, str prefix, uint32_t *level)
{
	str word;

	for (class_ = str_head(class_, 500); str_word(&class_, &word);) {
		size_t dash = str_rfind_char(word, '-');
		str tail;

		if (!str_starts(word, prefix) || dash == STR_NOT_FOUND)
			continue;
		tail = str_from(word, dash + 1);
		if (tail.len && str_number(tail, 2, level) == tail.len && *level < LEVELS)
			return true;
	}
	return false;
}

bool
item_level(const struct page *page, uint32_t at, uint32_t *level)
{
	uint32_t list = page->nodes[at].parent;

	if (level_in(page_get(page, at, STR("class")), STR("ql-indent-"), level))
		return true;
	return list != PAGE_NONE &&
	    level_in(page_get(page, list, STR("class")), STR("lst-kix"), level);
}

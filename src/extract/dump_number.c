/* Numbers of links, as text browsers write them before the link's words: "the [6]hills". */
#include "extract/dump_number.h"

#include "core/buf.h"

#define NUMBERS_MIN 3 /* in order, from the first on: chance has no more */

/* Length of "[12]" at the start of s, and its number; 0 for none. */
static size_t
bracketed(str s, uint32_t *number)
{
	size_t digits;

	if (!str_starts(s, STR("[")))
		return 0;
	digits = str_number(str_from(s, 1), 5, number);
	return digits && s.len > digits + 1 && s.at[digits + 1] == ']' ? digits + 2 : 0;
}

/* Numbers that follow one another over the page's texts. */
static uint32_t
count_numbers(const struct page *page)
{
	uint32_t next = 1, number;

	for (size_t i = 0; i < page->count; i++) {
		str rest = page->nodes[i].tag == TAG_TEXT ? page->nodes[i].text : STR_NONE;
		size_t at;

		while ((at = str_find_char(rest, '[')) != STR_NOT_FOUND) {
			rest = str_from(rest, at);
			if (bracketed(rest, &number) && number == next)
				next++;
			rest = str_from(rest, 1);
		}
	}
	return next - 1;
}

static str
without_numbers(struct arena *arena, str text, uint32_t *next)
{
	struct buf out = BUF(arena);
	uint32_t number;
	size_t at, len;

	while ((at = str_find_char(text, '[')) != STR_NOT_FOUND) {
		buf_add(&out, str_head(text, at));
		text = str_from(text, at);
		len = bracketed(text, &number);
		if (len && number == *next) {
			text = str_from(text, len);
			++*next;
		} else {
			buf_char(&out, '[');
			text = str_from(text, 1);
		}
	}
	buf_add(&out, text);
	return buf_str(&out);
}

bool
dump_number_drop(struct page *page)
{
	uint32_t next = 1;

	if (count_numbers(page) < NUMBERS_MIN)
		return false;
	for (size_t i = 0; i < page->count; i++) {
		struct node *node = &page->nodes[i];
		bool head;

		if (node->tag != TAG_TEXT || str_find_char(node->text, '[') == STR_NOT_FOUND)
			continue;
		/* The page's link elements, before all else. */
		head = next == 1 && str_starts(str_trim(node->text), STR("#["));
		node->text = without_numbers(page->arena, node->text, &next);
		if (head)
			node->text = STR("");
	}
	return true;
}

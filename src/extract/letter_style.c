/* What the style attributes of a letter say, as far as they tell its parts. */
#include "extract/letter_style.h"

#define STYLE_BYTES 600
#define SIZE_UP 12 /* elements around a text that may set its size */

str
letter_style(const struct page *page, uint32_t at, str name)
{
	str rest = str_head(page_get(page, at, STR("style")), STYLE_BYTES), part;

	while (str_cut(&rest, ';', &part)) {
		size_t colon = str_find_char(part, ':');

		if (colon != STR_NOT_FOUND && str_eq_nocase(str_trim(str_head(part, colon)), name))
			return str_trim(str_from(part, colon + 1));
	}
	return STR_NONE;
}

bool
letter_style_is_length(str value, uint32_t most)
{
	uint32_t number;
	size_t digits = str_number(value, 4, &number);
	str unit = str_trim(str_from(value, digits));

	return digits && number <= most &&
	    (!unit.len || str_starts_nocase(unit, STR("px")) || str_starts(unit, STR("!")) ||
		(number == 0 && unit.len < 4));
}

/* "12px", "9pt", "small": pixels; 0 for others. */
static uint32_t
pixels_of(str value)
{
	uint32_t number = 0;
	size_t digits = str_number(value, 3, &number);
	str unit = str_from(value, digits);

	if (!digits)
		return str_starts_nocase(value, STR("x-small")) ||
			str_starts_nocase(value, STR("xx-small"))
		    ? 10
		    : str_starts_nocase(value, STR("small")) ? 13
							     : 0;
	if (str_starts(unit, STR(".")))
		while (unit.len && !ascii_is_alpha((unsigned char)*unit.at))
			unit = str_from(unit, 1);
	if (str_starts_nocase(unit, STR("px")))
		return number;
	return str_starts_nocase(unit, STR("pt")) ? number * 4 / 3 : 0;
}

uint32_t
letter_style_size(const struct page *page, uint32_t at)
{
	for (int up = 0; up < SIZE_UP && at != PAGE_NONE && at; up++, at = page->nodes[at].parent) {
		const struct node *node = &page->nodes[at];
		uint32_t size;

		if (node->tag == TAG_SMALL)
			return 12;
		if (node->tag == TAG_TEXT || !node->attr_count)
			continue;
		size = pixels_of(letter_style(page, at, STR("font-size")));
		if (size)
			return size;
	}
	return 0;
}

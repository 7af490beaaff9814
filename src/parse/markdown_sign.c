/* What signs of Markdown are, by themselves. */
#include "parse/markdown.h"

#define LONGEST_ATTRIBUTES 200

static bool
is_word(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c >= 0x80;
}

static bool
are_attributes(str inner)
{
	str word;
	size_t count = 0;

	inner = str_trim(inner);
	if (str_starts(inner, STR(":")))
		inner = str_from(inner, 1);
	while (str_word(&inner, &word)) {
		size_t sign = str_find_char(word, '=');

		if (word.len < 2 ||
		    (word.at[0] != '#' && word.at[0] != '.' &&
			(sign == STR_NOT_FOUND || sign == 0 ||
			    !ascii_is_alpha((unsigned char)word.at[0]))) ||
		    ((word.at[0] == '#' || word.at[0] == '.') &&
			!is_word((unsigned char)word.at[1]) && word.at[1] != '_'))
			return false;
		count++;
	}
	return count > 0;
}

size_t
markdown_sign_attributes_end(str text, size_t at)
{
	str ahead = str_head(str_from(text, at), LONGEST_ATTRIBUTES);
	size_t end = str_find_char(ahead, '}'), line = str_find_char(ahead, '\n');

	if (end == STR_NOT_FOUND || line < end || !str_starts(ahead, STR("{")) ||
	    !are_attributes(str_from(str_head(ahead, end), 1)))
		return 0;
	return at + end + 1;
}

size_t
markdown_sign_closing(str text, size_t from, size_t longest)
{
	size_t depth = 1;

	for (size_t end = from; end < text.len && end - from < longest; end++) {
		char c = text.at[end];

		if (c == '\\')
			end++;
		else if (c == '[')
			depth++;
		else if (c == ']' && --depth == 0)
			return end;
	}
	return STR_NOT_FOUND;
}

bool
markdown_sign_is_symbol(uint32_t code)
{
	static const uint32_t ranges[][2] = {{0xA2, 0xA6}, {0xA8, 0xA9}, {0xAC, 0xAC}, {0xAE, 0xB1},
	    {0xB4, 0xB4}, {0xB8, 0xB8}, {0xD7, 0xD7}, {0xF7, 0xF7}, {0x2044, 0x2044},
	    {0x2052, 0x2052}, {0x207A, 0x207C}, {0x208A, 0x208C}, {0x20A0, 0x20C0},
	    {0x2116, 0x2118}, {0x211E, 0x2123}, {0x2190, 0x2307}, {0x230C, 0x2328},
	    {0x232B, 0x2426}, {0x249C, 0x24E9}, {0x2500, 0x2767}, {0x2794, 0x27C4},
	    {0x27C7, 0x27E5}, {0x27F0, 0x2982}, {0x2999, 0x29D7}, {0x29DC, 0x29FB},
	    {0x29FE, 0x2BFF}, {0x3012, 0x3013}, {0xFFE0, 0xFFE6}, {0x1F000, 0x1FAFF}};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code >= ranges[i][0] && code <= ranges[i][1])
			return true;
	return false;
}

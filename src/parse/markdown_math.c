/* What is a formula in Markdown, and what is money. */
#include <string.h>

#include "core/utf8.h"
#include "parse/markdown.h"

static bool
is_alnum(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c);
}

bool
markdown_math_is_tex(str inner)
{
	for (size_t i = 0; i < inner.len; i++)
		if (strchr("\\^_{=<>", inner.at[i]))
			return true;
	return false;
}

/* Letters that stand together, at the longest. */
static size_t
longest_word(str text)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run =
		    ascii_is_alpha((unsigned char)text.at[i]) || (text.at[i] & 0x80) ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* Pandoc's rule: no space inside of either sign, no digit behind. Beyond it, because articles are
   full of prices and names of variables: what has no sign of TeX is one when it holds no words,
   and a letter behind is the "th" of $n$th. */
bool
markdown_math_dollars(str inner, unsigned char before, unsigned char behind)
{
	bool has_space = str_find_char(inner, ' ') != STR_NOT_FOUND;
	size_t word;

	if (!inner.len || ascii_is_space((unsigned char)inner.at[0]) ||
	    ascii_is_space((unsigned char)inner.at[inner.len - 1]) || ascii_is_digit(behind) ||
	    is_alnum(before))
		return false;
	if (ascii_is_alpha(behind) && inner.len > 2 && str_find_char(inner, '\\') == STR_NOT_FOUND)
		return false;
	if (markdown_math_is_tex(inner))
		return true;
	word = longest_word(inner);
	return has_space ? word < 2 && !ascii_is_digit(behind) : word <= 3;
}

/* Programs that write Markdown put a backslash before brackets of the text: in the midst of a line
   it takes a command, or braces behind a sign, for a formula. */
bool
markdown_math_brackets(str inner, bool is_alone)
{
	if (str_is_blank(inner))
		return false;
	if (is_alone)
		return markdown_math_is_tex(inner) || longest_word(inner) < 2;
	for (size_t i = 0; i + 2 < inner.len; i++) {
		if (inner.at[i] == '\\' && inner.at[i + 1] == '[')
			return false;
		if (inner.at[i] == '\\' && ascii_is_alpha((unsigned char)inner.at[i + 1]) &&
		    ascii_is_alpha((unsigned char)inner.at[i + 2]))
			return true;
		if ((inner.at[i] == '^' || inner.at[i] == '_') && inner.at[i + 1] == '{')
			return true;
	}
	return false;
}

str
markdown_math_environment(str text)
{
	static const char *const names[] = {"equation", "equation*", "align", "align*", "gather",
	    "gather*", "eqnarray", "eqnarray*", "multline", "multline*"};
	str name;

	if (!str_starts(text, STR("\\begin{")))
		return STR_NONE;
	name = str_head(str_from(text, 7), 12);
	name = str_head(name, str_find_char(name, '}'));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(name, str_of(names[i])))
			return name;
	return STR_NONE;
}

str
markdown_math_inner(struct arena *arena, str inner)
{
	struct buf buf = BUF(arena);
	str line;

	inner = str_trim(inner);
	if (str_find_char(inner, '\n') == STR_NOT_FOUND)
		return inner;
	while (str_cut(&inner, '\n', &line)) {
		line = str_trim(line);
		while (str_starts(line, STR(">")))
			line = str_trim(str_from(line, 1));
		if (buf.len && line.len)
			buf_char(&buf, '\n');
		buf_add(&buf, line);
	}
	return buf_str(&buf);
}

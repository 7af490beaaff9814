/* Sheets that users add to ours. */
#include "bind/bind.h"
#include "core/utf8.h"

/* The sheet without its comments; false when one is not closed. */
static bool
next_part(str *css, str *part)
{
	size_t open = str_find(*css, STR("/*")), close;

	if (open == STR_NOT_FOUND) {
		*part = *css;
		*css = STR_NONE;
		return true;
	}
	*part = str_head(*css, open);
	*css = str_from(*css, open + 2);
	close = str_find(*css, STR("*/"));
	if (close == STR_NOT_FOUND)
		return false;
	*css = str_from(*css, close + 2);
	return true;
}

static bool
has_forbidden(str part)
{
	/* A backslash could write any of them otherwise, a < could end more than the sheet. */
	static const char *const forbidden[] = {"@import", "@font-face", "@charset", "@namespace",
	    "url(", "src(", "image(", "image-set(", "expression", "behavior", "-moz-binding",
	    "javascript:", "\\", "<", "direction:", "unicode-bidi"};

	for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
		if (str_find_nocase(part, str_of(forbidden[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

/* Braces, brackets and quotes that are closed where they were opened. */
struct balance {
	char open[32];
	size_t depth;
	char quote;
};

static bool
balance_char(struct balance *balance, char c)
{
	static const char pairs[] = "{}()[]";

	if (balance->quote) {
		if (c == '\n')
			return false;
		if (c == balance->quote)
			balance->quote = '\0';
		return true;
	}
	if (c == '"' || c == '\'')
		balance->quote = c;
	for (size_t i = 0; pairs[i]; i++) {
		if (c != pairs[i])
			continue;
		if (i % 2 == 0) {
			if (balance->depth == sizeof balance->open)
				return false;
			balance->open[balance->depth++] = pairs[i + 1];
		} else if (!balance->depth || balance->open[--balance->depth] != c) {
			return false;
		}
	}
	return true;
}

bool
bind_css_is_clean(str css)
{
	struct balance balance = {.depth = 0};
	str part;

	if (!utf8_is_valid(css) || str_find_char(css, '\0') != STR_NOT_FOUND)
		return false;
	while (css.at) {
		if (!next_part(&css, &part) || has_forbidden(part))
			return false;
		for (size_t i = 0; i < part.len; i++)
			if (!balance_char(&balance, part.at[i]))
				return false;
	}
	return balance.depth == 0 && !balance.quote;
}

/* CSS selectors over the flat arrays. */
#include "core/utf8.h"
#include "page/page.h"

#define MOST_BYTES 4096
#define MOST_COMPOUNDS 64
#define MOST_CONDITIONS 256

enum test {
	TEST_HAS,
	TEST_EQUALS,
	TEST_TOKEN,   /* ~= */
	TEST_LANG,    /* |= */
	TEST_BEGINS,  /* ^= */
	TEST_ENDS,    /* $= */
	TEST_CONTAINS /* *= */
};

struct condition {
	str name, value;
	enum test test;
	bool nocase;
};

/* A compound selector and how it hangs on the one before it. */
struct compound {
	enum {
		LINK_NONE, /* the first of a complex selector */
		LINK_DESCENDANT,
		LINK_CHILD
	} link;
	bool is_subject; /* the last of a complex selector: its nodes are found */
	str type;        /* absent: any */
	enum tag tag;
	size_t first, count; /* conditions */
};

struct selector {
	struct arena *arena;
	str rest;
	struct compound compounds[MOST_COMPOUNDS];
	size_t count;
	struct condition conditions[MOST_CONDITIONS];
	size_t condition_count;
};

static bool
skip_space(struct selector *selector)
{
	size_t before = selector->rest.len;

	while (selector->rest.len && ascii_is_space((unsigned char)selector->rest.at[0]))
		selector->rest = str_from(selector->rest, 1);
	return selector->rest.len < before;
}

static bool
take(struct selector *selector, char c)
{
	if (!selector->rest.len || selector->rest.at[0] != c)
		return false;
	selector->rest = str_from(selector->rest, 1);
	return true;
}

static int
hex_digit(char c)
{
	if (ascii_is_digit((unsigned char)c))
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What a backslash stands before (CSS Syntax section 4.3.7). */
static bool
take_escape(struct selector *selector, struct buf *buf)
{
	uint32_t code = 0;
	size_t n = 0;

	while (n < 6 && n < selector->rest.len && hex_digit(selector->rest.at[n]) >= 0)
		code = code * 16 + (uint32_t)hex_digit(selector->rest.at[n++]);
	if (n) {
		buf_utf8(buf, code ? code : UTF8_REPLACEMENT);
		selector->rest = str_from(selector->rest, n);
		if (selector->rest.len && ascii_is_space((unsigned char)selector->rest.at[0]))
			selector->rest = str_from(selector->rest, 1);
		return true;
	}
	if (!selector->rest.len || selector->rest.at[0] == '\n')
		return false;
	buf_char(buf, selector->rest.at[0]);
	selector->rest = str_from(selector->rest, 1);
	return true;
}

static bool
is_name_char(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_' || c >= 0x80;
}

/* An identifier; absent where none stands. A name after # may begin with a digit. */
static str
take_name(struct selector *selector, bool any_start)
{
	struct buf buf = BUF(selector->arena);
	size_t first = selector->rest.len && selector->rest.at[0] == '-' ? 1 : 0;

	if (!any_start && first < selector->rest.len &&
	    ascii_is_digit((unsigned char)selector->rest.at[first]))
		return STR_NONE;
	while (selector->rest.len) {
		char c = selector->rest.at[0];

		if (c != '\\' && !is_name_char((unsigned char)c))
			break;
		selector->rest = str_from(selector->rest, 1);
		if (c != '\\')
			buf_char(&buf, c);
		else if (!take_escape(selector, &buf))
			return STR_NONE;
	}
	return buf.len ? buf_str(&buf) : STR_NONE;
}

/* A string in quotes or an identifier. */
static str
take_value(struct selector *selector)
{
	struct buf buf = BUF(selector->arena);
	char quote;

	if (!take(selector, '"') && !take(selector, '\''))
		return take_name(selector, false);
	quote = selector->rest.at[-1];
	while (selector->rest.len) {
		char c = selector->rest.at[0];

		selector->rest = str_from(selector->rest, 1);
		if (c == quote)
			return buf_str(&buf);
		if (c != '\\')
			buf_char(&buf, c);
		else if (!take_escape(selector, &buf))
			return STR_NONE;
	}
	return STR_NONE;
}

static bool
add_condition(struct selector *selector, str name, enum test test, str value, bool nocase)
{
	if (!name.at || !value.at || selector->condition_count == MOST_CONDITIONS)
		return false;
	selector->conditions[selector->condition_count++] =
	    (struct condition){name, value, test, nocase};
	return true;
}

static bool
take_operator(struct selector *selector, enum test *test)
{
	static const char marks[] = "=~|^$*";

	*test = TEST_EQUALS;
	for (size_t i = 1; marks[i]; i++)
		if (take(selector, marks[i]))
			*test = (enum test)(TEST_EQUALS + i);
	return take(selector, '=');
}

/* What follows the opening bracket. */
static bool
take_attribute(struct selector *selector)
{
	enum test test = TEST_HAS;
	str name, value = STR(""), flag;
	bool nocase = false;

	skip_space(selector);
	name = take_name(selector, false);
	skip_space(selector);
	if (take(selector, ']'))
		return add_condition(selector, name, test, value, false);
	if (!take_operator(selector, &test))
		return false;
	skip_space(selector);
	value = take_value(selector);
	skip_space(selector);
	if (!take(selector, ']')) {
		flag = take_name(selector, false);
		nocase = str_eq_nocase(flag, STR("i"));
		skip_space(selector);
		if ((!nocase && !str_eq_nocase(flag, STR("s"))) || !take(selector, ']'))
			return false;
	}
	return add_condition(selector, name, test, value, nocase);
}

static bool
take_compound(struct selector *selector, struct compound *compound)
{
	bool some = take(selector, '*');

	compound->first = selector->condition_count;
	if (!some) {
		compound->type = take_name(selector, false);
		compound->tag = tag_of(compound->type);
		some = compound->type.at != NULL;
	}
	for (;; some = true) {
		bool good = true;

		if (take(selector, '.'))
			good = add_condition(
			    selector, STR("class"), TEST_TOKEN, take_name(selector, false), false);
		else if (take(selector, '#'))
			good = add_condition(
			    selector, STR("id"), TEST_EQUALS, take_name(selector, true), false);
		else if (take(selector, '['))
			good = take_attribute(selector);
		else
			break;
		if (!good)
			return false;
	}
	compound->count = selector->condition_count - compound->first;
	return some;
}

static bool
parse(struct selector *selector)
{
	bool more = true, starts = true;

	skip_space(selector);
	while (more) {
		struct compound *compound = &selector->compounds[selector->count];
		bool space, child;

		if (selector->count == MOST_COMPOUNDS)
			return false;
		compound->link = starts ? LINK_NONE : compound->link;
		if (!take_compound(selector, compound))
			return false;
		selector->count++;
		space = skip_space(selector);
		child = take(selector, '>');
		starts = !child && take(selector, ',');
		more = child || starts || (space && selector->rest.len);
		compound->is_subject = starts || !more;
		if (more && !starts && selector->count < MOST_COMPOUNDS)
			compound[1].link = child ? LINK_CHILD : LINK_DESCENDANT;
		skip_space(selector);
	}
	return selector->rest.len == 0;
}

static bool
has_token(str value, str token, bool nocase)
{
	str word;

	while (str_word(&value, &word))
		if (nocase ? str_eq_nocase(word, token) : str_eq(word, token))
			return true;
	return false;
}

static bool
holds(const struct condition *condition, str have)
{
	str want = condition->value;
	bool nocase = condition->nocase;

	switch (condition->test) {
	case TEST_HAS:
		return true;
	case TEST_EQUALS:
		return nocase ? str_eq_nocase(have, want) : str_eq(have, want);
	case TEST_TOKEN:
		return want.len && has_token(have, want, nocase);
	case TEST_LANG:
		if (have.len > want.len && have.at[want.len] != '-')
			return false;
		return nocase ? str_starts_nocase(have, want) : str_starts(have, want);
	case TEST_BEGINS:
		return want.len &&
		    (nocase ? str_starts_nocase(have, want) : str_starts(have, want));
	case TEST_ENDS:
		return want.len && (nocase ? str_ends_nocase(have, want) : str_ends(have, want));
	case TEST_CONTAINS:
		return want.len &&
		    (nocase ? str_find_nocase(have, want) : str_find(have, want)) != STR_NOT_FOUND;
	}
	return false;
}

static bool
matches(const struct selector *selector, const struct compound *compound, const struct page *page,
    uint32_t at)
{
	const struct node *node = &page->nodes[at];

	if (compound->type.at &&
	    (node->tag != compound->tag ||
		(node->tag == TAG_OTHER && !str_eq_nocase(node->text, compound->type))))
		return false;
	for (size_t i = 0; i < compound->count; i++) {
		const struct condition *condition = &selector->conditions[compound->first + i];
		str name = condition->name, have = STR_NONE;

		for (uint32_t k = 0; k < node->attr_count && !have.at; k++)
			if (str_eq_nocase(page->attrs[node->attrs + k].name, name))
				have = page->attrs[node->attrs + k].value;
		if (!have.at || !holds(condition, have))
			return false;
	}
	return true;
}

/* One pass in document order. Bit c of matched[d] says that the open node of depth d matches the
   compound c and all before it in its complex selector; above[d] is that of its ancestors too. */
static int
run(const struct selector *selector, const struct page *page, unsigned char *found)
{
	uint64_t matched[LIMIT_NESTING + 2] = {0}, above[LIMIT_NESTING + 2] = {0};
	int count = 0;

	for (uint32_t at = 0; at < page->count; at++) {
		const struct node *node = &page->nodes[at];
		size_t depth = node->depth;
		uint64_t now = 0;

		found[at] = 0;
		if (depth == 0 || depth > LIMIT_NESTING || node->tag == TAG_TEXT)
			continue;
		for (size_t c = 0; c < selector->count; c++) {
			const struct compound *compound = &selector->compounds[c];
			uint64_t before =
			    compound->link == LINK_CHILD ? matched[depth - 1] : above[depth - 1];

			if (compound->link != LINK_NONE && !(before >> (c - 1) & 1))
				continue;
			if (!matches(selector, compound, page, at))
				continue;
			now |= (uint64_t)1 << c;
			found[at] |= compound->is_subject;
		}
		matched[depth] = now;
		above[depth] = above[depth - 1] | now;
		count += found[at];
	}
	return count;
}

int
page_select(const struct page *page, str selector, unsigned char *found)
{
	struct selector *parsed;

	if (selector.len > MOST_BYTES)
		return -1;
	parsed = arena_alloc(page->arena, sizeof *parsed);
	parsed->arena = page->arena;
	parsed->rest = selector;
	return parse(parsed) ? run(parsed, page, found) : -1;
}

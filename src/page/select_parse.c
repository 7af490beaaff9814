/* Reading CSS selectors. */
#include <string.h>

#include "core/utf8.h"
#include "page/select_parts.h"

#define MOST_BYTES 4096
#define MOST_CONDITIONS 256
#define MOST_DEPTH 8 /* pseudo-classes within pseudo-classes */

/* A list that is being read: the selector's own, or that of a pseudo-class. */
struct list {
	enum select_test test;
	uint64_t subjects;
	struct select_compound draft;
	uint16_t last; /* condition of the draft */
	bool some;     /* the draft says something */
	enum select_link relation;
};

struct parse {
	struct arena *arena;
	str text, rest;
	struct select_fault *fault;
	struct selector out;
	struct select_compound compounds[SELECT_COMPOUNDS];
	struct select_condition conditions[MOST_CONDITIONS];
	struct select_relation relations[SELECT_RELATIONS];
	struct list lists[MOST_DEPTH];
	size_t depth;
};

static bool
refuse(struct parse *p, const char *why)
{
	if (!p->fault->why)
		*p->fault = (struct select_fault){p->text.len - p->rest.len, why};
	return false;
}

static bool
skip_space(struct parse *p)
{
	size_t before = p->rest.len;

	while (p->rest.len && ascii_is_space((unsigned char)p->rest.at[0]))
		p->rest = str_from(p->rest, 1);
	return p->rest.len < before;
}

static bool
take(struct parse *p, char c)
{
	if (!p->rest.len || p->rest.at[0] != c)
		return false;
	p->rest = str_from(p->rest, 1);
	return true;
}

/* What a backslash stands before (CSS Syntax section 4.3.7). */
static bool
take_escape(struct parse *p, struct buf *buf)
{
	uint32_t code = 0;
	size_t n = 0;

	while (n < 6 && n < p->rest.len && ascii_hex(p->rest.at[n]) >= 0)
		code = code * 16 + (uint32_t)ascii_hex(p->rest.at[n++]);
	if (n) {
		buf_utf8(buf, code ? code : UTF8_REPLACEMENT);
		p->rest = str_from(p->rest, n);
		if (p->rest.len && ascii_is_space((unsigned char)p->rest.at[0]))
			p->rest = str_from(p->rest, 1);
		return true;
	}
	if (!p->rest.len || p->rest.at[0] == '\n')
		return refuse(p, "nothing follows the backslash; leave it out");
	buf_char(buf, p->rest.at[0]);
	p->rest = str_from(p->rest, 1);
	return true;
}

static bool
is_name_char(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_' || c >= 0x80;
}

/* An identifier; absent where none stands. A name after # may begin with a digit. */
static str
take_name(struct parse *p, bool any_start)
{
	struct buf buf = BUF(p->arena);
	size_t first = p->rest.len && p->rest.at[0] == '-' ? 1 : 0;

	if (!any_start && first < p->rest.len && ascii_is_digit((unsigned char)p->rest.at[first]))
		return STR_NONE;
	while (p->rest.len) {
		char c = p->rest.at[0];

		if (c != '\\' && !is_name_char((unsigned char)c))
			break;
		p->rest = str_from(p->rest, 1);
		if (c != '\\')
			buf_char(&buf, c);
		else if (!take_escape(p, &buf))
			return STR_NONE;
	}
	return buf.len ? buf_str(&buf) : STR_NONE;
}

/* A string in quotes or an identifier. */
static str
take_value(struct parse *p)
{
	struct buf buf = BUF(p->arena);
	char quote;

	if (!take(p, '"') && !take(p, '\''))
		return take_name(p, false);
	quote = p->rest.at[-1];
	while (p->rest.len) {
		char c = p->rest.at[0];

		p->rest = str_from(p->rest, 1);
		if (c == quote)
			return buf.len ? buf_str(&buf) : STR("");
		if (c != '\\')
			buf_char(&buf, c);
		else if (!take_escape(p, &buf))
			return STR_NONE;
	}
	refuse(p, "the quotation mark is not closed");
	return STR_NONE;
}

static bool
add_condition(struct parse *p, struct select_condition condition)
{
	struct list *list = &p->lists[p->depth];
	uint16_t at = (uint16_t)p->out.condition_count;

	if (at == MOST_CONDITIONS)
		return refuse(p, "the selector is too long; write it as several");
	condition.next = SELECT_NO_CONDITION;
	p->conditions[p->out.condition_count++] = condition;
	if (list->draft.first == SELECT_NO_CONDITION)
		list->draft.first = at;
	else
		p->conditions[list->last].next = at;
	list->last = at;
	list->some = true;
	return true;
}

/* A name that must follow a mark. */
static bool
add_named(struct parse *p, const char *attribute, enum select_test test, const char *otherwise)
{
	str value = take_name(p, test == TEST_EQUALS);

	if (!value.at)
		return refuse(p, otherwise);
	return add_condition(
	    p, (struct select_condition){.test = test, .name = str_of(attribute), .value = value});
}

static bool
take_operator(struct parse *p, enum select_test *test)
{
	static const char marks[] = "=~|^$*";

	*test = TEST_EQUALS;
	for (size_t i = 1; marks[i]; i++)
		if (take(p, marks[i]))
			*test = (enum select_test)(TEST_EQUALS + i);
	return take(p, '=') || refuse(p, "one of = ~= |= ^= $= *= or ] is expected here");
}

/* What follows the opening bracket. */
static bool
take_attribute(struct parse *p)
{
	struct select_condition condition = {.test = TEST_HAS, .value = STR("")};
	str flag;

	skip_space(p);
	condition.name = take_name(p, false);
	if (!condition.name.at)
		return refuse(p, "the name of an attribute is expected here");
	skip_space(p);
	if (take(p, ']'))
		return add_condition(p, condition);
	if (!take_operator(p, &condition.test))
		return false;
	skip_space(p);
	condition.value = take_value(p);
	if (!condition.value.at)
		return refuse(p, "a value is expected here; put it into quotation marks");
	skip_space(p);
	if (!take(p, ']')) {
		flag = take_name(p, false);
		condition.nocase = str_eq_nocase(flag, STR("i"));
		skip_space(p);
		if ((!condition.nocase && !str_eq_nocase(flag, STR("s"))) || !take(p, ']'))
			return refuse(p, "] is expected here");
	}
	return add_condition(p, condition);
}

/* An+B (CSS Syntax section 6): odd, even, 3, 2n, 2n+1, -n + 3; then the closing bracket. */
static bool
take_nth(struct parse *p, struct select_condition *condition)
{
	static const char expected[] =
	    "odd, even, a number or a form such as 2n+1 is expected here";
	uint32_t number = 1;
	int sign = take(p, '-') ? -1 : 1;
	size_t digits;

	if (str_starts_nocase(p->rest, STR("odd")) || str_starts_nocase(p->rest, STR("even"))) {
		condition->a = 2;
		condition->b = (p->rest.at[0] | 32) == 'o' ? 1 : 0;
		p->rest = str_from(p->rest, condition->b ? 3 : 4);
		skip_space(p);
		return (sign > 0 && take(p, ')')) || refuse(p, expected);
	}
	if (sign > 0)
		take(p, '+');
	digits = str_number(p->rest, 6, &number);
	p->rest = str_from(p->rest, digits);
	if (take(p, 'n') || take(p, 'N')) {
		condition->a = sign * (digits ? (int)number : 1);
		skip_space(p);
		sign = take(p, '-') ? -1 : take(p, '+') ? 1 : 0;
		number = 0;
		skip_space(p);
		digits = sign ? str_number(p->rest, 6, &number) : 1;
		p->rest = str_from(p->rest, sign ? digits : 0);
	}
	condition->b = sign * (int)number;
	skip_space(p);
	return (digits && take(p, ')')) || refuse(p, expected);
}

static bool
add_place(struct parse *p, enum select_place place, int a, int b)
{
	p->out.places |= 1U << place;
	return add_condition(
	    p, (struct select_condition){.test = TEST_NTH, .place = place, .a = a, .b = b});
}

static enum select_link
take_combinator(struct parse *p)
{
	return take(p, '>') ? LINK_CHILD
	    : take(p, '+')  ? LINK_NEXT
	    : take(p, '~')  ? LINK_LATER
			    : LINK_NONE;
}

static void
begin_compound(struct parse *p, enum select_link link)
{
	struct list *list = &p->lists[p->depth];

	list->draft = (struct select_compound){.link = link, .first = SELECT_NO_CONDITION};
	list->draft.before = (unsigned)(p->out.count ? p->out.count - 1 : 0);
	list->some = false;
	skip_space(p);
}

static void
begin_complex(struct parse *p)
{
	struct list *list = &p->lists[p->depth];

	skip_space(p);
	if (p->depth && list->test == TEST_RELATED) {
		list->relation = take_combinator(p);
		if (list->relation == LINK_NONE)
			list->relation = LINK_DESCENDANT;
	}
	begin_compound(p, LINK_NONE);
}

static bool
begin_list(struct parse *p, enum select_test test)
{
	struct list *list;

	for (size_t i = 1; test == TEST_RELATED && i <= p->depth; i++)
		if (p->lists[i].test == TEST_RELATED)
			return refuse(p, ":has() does not stand within :has()");
	if (test == TEST_RELATED && p->out.relation_count == SELECT_RELATIONS)
		return refuse(p, "there are too many :has(); write several selectors");
	if (p->depth + 1 == MOST_DEPTH)
		return refuse(p, "pseudo-classes are nested too deep");
	list = &p->lists[++p->depth];
	*list = (struct list){.test = test};
	if (test == TEST_RELATED)
		p->relations[p->out.relation_count++] = (struct select_relation){{0}};
	begin_complex(p);
	return true;
}

static const struct pseudo {
	const char *name;
	bool is_function;
	enum select_test test;
	unsigned places;
} pseudos[] = {
    {"first-child", false, TEST_NTH, 1 << PLACE_CHILD},
    {"last-child", false, TEST_NTH, 1 << PLACE_CHILD_LAST},
    {"only-child", false, TEST_NTH, 1 << PLACE_CHILD | 1 << PLACE_CHILD_LAST},
    {"first-of-type", false, TEST_NTH, 1 << PLACE_TYPE},
    {"last-of-type", false, TEST_NTH, 1 << PLACE_TYPE_LAST},
    {"only-of-type", false, TEST_NTH, 1 << PLACE_TYPE | 1 << PLACE_TYPE_LAST},
    {"nth-child", true, TEST_NTH, 1 << PLACE_CHILD},
    {"nth-last-child", true, TEST_NTH, 1 << PLACE_CHILD_LAST},
    {"nth-of-type", true, TEST_NTH, 1 << PLACE_TYPE},
    {"nth-last-of-type", true, TEST_NTH, 1 << PLACE_TYPE_LAST},
    {"is", true, TEST_IS, 0},
    {"where", true, TEST_IS, 0},
    {"not", true, TEST_NOT, 0},
    {"has", true, TEST_RELATED, 0},
};

/* What follows the colon. A list within brackets is begun, and ended by end_list. */
static bool
take_pseudo(struct parse *p)
{
	struct select_condition nth = {.b = 1};
	const struct pseudo *row = pseudos, *end = pseudos + sizeof pseudos / sizeof *pseudos;
	str before = p->rest, name;

	if (str_starts(p->rest, STR(":")))
		return refuse(p, "a pseudo-element is no element of a page; leave it out");
	name = take_name(p, false);
	while (row < end && !str_eq_nocase(name, str_of(row->name)))
		row++;
	if (row == end) {
		p->rest = before;
		return refuse(p,
		    "no pseudo-class that selects in a saved page; there are :not() :is() :where() "
		    ":has() and :first-, :last-, :only-, :nth- and :nth-last- with -child or "
		    "-of-type");
	}
	if (row->is_function != take(p, '('))
		return refuse(p, row->is_function ? "( is expected here" : "it takes no (");
	if (row->is_function)
		skip_space(p);
	if (row->test != TEST_NTH)
		return begin_list(p, row->test);
	if (row->is_function && !take_nth(p, &nth))
		return false;
	for (enum select_place place = 0; place < PLACE_COUNT; place++)
		if (row->places >> place & 1 && !add_place(p, place, nth.a, nth.b))
			return false;
	return true;
}

/* One simple selector of the draft; *more is false where none stands. */
static bool
take_simple(struct parse *p, bool *more)
{
	struct list *list = &p->lists[p->depth];

	*more = true;
	if (!list->some && take(p, '*'))
		list->some = true;
	else if (take(p, '.'))
		return add_named(p, "class", TEST_TOKEN, "the name of a class is expected here");
	else if (take(p, '#'))
		return add_named(p, "id", TEST_EQUALS, "an id is expected here");
	else if (take(p, '['))
		return take_attribute(p);
	else if (take(p, ':'))
		return take_pseudo(p);
	else if (!list->some) {
		list->draft.type = take_name(p, false);
		list->draft.tag = tag_of(list->draft.type);
		list->some = *more = list->draft.type.at != NULL;
	} else
		*more = false;
	return true;
}

/* The draft becomes a compound. */
static bool
end_compound(struct parse *p)
{
	struct list *list = &p->lists[p->depth];

	if (!list->some)
		return refuse(p, "an element, .class, #id or [attribute] is expected here");
	if (p->out.count == SELECT_COMPOUNDS)
		return refuse(p, "the selector is too long; write it as several");
	p->compounds[p->out.count++] = list->draft;
	return true;
}

static void
end_complex(struct parse *p)
{
	struct list *list = &p->lists[p->depth];
	uint64_t bit = (uint64_t)1 << (p->out.count - 1);

	list->subjects |= bit;
	if (p->depth && list->test == TEST_RELATED)
		p->relations[p->out.relation_count - 1].masks[list->relation] |= bit;
}

/* The list of a pseudo-class is a condition of the compound around it. */
static bool
end_list(struct parse *p)
{
	const struct list *list = &p->lists[p->depth--];

	return add_condition(p,
	    (struct select_condition){
		.test = list->test,
		.mask = list->subjects,
		.a = (int)p->out.relation_count - 1,
	    });
}

/* What stands between two compounds, or ends. *done is true at the end of the text. */
static bool
take_between(struct parse *p, bool *done)
{
	bool space = skip_space(p);
	enum select_link link = take_combinator(p);

	if (link == LINK_NONE && take(p, ',')) {
		end_complex(p);
		begin_complex(p);
		return true;
	}
	if (link == LINK_NONE && p->depth && take(p, ')')) {
		end_complex(p);
		return end_list(p);
	}
	if (link == LINK_NONE && !p->rest.len) {
		end_complex(p);
		*done = true;
		return p->depth == 0 || refuse(p, ") is expected here");
	}
	if (link == LINK_NONE && !space)
		return refuse(p, "this does not belong to a selector; leave it out");
	if (p->depth && p->lists[p->depth].test == TEST_RELATED)
		return refuse(p, "within :has() no combinator may follow; there may be one before");
	begin_compound(p, link == LINK_NONE ? LINK_DESCENDANT : link);
	return true;
}

static bool
parse_all(struct parse *p)
{
	bool done = false, more;

	begin_complex(p);
	while (!done) {
		if (!take_simple(p, &more))
			return false;
		if (!more && (!end_compound(p) || !take_between(p, &done)))
			return false;
	}
	return true;
}

static void *
copy(struct arena *arena, const void *list, size_t count, size_t size)
{
	void *to = arena_array(arena, count + 1, size);

	memcpy(to, list, count * size);
	return to;
}

const struct selector *
select_parse(struct arena *arena, str text, struct select_fault *fault)
{
	struct arena *inner = arena_inner(arena);
	struct parse *p = arena_alloc(inner, sizeof *p);
	struct selector *out = NULL;

	*fault = (struct select_fault){0};
	p->arena = arena;
	p->text = p->rest = text;
	p->fault = fault;
	if (text.len > MOST_BYTES) {
		refuse(p, "the selector is too long; write it as several");
	} else if (parse_all(p)) {
		out = arena_alloc(arena, sizeof *out);
		*out = p->out;
		out->subjects = p->lists[0].subjects;
		out->compounds = copy(arena, p->compounds, out->count, sizeof *out->compounds);
		out->conditions =
		    copy(arena, p->conditions, out->condition_count, sizeof *out->conditions);
		out->relations =
		    copy(arena, p->relations, out->relation_count, sizeof *out->relations);
	}
	arena_release(inner);
	return out;
}

/* Within a paragraph of Markdown: formulas, wikilinks, marks and notes set aside, code passed over.
 */
#include <string.h>

#include "core/utf8.h"
#include "parse/markdown.h"

#define LONGEST_TICKS 80
#define LONGEST_LINK 1000
#define LONGEST_NOTE 4000
#define LONGEST_SPAN 1000
#define LONGEST_SCRIPT 60 /* bytes of what is raised or lowered */
#define LONGEST_MARK 4000
#define LONGEST_TEX 4000
#define LONGEST_ID 100
/* Signs of a kind in one paragraph; the rest is text. Several loops of cmark-gfm cost the square.
 */
#define MOST_SIGNS 2000

/* What is looked for ahead. The place found is kept: each byte is passed once a kind. */
enum seek {
	SEEK_DOLLAR,
	SEEK_DOLLARS,
	SEEK_PAREN,
	SEEK_BRACKET,
	SEEK_EQUALS,
	SEEK_PERCENTS,
	SEEK_LINK,
	SEEK_SPAN,
	SEEK_COMMENT,
	SEEK_ANGLE,
	SEEK_KINDS
};

struct span {
	struct markdown *md;
	struct buf *out;
	str text;
	size_t at, from; /* what is before `from` has gone out */
	size_t next[SEEK_KINDS];
	bool no_ticks[LONGEST_TICKS + 1];
	unsigned signs[128];
	bool in_note, is_marked;
	size_t span_end; /* the bracket that closes a span of Pandoc's */
};

static unsigned char
byte_at(const struct span *s, size_t at)
{
	return at < s->text.len ? (unsigned char)s->text.at[at] : '\n';
}

static unsigned char
byte_before(const struct span *s, size_t at)
{
	return at > 0 ? (unsigned char)s->text.at[at - 1] : '\n';
}

static str
between(const struct span *s, size_t from, size_t to)
{
	return (str){s->text.at + from, to - from};
}

static bool
is_here(const struct span *s, size_t at, enum seek what)
{
	static const char *const ends[SEEK_KINDS] = {
	    "$", "$$", "\\)", "\\]", "==", "%%", "]]", "]{", "-->", ">"};

	if (!str_starts(str_from(s->text, at), str_of(ends[what])))
		return false;
	switch (what) {
	case SEEK_DOLLAR:
	case SEEK_PAREN:
	case SEEK_BRACKET:
		return byte_before(s, at) != '\\';
	case SEEK_EQUALS:
		return !ascii_is_space(byte_before(s, at)) && byte_before(s, at) != '=' &&
		    byte_at(s, at + 2) != '=';
	default:
		return true;
	}
}

/* The next place of what is sought, from `from` on; STR_NOT_FOUND when there is none within
   `most`. */
static size_t
seek(struct span *s, enum seek what, size_t from, size_t most)
{
	size_t *next = &s->next[what];

	if (*next < from) {
		*next = from;
		while (*next < s->text.len && !is_here(s, *next, what))
			++*next;
	}
	return *next < s->text.len && *next - from <= most ? *next : STR_NOT_FOUND;
}

/* Set aside what stands from here to `end`. */
static bool
set_aside(struct span *s, enum slot_kind kind, size_t end, str text)
{
	buf_add(s->out, between(s, s->from, s->at));
	markdown_slot_put(s->md, s->out, kind, between(s, s->at, end), text);
	s->at = s->from = end;
	return true;
}

static bool
pass_over(struct span *s, size_t end)
{
	s->at = end;
	return true;
}

static bool
take_math(struct span *s, size_t open, size_t close, size_t close_len, bool is_display)
{
	str inner = between(s, s->at + open, close);

	return set_aside(s, is_display ? SLOT_DISPLAY : SLOT_MATH, close + close_len,
	    markdown_math_inner(s->md->ctx->arena, inner));
}

/* $x$, $$x$$ and GitHub's $`x`$. */
static bool
try_dollar(struct span *s)
{
	size_t from = s->at + 1, close;

	if (byte_at(s, from) == '$') {
		close = seek(s, SEEK_DOLLARS, from + 1, LONGEST_TEX);
		if (close == STR_NOT_FOUND || str_is_blank(between(s, from + 1, close)))
			return pass_over(s, from + 1);
		return take_math(s, 2, close, 2, true);
	}
	close = seek(s, SEEK_DOLLAR, from, LONGEST_TEX);
	if (close == STR_NOT_FOUND)
		return false;
	if (byte_at(s, from) == '`' && byte_before(s, close) == '`' && close > from + 2)
		return take_math(s, 2, close - 1, 2, false);
	if (!markdown_math_dollars(
		between(s, from, close), byte_before(s, s->at), byte_at(s, close + 1)))
		return false;
	return take_math(s, 1, close, 1, false);
}

/* Whether the line holds nothing before `at` and after `end`. */
static bool
is_alone(const struct span *s, size_t at, size_t end)
{
	while (at > 0 && strchr(" \t>", s->text.at[at - 1]))
		at--;
	while (end < s->text.len && (s->text.at[end] == ' ' || s->text.at[end] == '\t'))
		end++;
	return (at == 0 || s->text.at[at - 1] == '\n') &&
	    (byte_at(s, end) == '\n' || byte_at(s, end) == '\r');
}

/* \(x\), \[x\], environments; of other escapes only that the next character has no meaning. */
static bool
try_backslash(struct span *s)
{
	unsigned char c = byte_at(s, s->at + 1);
	size_t close;
	str name;

	if (c == '(' || c == '[') {
		close = seek(s, c == '(' ? SEEK_PAREN : SEEK_BRACKET, s->at + 2, LONGEST_TEX);
		if (close != STR_NOT_FOUND && c == '(' &&
		    !str_is_blank(between(s, s->at + 2, close)) &&
		    str_find(between(s, s->at + 2, close), STR("\\(")) == STR_NOT_FOUND &&
		    (markdown_math_is_tex(between(s, s->at + 2, close)) || close - s->at < 5))
			return take_math(s, 2, close, 2, false);
		if (close != STR_NOT_FOUND && c == '[' && byte_at(s, close + 2) != '(' &&
		    markdown_math_brackets(
			between(s, s->at + 2, close), is_alone(s, s->at, close + 2)))
			return take_math(s, 2, close, 2, true);
	}
	name = markdown_math_environment(str_from(s->text, s->at));
	if (name.len) {
		str end = arena_printf(s->md->ctx->arena, "\\end{%.*s}", STR_ARG(name));
		str ahead = str_head(str_from(s->text, s->at), LONGEST_TEX);

		close = str_find(ahead, end);
		if (close != STR_NOT_FOUND)
			return take_math(s, 0, s->at + close + end.len, 0, true);
	}
	return pass_over(s, s->at + 2 <= s->text.len ? s->at + 2 : s->text.len);
}

static size_t
run_length(const struct span *s, size_t at)
{
	size_t end = at;

	while (end < s->text.len && s->text.at[end] == s->text.at[at])
		end++;
	return end - at;
}

/* Code: passed over as a whole (CommonMark 6.1). */
static bool
try_ticks(struct span *s)
{
	size_t len = run_length(s, s->at), at = s->at + len;

	if (len > LONGEST_TICKS || s->no_ticks[len])
		return pass_over(s, at);
	while (at < s->text.len) {
		size_t run;

		if (s->text.at[at] != '`') {
			at++;
			continue;
		}
		run = run_length(s, at);
		at += run;
		if (run == len)
			return pass_over(s, at);
	}
	s->no_ticks[len] = true;
	return pass_over(s, s->at + len);
}

/* An HTML comment within a paragraph, as 0.31.2 reads it; one that begins a line is a block, and
   cmark's. */
static bool
try_comment(struct span *s)
{
	size_t line = s->at, end;

	while (line > 0 && strchr(" \t>-*+.)0123456789", s->text.at[line - 1]))
		line--;
	if (line == 0 || s->text.at[line - 1] == '\n')
		return false;
	end = s->at + 4;
	if (byte_at(s, end) == '>')
		return set_aside(s, SLOT_HTML, end + 1, STR_NONE);
	if (byte_at(s, end) == '-' && byte_at(s, end + 1) == '>')
		return set_aside(s, SLOT_HTML, end + 2, STR_NONE);
	end = seek(s, SEEK_COMMENT, end, s->text.len);
	return end != STR_NOT_FOUND && set_aside(s, SLOT_HTML, end + 3, STR_NONE);
}

/* A tag or an address between angle brackets is passed over. */
static bool
try_angle(struct span *s)
{
	unsigned char c = byte_at(s, s->at + 1);
	size_t end;

	if (str_starts(str_from(s->text, s->at), STR("<!--")))
		return try_comment(s);
	if (!ascii_is_alpha(c) && c != '/')
		return false;
	end = seek(s, SEEK_ANGLE, s->at, LONGEST_LINK);
	if (end == STR_NOT_FOUND ||
	    str_find_char(str_from(between(s, s->at, end), 1), '<') != STR_NOT_FOUND)
		return false;
	return pass_over(s, end + 1);
}

/* A label as it is looked up. */
static str
label_of(const struct span *s, size_t from, size_t to)
{
	return str_trim(between(s, from, to));
}

/* [[note]], [[note|text]]; of ordinary Markdown [[1]](address) and labels that are defined look
   alike. */
static bool
try_link(struct span *s, bool is_embed)
{
	size_t from = s->at + (is_embed ? 3 : 2), end = seek(s, SEEK_LINK, from, LONGEST_LINK);
	str inner;

	if (end == STR_NOT_FOUND)
		return false;
	inner = between(s, from, end);
	if (str_find_char(inner, '[') != STR_NOT_FOUND ||
	    str_find_char(inner, '\n') != STR_NOT_FOUND ||
	    str_find_char(inner, ']') != STR_NOT_FOUND || str_is_blank(inner) ||
	    byte_at(s, end + 2) == '(' || byte_at(s, end + 2) == '[' || byte_at(s, end + 2) == ':')
		return false;
	if (idmap_find(&s->md->labels, label_of(s, from, end)))
		return false;
	return set_aside(s, is_embed ? SLOT_EMBED : SLOT_LINK, end + 2, inner);
}

/* [!note|left]: what Obsidian's themes read of a callout goes. */
static bool
try_callout(struct span *s)
{
	size_t at = s->at + 2, end;

	while (ascii_is_alpha(byte_at(s, at)) || byte_at(s, at) == '-')
		at++;
	if (byte_at(s, at) != '|')
		return false;
	for (end = at; end - at < LONGEST_ID && !strchr("]\n", byte_at(s, end));)
		end++;
	if (byte_at(s, end) != ']')
		return false;
	s->at = at;
	return set_aside(s, SLOT_DROP, end, STR_NONE);
}

/* ^[A note where it belongs.]: a reference now, the note at the end. */
static bool
try_note(struct span *s)
{
	size_t end;
	str inner;
	uint32_t slot;

	if (s->in_note || ascii_is_space(byte_before(s, s->at)) || s->signs['^']++ > MOST_SIGNS)
		return false;
	end = markdown_sign_closing(s->text, s->at + 2, LONGEST_NOTE);
	if (end == STR_NOT_FOUND)
		return pass_over(s, s->at + 2);
	inner = between(s, s->at + 2, end);
	if (str_is_blank(inner))
		return false;
	buf_add(s->out, between(s, s->from, s->at));
	buf_z(s->out, "[^");
	slot = (uint32_t)s->md->slot_count;
	if (markdown_slot_put(s->md, s->out, SLOT_NOTE, between(s, s->at, end + 1), inner) == slot)
		*ARENA_PUSH(s->md->ctx->arena, s->md->notes, s->md->note_count, s->md->note_room) =
		    slot;
	buf_char(s->out, ']');
	s->at = s->from = end + 1;
	return true;
}

static bool
is_word(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c >= 0x80;
}

static bool
take_script(struct span *s, const char *name, size_t close)
{
	set_aside(s, SLOT_OPEN, s->at + 1, str_of(name));
	s->at = close;
	return set_aside(s, SLOT_CLOSE, close + 1, str_of(name));
}

/* x^2^ and H~2~O: nothing but what is raised or lowered between the signs. */
static bool
try_script(struct span *s)
{
	char c = s->text.at[s->at];
	size_t end = s->at + 1;

	if (c == '^' && byte_at(s, end) == '[')
		return try_note(s);
	if (!is_word(byte_before(s, s->at)) && byte_before(s, s->at) != ')' &&
	    byte_before(s, s->at) != '*')
		return pass_over(s, s->at + run_length(s, s->at));
	while (end - s->at <= LONGEST_SCRIPT &&
	    (is_word(byte_at(s, end)) || strchr("+-.,()=", byte_at(s, end))))
		end++;
	if (end == s->at + 1 || byte_at(s, end) != (unsigned char)c ||
	    byte_at(s, end + 1) == (unsigned char)c)
		return pass_over(s, s->at + run_length(s, s->at));
	return take_script(s, c == '^' ? "sup" : "sub", end);
}

/* ==marked==; the end is set aside when it is come to. */
static bool
try_equals(struct span *s)
{
	size_t len = run_length(s, s->at), close;

	if (len != 2)
		return pass_over(s, s->at + len);
	if (s->is_marked && is_here(s, s->at, SEEK_EQUALS)) {
		s->is_marked = false;
		return set_aside(s, SLOT_CLOSE, s->at + 2, STR("mark"));
	}
	close = seek(s, SEEK_EQUALS, s->at + 3, LONGEST_MARK);
	/* "a==b" is a comparison. */
	if (s->is_marked || ascii_is_space(byte_at(s, s->at + 2)) || close == STR_NOT_FOUND ||
	    ascii_is_alpha(byte_before(s, s->at)) || ascii_is_digit(byte_before(s, s->at)))
		return pass_over(s, s->at + 2);
	s->is_marked = true;
	return set_aside(s, SLOT_OPEN, s->at + 2, STR("mark"));
}

/* %%a comment%%. */
static bool
try_percents(struct span *s)
{
	size_t end;

	if (byte_at(s, s->at + 1) != '%')
		return false;
	end = is_word(byte_before(s, s->at)) ? STR_NOT_FOUND
					     : seek(s, SEEK_PERCENTS, s->at + 2, s->text.len);
	if (end == STR_NOT_FOUND || end == s->at + 2 || is_word(byte_at(s, end + 2)))
		return pass_over(s, s->at + run_length(s, s->at));
	return set_aside(s, SLOT_DROP, end + 2, STR_NONE);
}

/* {#id .class} behind a link, an image or code, and at the end of a line. */
static bool
try_attributes(struct span *s)
{
	unsigned char before = byte_before(s, s->at);
	size_t end = markdown_sign_attributes_end(s->text, s->at);

	if (!end)
		return false;
	if (before != ')' && before != ']' && before != '`' &&
	    !(ascii_is_space(before) &&
		(byte_at(s, end) == '\n' || byte_at(s, end) == '\r' || byte_at(s, end) == ' ')))
		return false;
	return set_aside(s, SLOT_ATTRIBUTES, end, STR_NONE);
}

/* [text]{.class}, a span of Pandoc's: the brackets go, unless the text is a reference's label. */
static bool
try_bracketed(struct span *s)
{
	size_t near = seek(s, SEEK_SPAN, s->at + 1, LONGEST_SPAN), end;

	if (near == STR_NOT_FOUND || s->span_end > s->at || byte_before(s, s->at) == '!')
		return false;
	end = markdown_sign_closing(s->text, s->at + 1, LONGEST_SPAN);
	if (end == STR_NOT_FOUND || !markdown_sign_attributes_end(s->text, end + 1) ||
	    idmap_find(&s->md->labels, label_of(s, s->at + 1, end)))
		return false;
	s->span_end = end;
	return set_aside(s, SLOT_DROP, s->at + 1, STR_NONE);
}

/* The end of such a span; its id can be led to. */
static bool
try_span_end(struct span *s)
{
	if (s->at != s->span_end)
		return false;
	set_aside(s, SLOT_DROP, s->at + 1, STR_NONE);
	return set_aside(s, SLOT_DROP, markdown_sign_attributes_end(s->text, s->at), STR_NONE);
}

/* "^id" at the end of a block. */
static bool
try_anchor(struct span *s)
{
	size_t id = s->at + 1, end = id, digits = 0;

	while (end - id < LONGEST_ID &&
	    (ascii_is_alpha(byte_at(s, end)) || ascii_is_digit(byte_at(s, end)) ||
		byte_at(s, end) == '-'))
		digits += ascii_is_digit(byte_at(s, end++));
	if (end - id < 2 || (digits == end - id && digits < 6) ||
	    str_trim(str_from(s->text, end)).len)
		return false;
	return set_aside(s, SLOT_ANCHOR, end, between(s, id, end));
}

/* A number that no character has, in more digits than 0.31.2 allows. */
static bool
try_number(struct span *s)
{
	uint32_t number;

	if (byte_at(s, s->at + 1) == '#' &&
	    str_number(str_from(s->text, s->at + 2), 8, &number) == 8)
		return set_aside(s, SLOT_TEXT, s->at + 1, STR_NONE);
	return false;
}

static bool
is_delimiter(unsigned char c)
{
	return c == '*' || c == '_';
}

static bool
try_symbol(struct span *s)
{
	size_t len;
	uint32_t code = utf8_decode(str_from(s->text, s->at), &len);

	if (!markdown_sign_is_symbol(code) ||
	    (!is_delimiter(byte_before(s, s->at)) && !is_delimiter(byte_at(s, s->at + len))))
		return pass_over(s, s->at + len);
	return set_aside(s, SLOT_TEXT, s->at + len, STR_NONE);
}

/* An address that stands in the text: nothing within has a meaning. */
static bool
try_address(struct span *s)
{
	str rest = str_from(s->text, s->at);
	size_t len = 0;

	if (is_word(byte_before(s, s->at)) ||
	    (!str_starts(rest, STR("http://")) && !str_starts(rest, STR("https://")) &&
		!str_starts(rest, STR("www."))))
		return false;
	while (len < rest.len && !ascii_is_space((unsigned char)rest.at[len]) &&
	    !strchr("<>)]*`", rest.at[len]))
		len++;
	return pass_over(s, s->at + len);
}

static bool
try_here(struct span *s)
{
	unsigned char c = byte_at(s, s->at), next = byte_at(s, s->at + 1);

	switch (c) {
	case '$':
		return try_dollar(s);
	case '\\':
		return try_backslash(s);
	case '`':
		return try_ticks(s);
	case '<':
		return try_angle(s);
	case '[':
		return next == '!'                      ? try_callout(s)
		    : next == '[' && try_link(s, false) ? true
							: try_bracketed(s);
	case ']':
		return try_span_end(s);
	case '!':
		return next == '[' && byte_at(s, s->at + 2) == '[' && try_link(s, true);
	case '^':
		if (ascii_is_space(byte_before(s, s->at)) && try_anchor(s))
			return true;
		return try_script(s);
	case '~':
		return try_script(s);
	case '=':
		return try_equals(s);
	case '%':
		return try_percents(s);
	case '{':
		return try_attributes(s);
	case '&':
		return try_number(s);
	case 'h':
	case 'w':
		return try_address(s);
	default:
		return c >= 0x80 && try_symbol(s);
	}
}

/* Signs past the bound become text, so that a paragraph of nothing else costs no more than its
   length. */
static bool
is_one_too_many(struct span *s)
{
	unsigned char c = byte_at(s, s->at);

	if (c >= 128 || !strchr("*_[]!<`~&\"'", c) || s->signs[c]++ < MOST_SIGNS)
		return false;
	return set_aside(s, SLOT_TEXT, s->at + 1, STR_NONE);
}

void
markdown_span_read(struct markdown *md, struct buf *out, str text, bool in_note)
{
	struct span s = {.md = md, .out = out, .text = text, .in_note = in_note};

	while (s.at < text.len) {
		size_t at = s.at;

		if (try_here(&s))
			continue;
		s.at = at;
		if (!is_one_too_many(&s))
			s.at++;
	}
	buf_add(out, str_from(text, s.from));
	/* What should have ended it was code. */
	if (s.is_marked)
		markdown_slot_put(md, out, SLOT_CLOSE, STR_NONE, STR("mark"));
}

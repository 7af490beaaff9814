/* JSON as pages have it, made strict enough for a parser. */
#include <string.h>

#include "core/utf8.h"
#include "extract/jsonld.h"

struct mending {
	struct buf out;
	str in;
	size_t at;
	size_t depth;
	char open[JSONLD_DEPTH_MAX + 1]; /* the brackets that will close */
	char last;                       /* last character of the grammar that was written */
};

/* The unit of a \uXXXX escape at `at`; false when it is none. */
static bool
escape_unit(str in, size_t at, uint32_t *unit)
{
	*unit = 0;
	if (at + 6 > in.len || in.at[at] != '\\' || in.at[at + 1] != 'u')
		return false;
	for (size_t i = at + 2; i < at + 6; i++) {
		int digit = ascii_hex(in.at[i]);

		if (digit < 0)
			return false;
		*unit = *unit << 4 | (uint32_t)digit;
	}
	return true;
}

/* An escape within a string, at the backslash. */
static void
mend_escape(struct mending *m)
{
	uint32_t unit, low;
	char c = m->at + 1 < m->in.len ? m->in.at[m->at + 1] : 0;

	if (escape_unit(m->in, m->at, &unit)) {
		bool pair = unit >= 0xD800 && unit <= 0xDBFF &&
		    escape_unit(m->in, m->at + 6, &low) && low >= 0xDC00 && low <= 0xDFFF;

		if (pair)
			buf_add(&m->out, (str){m->in.at + m->at, 12});
		else if (unit == 0 || (unit >= 0xD800 && unit <= 0xDFFF))
			buf_z(&m->out, "\\ufffd");
		else
			buf_add(&m->out, (str){m->in.at + m->at, 6});
		m->at += pair ? 12 : 6;
		return;
	}
	m->at++;
	if (c && strchr("\"\\/bfnrt", c)) {
		buf_char(&m->out, '\\');
		buf_char(&m->out, c);
		m->at++;
	}
}

/* Whether the quote at `at` ends its string: then something of the grammar follows. */
static bool
ends_string(str in, size_t at)
{
	size_t end = at + 200 < in.len ? at + 200 : in.len;

	for (at++; at < end; at++)
		if (!ascii_is_space((unsigned char)in.at[at]))
			return strchr(",:}]/<;", in.at[at]) != NULL && in.at[at];
	return true;
}

static void
mend_string(struct mending *m)
{
	buf_char(&m->out, '"');
	for (m->at++; m->at < m->in.len;) {
		char c = m->in.at[m->at];

		if (c == '\\') {
			mend_escape(m);
			continue;
		}
		if (c == '"') {
			m->at++;
			if (ends_string(m->in, m->at - 1))
				break;
			buf_z(&m->out, "\\\"");
			continue;
		}
		buf_char(&m->out, (unsigned char)c < ' ' ? ' ' : c);
		m->at++;
	}
	buf_char(&m->out, '"');
}

/* Skip what is no JSON at all: comments and the marks that hide scripts from old browsers. */
static bool
skip_noise(struct mending *m)
{
	static const str marks[] = {
	    {"<![CDATA[", 9}, {"]]>", 3}, {"<!--", 4}, {"-->", 3}, {"\xEF\xBB\xBF", 3}};
	str rest = str_from(m->in, m->at);
	size_t end;

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_starts(rest, marks[i]) && (m->depth == 0 || i != 1)) {
			m->at += marks[i].len;
			return true;
		}
	if (str_starts(rest, STR("/*"))) {
		end = str_find(str_from(rest, 2), STR("*/"));
		m->at = end == STR_NOT_FOUND ? m->in.len : m->at + end + 4;
		return true;
	}
	if (str_starts(rest, STR("//"))) {
		/* "//<![CDATA[" and "//]]>" hide a mark that may be followed by JSON. */
		for (m->at += 2; m->at < m->in.len && m->in.at[m->at] == ' ';)
			m->at++;
		rest = str_from(m->in, m->at);
		if (str_starts(rest, marks[0]) || str_starts(rest, marks[1]))
			return true;
		end = str_find_char(rest, '\n');
		m->at = end == STR_NOT_FOUND ? m->in.len : m->at + end;
		return true;
	}
	return false;
}

/* Commas are written where they are due, whether or not they were there. */
static void
write_comma(struct mending *m)
{
	if (m->last != 0 && m->last != '[' && m->last != '{' && m->last != ':')
		buf_char(&m->out, ',');
}

static bool
open_bracket(struct mending *m, char c)
{
	if (m->depth >= JSONLD_DEPTH_MAX)
		return false;
	write_comma(m);
	m->open[m->depth++] = c == '{' ? '}' : ']';
	buf_char(&m->out, m->last = c);
	m->at++;
	return true;
}

static void
close_bracket(struct mending *m)
{
	char c = m->in.at[m->at++];

	if (m->depth == 0 || m->open[m->depth - 1] != c)
		return;
	if (m->last == ':')
		buf_z(&m->out, "null");
	m->depth--;
	buf_char(&m->out, m->last = c);
}

static bool
mend_token(struct mending *m)
{
	char c = m->in.at[m->at];
	size_t from = m->at;

	switch (c) {
	case '{':
	case '[':
		return open_bracket(m, c);
	case '}':
	case ']':
		close_bracket(m);
		return true;
	case ',':
		m->at++;
		return true;
	case ':':
		buf_char(&m->out, m->last = c);
		m->at++;
		return true;
	case '"':
		write_comma(m);
		mend_string(m);
		m->last = '"';
		return true;
	default:
		while (m->at < m->in.len &&
		    (ascii_is_alpha((unsigned char)m->in.at[m->at]) ||
			ascii_is_digit((unsigned char)m->in.at[m->at]) ||
			(m->in.at[m->at] && strchr("+-.", m->in.at[m->at]))))
			m->at++;
		if (m->at == from)
			m->at++;
		else if (m->depth) {
			write_comma(m);
			buf_add(&m->out, (str){m->in.at + from, m->at - from});
			m->last = '0';
		}
		return true;
	}
}

/* Quotes as entities where there are no others: the whole body was escaped. */
static str
unescape_quotes(struct arena *arena, str body)
{
	static const str quotes[] = {{"&quot;", 6}, {"&#34;", 5}, {"&#034;", 6}, {"&#x22;", 6}};
	struct buf out = BUF(arena);

	if (str_find_char(body, '"') != STR_NOT_FOUND || str_find_char(body, '&') == STR_NOT_FOUND)
		return body;
	for (size_t i = 0; i < body.len;) {
		size_t k = 0, count = sizeof quotes / sizeof quotes[0];

		while (body.at[i] == '&' && k < count &&
		    !str_starts_nocase(str_from(body, i), quotes[k]))
			k++;
		if (body.at[i] == '&' && k < count) {
			buf_char(&out, '"');
			i += quotes[k].len;
		} else {
			buf_char(&out, body.at[i++]);
		}
	}
	return buf_str(&out);
}

str
jsonld_mend(struct arena *arena, str body)
{
	struct mending m = {.out = BUF(arena)};

	if (body.len > JSONLD_BODY_MAX)
		return STR_NONE;
	m.in = unescape_quotes(arena, body);
	buf_char(&m.out, '[');
	while (m.at < m.in.len) {
		if (ascii_is_space((unsigned char)m.in.at[m.at]))
			m.at++;
		else if (!skip_noise(&m) && !mend_token(&m))
			return STR_NONE;
	}
	if (m.last == ':')
		buf_z(&m.out, "null");
	while (m.depth)
		buf_char(&m.out, m.open[--m.depth]);
	buf_char(&m.out, ']');
	return buf_str(&m.out);
}

static const struct {
	const char *name;
	uint32_t code;
} entities[] = {
    {"amp;", '&'},
    {"lt;", '<'},
    {"gt;", '>'},
    {"quot;", '"'},
    {"apos;", '\''},
    {"nbsp;", ' '},
    {"rsquo;", 0x2019},
    {"lsquo;", 0x2018},
    {"ldquo;", 0x201C},
    {"rdquo;", 0x201D},
    {"ndash;", 0x2013},
    {"mdash;", 0x2014},
    {"hellip;", 0x2026},
    {"laquo;", 0xAB},
    {"raquo;", 0xBB},
    {"eacute;", 0xE9},
    {"egrave;", 0xE8},
    {"agrave;", 0xE0},
    {"ccedil;", 0xE7},
    {"uuml;", 0xFC},
    {"ouml;", 0xF6},
    {"auml;", 0xE4},
    {"szlig;", 0xDF},
    {"ntilde;", 0xF1},
    {"aacute;", 0xE1},
    {"iacute;", 0xED},
    {"oacute;", 0xF3},
    {"uacute;", 0xFA},
    {"trade;", 0x2122},
    {"reg;", 0xAE},
    {"copy;", 0xA9},
    {"bull;", 0x2022},
    {"middot;", 0xB7},
    {"times;", 0xD7},
};

/* The character of the entity at the start of s ('&'), and its length; 0 when it is none. */
static uint32_t
entity(str s, size_t *len)
{
	uint32_t code = 0;
	size_t i;

	if (s.len > 3 && s.at[1] == '#') {
		bool hex = ascii_lower((unsigned char)s.at[2]) == 'x';

		for (i = hex ? 3 : 2; i < s.len && i < 10 && ascii_hex(s.at[i]) >= 0; i++) {
			int digit = ascii_hex(s.at[i]);

			if (!hex && digit > 9)
				break;
			code = code * (hex ? 16 : 10) + (uint32_t)digit;
		}
		*len = i + 1;
		return i < s.len && s.at[i] == ';' && code <= 0x10FFFF ? code : 0;
	}
	for (i = 0; i < sizeof entities / sizeof entities[0]; i++)
		if (str_starts(str_from(s, 1), str_of(entities[i].name))) {
			*len = 1 + strlen(entities[i].name);
			return entities[i].code;
		}
	return 0;
}

/* Length of the tag at the start of s ('<'); 0 when it is none. */
static size_t
tag_length(str s)
{
	str head = str_head(s, 1000);
	size_t close = str_find_char(head, '>');
	unsigned char c = s.len > 1 ? (unsigned char)s.at[1] : 0;

	if (close == STR_NOT_FOUND || !(ascii_is_alpha(c) || c == '/' || c == '!'))
		return 0;
	return close + 1;
}

str
jsonld_plain(struct arena *arena, str text)
{
	struct buf out;
	size_t len;

	if (str_find_char(text, '&') == STR_NOT_FOUND && str_find_char(text, '<') == STR_NOT_FOUND)
		return utf8_fold_space(arena, text);
	/* Twice: much of it was escaped twice. */
	for (int pass = 0; pass < 2; pass++) {
		out = BUF(arena);
		for (size_t i = 0; i < text.len;) {
			uint32_t code = text.at[i] == '&' ? entity(str_from(text, i), &len) : 0;

			if (code) {
				buf_utf8(&out, code);
			} else if (text.at[i] == '<' &&
			    (len = tag_length(str_from(text, i))) != 0) {
				buf_char(&out, ' ');
			} else {
				buf_char(&out, text.at[i]);
				len = 1;
			}
			i += len;
		}
		text = buf_str(&out);
	}
	return utf8_fold_space(arena, text);
}

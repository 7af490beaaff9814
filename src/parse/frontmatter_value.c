/* Front matter in TOML 1.0 and JSON (RFC 8259): their keys and values, not their types. */
#include <string.h>

#include "core/buf.h"
#include "parse/frontmatter.h"

struct scan {
	struct frontmatter *f;
	str rest;
};

static char
here(const struct scan *s)
{
	return s->rest.len ? *s->rest.at : '\0';
}

static void
skip(struct scan *s, size_t n)
{
	s->rest = str_from(s->rest, n);
}

static bool
fail(struct scan *s, const char *why)
{
	if (!s->f->fault)
		s->f->fault = why;
	return false;
}

static bool
read_hex(str digits, size_t count, uint32_t *code)
{
	*code = 0;
	if (digits.len < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		unsigned char c = ascii_lower((unsigned char)digits.at[i]);

		if (!ascii_is_digit(c) && (c < 'a' || c > 'f'))
			return false;
		*code = *code * 16 + (uint32_t)(ascii_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return true;
}

/* \u and \U, and JSON's pairs of surrogates. */
static bool
put_code(struct scan *s, struct buf *out, size_t digits)
{
	uint32_t code, low;

	if (!read_hex(str_from(s->rest, 2), digits, &code))
		return fail(s, "an escape in it is none");
	skip(s, 2 + digits);
	if (code >= 0xD800 && code < 0xDC00 && str_starts(s->rest, STR("\\u")) &&
	    read_hex(str_from(s->rest, 2), 4, &low) && low >= 0xDC00 && low < 0xE000) {
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
		skip(s, 6);
	}
	buf_utf8(out, code);
	return true;
}

static bool
put_escape(struct scan *s, struct buf *out)
{
	static const char names[] = "bfnrt", means[] = "\b\f\n\r\t";
	char c = s->rest.len > 1 ? s->rest.at[1] : '\0';
	const char *name = c ? strchr(names, c) : NULL;

	if (c == 'u' || c == 'U')
		return put_code(s, out, c == 'u' ? 4 : 8);
	if (c == '\n') {
		/* A line end that TOML wants left out, with the space behind it. */
		skip(s, 2);
		while (ascii_is_space((unsigned char)here(s)))
			skip(s, 1);
		return true;
	}
	buf_char(out, name ? means[name - names] : c);
	skip(s, 2);
	return true;
}

/* A string in any of the quotes. */
static bool
read_string(struct scan *s, str *value)
{
	struct buf out = BUF(s->f->ctx->arena);
	char quote = here(s);
	const char long_quote[] = {quote, quote, quote, '\0'};
	bool is_long = str_starts(s->rest, str_of(long_quote));
	str end = str_head(str_of(long_quote), is_long ? 3 : 1);

	skip(s, end.len);
	if (is_long && here(s) == '\n')
		skip(s, 1);
	while (!str_starts(s->rest, end)) {
		if (!s->rest.len || (here(s) == '\n' && !is_long))
			return fail(s, "a text in it has no end");
		if (here(s) == '\\' && quote == '"') {
			if (!put_escape(s, &out))
				return false;
			continue;
		}
		buf_char(&out, here(s));
		skip(s, 1);
	}
	skip(s, end.len);
	*value = buf_str(&out);
	return true;
}

/* A number, a date, a word, a bare key: up to what ends it. */
static str
read_bare(struct scan *s, const char *ends)
{
	size_t len = 0;
	str value;

	while (len < s->rest.len && s->rest.at[len] && !strchr(ends, s->rest.at[len]))
		len++;
	value = str_trim(str_head(s->rest, len));
	skip(s, len ? len : 1);
	return value;
}

static void
skip_blank(struct scan *s, bool has_comments)
{
	while (ascii_is_space((unsigned char)here(s)) || (has_comments && here(s) == '#'))
		skip(s, here(s) == '#' ? str_head(s->rest, str_find_char(s->rest, '\n')).len : 1);
}

static bool
read_scalar(struct scan *s, bool is_toml)
{
	str value;

	if (here(s) == '"' || (is_toml && here(s) == '\''))
		return read_string(s, &value) && frontmatter_scalar(s->f, value);
	value = read_bare(s, is_toml ? ",]}{[=\n#" : ",]}{[:\n");
	return value.len ? frontmatter_scalar(s->f, value)
			 : fail(s, "a sign in it has no meaning there");
}

/* One value with all that it holds. Both languages differ in the sign behind a key, comments and
   quotes; commas and that sign only part. */
static bool
read_value(struct scan *s, bool is_toml)
{
	unsigned depth = s->f->depth;

	do {
		skip_blank(s, is_toml && s->f->depth > depth);
		switch (here(s)) {
		case '\0':
			return fail(s, "its end is missing");
		case '{':
		case '[':
			if (!frontmatter_open(s->f, here(s) == '{'))
				return false;
			skip(s, 1);
			break;
		case '}':
		case ']':
			if (s->f->depth == depth || s->f->is_map[s->f->depth] != (here(s) == '}'))
				return fail(s, "a bracket in it has no other");
			frontmatter_close(s->f);
			skip(s, 1);
			break;
		case ',':
		case ':':
		case '=':
			skip(s, 1);
			break;
		default:
			if (!read_scalar(s, is_toml))
				return false;
		}
	} while (s->f->depth > depth);
	return true;
}

size_t
frontmatter_json(struct frontmatter *f, str text)
{
	struct scan s = {f, text};

	read_value(&s, false);
	return text.len - s.rest.len;
}

/* A key, of several with dots between the first: a.b = 1. Each opens a mapping but the last. */
static bool
read_key(struct scan *s, unsigned *opened, const char *ends)
{
	for (*opened = 0;; ++*opened) {
		str key;

		while (here(s) == ' ' || here(s) == '\t')
			skip(s, 1);
		if (here(s) == '"' || here(s) == '\'') {
			if (!read_string(s, &key))
				return false;
		} else {
			key = read_bare(s, ends);
		}
		while (here(s) == ' ' || here(s) == '\t')
			skip(s, 1);
		if (!key.len || !frontmatter_scalar(s->f, key))
			return fail(s, "a line of it is no key with a value");
		if (here(s) != '.')
			return true;
		skip(s, 1);
		if (!frontmatter_open(s->f, true))
			return false;
	}
}

/* [table] or [[table]]: a mapping that is open up to the next one. */
static bool
read_table(struct scan *s)
{
	unsigned opened;

	while (s->f->depth > 1)
		frontmatter_close(s->f);
	while (here(s) == '[')
		skip(s, 1);
	if (!read_key(s, &opened, ".]\n") || !frontmatter_open(s->f, true))
		return false;
	while (here(s) == ']')
		skip(s, 1);
	return true;
}

static bool
read_pair(struct scan *s)
{
	unsigned opened;

	if (!read_key(s, &opened, ".=\n") || here(s) != '=')
		return fail(s, "a line of it is no key with a value");
	skip(s, 1);
	while (here(s) == ' ' || here(s) == '\t')
		skip(s, 1);
	if (here(s) == '\n' || !read_value(s, true))
		return fail(s, "a key in it has no value");
	while (opened-- > 0)
		frontmatter_close(s->f);
	return true;
}

void
frontmatter_toml(struct frontmatter *f, str text)
{
	struct scan s = {f, text};

	if (!frontmatter_open(f, true))
		return;
	for (skip_blank(&s, true); s.rest.len; skip_blank(&s, true))
		if (!(here(&s) == '[' ? read_table(&s) : read_pair(&s)))
			return;
}

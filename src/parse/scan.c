/* The linear pass over a page's bytes that makes the HTML parser's work bounded. */
#include "parse/scan.h"

#include <string.h>

#include "parse/base.h"
#include "parse/nesting.h"

/* A formula in a script, the longest that is kept. */
#define SCRIPT_TEX_BYTES 4000

struct tag_token {
	size_t end; /* place behind the closing angle bracket */
	struct element element;
	str type; /* value of the attribute type */
	bool is_end, self_closing;
};

struct scanner {
	struct page *page;
	struct scan *scan;
	struct nesting nesting;
	struct buf out;
	str html;
};

static size_t
find_char(str s, size_t from, char c)
{
	const char *at = from < s.len ? memchr(s.at + from, c, s.len - from) : NULL;

	return at ? (size_t)(at - s.at) : s.len;
}

static size_t
find_text(str s, size_t from, str what)
{
	size_t at = str_find(str_from(s, from), what);

	return at == STR_NOT_FOUND ? s.len : from + at;
}

static bool
ends_name(char c)
{
	return ascii_is_space((unsigned char)c) || c == '/' || c == '>';
}

/* Whether `</NAME` or `<NAME` (head) stands at `at`, followed by what ends a name. */
static bool
is_tag_at(str html, size_t at, str head, str name)
{
	str rest = str_from(html, at);

	return str_starts(rest, head) && str_starts_nocase(str_from(rest, head.len), name) &&
	    rest.len > head.len + name.len && ends_name(rest.at[head.len + name.len]);
}

/* Place of the end tag of raw text that begins at `from`; the end of html where there is none. */
static size_t
raw_end(str html, size_t from, str name)
{
	for (size_t at = find_char(html, from, '<'); at < html.len;
	     at = find_char(html, at + 1, '<'))
		if (is_tag_at(html, at, STR("</"), name))
			return at;
	return html.len;
}

/* The same for a script, whose end tag does not count within a comment with a script tag
   (13.2.5.17 to 31, the script data escaped states). */
static size_t
script_end(str html, size_t from)
{
	bool escaped = false, twice = false;

	for (size_t at = from; at < html.len; at++) {
		char c = html.at[at];

		if (c == '-' && escaped && str_starts(str_from(html, at), STR("-->"))) {
			escaped = twice = false;
		} else if (c == '<') {
			if (!escaped && str_starts(str_from(html, at), STR("<!--"))) {
				escaped = true;
				at++;
			} else if (is_tag_at(html, at, STR("</"), STR("script"))) {
				if (!twice)
					return at;
				twice = false;
			} else if (escaped && is_tag_at(html, at, STR("<"), STR("script"))) {
				twice = true;
			}
		} else if (!escaped) {
			at = find_char(html, at, '<') - 1;
		}
	}
	return html.len;
}

/* Place behind a comment whose text begins at `at` (13.2.5.43 to 51). */
static size_t
comment_end(str html, size_t at)
{
	if (str_starts(str_from(html, at), STR(">")))
		return at + 1;
	if (str_starts(str_from(html, at), STR("->")))
		return at + 2;
	for (at = find_text(html, at, STR("--")); at < html.len;
	     at = find_text(html, at + 1, STR("--"))) {
		if (str_starts(str_from(html, at), STR("-->")))
			return at + 3;
		if (str_starts(str_from(html, at), STR("--!>")))
			return at + 4;
	}
	return html.len;
}

struct attribute {
	size_t start, name_end, end;
	str value; /* without its quotes */
	char quote;
};

/* The attribute that begins at or after `at`; false at the end of the tag. */
static bool
next_attribute(str html, size_t at, struct attribute *a)
{
	while (at < html.len && html.at[at] != '>' && ends_name(html.at[at]))
		at++;
	a->start = at;
	a->value = STR_NONE;
	a->quote = 0;
	if (at >= html.len || html.at[at] == '>')
		return false;
	at++;
	while (at < html.len && !ends_name(html.at[at]) && html.at[at] != '=')
		at++;
	a->name_end = a->end = at;
	while (at < html.len && ascii_is_space((unsigned char)html.at[at]))
		at++;
	if (at >= html.len || html.at[at] != '=')
		return true;
	at++;
	while (at < html.len && ascii_is_space((unsigned char)html.at[at]))
		at++;
	if (at < html.len && (html.at[at] == '"' || html.at[at] == '\'')) {
		size_t close = find_char(html, at + 1, html.at[at]);

		a->quote = html.at[at];
		a->value = (str){html.at + at + 1, close - at - 1};
		a->end = close < html.len ? close + 1 : html.len;
		return true;
	}
	a->end = at;
	while (a->end < html.len && html.at[a->end] != '>' &&
	    !ascii_is_space((unsigned char)html.at[a->end]))
		a->end++;
	a->value = (str){html.at + at, a->end - at};
	return true;
}

/* Append the attribute as it may go on to the parser. */
static void
put_attribute(struct scanner *s, const struct attribute *a)
{
	str head = {s->html.at + a->start, a->name_end - a->start};
	bool is_data = str_starts_nocase(a->value, STR("data:")) &&
	    str_find_char(a->value, '&') == STR_NOT_FOUND;

	if (a->value.len > 256 && (is_data || str_eq_nocase(str_trim(head), STR("srcdoc")))) {
		*ARENA_PUSH(s->page->arena, s->scan->data, s->scan->data_count,
		    s->scan->data_room) = a->value;
		buf_char(&s->out, ' ');
		buf_add(&s->out, head);
		buf_printf(&s->out, "=\"" SCAN_DATA "%zu\"", s->scan->data_count - 1);
	} else if (a->value.len <= SCAN_VALUE_BYTES) {
		buf_char(&s->out, ' ');
		buf_add(&s->out, (str){head.at, a->end - a->start});
	}
}

/* Append the attributes of a tag whose name ends at `at`, at most LIMIT_ATTRIBUTES of them, with
   runs of plain ones copied as they are. False when the page ends within the tag: then it is
   none. */
static bool
scan_attributes(struct scanner *s, size_t at, struct tag_token *token)
{
	size_t count = 0, from = at, mark = s->out.len;
	struct attribute a;

	token->type = STR_NONE;
	while (next_attribute(s->html, at, &a)) {
		bool plain = a.value.len <= 256 && count < LIMIT_ATTRIBUTES;

		if (!plain && !token->is_end) {
			buf_add(&s->out, (str){s->html.at + from, at - from});
			if (count < LIMIT_ATTRIBUTES)
				put_attribute(s, &a);
			from = a.end;
		}
		if (token->element.tag == TAG_SCRIPT &&
		    str_eq_nocase((str){s->html.at + a.start, a.name_end - a.start}, STR("type")))
			token->type = a.value;
		count++;
		at = a.end;
	}
	if (a.start >= s->html.len) {
		s->out.len = mark;
		return false;
	}
	token->self_closing = s->html.at[a.start - 1] == '/' && a.start > at;
	if (!token->is_end)
		buf_add(&s->out, (str){s->html.at + from, a.start - from});
	buf_char(&s->out, '>');
	token->end = a.start + 1;
	return true;
}

static void
put_end_tag(struct scanner *s, str name)
{
	buf_z(&s->out, "</");
	buf_add(&s->out, name);
	buf_char(&s->out, '>');
}

static void
put_purges(struct scanner *s)
{
	for (unsigned i = 0; i < s->nesting.purge_count; i++)
		put_end_tag(s, tag_name(s->nesting.purge[i]));
	s->nesting.purge_count = 0;
}

/* Text with what could be markup escaped: whatever the parser takes it for, it opens nothing. */
static void
put_escaped(struct scanner *s, size_t from, size_t to, bool references)
{
	size_t plain = from;

	for (size_t i = from; i < to; i++) {
		if (s->html.at[i] != '<' && (references || s->html.at[i] != '&'))
			continue;
		buf_add(&s->out, (str){s->html.at + plain, i - plain});
		buf_z(&s->out, s->html.at[i] == '<' ? "&lt;" : "&amp;");
		plain = i + 1;
	}
	buf_add(&s->out, (str){s->html.at + plain, to - plain});
}

/* Text that is not markup, behind the start tag that stands in the output from `mark` on. Returns
   where to go on; the tag's end where the element is no such text. */
static size_t
scan_raw(struct scanner *s, const struct tag_token *token, str name, size_t mark)
{
	bool is_xmp = str_eq_nocase(name, STR("xmp")),
	     is_plain = str_eq_nocase(name, STR("plaintext"));
	size_t end;

	switch (token->element.tag) {
	case TAG_SCRIPT:
		end = script_end(s->html, token->end);
		if (str_find_nocase(str_head(token->type, 64), STR("ld+json")) != STR_NOT_FOUND)
			*ARENA_PUSH(s->page->arena, s->page->jsonld, s->page->jsonld_count,
			    s->page->jsonld_room) =
			    (str){s->html.at + token->end, end - token->end};
		else if (str_starts_nocase(token->type, STR("math/tex")) &&
		    end - token->end <= SCRIPT_TEX_BYTES)
			buf_add(&s->out, str_head(str_from(s->html, token->end), end - token->end));
		else if (str_eq_nocase(token->type, STR("application/json")))
			*ARENA_PUSH(s->page->arena, s->page->data, s->page->data_count,
			    s->page->data_room) = (str){s->html.at + token->end, end - token->end};
		break;
	case TAG_STYLE:
	case TAG_IFRAME:
	case TAG_NOFRAMES:
		end = raw_end(s->html, token->end, name);
		break;
	case TAG_TITLE:
	case TAG_TEXTAREA:
		end = raw_end(s->html, token->end, name);
		put_escaped(s, token->end, end, true);
		break;
	default:
		if (!is_xmp && !is_plain && !str_eq_nocase(name, STR("noembed")))
			return token->end;
		end = is_plain ? s->html.len : raw_end(s->html, token->end, name);
		s->out.len = mark;
		if (is_xmp || is_plain) {
			buf_z(&s->out, "<pre>");
			put_escaped(s, token->end, end, false);
			name = STR("pre");
		}
	}
	put_end_tag(s, name);
	end = find_char(s->html, end, '>');
	return end < s->html.len ? end + 1 : end;
}

/* A tag at `at` whose name begins at `from`. Returns where to go on. */
static size_t
scan_tag(struct scanner *s, size_t at, size_t from)
{
	size_t mark = s->out.len, name_end = from, next;
	struct tag_token token = {.is_end = s->html.at[from - 1] == '/'};
	bool foreign, keep;
	str name;

	while (name_end < s->html.len && !ends_name(s->html.at[name_end]))
		name_end++;
	name = (str){s->html.at + from, name_end - from};
	if (name.len > SCAN_VALUE_BYTES)
		return find_char(s->html, name_end, '>');
	token.element = element_of(name);
	buf_add(&s->out, (str){s->html.at + at, name_end - at});
	if (!scan_attributes(s, name_end, &token)) {
		s->out.len = mark;
		return s->html.len;
	}
	if (token.is_end) {
		if (!nesting_end(&s->nesting, token.element))
			s->out.len = mark;
		put_purges(s);
		return token.end;
	}
	foreign = nesting_is_foreign(&s->nesting);
	next = foreign ? token.end : scan_raw(s, &token, name, mark);
	if (next != token.end)
		return next;
	keep = nesting_start(&s->nesting, token.element, token.self_closing);
	if (!keep)
		s->out.len = mark;
	put_purges(s);
	if (foreign && !token.self_closing &&
	    (token.element.tag == TAG_SCRIPT || token.element.tag == TAG_STYLE)) {
		next = raw_end(s->html, token.end, name);
		return next < s->html.len ? next : token.end;
	}
	return token.end;
}

/* Whatever begins with an angle bracket at `at`. Returns where to go on. */
static size_t
scan_markup(struct scanner *s, size_t at)
{
	str rest = str_from(s->html, at + 1);
	size_t end;

	if (rest.len && ascii_is_alpha((unsigned char)rest.at[0]))
		return scan_tag(s, at, at + 1);
	if (rest.len > 1 && rest.at[0] == '/' && ascii_is_alpha((unsigned char)rest.at[1]))
		return scan_tag(s, at, at + 2);
	if (str_starts(rest, STR("!--"))) {
		end = comment_end(s->html, at + 4);
		base_comment(s->page, str_from(str_head(s->html, end), at + 4));
		return end;
	}
	if (str_starts_nocase(rest, STR("!doctype"))) {
		end = find_char(s->html, at, '>');
		if (end - at < 1024)
			buf_add(&s->out,
			    (str){s->html.at + at, end < s->html.len ? end - at + 1 : end - at});
		return end < s->html.len ? end + 1 : end;
	}
	if (str_starts(rest, STR("![CDATA[")) && nesting_is_foreign(&s->nesting)) {
		end = find_text(s->html, at, STR("]]>"));
		put_escaped(s, at + 9, end, false);
		return end < s->html.len ? end + 3 : end;
	}
	if (rest.len &&
	    (rest.at[0] == '!' || rest.at[0] == '?' || (rest.at[0] == '/' && rest.len > 1))) {
		end = find_char(s->html, at, '>');
		return end < s->html.len ? end + 1 : end;
	}
	buf_char(&s->out, '<');
	return at + 1;
}

void
scan_html(struct page *page, str html, struct scan *scan)
{
	struct scanner *s = arena_alloc(page->arena, sizeof *s);

	*scan = (struct scan){0};
	s->page = page;
	s->scan = scan;
	s->html = html;
	s->out = BUF(page->arena);
	buf_reserve(&s->out, html.len + 64);
	for (size_t at = 0; at < html.len;) {
		size_t next = find_char(html, at, '<');

		buf_add(&s->out, (str){html.at + at, next - at});
		at = next < html.len ? scan_markup(s, next) : next;
	}
	scan->text = buf_str(&s->out);
	scan->deep = s->nesting.deepest > 0;
}

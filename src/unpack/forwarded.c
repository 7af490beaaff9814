/* A message that was passed on as text, with its header above it. */
#include "unpack/forwarded.h"

#include "core/utf8.h"
#include "source/kind.h"

#define LOOK_BYTES ((size_t)256 << 10)
#define LOOK_LINES 120
#define LINE_BYTES 2000
#define NAME_BYTES 40
#define LEAST_FIELDS 3
#define FOLDS 2 /* lines that go on with a field's value */

enum field { FIELD_NONE, FIELD_FROM, FIELD_DATE, FIELD_TO, FIELD_SUBJECT };

static const struct {
	enum field field;
	const char *words;
} names[] = {
#define FIELD(field, words) {FIELD_##field, words},
#include "unpack/forwarded.def"
#undef FIELD
};

struct scan {
	struct ctx *ctx;
	str text;
	size_t at; /* what was not read yet */
	bool is_html;
	struct buf line;
};

/* Elements of a page that begin a line of their own. */
static bool
breaks_line(str tag)
{
	static const char *const list[] = {"br", "p", "div", "tr", "td", "table", "li", "ul", "ol",
	    "blockquote", "hr", "h1", "h2", "h3", "h4", "center", "body", "pre", "dl", "dt", "dd"};

	if (str_starts(tag, STR("/")))
		tag = str_from(tag, 1);
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		str name = str_of(list[i]);

		if (str_starts_nocase(tag, name) &&
		    (tag.len == name.len ||
			(!ascii_is_alpha((unsigned char)tag.at[name.len]) &&
			    !ascii_is_digit((unsigned char)tag.at[name.len]))))
			return true;
	}
	return false;
}

/* What of a page is no text: from its start tag to its end tag. */
static size_t
skip_hidden(str rest)
{
	static const struct {
		const char *start, *end;
	} list[] = {{"<!--", "-->"}, {"<style", "</style"}, {"<head", "</head"},
	    {"<script", "</script"}, {"<title", "</title"}};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		size_t end;

		if (!str_starts_nocase(rest, str_of(list[i].start)) ||
		    (i && rest.len > str_of(list[i].start).len &&
			ascii_is_alpha((unsigned char)rest.at[str_of(list[i].start).len])))
			continue;
		end = str_find_nocase(rest, str_of(list[i].end));
		return end == STR_NOT_FOUND ? rest.len : end + str_of(list[i].end).len;
	}
	return 0;
}

/* The few entities that stand in such headers; others stay. */
static size_t
add_entity(struct buf *line, str rest)
{
	static const struct {
		const char *name, *text;
	} list[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&nbsp;", " "},
	    {"&#39;", "'"}, {"&#34;", "\""}, {"&#160;", " "}, {"&#64;", "@"}};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (str_starts(rest, str_of(list[i].name))) {
			buf_z(line, list[i].text);
			return str_of(list[i].name).len;
		}
	buf_char(line, '&');
	return 1;
}

/* Reads one element of a page's source; true when a line ends there. */
static bool
step_html(struct scan *scan)
{
	str rest = str_from(scan->text, scan->at), tag;
	size_t skipped = *rest.at == '<' ? skip_hidden(rest) : 0, end;

	if (skipped) {
		scan->at += skipped;
		return false;
	}
	if (*rest.at == '&') {
		scan->at += add_entity(&scan->line, rest);
		return false;
	}
	if (*rest.at != '<') {
		buf_char(&scan->line, *rest.at == '\n' || *rest.at == '\r' ? ' ' : *rest.at);
		scan->at++;
		return false;
	}
	end = str_find_char(str_head(rest, LINE_BYTES * 4), '>');
	if (end == STR_NOT_FOUND) {
		scan->at++;
		return false;
	}
	tag = (str){rest.at + 1, end - 1};
	scan->at += end + 1;
	return breaks_line(tag);
}

/* The next line that says something; false at the end of what is looked at. */
static bool
next_line(struct scan *scan, str *line)
{
	for (;;) {
		bool ends = false;

		scan->line = BUF(scan->ctx->arena);
		while (!ends && scan->at < scan->text.len) {
			if (scan->is_html) {
				ends = step_html(scan);
			} else {
				ends = scan->text.at[scan->at] == '\n';
				buf_char(&scan->line, scan->text.at[scan->at++]);
			}
			if (scan->line.len > LINE_BYTES)
				ends = true;
		}
		*line = utf8_fold_space(
		    scan->ctx->arena, utf8_repair(scan->ctx->arena, buf_str(&scan->line)));
		if (line->len || scan->at >= scan->text.len)
			return line->len > 0;
	}
}

/* "From: Ann Lee", "*Von:* Ann", "差出人：…": which field, and its value. */
static enum field
read_field(struct ctx *ctx, str line, str *value)
{
	size_t colon = str_find_char(str_head(line, NAME_BYTES), ':'), len = 1, n;
	str name, first;

	if (colon == STR_NOT_FOUND) {
		colon = str_find(str_head(line, NAME_BYTES), STR("\xef\xbc\x9a"));
		len = 3;
	}
	if (colon == STR_NOT_FOUND)
		return FIELD_NONE;
	name = utf8_fold_words(ctx->arena, str_head(line, colon));
	n = str_words(name);
	if (!str_word(&name, &first) || n > 3)
		return FIELD_NONE;
	*value = str_trim(str_from(line, colon + len));
	if (str_starts(*value, STR("*")))
		*value = str_trim(str_from(*value, 1));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_has_word_nocase(str_of(names[i].words), first))
			return names[i].field;
	return FIELD_NONE;
}

bool
forwarded_find(struct ctx *ctx, str text, bool is_html, struct forwarded *found)
{
	struct scan scan = {ctx, str_head(text, LOOK_BYTES), 0, is_html, BUF(ctx->arena)};
	struct forwarded header = {0};
	unsigned fields = 0, folds = 0, seen = 0;
	size_t words = 0;
	str line, value;

	for (int lines = 0; lines < LOOK_LINES && next_line(&scan, &line); lines++) {
		enum field field = read_field(ctx, line, &value);

		if (field && !(fields && folds > FOLDS)) {
			fields += !(seen & 1u << field);
			seen |= 1u << field;
			folds = 0;
			header.words = words;
			header.end = scan.at;
			if (field == FIELD_FROM)
				header.from = value;
			else if (field == FIELD_DATE)
				header.date = value;
			else if (field == FIELD_TO)
				header.to = value;
			continue;
		}
		if (fields >= LEAST_FIELDS && header.from.len)
			break;
		if (fields && ++folds <= FOLDS)
			continue;
		/* It was none. */
		words += utf8_words(line);
		header = (struct forwarded){0};
		fields = folds = seen = 0;
	}
	*found = header;
	return fields >= LEAST_FIELDS && header.from.len;
}

/* Heads of Markdown that no signs part from the text: Pandoc's titles, MultiMarkdown's keys,
   Readwise's list. */
#include <string.h>

#include "core/buf.h"
#include "core/utf8.h"
#include "parse/frontmatter.h"

#define MOST_LINES 60

/* The next line, without its end, and where the one after begins. */
static str
line_at(str text, str *after)
{
	size_t len = str_find_char(text, '\n');

	*after = str_from(text, len == STR_NOT_FOUND ? text.len : len + 1);
	text = str_head(text, len);
	if (str_ends(text, STR("\r")))
		text.len--;
	return text;
}

/* Authors of a title block stand a line each, or semicolons between. */
static void
take_authors(struct frontmatter *f, str text)
{
	str line, name;

	while (str_cut(&text, '\n', &line))
		while (str_cut(&line, ';', &name))
			frontmatter_pair(f, STR("author"), name);
}

str
frontmatter_titles(struct frontmatter *f, str text)
{
	static const char *const keys[] = {"title", "author", "date"};
	str rest = text, after;
	size_t count = 0;

	/* "%%" begins a note of Obsidian's. */
	for (; count < 3 && str_starts(rest, STR("%")) && !str_starts(rest, STR("%%")); count++) {
		struct buf value = BUF(f->ctx->arena);

		buf_add(&value, str_trim(str_from(line_at(rest, &after), 1)));
		while (after.len && (*after.at == ' ' || *after.at == '\t')) {
			buf_char(&value, '\n');
			buf_add(&value, str_trim(line_at(after, &after)));
		}
		if (count == 1)
			take_authors(f, buf_str(&value));
		else if (value.len)
			frontmatter_pair(f, str_of(keys[count]), buf_str(&value));
		rest = after;
	}
	if (count == 0 || str_trim(line_at(rest, &after)).len) {
		*f->front = (struct front){0};
		return text;
	}
	return rest;
}

/* "Key: value"; false when a line is none. */
static bool
split_pair(str line, str *key, str *value)
{
	size_t colon = str_find_char(line, ':');

	if (colon == STR_NOT_FOUND || colon == 0 || colon > 40 ||
	    !ascii_is_alpha((unsigned char)*line.at))
		return false;
	*key = str_head(line, colon);
	*value = str_trim(str_from(line, colon + 1));
	for (size_t i = 0; i < key->len; i++)
		if (!ascii_is_alpha((unsigned char)key->at[i]) &&
		    !ascii_is_digit((unsigned char)key->at[i]) && !strchr(" -_", key->at[i]))
			return false;
	return line.len == colon + 1 || ascii_is_space((unsigned char)line.at[colon + 1]);
}

/* Length of the lines up to the first blank one when all are keys of which two at least, the first
   among them, are ours: else the text begins with a letter's "To: whom" or the like. */
static size_t
headers_length(str text)
{
	str rest = text, after, key, value;
	size_t ours = 0, lines = 0;

	for (; rest.len && lines < MOST_LINES; rest = after, lines++) {
		str line = line_at(rest, &after);

		if (!str_trim(line).len)
			return ours >= 2 ? (size_t)(rest.at - text.at) : 0;
		if (lines && (*line.at == ' ' || *line.at == '\t'))
			continue;
		if (!split_pair(line, &key, &value))
			return 0;
		ours += frontmatter_knows(key);
		if (!ours)
			return 0;
	}
	return 0;
}

str
frontmatter_headers(struct frontmatter *f, str text)
{
	size_t len = headers_length(text);
	str head = str_head(text, len), after, key, value;

	while (head.len) {
		struct buf whole = BUF(f->ctx->arena);
		str line = line_at(head, &after);

		if (!split_pair(line, &key, &value))
			break;
		buf_add(&whole, value);
		while (after.len && (*after.at == ' ' || *after.at == '\t')) {
			buf_char(&whole, ' ');
			buf_add(&whole, str_trim(line_at(after, &after)));
		}
		frontmatter_pair(f, key, buf_str(&whole));
		head = after;
	}
	return str_from(text, len);
}

/* Markdown around a value of the list: [text](address) and the like. */
static str
value_of(str key, str value)
{
	size_t open = str_find(value, STR("](")), close;

	if (open == STR_NOT_FOUND || !str_starts(value, STR("[")) || value.at[1] == '[')
		return value;
	close = str_rfind_char(value, ')');
	if (str_eq_nocase(key, STR("url")) || str_eq_nocase(key, STR("source")))
		return close > open ? str_head(str_from(value, open + 2), close - open - 2) : value;
	return str_from(str_head(value, open), 1);
}

/* "#one #two" and "[[one]] [[two]]" as a list with commas. */
static str
tags_of(struct arena *arena, str value)
{
	struct buf list = BUF(arena);
	str word;

	if (str_find(value, STR("[[")) == STR_NOT_FOUND && !str_starts(value, STR("#")))
		return value;
	while (str_word(&value, &word)) {
		bool ends = str_ends(word, STR("]]")) || str_starts(word, STR("#"));

		while (str_starts(word, STR("#")) || str_starts(word, STR("[")))
			word = str_from(word, 1);
		while (str_ends(word, STR("]")) || str_ends(word, STR(",")))
			word.len--;
		buf_add(&list, word);
		buf_z(&list, ends ? "," : " ");
	}
	return buf_str(&list);
}

static void
take_item(struct frontmatter *f, str line)
{
	str key, value;

	if (!split_pair(str_trim(str_from(line, 1)), &key, &value))
		return;
	key = str_trim(key);
	value = value_of(key, value);
	if (str_eq_nocase(key, STR("document tags")) || str_eq_nocase(key, STR("tags")))
		value = tags_of(f->ctx->arena, value);
	frontmatter_pair(f, key, value);
}

static bool
is_item(str line)
{
	return line.len > 2 && (*line.at == '-' || *line.at == '*') && line.at[1] == ' ';
}

/* The picture that Readwise puts before the list. */
static bool
take_cover(struct frontmatter *f, str line)
{
	str address;

	if (!str_starts(line, STR("![rw-book-cover](")))
		return false;
	address = str_from(line, 17);
	frontmatter_pair(f, STR("cover"), str_head(address, str_find_char(address, ')')));
	return true;
}

/* Where the list's heading begins, and the items; what stands before goes to `kept`, without the
   cover. */
static bool
find_list(struct frontmatter *f, str text, struct buf *kept, str *items)
{
	str rest = text, after;

	for (size_t i = 0; rest.len && i < MOST_LINES; i++, rest = after) {
		str line = line_at(rest, &after), title = line;

		while (str_starts(title, STR("#")))
			title = str_from(title, 1);
		if (title.len < line.len && str_eq_nocase(str_trim(title), STR("Metadata"))) {
			*items = after;
			while (items->len && !str_trim(line_at(*items, &after)).len)
				*items = after;
			return is_item(line_at(*items, &after));
		}
		if (!take_cover(f, line)) {
			buf_add(kept, line);
			buf_char(kept, '\n');
		}
	}
	return false;
}

str
frontmatter_list(struct frontmatter *f, str text)
{
	struct buf kept = BUF(f->ctx->arena);
	str items, after, line, key, value;
	size_t ours = 0;

	if (str_find(str_head(text, 4096), STR("Metadata")) == STR_NOT_FOUND ||
	    !find_list(f, text, &kept, &items))
		return text;
	for (str rest = items; is_item(line = line_at(rest, &after)); rest = after)
		ours +=
		    split_pair(str_trim(str_from(line, 1)), &key, &value) && frontmatter_knows(key);
	if (ours < 2)
		return text;
	while (is_item(line = line_at(items, &after)) || (line.len && *line.at == ' ')) {
		if (*line.at != ' ')
			take_item(f, line);
		items = after;
	}
	buf_add(&kept, items);
	return buf_str(&kept);
}

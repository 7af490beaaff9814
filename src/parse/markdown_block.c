/* Markdown line by line: definitions, fenced divs, line blocks, comments and formulas set aside. */
#include <string.h>

#include "core/utf8.h"
#include "parse/markdown.h"
#include "parse/tame.h"

#define LONGEST_FORMULA 8000
#define LONGEST_COMMENT ((size_t)64 << 10)
#define LONGEST_LABEL 1000
#define MOST_MARKERS 100
#define MOST_ABBREVIATIONS 200
#define MOST_DIVS 50

/* What a line follows. */
enum before { BEFORE_NOTHING, BEFORE_TEXT, BEFORE_TABLE };

struct fence {
	char c;
	size_t length; /* 0: none is open */
	unsigned quotes;
	size_t column; /* what is indented less ends it, as the list around it ends */
};

struct line {
	size_t at, text, end, next; /* text: behind the marks of quotes and lists */
	unsigned quotes;
	size_t indent;  /* columns, behind the last mark */
	size_t content; /* column behind a list's marker, 0 without one */
	bool is_blank, is_item;
};

struct lines {
	struct markdown *md;
	struct buf out;
	str text;
	size_t unit; /* where the lines that may be a paragraph begin */
	bool has_unit;
	unsigned unit_quotes;
	struct fence fence;
	size_t list; /* column of the list's content around, 0 without one */
	bool after_blank, after_code;
	enum before before;
	unsigned divs;
	size_t ends[2]; /* next places of $$ and %% */
};

static str
rest_of(const struct lines *l, const struct line *line)
{
	return (str){l->text.at + line->text, line->end - line->text};
}

static struct line
read_line(const struct lines *l, size_t at)
{
	struct line line = {.at = at, .text = at};
	size_t len = str_find_char(str_from(l->text, at), '\n'), column = 0, markers = 0;

	line.end = len == STR_NOT_FOUND ? l->text.len : at + len;
	line.next = len == STR_NOT_FOUND ? l->text.len : line.end + 1;
	while (line.text < line.end) {
		char c = l->text.at[line.text];
		size_t marker;

		if (c == ' ' || c == '\t') {
			line.indent += c == ' ' ? 1 : 4 - column % 4;
			column += c == ' ' ? 1 : 4 - column % 4;
			line.text++;
			continue;
		}
		if (line.indent >= 4 + (line.is_item ? 0 : l->list))
			break;
		marker = tame_marker((str){l->text.at + line.text, line.end - line.text});
		if (marker == 0 || ++markers > MOST_MARKERS)
			break;
		line.is_item = c != '>';
		line.quotes += c == '>';
		column += marker;
		if (line.is_item)
			line.content = column;
		line.text += marker;
		line.indent = 0;
	}
	line.is_blank = str_trim(rest_of(l, &line)).len == 0 && !line.is_item;
	return line;
}

static void
put(struct lines *l, size_t from, size_t to)
{
	buf_add(&l->out, (str){l->text.at + from, to - from});
}

/* The lines gathered so far are a paragraph, or the like. */
static void
end_unit(struct lines *l, size_t at)
{
	if (l->has_unit)
		markdown_span_read(
		    l->md, &l->out, (str){l->text.at + l->unit, at - l->unit}, false);
	l->has_unit = false;
}

/* Length of a run of one character at the start. */
static size_t
run_length(str s)
{
	size_t n = 0;

	while (n < s.len && s.at[n] == s.at[0])
		n++;
	return n;
}

/* Fenced code (CommonMark 4.5); true when the line is of it. */
static bool
follow_fence(struct lines *l, const struct line *line)
{
	str rest = rest_of(l, line);
	char c = rest.len ? *rest.at : '\0';
	size_t n = c == '`' || c == '~' ? run_length(rest) : 0;

	if (l->fence.length &&
	    (line->quotes < l->fence.quotes ||
		(!line->is_blank && !line->quotes && line->indent < l->fence.column)))
		l->fence.length = 0;
	if (l->fence.length) {
		if (c == l->fence.c && n >= l->fence.length && str_trim(str_from(rest, n)).len == 0)
			l->fence.length = 0;
		return true;
	}
	if (n < 3 || (!line->is_item && line->indent >= l->list + 4) ||
	    (c == '`' && str_find_char(str_from(rest, n), '`') != STR_NOT_FOUND))
		return false;
	l->fence = (struct fence){c, n, line->quotes, line->is_item ? line->content : l->list};
	if (!line->is_item && line->indent < l->fence.column)
		l->fence.column = 0;
	return true;
}

/* A line that is set aside in a comment, which is a block of its own. */
static bool
put_comment(struct lines *l, const struct line *line, enum slot_kind kind, str text)
{
	end_unit(l, line->at);
	put(l, line->at, line->text);
	buf_z(&l->out, "<!--");
	markdown_slot_put(l->md, &l->out, kind, rest_of(l, line), text);
	buf_z(&l->out, "-->");
	put(l, line->end, line->next);
	return true;
}

/* ::: note, ::: {.note}, :::note[Title] and the ::: that ends them. */
static bool
try_div(struct lines *l, const struct line *line)
{
	str rest = str_trim(rest_of(l, line)), name;
	size_t colons;

	if (!str_starts(rest, STR(":::")))
		return false;
	colons = run_length(rest);
	name = str_trim(str_from(rest, colons));
	if (name.len == 0 && l->divs > 0) {
		l->divs--;
		return put_comment(l, line, SLOT_DIV_END, STR_NONE);
	}
	if (name.len == 0 || l->divs == MOST_DIVS ||
	    (*name.at != '{' && !ascii_is_alpha((unsigned char)*name.at)) ||
	    str_find(name, STR("-->")) != STR_NOT_FOUND)
		return false;
	l->divs++;
	return put_comment(l, line, SLOT_DIV, name);
}

static void
add_abbreviation(struct markdown *md, str key, str title)
{
	struct abbreviation *abbreviation;
	struct idmap_entry *entry;
	bool is_new;
	str word = key;
	size_t len;

	for (word.len = 0; word.len < key.len; word.len += len)
		if (!code_is_word(utf8_decode(str_from(key, word.len), &len)))
			break;
	if (md->abbreviation_count == MOST_ABBREVIATIONS || !word.len)
		return;
	abbreviation = ARENA_PUSH(
	    md->ctx->arena, md->abbreviations, md->abbreviation_count, md->abbreviation_room);
	entry = idmap_add(&md->first_words, word, &is_new);
	*abbreviation = (struct abbreviation){key, title, is_new ? 0 : entry->value};
	entry->value = (uint32_t)md->abbreviation_count;
}

/* *[HTML]: Hypertext Markup Language */
static bool
try_abbreviation(struct lines *l, const struct line *line)
{
	str rest = rest_of(l, line), key, title;
	size_t end = str_find(rest, STR("]:"));

	if (!str_starts(rest, STR("*[")) || end == STR_NOT_FOUND || end > 100)
		return false;
	key = str_trim(str_from(str_head(rest, end), 2));
	title = str_trim(str_from(rest, end + 2));
	if (!key.len || str_find(rest, STR("-->")) != STR_NOT_FOUND)
		return false;
	add_abbreviation(l->md, key, title);
	return put_comment(l, line, SLOT_ORDER, STR_NONE);
}

/* Whether a blank line and a table follow: then the line was its caption. */
static bool
is_before_table(const struct lines *l, const struct line *line)
{
	struct line next;

	if (line->next >= l->text.len)
		return false;
	next = read_line(l, line->next);
	if (!next.is_blank || next.next >= l->text.len)
		return false;
	next = read_line(l, next.next);
	return str_starts(rest_of(l, &next), STR("|"));
}

/* ": text" under a term becomes a bullet of the same width with a mark behind it. */
static bool
try_definition(struct lines *l, const struct line *line)
{
	str rest = rest_of(l, line);
	size_t space = 1;

	if (l->before != BEFORE_TEXT || !str_starts(rest, STR(":")) || line->is_item)
		return false;
	while (space < rest.len && (rest.at[space] == ' ' || rest.at[space] == '\t'))
		space++;
	if (space == 1 || space == rest.len || space > 5 || rest.at[space] == '\r' ||
	    (l->after_blank && is_before_table(l, line)))
		return false;
	end_unit(l, line->at);
	put(l, line->at, line->text);
	buf_char(&l->out, '+');
	put(l, line->text + 1, line->text + space);
	markdown_slot_put(l->md, &l->out, SLOT_ITEM, str_head(rest, space), STR_NONE);
	l->has_unit = true;
	l->unit = line->text + space;
	l->unit_quotes = line->quotes;
	l->list = line->indent + space;
	return true;
}

/* Whether a line could be one of a line block: "| text", and no row of a table. */
static bool
is_verse(const struct lines *l, const struct line *line)
{
	str rest = rest_of(l, line), text = str_trim(rest);

	return str_starts(rest, STR("|")) && (rest.len == 1 || strchr(" \r", rest.at[1])) &&
	    str_find_char(str_from(text, 1), '|') == STR_NOT_FOUND;
}

/* Two lines at least make a line block. */
static bool
try_verse(struct lines *l, const struct line *line, bool *in_verse)
{
	struct line next;
	str rest = rest_of(l, line);
	size_t width;

	if (!is_verse(l, line) || (!*in_verse && l->before == BEFORE_TABLE)) {
		*in_verse = false;
		return false;
	}
	if (!*in_verse) {
		if (line->next >= l->text.len)
			return false;
		next = read_line(l, line->next);
		if (!is_verse(l, &next))
			return false;
		end_unit(l, line->at);
		*in_verse = true;
	}
	width = rest.len > 1 && rest.at[1] == ' ' ? 2 : 1;
	while (width < rest.len && rest.at[width] == ' ')
		width++;
	end_unit(l, line->at);
	put(l, line->at, line->text);
	markdown_slot_put(l->md, &l->out, SLOT_VERSE, str_head(rest, width), STR_NONE);
	l->has_unit = true;
	l->unit = line->text + width;
	l->unit_quotes = line->quotes;
	return true;
}

/* The next place of two characters, kept until it is passed. */
static size_t
seek(struct lines *l, int what, size_t from)
{
	size_t *end = &l->ends[what];

	if (*end < from) {
		size_t at = str_find(str_from(l->text, from), what ? STR("%%") : STR("$$"));

		*end = at == STR_NOT_FOUND ? l->text.len : from + at;
	}
	return *end;
}

/* Set aside what goes over several lines, from the line's text to `end`; the rest of its last line
   is blank. Returns where to go on. */
static size_t
put_region(struct lines *l, const struct line *line, size_t end, enum slot_kind kind, str text)
{
	str raw = {l->text.at + line->text, end - line->text};
	size_t len = str_find_char(str_from(l->text, end), '\n');

	end_unit(l, line->at);
	put(l, line->at, line->text);
	buf_z(&l->out, kind == SLOT_ORDER ? "<!--" : "");
	markdown_slot_put(l->md, &l->out, kind, raw, text);
	buf_z(&l->out, kind == SLOT_ORDER ? "-->" : "");
	len = len == STR_NOT_FOUND ? l->text.len : end + len + 1;
	put(l, end, len);
	return len;
}

static bool
ends_line(const struct lines *l, size_t at)
{
	str rest = str_from(l->text, at);

	while (rest.len && (*rest.at == ' ' || *rest.at == '\t' || *rest.at == '\r'))
		rest = str_from(rest, 1);
	return !rest.len || *rest.at == '\n';
}

/* Formulas and comments that begin a line and end on another, whatever the lines look like. Returns
   where to go on, 0 when there is none. */
static size_t
try_region(struct lines *l, const struct line *line)
{
	str rest = rest_of(l, line), name, ahead, inner;
	size_t end, open = 2, close = 2;

	if (str_starts(rest, STR("%%"))) {
		end = seek(l, 1, line->text + 2);
		if (end >= l->text.len || end - line->text > LONGEST_COMMENT || end < line->end ||
		    !ends_line(l, end + 2))
			return 0;
		return put_region(l, line, end + 2, SLOT_ORDER, STR_NONE);
	}
	ahead = str_head(str_from(l->text, line->text), LONGEST_FORMULA);
	if (str_starts(rest, STR("$$"))) {
		end = seek(l, 0, line->text + 2);
	} else if (str_starts(rest, STR("\\[")) && ends_line(l, line->text + 2)) {
		end = str_find(ahead, STR("\\]"));
		end = end == STR_NOT_FOUND ? end : line->text + end;
	} else if ((name = markdown_math_environment(rest)).len) {
		str mark = arena_printf(l->md->ctx->arena, "\\end{%.*s}", STR_ARG(name));

		open = 0;
		close = mark.len;
		end = str_find(ahead, mark);
		end = end == STR_NOT_FOUND ? end : line->text + end;
	} else {
		return 0;
	}
	if (end == STR_NOT_FOUND || end >= l->text.len || end < line->end ||
	    end - line->text > LONGEST_FORMULA || !ends_line(l, end + close))
		return 0;
	inner = (str){l->text.at + line->text + open, end + (open ? 0 : close) - line->text - open};
	if (!markdown_math_is_tex(inner) && str_find(inner, STR("\n\n")) != STR_NOT_FOUND)
		return 0;
	return put_region(
	    l, line, end + close, SLOT_DISPLAY, markdown_math_inner(l->md->ctx->arena, inner));
}

/* Lines that only programs read: [TOC], {: .class}. */
static bool
is_order(str line)
{
	line = str_trim(line);
	return str_eq_nocase(line, STR("[TOC]")) || str_eq_nocase(line, STR("[[_TOC_]]")) ||
	    str_eq_nocase(line, STR("[[TOC]]")) ||
	    (str_starts(line, STR("{:")) && str_ends(line, STR("}")) &&
		str_find_char(str_head(line, line.len - 1), '}') == STR_NOT_FOUND);
}

/* "===" or "---" under a title; a rule. */
static bool
is_underline(str line)
{
	line = str_trim(line);
	return line.len && strchr("=-*_", *line.at) && run_length(line) == line.len;
}

/* A line of text: it goes on with the unit, or begins one. */
static void
take_text(struct lines *l, const struct line *line)
{
	str rest = rest_of(l, line);
	bool is_row = str_starts(rest, STR("|")), is_heading = str_starts(rest, STR("#"));

	if (line->is_item || line->quotes != l->unit_quotes || is_row || is_heading)
		end_unit(l, line->at);
	if (!l->has_unit)
		l->unit = line->at;
	l->has_unit = true;
	l->unit_quotes = line->quotes;
	if (is_row || is_heading || is_underline(rest))
		end_unit(l, line->next);
	if (line->is_item)
		l->list = line->content;
	else if (l->after_blank && line->indent < l->list)
		l->list = 0;
	l->before = is_row || (l->before == BEFORE_TABLE && !l->after_blank) ? BEFORE_TABLE
	    : is_heading || is_underline(rest)                               ? BEFORE_NOTHING
									     : BEFORE_TEXT;
}

/* Blank lines and code; true when the line was of them. */
static bool
take_literal(struct lines *l, const struct line *line)
{
	bool is_code;

	if (follow_fence(l, line)) {
		end_unit(l, line->at);
		put(l, line->at, line->next);
		l->before = BEFORE_NOTHING;
		l->after_blank = false;
		l->after_code = true;
		return true;
	}
	is_code = !line->is_blank && !line->is_item && line->indent >= l->list + 4 &&
	    !l->has_unit && (l->after_blank || l->after_code || l->before == BEFORE_NOTHING);
	if (!line->is_blank && !is_code)
		return false;
	end_unit(l, line->at);
	put(l, line->at, line->next);
	l->after_code = is_code;
	if (is_code ? !l->list : l->after_blank || l->before == BEFORE_TABLE)
		l->before = BEFORE_NOTHING;
	l->after_blank = line->is_blank;
	return true;
}

static void
take_lines(struct lines *l)
{
	bool in_verse = false;

	for (size_t at = 0; at < l->text.len;) {
		struct line line = read_line(l, at);
		size_t next;

		at = line.next;
		if (take_literal(l, &line)) {
			in_verse = false;
			continue;
		}
		if ((next = try_region(l, &line))) {
			at = next;
			l->before = BEFORE_NOTHING;
		} else if (try_div(l, &line) || try_abbreviation(l, &line)) {
			l->before = BEFORE_NOTHING;
		} else if (is_order(rest_of(l, &line))) {
			put_comment(l, &line, SLOT_ORDER, STR_NONE);
		} else if (!try_definition(l, &line) && !try_verse(l, &line, &in_verse)) {
			take_text(l, &line);
		}
		l->after_blank = l->after_code = false;
	}
	end_unit(l, l->text.len);
}

/* The notes that stood in the text, as definitions. */
static void
put_notes(struct lines *l)
{
	if (l->md->note_count && l->fence.length) {
		buf_char(&l->out, '\n');
		for (size_t i = 0; i < l->fence.length && i < 100; i++)
			buf_char(&l->out, l->fence.c);
	}
	for (size_t i = 0; i < l->md->note_count; i++) {
		struct slot note = l->md->slots[l->md->notes[i]];
		str text = markdown_math_inner(l->md->ctx->arena, note.text);

		buf_z(&l->out, "\n\n[^");
		markdown_slot_put(l->md, &l->out, SLOT_NOTE, note.raw, note.text);
		buf_z(&l->out, "]: ");
		markdown_span_read(l->md, &l->out, text, true);
		buf_char(&l->out, '\n');
	}
}

/* Labels of references that are defined: "[label]:" at the start of a line. */
static void
gather_labels(struct markdown *md, str text)
{
	str line;
	bool is_new;

	while (str_cut(&text, '\n', &line)) {
		size_t end;

		line = str_trim(line);
		if (!str_starts(line, STR("[")))
			continue;
		line = str_from(str_head(line, LONGEST_LABEL), 1);
		end = str_find(line, STR("]:"));
		if (end == STR_NOT_FOUND)
			continue;
		/* "[[x]]: y" defines nothing, but whoever writes it means no wikilink. */
		line = str_head(line, end);
		while (str_starts(line, STR("[")) && str_ends(line, STR("]")))
			line = str_head(str_from(line, 1), line.len - 2);
		idmap_add(&md->labels, str_trim(line), &is_new);
	}
}

str
markdown_block_read(struct markdown *md, str text)
{
	struct lines l = {.md = md, .out = BUF(md->ctx->arena), .text = text};

	gather_labels(md, text);
	take_lines(&l);
	put_notes(&l);
	return buf_str(&l.out);
}

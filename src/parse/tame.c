/* Bounds on Markdown before it is parsed. */
#include "parse/tame.h"

#include <string.h>

#include "core/buf.h"

#define MOST_INDENT 256    /* columns */
#define MOST_MARKERS 100   /* of quotes and lists, at the start of one line */
#define MOST_PIPES 400     /* in a line */
#define MOST_DELIMITERS 20 /* lines that could be under a table's head, in one paragraph */
#define MOST_IN_WORD 400   /* characters in a word at which a parser looks for an address */
#define MOST_ATS 1000      /* in a paragraph: each is copied with all that follows it */
#define MOST_EXPANSION ((size_t)64 << 20)
#define SHORT_DEFINITION 200

struct tamer {
	struct tame *tame;
	struct buf out;
	size_t from; /* what is before it in the text has gone out */
	str text;
	size_t columns, cells;  /* of the table being read, 0 when none is; of all */
	size_t delimiters, ats; /* in this paragraph */
};

/* Write what lies before `at`, then `insert`, and go on at `next`. */
static void
splice(struct tamer *t, size_t at, const char *insert, size_t next)
{
	buf_add(&t->out, (str){t->text.at + t->from, at - t->from});
	buf_z(&t->out, insert);
	t->from = next;
}

size_t
tame_marker(str s)
{
	size_t n = 0;

	if (s.len && s.at[0] == '>')
		return 1;
	if (s.len && strchr("-*+", s.at[0]))
		n = 1;
	else
		while (n < s.len && n < 9 && ascii_is_digit((unsigned char)s.at[n]))
			n++;
	if (n == 0 ||
	    (ascii_is_digit((unsigned char)s.at[0]) &&
		(n >= s.len || (s.at[n] != '.' && s.at[n] != ')') || !++n)))
		return 0;
	return n < s.len && (s.at[n] == ' ' || s.at[n] == '\t') ? n + 1 : 0;
}

/* The start of a line: too deep an indent is cut, markers beyond the bound are left out. Returns
   where the line's text begins. */
static size_t
tame_start(struct tamer *t, size_t at, size_t end)
{
	size_t markers = 0, columns = 0;

	while (at < end) {
		size_t n;

		if (t->text.at[at] == ' ' || t->text.at[at] == '\t') {
			columns += t->text.at[at] == ' ' ? 1 : 4;
			if (columns > MOST_INDENT)
				splice(t, at, "", at + 1);
			at++;
			continue;
		}
		n = tame_marker((str){t->text.at + at, end - at});
		if (n == 0)
			break;
		if (++markers > MOST_MARKERS)
			splice(t, at, "", at + n);
		at += n;
	}
	return at;
}

/* Whether a line could stand under the head of a table. */
static bool
is_delimiter(str line)
{
	bool dash = false;

	for (size_t i = 0; i < line.len; i++) {
		if (!strchr("|:- \t\r>", line.at[i]))
			return false;
		dash = dash || line.at[i] == '-';
	}
	return dash;
}

static size_t
count_char(str s, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += s.at[i] == c;
	return count;
}

static void
tame_table(struct tamer *t, size_t at, size_t end)
{
	str line = {t->text.at + at, end - at};
	size_t pipes = count_char(line, '|');

	if (pipes > MOST_PIPES) {
		for (size_t i = at; i < end; i++)
			if (t->text.at[i] == '|')
				splice(t, i, "\\|", i + 1);
		t->columns = 0;
		t->tame->table_cut = true;
		return;
	}
	if (pipes && is_delimiter(line)) {
		t->columns = t->columns > pipes + 1 ? t->columns : pipes + 1;
		if (t->cells > LIMIT_TABLE_CELLS || ++t->delimiters > MOST_DELIMITERS)
			splice(t, at, "\\", at);
	} else if (t->columns) {
		t->cells += t->columns;
		if (t->cells > LIMIT_TABLE_CELLS) {
			splice(t, at, "\n", at);
			t->columns = 0;
			t->tame->table_cut = true;
		}
	}
}

/* Words with so many places where an address could begin or end that looking at each costs the
   square of their length. */
static void
look_at_words(struct tamer *t, str line)
{
	size_t places = 0;

	t->ats += count_char(line, '@');
	if (t->ats > MOST_ATS)
		t->tame->no_autolinks = true;

	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];

		if (c == ' ' || c == '\t' || c == '<')
			places = 0;
		else if (c == ')' || c == '@' || c == ':')
			places++;
		if (places > MOST_IN_WORD)
			t->tame->no_autolinks = true;
	}
}

static void
tame_lines(struct tamer *t)
{
	size_t at = 0;

	while (at < t->text.len) {
		size_t len = str_find_char(str_from(t->text, at), '\n');
		size_t end = len == STR_NOT_FOUND ? t->text.len : at + len;

		if (str_trim((str){t->text.at + at, end - at}).len == 0) {
			t->columns = t->delimiters = t->ats = 0;
		} else {
			size_t text = tame_start(t, at, end);

			tame_table(t, text, end);
			look_at_words(t, (str){t->text.at + text, end - text});
		}
		at = end + 1;
	}
}

/* A definition of a reference ends at a blank line or where the next one begins, at the latest. */
static size_t
definition_length(str rest)
{
	size_t next = str_find(str_from(rest, 2), STR("]:")), blank;
	str head = str_head(rest, next == STR_NOT_FOUND ? rest.len : next + 2);

	blank = str_find(head, STR("\n\n"));
	return blank == STR_NOT_FOUND ? head.len : blank;
}

/* Whether the label that ends at `at` is a footnote's: those are not expanded. */
static bool
is_footnote(str text, size_t at)
{
	size_t low = at > 200 ? at - 200 : 0;

	while (at > low && text.at[at - 1] != '[' && text.at[at - 1] != '\n')
		at--;
	return at > low && text.at[at - 1] == '[' && text.at[at] == '^';
}

/* References repeat what they refer to: where that could come to too much, the longer definitions
   become text. Each byte is looked at twice at most: a definition ends where the next begins. */
static str
tame_references(struct arena *arena, str text)
{
	struct buf out = BUF(arena);
	size_t uses = count_char(text, ']'), longest = 0, from = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t at = str_find(text, STR("]:")); at < text.len;) {
			size_t len = definition_length(str_from(text, at)), next;

			if (pass == 0 && !is_footnote(text, at) && len > longest)
				longest = len;
			if (pass == 1 && len > SHORT_DEFINITION && !is_footnote(text, at)) {
				buf_add(&out, (str){text.at + from, at + 1 - from});
				buf_char(&out, '\\');
				from = at + 1;
			}
			next = str_find(str_from(text, at + len), STR("]:"));
			at = next == STR_NOT_FOUND ? text.len : at + len + next;
		}
		if (longest <= SHORT_DEFINITION || longest < MOST_EXPANSION / (uses + 1))
			return text;
	}
	buf_add(&out, str_from(text, from));
	return buf_str(&out);
}

void
tame_markdown(struct arena *arena, str text, struct tame *tame)
{
	struct tamer t = {.tame = tame, .out = BUF(arena), .text = text};

	*tame = (struct tame){.text = text};
	tame_lines(&t);
	if (t.out.len || t.from) {
		buf_add(&t.out, str_from(text, t.from));
		tame->text = buf_str(&t.out);
	}
	tame->text = tame_references(arena, tame->text);
}

/* A text dump to a Page: runs of lines become paragraphs, lists and fixed-pitch blocks. */
#include <string.h>

#include "core/utf8.h"
#include "parse/parse.h"

#define MOST_LISTS 8     /* lists within lists */
#define SHORTEST_WRAP 40 /* columns; text that was wrapped is wrapped between these */
#define LONGEST_WRAP 130
#define TAB 8
#define INDENTS 64 /* that are told apart while items look for company */
#define DEEP 8     /* columns of indent of a list in a list in a list */

enum marker {
	NO_MARKER,
	BULLET, /* a character that is used for nothing else */
	HYPHEN, /* one that may begin an ordinary line */
	NUMBER
};

struct line {
	str text;         /* without white space around it */
	uint32_t columns; /* of the text */
	uint16_t indent;  /* columns before it */
	uint16_t mark;    /* bytes of its marker and the space behind it */
	uint8_t marker;
	bool after_blank, is_item, columned;
	uint32_t number;
};

struct dump {
	struct ctx *ctx;
	struct page *page;
	struct line *lines;
	size_t count, room;
	size_t width;    /* at which lines were wrapped; 0 when they were not */
	unsigned margin; /* the indent that most lines have */
	struct {
		uint16_t indent;
		enum tag tag;
	} lists[MOST_LISTS];
	unsigned depth;
};

/* What the marker at the start of a line is, and how long. */
static void
find_marker(struct line *line)
{
	static const char *const bullets[] = {"\xe2\x80\xa2", "\xe2\x80\xa3", "\xe2\x97\xa6",
	    "\xe2\x96\xaa", "\xe2\x96\xab", "\xe2\x97\x8f", "\xe2\x97\x8b", "\xe2\x81\x83",
	    "\xc2\xb7", "\xe2\x96\xa1", "\xe2\x96\xa0", "\xe2\x98\x86", "\xe2\x98\x85",
	    "\xe2\x97\x8e", "\xe2\x96\xb3"};
	static const char *const hyphens[] = {"*", "-", "+", "\xe2\x80\x93"};
	static const char *const deeper[] = {"o", "#", "@", "="}; /* lynx's, of lists in lists */
	size_t len = 0, digits;

	for (size_t i = 0; i < sizeof bullets / sizeof *bullets && !len; i++)
		if (str_starts(line->text, str_of(bullets[i]))) {
			line->marker = BULLET;
			len = strlen(bullets[i]);
		}
	for (size_t i = 0; i < sizeof hyphens / sizeof *hyphens && !len; i++)
		if (str_starts(line->text, str_of(hyphens[i]))) {
			line->marker = HYPHEN;
			len = strlen(hyphens[i]);
		}
	for (size_t i = 0; i < sizeof deeper / sizeof *deeper && !len; i++)
		if (line->indent >= DEEP && str_starts(line->text, str_of(deeper[i]))) {
			line->marker = HYPHEN;
			len = strlen(deeper[i]);
		}
	digits = len ? 0 : str_number(line->text, 3, &line->number);
	if (digits && digits < line->text.len && strchr(".)", line->text.at[digits])) {
		line->marker = NUMBER;
		len = digits + 1;
	}
	digits = len;
	while (len < line->text.len && (line->text.at[len] == ' ' || line->text.at[len] == '\t'))
		len++;
	if (digits == 0 || len == digits || len == line->text.len || len > 64)
		line->marker = NO_MARKER;
	line->mark = (uint16_t)(line->marker ? len : 0);
}

/* Measure a line: its indent, its columns, and whether gaps within it line up something. */
static void
measure(struct line *line, str raw)
{
	unsigned indent = 0, gap = 0;
	size_t i = 0;

	for (; i < raw.len && ascii_is_space((unsigned char)raw.at[i]); i++)
		if (indent < 4000)
			indent += raw.at[i] == '\t' ? TAB - indent % TAB : 1;
	line->indent = (uint16_t)indent;
	line->text = str_trim(str_from(raw, i));
	line->columns = (uint32_t)utf8_count(line->text);
	find_marker(line);
	for (i = line->mark; i < line->text.len && i < 400 && !line->columned; i++) {
		gap = line->text.at[i] == ' ' ? gap + 1 : 0;
		line->columned = gap == 3 || line->text.at[i] == '\t';
	}
}

static void
split(struct dump *d, str text)
{
	bool blank = true;
	str raw;

	while (str_cut(&text, '\n', &raw)) {
		if (str_is_blank(raw)) {
			blank = true;
			continue;
		}
		/* A lone carriage return ends lines too where no line feed does. */
		for (str part; str_cut(&raw, '\r', &part);) {
			struct line *line;

			if (str_is_blank(part))
				continue;
			line = ARENA_PUSH(d->ctx->arena, d->lines, d->count, d->room);
			measure(line, part);
			line->after_blank = blank;
			blank = false;
		}
	}
}

/* Find the width at which the text was wrapped: one that nearly all lines keep to, and that many
   lines with another one below them come close to. Single words, as the addresses that lynx lists
   below a page, cannot be broken and say nothing. */
static void
find_width(struct dump *d)
{
	size_t lengths[LONGEST_WRAP + 2] = {0}, beyond, full = 0, count = 0, width;

	for (size_t i = 0; i < d->count; i++) {
		size_t columns = d->lines[i].indent + d->lines[i].columns;

		if (str_find_char(str_from(d->lines[i].text, d->lines[i].mark), ' ') ==
		    STR_NOT_FOUND)
			continue;
		count++;
		lengths[columns > LONGEST_WRAP ? LONGEST_WRAP + 1 : columns]++;
	}
	beyond = count / 33;
	for (width = LONGEST_WRAP + 1; width > 0 && lengths[width] <= beyond; width--)
		beyond -= lengths[width];
	if (width < SHORTEST_WRAP || width > LONGEST_WRAP)
		return;
	for (size_t i = 0; i + 1 < d->count; i++)
		full += !d->lines[i + 1].after_blank &&
		    d->lines[i].indent + d->lines[i].columns + 12 > width;
	if (full >= 3 && full * 8 >= count)
		d->width = width;
}

/* Whether line i goes on in the next one: it was broken there because the next word had no room. */
static bool
goes_on(const struct dump *d, size_t i)
{
	const struct line *line = &d->lines[i], *next = line + 1;
	size_t word = 0;

	if (d->width == 0 || i + 1 >= d->count || next->after_blank || next->is_item)
		return false;
	while (word < next->text.len && word < 40 &&
	    !ascii_is_space((unsigned char)next->text.at[word]))
		word++;
	/* Some programs wrap by bytes. */
	return line->indent + line->columns + 1 + word > d->width;
}

/* Whether the item at i has a neighbour of its kind: a hyphen or number alone makes no list. */
static bool
has_company(const struct dump *d, size_t i, size_t other)
{
	const struct line *line = &d->lines[i];

	if (other == 0 || d->lines[other - 1].indent != line->indent || i + 1 - other > 12)
		return false;
	return line->marker != NUMBER || line->number == d->lines[other - 1].number + 1;
}

/* Decide which marked lines are items. */
static void
find_items(struct dump *d)
{
	size_t before[NUMBER + 1][INDENTS] = {0}; /* the last line with each marker, plus one */

	for (size_t i = 0; i < d->count; i++) {
		struct line *line = &d->lines[i];
		size_t *last = &before[line->marker][line->indent % INDENTS];

		if (!line->marker)
			continue;
		if (line->marker == BULLET) {
			line->is_item = true;
		} else if (has_company(d, i, *last)) {
			line->is_item = true;
			d->lines[*last - 1].is_item = true;
		}
		*last = i + 1;
	}
}

/* Put a text that begins with line `from` into the open element, and how it stands. */
static void
put_text(struct dump *d, size_t from, str text)
{
	const struct line *line = &d->lines[from];
	struct node *node;

	page_text(d->page, text);
	node = &d->page->nodes[d->page->count - 1];
	node->flags |= line->after_blank ? NODE_APART : 0;
	if (!line->is_item && line->indent != d->margin)
		node->flags |= line->indent < d->margin ? NODE_OUT : NODE_IN;
}

/* Put the text of lines `from` to `to` - 1, which were one, into the open element. */
static void
put_lines(struct dump *d, size_t from, size_t to, size_t skip)
{
	struct buf buf = BUF(d->ctx->arena);

	if (to == from + 1) {
		put_text(d, from, str_from(d->lines[from].text, skip));
		return;
	}
	for (size_t i = from; i < to; i++) {
		str text = str_from(d->lines[i].text, i == from ? skip : 0);
		size_t len, last = buf.len;

		if (i > from) {
			uint32_t first = utf8_decode(text, &len);

			while (last > 0 && ((unsigned char)buf.at[last - 1] & 0xC0) == 0x80)
				last--;
			last -= last > 0;
			if (!(code_is_unspaced(first) &&
				code_is_unspaced(
				    utf8_decode((str){buf.at + last, buf.len - last}, &len))))
				buf_char(&buf, ' ');
		}
		buf_add(&buf, text);
	}
	put_text(d, from, buf_str(&buf));
}

static void
open(struct dump *d, enum tag tag)
{
	page_open(d->page, tag, STR_NONE);
}

static void
close_lists(struct dump *d, unsigned depth)
{
	while (d->depth > depth) {
		page_close(d->page);
		page_close(d->page);
		d->depth--;
	}
}

/* Where line `from` ends that may be wrapped over several. */
static size_t
run_end(const struct dump *d, size_t from)
{
	size_t to = from + 1;

	while (goes_on(d, to - 1))
		to++;
	return to;
}

static size_t
put_item(struct dump *d, size_t at)
{
	const struct line *line = &d->lines[at];
	enum tag tag = line->marker == NUMBER ? TAG_OL : TAG_UL;
	size_t to = run_end(d, at);
	bool opened = false;

	while (d->depth > 0 && d->lists[d->depth - 1].indent > line->indent)
		close_lists(d, d->depth - 1);
	if (d->depth > 0 && d->lists[d->depth - 1].indent == line->indent &&
	    d->lists[d->depth - 1].tag != tag)
		close_lists(d, d->depth - 1);
	if (d->depth == 0 ||
	    (d->lists[d->depth - 1].indent < line->indent && d->depth < MOST_LISTS)) {
		open(d, tag);
		if (tag == TAG_OL && line->number != 1)
			page_attr(d->page, STR("start"),
			    arena_printf(d->ctx->arena, "%u", (unsigned)line->number));
		d->lists[d->depth].indent = line->indent;
		d->lists[d->depth++].tag = tag;
		opened = true;
	}
	if (!opened)
		page_close(d->page);
	open(d, TAG_LI);
	/* Indented below the marker, in the same run of lines: still the item's. */
	while (d->width && to < d->count && !d->lines[to].after_blank && !d->lines[to].is_item &&
	    d->lines[to].indent > line->indent)
		to++;
	put_lines(d, at, to, line->mark);
	return to;
}

/* Whether a line looks like program text. */
static bool
is_code(const struct line *line)
{
	unsigned char last = (unsigned char)line->text.at[line->text.len - 1];

	return strchr(";{}", last) || str_find(line->text, STR("()")) != STR_NOT_FOUND ||
	    str_find(str_head(line->text, 200), STR(" = ")) != STR_NOT_FOUND ||
	    str_starts(line->text, STR("$ ")) || str_starts(line->text, STR("//")) ||
	    str_starts(line->text, STR("#include"));
}

/* End of the block at `at` when it is clearly set in columns or is indented program text; else
   `at`. */
static size_t
fixed_end(const struct dump *d, size_t at, unsigned base)
{
	size_t to = at, columned = 0, code = 0;
	bool indented = true;

	do {
		const struct line *line = &d->lines[to];

		columned += line->columned;
		code += is_code(line);
		indented = indented && line->indent >= base + 4;
		to++;
	} while (to < d->count && !d->lines[to].after_blank && !d->lines[to].is_item);
	if (to - at < 2)
		return at;
	return (columned * 3 >= (to - at) * 2 || (indented && code * 2 >= to - at)) ? to : at;
}

static void
put_fixed(struct dump *d, size_t at, size_t to)
{
	struct buf buf = BUF(d->ctx->arena);
	uint16_t indent = UINT16_MAX;

	for (size_t i = at; i < to; i++)
		if (d->lines[i].indent < indent)
			indent = d->lines[i].indent;
	for (size_t i = at; i < to; i++) {
		for (unsigned k = indent; k < d->lines[i].indent && k < indent + 200u; k++)
			buf_char(&buf, ' ');
		buf_add(&buf, d->lines[i].text);
		if (i + 1 < to)
			buf_char(&buf, '\n');
	}
	open(d, TAG_PRE);
	put_text(d, at, buf_str(&buf));
	page_close(d->page);
}

/* The indent that most lines have: a dump's margin. */
static unsigned
find_margin(const struct dump *d)
{
	size_t counts[16] = {0};
	unsigned most = 0;

	for (size_t i = 0; i < d->count; i++)
		if (!d->lines[i].is_item && d->lines[i].indent < 16)
			counts[d->lines[i].indent]++;
	for (unsigned i = 1; i < 16; i++)
		if (counts[i] > counts[most])
			most = i;
	return most;
}

/* Where a block begins; its fixed lines, if it has any, are looked for once. */
static bool
begins_block(const struct dump *d, size_t at)
{
	return at == 0 || d->lines[at].after_blank || d->lines[at - 1].is_item;
}

static void
put_all(struct dump *d)
{
	d->margin = find_margin(d);
	for (size_t at = 0; at < d->count;) {
		size_t to = at;

		if (d->lines[at].is_item) {
			at = put_item(d, at);
			continue;
		}
		close_lists(d, 0);
		if (begins_block(d, at))
			to = fixed_end(d, at, d->margin);
		if (to > at) {
			put_fixed(d, at, to);
			at = to;
			continue;
		}
		to = run_end(d, at);
		open(d, TAG_P);
		put_lines(d, at, to, 0);
		page_close(d->page);
		at = to;
	}
	close_lists(d, 0);
}

struct page *
parse_text(struct ctx *ctx, str text)
{
	struct dump d = {.ctx = ctx, .page = page_new(ctx->arena)};

	open(&d, TAG_HTML);
	open(&d, TAG_BODY);
	split(&d, text);
	find_items(&d);
	find_width(&d);
	put_all(&d);
	page_finish(d.page);
	d.page->is_dump = true;
	d.page->base_url = ctx->settings->base_url;
	return d.page;
}

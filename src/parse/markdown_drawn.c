/* Tables that Pandoc and reStructuredText draw in plain text (simple, multiline and grid tables of
   Pandoc's manual), as rows with pipes. */
#include <string.h>

#include "core/utf8.h"
#include "parse/markdown.h"

#define MOST_COLUMNS 64
#define MOST_LINES 4000 /* of a table */
#define MOST_HEAD_LINES 20

/* Display columns from `from` to below `to`. */
struct column {
	size_t from, to;
	char align; /* l r c, or 0 */
	struct buf cell;
};

struct drawn {
	struct arena *arena;
	struct buf head; /* its row */
	size_t count;
	struct column columns[MOST_COLUMNS];
};

static size_t
columns_of(uint32_t c)
{
	static const uint32_t wide[][2] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},
	    {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
	    {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};

	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (c >= wide[i][0] && c <= wide[i][1])
			return 2;
	return (c >= 0x300 && c <= 0x36F) || c == 0x200B || c == 0x200D ? 0 : 1;
}

/* Where a display column begins in a line, in bytes. */
static size_t
byte_of(str line, size_t column)
{
	size_t at = 0, seen = 0;

	while (at < line.len && seen < column) {
		size_t len;

		seen += columns_of(utf8_decode(str_from(line, at), &len));
		at += len;
	}
	while (at < line.len && ((unsigned char)line.at[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static str
line_at(str text, size_t at, size_t *next)
{
	size_t len = str_find_char(str_from(text, at), '\n');
	str line = len == STR_NOT_FOUND ? str_from(text, at) : (str){text.at + at, len};

	*next = len == STR_NOT_FOUND ? text.len : at + len + 1;
	while (line.len && ascii_is_space((unsigned char)line.at[line.len - 1]))
		line.len--;
	return line;
}

static size_t
indent_of(str line)
{
	size_t n = 0;

	while (n < line.len && line.at[n] == ' ')
		n++;
	return n;
}

/* A line of runs of hyphens with spaces between; how many, and where they are. 0 when it is none,
   or may be a rule between paragraphs. */
static size_t
read_dashes(str line, struct column *columns)
{
	size_t count = 0, at = indent_of(line);

	if (at > 3 || at == line.len)
		return 0;
	while (at < line.len) {
		size_t from = at;

		while (at < line.len && line.at[at] == '-')
			at++;
		if (at - from < 2 || count == MOST_COLUMNS)
			return 0;
		columns[count++] = (struct column){.from = from, .to = at};
		while (at < line.len && line.at[at] == ' ')
			at++;
	}
	return count;
}

static str
cell_of(const struct drawn *d, str line, size_t i)
{
	size_t from = byte_of(line, d->columns[i].from),
	       to = i + 1 < d->count ? byte_of(line, d->columns[i + 1].from) : line.len;

	return (str){line.at + from, to - from};
}

/* Whether a line keeps to the columns: nothing stands between two of them. */
static bool
fits(const struct drawn *d, str line)
{
	for (size_t i = 0; i < d->count; i++) {
		size_t at = byte_of(line, d->columns[i].from);

		if (i == 0 && str_trim(str_head(line, at)).len)
			return false;
		if (i > 0 && at > 0 && at <= line.len && line.at[at - 1] != ' ' && at < line.len)
			return false;
	}
	return memchr(line.at, '\t', line.len) == NULL;
}

static bool
begins_block(str line)
{
	size_t digits = 0;

	if (str_starts(line, STR("- ")) || str_starts(line, STR("* ")))
		return true;
	while (digits < line.len && ascii_is_digit((unsigned char)line.at[digits]))
		digits++;
	return digits > 0 && str_starts(str_from(line, digits), STR(". "));
}

/* A line of a cell: pipes escaped. */
static void
add_line(struct column *column, str line, bool is_grid)
{
	struct buf *cell = &column->cell;

	line = str_trim(line);
	if (!line.len) {
		if (is_grid && cell->len)
			buf_z(cell, "\n");
		return;
	}
	if (cell->len)
		buf_z(cell,
		    cell->at[cell->len - 1] == '\n'     ? "<br><br>"
			: is_grid && begins_block(line) ? "<br>"
							: " ");
	for (size_t i = 0; i < line.len; i++) {
		if (line.at[i] == '|' && (i == 0 || line.at[i - 1] != '\\'))
			buf_char(cell, '\\');
		buf_char(cell, line.at[i]);
	}
}

/* How a heading stands over its hyphens says how its column is set. */
static void
read_align(struct drawn *d, str line)
{
	for (size_t i = 0; i < d->count; i++) {
		struct column *column = &d->columns[i];
		str cell = cell_of(d, line, i);
		size_t left = indent_of(cell), width = 0;

		cell = str_trim(cell);
		if (column->align || !cell.len)
			continue;
		for (size_t at = 0; at < cell.len;) {
			size_t len;

			width += columns_of(utf8_decode(str_from(cell, at), &len));
			at += len;
		}
		column->align = left == 0                       ? 'l'
		    : left + width >= column->to - column->from ? 'r'
								: 'c';
	}
}

static void
add_row(struct drawn *d, str line)
{
	for (size_t i = 0; i < d->count; i++)
		add_line(&d->columns[i], cell_of(d, line, i), false);
}

/* The cells gathered become a row of `to`. */
static void
end_row(struct drawn *d, struct buf *to)
{
	bool is_empty = true;

	for (size_t i = 0; i < d->count; i++)
		is_empty &= d->columns[i].cell.len == 0;
	if (is_empty)
		return;
	for (size_t i = 0; i < d->count; i++) {
		struct buf *cell = &d->columns[i].cell;

		buf_z(to, "| ");
		buf_add(to, str_trim(buf_str(cell)));
		buf_char(to, ' ');
		*cell = BUF(d->arena);
	}
	buf_z(to, "|\n");
}

/* Append the table to the text. */
static void
put_table(struct drawn *d, struct buf *to, const struct buf *body)
{
	buf_z(to, "\n");
	if (d->head.len) {
		buf_add(to, buf_str(&d->head));
	} else {
		for (size_t i = 0; i < d->count; i++)
			buf_z(to, "|   ");
		buf_z(to, "|\n");
	}
	for (size_t i = 0; i < d->count; i++)
		buf_z(to,
		    d->columns[i].align == 'r'       ? "| ---: "
			: d->columns[i].align == 'c' ? "| :---: "
						     : "| --- ");
	buf_z(to, "|\n");
	buf_add(to, buf_str(body));
	buf_z(to, "\n");
}

/* Whether a blank line parts the rows before the next line of hyphens. */
static bool
has_blank(str text, size_t at)
{
	struct column columns[MOST_COLUMNS];
	size_t next;

	for (size_t lines = 0; at < text.len && lines < MOST_LINES; lines++, at = next) {
		str line = line_at(text, at, &next);

		if (line.len == 0)
			return true;
		if (read_dashes(line, columns))
			return false;
	}
	return false;
}

/* A table whose columns are told by hyphens, from `at`; `is_ruled`: it begins with a line of
   hyphens over all of its width, and blank lines part its rows. Returns where it ends; 0 when it is
   none. */
static size_t
try_dashes(struct drawn *d, struct buf *to, str text, size_t at, bool is_ruled)
{
	struct buf body = BUF(d->arena);
	struct column end[MOST_COLUMNS];
	str heads[MOST_HEAD_LINES], line;
	size_t head_count = 0, next, rows = 0, lines = 0;
	bool is_headless, is_parted;

	line = line_at(text, at, &next);
	while (!(d->count = read_dashes(line, d->columns)) && line.len &&
	    head_count < MOST_HEAD_LINES) {
		heads[head_count++] = line;
		at = next;
		line = line_at(text, at, &next);
	}
	if (d->count < 2 || (head_count > 1 && !is_ruled))
		return 0;
	is_headless = head_count == 0;
	is_parted = is_ruled || (is_headless && has_blank(text, next));
	for (size_t i = 0; i < d->count; i++)
		d->columns[i].cell = BUF(d->arena);
	for (size_t i = 0; i < head_count; i++) {
		if (!fits(d, heads[i]))
			return 0;
		read_align(d, heads[i]);
		add_row(d, heads[i]);
	}
	end_row(d, &d->head);
	for (at = next; at < text.len && lines++ < MOST_LINES; at = next) {
		line = line_at(text, at, &next);
		if (line.len == 0) {
			if (!is_parted)
				break;
			end_row(d, &body);
			continue;
		}
		/* The next hyphens end it in any case, so that all is looked at once. */
		if (read_dashes(line, end)) {
			if (line_at(text, next, &(size_t){0}).len)
				return 0;
			break;
		}
		if (!fits(d, line))
			return 0;
		read_align(d, line);
		add_row(d, line);
		rows++;
		if (!is_parted)
			end_row(d, &body);
	}
	end_row(d, &body);
	if (rows == 0 || ((is_ruled || is_headless) && !read_dashes(line, end)))
		return 0;
	put_table(d, to, &body);
	return next;
}

/* Whether a line is drawn between two rows of a grid. */
static bool
is_border(str line)
{
	return str_starts(line, STR("+")) && str_ends(line, STR("+")) && line.len > 2;
}

static void
add_boundary(size_t *at, size_t *count, size_t column)
{
	size_t i = 0;

	while (i < *count && at[i] < column)
		i++;
	if ((i < *count && at[i] == column) || *count > MOST_COLUMNS)
		return;
	memmove(at + i + 1, at + i, (*count - i) * sizeof *at);
	at[i] = column;
	++*count;
}

/* Where the lines of a grid stand, of all of its borders; its end in bytes. */
static size_t
read_grid(struct drawn *d, str text, size_t at)
{
	size_t boundaries[MOST_COLUMNS + 2], count = 0, next, lines = 0, width = 0;
	bool is_closed = false;

	for (; at < text.len && lines++ < MOST_LINES; at = next) {
		str line = line_at(text, at, &next);

		line = str_from(line, indent_of(line));
		if (!str_starts(line, STR("+")) && !str_starts(line, STR("|")))
			break;
		is_closed = is_border(line);
		if (width == 0)
			width = line.len;
		for (size_t i = 0; is_closed && i < line.len; i++) {
			if (line.at[i] == '+')
				add_boundary(boundaries, &count, i);
			else if (!strchr("-=:", line.at[i]) && line.len > width)
				return 0;
		}
	}
	if (!is_closed || count < 2 || count > MOST_COLUMNS + 1)
		return 0;
	d->count = count - 1;
	for (size_t i = 0; i < d->count; i++)
		d->columns[i] = (struct column){
		    .from = boundaries[i] + 1, .to = boundaries[i + 1], .cell = BUF(d->arena)};
	return at;
}

/* The colons of a border say how the columns are set. */
static void
read_colons(struct drawn *d, str border)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct column *c = &d->columns[i];
		bool left = c->from < border.len && border.at[c->from] == ':',
		     right = c->to <= border.len && c->to > 0 && border.at[c->to - 1] == ':';

		if (left || right)
			d->columns[i].align = left && right ? 'c' : right ? 'r' : 'l';
	}
}

static void
add_grid_line(struct drawn *d, str line)
{
	size_t open = 0;

	for (size_t i = 0; i < d->count; i++) {
		size_t end = byte_of(line, d->columns[i].to),
		       from = byte_of(line, d->columns[open].from);

		/* Without a line here the cell goes on over the next column. */
		if (end < line.len && line.at[end] != '|' && line.at[end] != '+')
			continue;
		add_line(
		    &d->columns[open], (str){line.at + from, end > from ? end - from : 0}, true);
		open = i + 1;
	}
}

static size_t
try_grid(struct drawn *d, struct buf *to, str text, size_t at)
{
	struct buf rows = BUF(d->arena);
	size_t end = read_grid(d, text, at), next;
	bool is_first = true;

	if (!end)
		return 0;
	for (; at < end; at = next) {
		str line = line_at(text, at, &next);

		line = str_from(line, indent_of(line));
		if (!is_border(line)) {
			add_grid_line(d, line);
			continue;
		}
		end_row(d, &rows);
		if (is_first || memchr(line.at, '=', line.len))
			read_colons(d, line);
		if (memchr(line.at, '=', line.len) && !d->head.len && rows.len) {
			d->head = rows;
			rows = BUF(d->arena);
		}
		is_first = false;
	}
	if (!rows.len && !d->head.len)
		return 0;
	/* A second row of a head is one of the body: Markdown's tables have but one. */
	next = d->head.len ? str_find_char(buf_str(&d->head), '\n') + 1 : 0;
	if (next < d->head.len) {
		struct buf all = BUF(d->arena);

		buf_add(&all, str_from(buf_str(&d->head), next));
		buf_add(&all, buf_str(&rows));
		rows = all;
		d->head.len = next;
	}
	put_table(d, to, &rows);
	return end;
}

/* What a line begins behind a blank one; returns where it ends, 0 for none. */
static size_t
try_table(struct drawn *d, struct buf *to, str text, size_t at, str line, size_t next)
{
	struct column columns[MOST_COLUMNS];
	size_t dashes = read_dashes(line, columns), after;
	bool is_rule = dashes == 1 && columns[0].to - columns[0].from >= 10;
	str second = line_at(text, next, &after);

	if (indent_of(line) > 3 || !second.len)
		return 0;
	if (!is_border(str_from(line, indent_of(line))) && dashes < 2 && !is_rule &&
	    read_dashes(second, columns) < 2)
		return 0;
	d->head = BUF(d->arena);
	if (is_border(str_from(line, indent_of(line))))
		return try_grid(d, to, text, at);
	return is_rule ? try_dashes(d, to, text, next, true) : try_dashes(d, to, text, at, false);
}

str
markdown_drawn_read(struct arena *arena, str text)
{
	struct buf out = BUF(arena);
	struct drawn *d = arena_alloc(arena, sizeof *d);
	char fence = 0;
	bool after_blank = true;
	size_t from = 0, next;

	if (str_find(text, STR("--")) == STR_NOT_FOUND)
		return text;
	d->arena = arena;
	for (size_t at = 0; at < text.len; at = next) {
		str line = line_at(text, at, &next), inner = str_from(line, indent_of(line));
		size_t end;

		if (str_starts(inner, STR("```")) || str_starts(inner, STR("~~~")))
			fence = fence == *inner.at ? 0 : fence ? fence : *inner.at;
		if (!fence && after_blank && line.len) {
			struct buf table = BUF(arena);

			end = try_table(d, &table, text, at, line, next);
			if (end) {
				buf_add(&out, (str){text.at + from, at - from});
				buf_add(&out, buf_str(&table));
				from = next = end;
			}
		}
		after_blank = line.len == 0 || from == next;
	}
	if (!from)
		return text;
	buf_add(&out, str_from(text, from));
	return buf_str(&out);
}

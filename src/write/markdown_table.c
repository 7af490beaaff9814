/* Tables as GFM has them. */
#include "write/markdown_table.h"

#include <string.h>

static uint32_t
span(const xmlNode *cell, const char *name)
{
	uint32_t value = 1;

	str_number(tree_get(cell, name), 4, &value);
	return value > 1 && value < MARKDOWN_COLUMNS ? value : 1;
}

static char
align_of(const xmlNode *cell)
{
	static const char *const names[] = {"left", "center", "right"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (tree_has_class(cell, names[i]))
			return *names[i];
	return '\0';
}

/* Of a column the first row says how it is aligned, else the others where they agree: what they say
   is a capital until all have been seen. */
static void
see_align(char *own, size_t row, char align)
{
	char said = align ? (char)(align - 'a' + 'A') : '-';

	if (row == 0)
		*own = align;
	else if (!*own)
		*own = said;
	else if (*own < 'a' && *own != said)
		*own = '-';
}

/* Columns of a row, and what its cells say; cells above reach down into it. */
static void
measure_row(struct markdown *md, const xmlNode *row, size_t number)
{
	size_t column = 0;

	for (const xmlNode *cell = row->children; cell; cell = cell->next) {
		uint32_t wide = span(cell, "colspan"), high = span(cell, "rowspan");

		while (column < MARKDOWN_COLUMNS && md->spanned[column])
			md->spanned[column++]--;
		for (uint32_t i = 0; i < wide; i++, column++) {
			if (column >= MARKDOWN_COLUMNS)
				continue;
			md->spanned[column] = (uint16_t)(high - 1);
			if (wide == 1 && (number == 0 || cell->children))
				see_align(&md->aligns[column], number, align_of(cell));
		}
	}
	while (column < MARKDOWN_COLUMNS && md->spanned[column])
		md->spanned[column++]--;
	md->columns = column > md->columns ? column : md->columns;
}

void
markdown_enter_table(struct markdown *md, const xmlNode *table)
{
	size_t rows = 0;

	markdown_ask(md, MARKDOWN_BLANK);
	if (md->cells)
		return;
	md->is_first_row = true;
	md->columns = 0;
	memset(md->aligns, 0, sizeof md->aligns);
	memset(md->spanned, 0, sizeof md->spanned);
	for (const xmlNode *node = table->children; node;) {
		if (tree_element(node) != EL_TR) {
			node = tree_content(tree_element(node)) == CONTENT_ROWS
			    ? tree_next(table, node)
			    : tree_skip(table, node);
			continue;
		}
		measure_row(md, node, rows++);
		node = tree_skip(table, node);
	}
	memset(md->spanned, 0, sizeof md->spanned);
	for (size_t i = 0; i < MARKDOWN_COLUMNS; i++)
		md->aligns[i] =
		    md->aligns[i] == '-' ? '\0' : (char)ascii_lower((unsigned char)md->aligns[i]);
}

/* The bar before a cell; the first one begins the line. */
static void
begin_cell(struct markdown *md)
{
	if (md->column == 0) {
		md->gap = md->gap < MARKDOWN_LINE ? MARKDOWN_LINE : md->gap;
		markdown_raw(md, "| ");
	} else {
		md->gap = MARKDOWN_TIGHT;
		buf_z(md->to, " | ");
	}
}

/* Empty cells where one of a row above reaches down. */
static void
fill_spanned(struct markdown *md)
{
	while (md->column < MARKDOWN_COLUMNS && md->spanned[md->column]) {
		begin_cell(md);
		md->spanned[md->column++]--;
	}
}

void
markdown_enter_cell(struct markdown *md)
{
	if (md->cells++) {
		markdown_ask(md, MARKDOWN_SPACE);
		return;
	}
	fill_spanned(md);
	begin_cell(md);
	md->is_cell_empty = true;
}

void
markdown_leave_cell(struct markdown *md, const xmlNode *cell)
{
	uint32_t wide = span(cell, "colspan"), high = span(cell, "rowspan");

	md->gap = MARKDOWN_TIGHT;
	if (--md->cells)
		return;
	for (uint32_t i = 0; i < wide; i++) {
		if (i)
			begin_cell(md);
		if (md->column < MARKDOWN_COLUMNS)
			md->spanned[md->column] = (uint16_t)(high - 1);
		md->column++;
	}
}

/* The cell below the first row's. */
static void
write_rule(struct buf *rule, char align)
{
	buf_z(rule, align == 'l' || align == 'c' ? " :---" : " ---");
	buf_z(rule, align == 'r' || align == 'c' ? ": |" : " |");
}

/* The line below the head. */
static void
write_rules(struct markdown *md, size_t columns)
{
	struct buf rule = BUF(md->to->arena);

	buf_char(&rule, '|');
	for (size_t i = 0; i < columns; i++)
		write_rule(&rule, i < MARKDOWN_COLUMNS ? md->aligns[i] : '\0');
	markdown_line(md, buf_str(&rule));
	md->is_first_row = false;
}

/* A row of the head, or one of nothing but header cells. */
static bool
is_head(const xmlNode *row)
{
	bool has_header = false;

	if (tree_element(row->parent) == EL_THEAD)
		return true;
	for (const xmlNode *cell = row->children; cell; cell = cell->next) {
		if (cell->children && tree_element(cell) != EL_TH)
			return false;
		has_header |= tree_element(cell) == EL_TH;
	}
	return has_header;
}

/* GFM has no table without a head: where there is none, it is empty. */
void
markdown_enter_row(struct markdown *md, const xmlNode *row)
{
	if (md->cells)
		return;
	markdown_ask(md, MARKDOWN_LINE);
	md->column = 0;
	if (!md->is_first_row || !row->children || is_head(row))
		return;
	for (; md->column < md->columns; md->column++)
		begin_cell(md);
	buf_z(md->to, " |");
	write_rules(md, md->column);
	markdown_ask(md, MARKDOWN_LINE);
	md->column = 0;
}

void
markdown_leave_row(struct markdown *md)
{
	if (md->cells)
		return;
	fill_spanned(md);
	if (md->column == 0)
		return;
	for (; md->column < md->columns; md->column++)
		begin_cell(md);
	buf_z(md->to, " |");
	if (md->is_first_row)
		write_rules(md, md->column);
	markdown_ask(md, MARKDOWN_LINE);
}

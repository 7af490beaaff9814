/* Tables as GFM has them. */
#include "write/markdown_table.h"

#include <string.h>

void
markdown_enter_table(struct markdown *md)
{
	markdown_ask(md, MARKDOWN_BLANK);
	md->is_first_row = true;
	memset(md->spanned, 0, sizeof md->spanned);
}

void
markdown_enter_row(struct markdown *md)
{
	if (md->cells)
		return;
	markdown_ask(md, MARKDOWN_LINE);
	md->column = 0;
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
	if (md->cells++)
		return;
	fill_spanned(md);
	begin_cell(md);
}

static uint32_t
span(const xmlNode *cell, const char *name)
{
	uint32_t value = 1;

	str_number(tree_get(cell, name), 4, &value);
	return value > 1 && value < MARKDOWN_COLUMNS ? value : 1;
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

void
markdown_leave_row(struct markdown *md)
{
	struct buf rule = BUF(md->to->arena);

	if (md->cells)
		return;
	fill_spanned(md);
	if (md->column == 0)
		return;
	buf_z(md->to, " |");
	if (md->is_first_row) {
		buf_char(&rule, '|');
		for (size_t i = 0; i < md->column; i++)
			buf_z(&rule, " --- |");
		markdown_line(md, buf_str(&rule));
	}
	md->is_first_row = false;
	markdown_ask(md, MARKDOWN_LINE);
}

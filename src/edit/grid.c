/* The grid that a table's cells make (HTML section 4.9.12, as far as it bounds spans). */
#include "edit/grid.h"

#define SPAN_MOST 1000
#define SPAN_TRUSTED 20 /* wider ones do not widen the table */

struct grid {
	struct tree *tree;
	uint32_t *busy; /* per column: rows that a cell from above still takes */
	size_t columns, room;
};

static uint32_t
span_of(const xmlNode *cell, const char *name)
{
	uint32_t span;

	if (!str_number(tree_get(cell, name), 6, &span) || span < 1)
		return 1;
	return span > SPAN_MOST ? SPAN_MOST : span;
}

static void
set_span(struct tree *tree, xmlNode *cell, const char *name, uint32_t span)
{
	tree_set(tree, cell, name, span > 1 ? arena_printf(tree->arena, "%u", span) : STR_NONE);
}

static void
reserve(struct grid *grid, size_t columns)
{
	while (grid->columns < columns)
		*ARENA_PUSH(grid->tree->arena, grid->busy, grid->columns, grid->room) = 0;
}

/* Lays one row: with `most` 0 it only counts, else it clamps. Gives the columns it takes. */
static size_t
lay_row(struct grid *grid, xmlNode *row, uint32_t rows_left, size_t most)
{
	size_t column = 0, widest = 0;

	for (size_t i = 0; i < grid->columns; i++)
		grid->busy[i] -= grid->busy[i] > 0;
	for (xmlNode *cell = row->children; cell; cell = cell->next) {
		uint32_t wide = span_of(cell, "colspan"), high = span_of(cell, "rowspan");

		while (column < grid->columns && grid->busy[column])
			column++;
		if (!most && wide > SPAN_TRUSTED)
			wide = 1;
		if (most && column + wide > most)
			wide = column < most ? (uint32_t)(most - column) : 1;
		high = high > rows_left ? rows_left : high;
		if (most) {
			set_span(grid->tree, cell, "colspan", wide);
			set_span(grid->tree, cell, "rowspan", high);
		}
		reserve(grid, column + wide);
		for (uint32_t i = 0; i < wide; i++)
			grid->busy[column + i] = high;
		column += wide;
		widest = column;
	}
	return widest;
}

static size_t
lay_part(struct grid *grid, xmlNode *part, size_t most)
{
	uint32_t rows = 0;
	size_t widest = 0;

	for (const xmlNode *row = part->children; row; row = row->next)
		rows++;
	for (size_t i = 0; i < grid->columns; i++)
		grid->busy[i] = 0;
	for (xmlNode *row = part->children; row; row = row->next) {
		size_t wide = lay_row(grid, row, rows--, most);

		widest = wide > widest ? wide : widest;
	}
	return widest;
}

static bool
is_part(const xmlNode *node)
{
	enum element element = tree_element(node);

	return element == EL_THEAD || element == EL_TBODY || element == EL_TFOOT;
}

void
grid_clamp(struct tree *tree, xmlNode *table)
{
	struct grid grid = {.tree = tree};
	size_t most = 1;

	for (xmlNode *part = table->children; part; part = part->next)
		if (is_part(part)) {
			size_t wide = lay_part(&grid, part, 0);

			most = wide > most ? wide : most;
		}
	for (xmlNode *part = table->children; part; part = part->next)
		if (is_part(part))
			lay_part(&grid, part, most);
}

/* Tables wider than a narrow page, in books alone: set smaller, or as a list of their rows. */
#include "core/utf8.h"
#include "edit/pass.h"

/* Characters side by side on the narrowest page, as a table is set and as a wide one is. Beyond,
   words would be cut or lie on each other. */
#define FITS 58
#define FITS_SMALL 70
#define GAP 2           /* between columns */
#define COLUMNS 4       /* up to here a table stays one whatever is in it */
#define ROW_TEXT 260    /* characters of a row with more columns than that */
#define COLUMNS_MOST 60 /* and no table with more becomes a list */

struct wide {
	struct edit *edit;
	xmlNode *table;
	xmlNode *heads[COLUMNS_MOST];
	size_t word[COLUMNS_MOST]; /* longest in each column */
	size_t columns, rows, text;
	bool is_simple; /* one cell a column, each column with a head */
};

/* The longest run that no line end may part, in characters; a letter of a script without spaces
   counts two and stands alone. */
static size_t
longest_word(str text)
{
	size_t longest = 0, word = 0, len;

	for (; text.len; text = str_from(text, len)) {
		uint32_t code = utf8_decode(text, &len);

		if (code == ' ' || code == '-' || code == '/' || code == 0x2013) {
			word = 0;
			continue;
		}
		word = code_is_unspaced(code) ? 2 : word + 1;
		if (word > longest)
			longest = word;
	}
	return longest;
}

static bool
holds_blocks(const xmlNode *cell)
{
	for (const xmlNode *at = cell->children; at; at = tree_next(cell, at))
		if (at->type == XML_ELEMENT_NODE &&
		    (tree_is_block(tree_element(at)) || tree_element(at) == EL_IMG))
			return true;
	return false;
}

static void
measure_row(struct wide *wide, xmlNode *row)
{
	size_t column = 0;

	for (xmlNode *cell = row->children; cell; cell = cell->next, column++) {
		str text = tree_text(wide->edit->ctx->arena, cell);
		size_t word = longest_word(text);

		if (tree_get(cell, "colspan").at || tree_get(cell, "rowspan").at ||
		    column >= COLUMNS_MOST || holds_blocks(cell)) {
			wide->is_simple = false;
			if (column >= COLUMNS_MOST)
				break;
		}
		if (word > wide->word[column])
			wide->word[column] = word;
		wide->text += utf8_count(text);
		if (tree_element(row->parent) == EL_THEAD)
			wide->heads[column] = text.len ? cell : NULL;
	}
	wide->rows++;
	if (wide->columns && column != wide->columns)
		wide->is_simple = false;
	if (column > wide->columns)
		wide->columns = column;
}

static void
measure(struct wide *wide)
{
	size_t heads = 0;
	xmlNode *row = wide->table, *next;

	for (; row; row = next) {
		next = tree_element(row) == EL_TR ? tree_skip(wide->table, row)
						  : tree_next(wide->table, row);
		if (tree_element(row) != EL_TR)
			continue;
		heads += tree_element(row->parent) == EL_THEAD;
		measure_row(wide, row);
	}
	if (heads != 1)
		wide->is_simple = false;
	for (size_t i = 1; i < wide->columns && i < COLUMNS_MOST; i++)
		if (!wide->heads[i])
			wide->is_simple = false;
}

static size_t
width_of(const struct wide *wide)
{
	size_t width = 0;

	for (size_t i = 0; i < wide->columns; i++)
		width += (i ? GAP : 0) + wide->word[i];
	return width;
}

/* What parts a label from what it labels, by the language's custom. */
static str
colon_of(const struct edit *edit)
{
	str lang = edit->article->meta.lang;

	if (str_starts_nocase(lang, STR("ja")) || str_starts_nocase(lang, STR("zh")))
		return STR("：");
	return str_starts_nocase(lang, STR("fr")) ? STR("\u00a0: ") : STR(": ");
}

/* "Week: ", before a cell of the column. */
static void
add_label(struct wide *wide, xmlNode *line, size_t column)
{
	struct tree *tree = wide->edit->tree;
	xmlNode *label = tree_add(tree, line, EL_SPAN);

	tree_set(tree, label, "class", STR("label"));
	tree_add_text(tree, label, tree_text(tree->arena, wide->heads[column]));
	tree_add_text(tree, line, colon_of(wide->edit));
}

/* A number alone does not say what it counts. */
static bool
is_number(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_alpha((unsigned char)text.at[i]) || (unsigned char)text.at[i] >= 0x80)
			return false;
	return true;
}

/* An item: what the first cell says, then a line for each other cell that says something. */
static void
make_item(struct wide *wide, xmlNode *list, xmlNode *row)
{
	struct tree *tree = wide->edit->tree;
	xmlNode *item = tree_add(tree, list, EL_LI), *line;
	size_t column = 0;

	for (xmlNode *cell = row->children; cell; cell = cell->next, column++) {
		if (tree_is_blank(cell))
			continue;
		line = tree_add(tree, item, EL_P);
		tree_set(tree, line, "id", tree_get(cell, "id"));
		tree_set(tree, line, "lang", tree_get(cell, "lang"));
		tree_set(tree, line, "dir", tree_get(cell, "dir"));
		if (!column)
			tree_set(tree, line, "class", STR("row"));
		if (column ||
		    (wide->heads[0] && is_number(tree_text(wide->edit->ctx->arena, cell))))
			add_label(wide, line, column);
		tree_move_children(cell, line);
	}
	tree_set(tree, item, "id", tree_get(row, "id"));
	if (!item->children)
		tree_remove(item);
}

static void
make_list(struct wide *wide)
{
	struct tree *tree = wide->edit->tree;
	xmlNode *list = tree_insert_before(tree, wide->table, EL_UL), *caption, *next;

	tree_set(tree, list, "class", STR("rows"));
	for (xmlNode *node = wide->table->children; node; node = next) {
		next = tree_element(node) == EL_TR ? tree_skip(wide->table, node)
						   : tree_next(wide->table, node);
		if (tree_element(node) == EL_CAPTION) {
			caption = tree_insert_before(tree, list, EL_P);
			tree_set(tree, caption, "class", STR("caption"));
			tree_set(tree, caption, "id", tree_get(node, "id"));
			next = tree_skip(wide->table, node);
			tree_move_children(node, caption);
		} else if (tree_element(node) == EL_TR && tree_element(node->parent) != EL_THEAD) {
			make_item(wide, list, node);
		}
	}
	tree_set(tree, list, "id", tree_get(wide->table, "id"));
	tree_remove(wide->table);
}

/* The heads are said anew in each row, so nothing may lead to them. */
static bool
has_led_to_heads(const struct wide *wide)
{
	for (size_t i = 0; i < wide->columns; i++)
		for (const xmlNode *at = wide->heads[i]; at; at = tree_next(wide->heads[i], at))
			if (at->type == XML_ELEMENT_NODE && tree_get(at, "id").at)
				return true;
	return false;
}

static void
see_table(struct edit *edit, xmlNode *table)
{
	struct wide *wide = arena_alloc(edit->ctx->arena, sizeof *wide);
	size_t width;

	*wide = (struct wide){.edit = edit, .table = table, .is_simple = true};
	measure(wide);
	if (wide->columns <= COLUMNS || wide->rows < 2)
		return;
	width = width_of(wide);
	if (wide->is_simple && !has_led_to_heads(wide) &&
	    (width > FITS_SMALL || wide->text / wide->rows > ROW_TEXT))
		make_list(wide);
	else if (width > FITS)
		tree_set(edit->tree, table, "class", STR("wide"));
}

void
edit_wide(struct edit *edit)
{
	xmlNode *next;

	if (!edit->ctx->settings->pictures)
		return;
	for (xmlNode *node = edit->root; node; node = next) {
		next = tree_next(edit->root, node);
		if (tree_element(node) == EL_TABLE) {
			next = tree_skip(edit->root, node);
			see_table(edit, node);
		}
	}
}

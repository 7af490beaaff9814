/* TeX as MathML: environments, and their rows and cells. */
#include "tree/tex_read.h"

static const struct tex_environment environments[] = {
    {"Bmatrix", "{", "}", NULL, false, false},
    {"Vmatrix", "‖", "‖", NULL, false, false},
    {"align", "", "", "right left", false, false},
    {"align*", "", "", "right left", false, false},
    {"alignat", "", "", "right left", false, true},
    {"alignat*", "", "", "right left", false, true},
    {"aligned", "", "", "right left", false, false},
    {"alignedat", "", "", "right left", false, true},
    {"array", "", "", NULL, false, true},
    {"bmatrix", "[", "]", NULL, false, false},
    {"cases", "{", "", "left", false, false},
    {"dcases", "{", "", "left", false, false},
    {"displaymath", "", "", NULL, true, false},
    {"eqnarray", "", "", "right center left", false, false},
    {"eqnarray*", "", "", "right center left", false, false},
    {"equation", "", "", NULL, true, false},
    {"equation*", "", "", NULL, true, false},
    {"gather", "", "", NULL, false, false},
    {"gather*", "", "", NULL, false, false},
    {"gathered", "", "", NULL, false, false},
    {"math", "", "", NULL, true, false},
    {"matrix", "", "", NULL, false, false},
    {"multline", "", "", NULL, false, false},
    {"multline*", "", "", NULL, false, false},
    {"pmatrix", "(", ")", NULL, false, false},
    {"rcases", "", "}", "left", false, false},
    {"smallmatrix", "", "", NULL, false, false},
    {"split", "", "", "right left", false, false},
    {"vmatrix", "|", "|", NULL, false, false},
};

/* What \substack has in place of an environment. */
static const struct tex_environment stack = {"", "", "", NULL, false, false};

static const struct tex_environment *
find(str name)
{
	for (size_t i = 0; i < sizeof environments / sizeof *environments; i++)
		if (str_eq(name, str_of(environments[i].name)))
			return &environments[i];
	return NULL;
}

/* "ccl|r" as MathML has it: "center center left right". */
static str
alignment(struct tex_reader *reader, str columns)
{
	struct buf out = BUF(reader->arena);

	for (size_t i = 0; i < columns.len; i++) {
		const char *word = columns.at[i] == 'l' ? "left"
		    : columns.at[i] == 'r'              ? "right"
		    : columns.at[i] == 'c'              ? "center"
							: NULL;

		if (word)
			buf_printf(&out, "%s%s", out.len ? " " : "", word);
		else if (columns.at[i] != '|' && columns.at[i] != ' ')
			reader->is_bad = true;
	}
	return buf_str(&out);
}

static void
open_rows(struct tex_reader *reader, const struct tex_environment *environment, str columns)
{
	xmlNode *whole = tree_add(reader->tree, tex_top(reader)->node, EL_MROW), *table, *cell;
	struct tex_frame *frame;

	if (*environment->open)
		tex_token(reader, whole, EL_MO, str_of(environment->open));
	table = tree_add(reader->tree, whole, EL_MTABLE);
	if (columns.len)
		tree_set(reader->tree, table, "columnalign", columns);
	cell = tree_add(reader->tree, tree_add(reader->tree, table, EL_MTR), EL_MTD);
	frame = tex_push(reader, FRAME_CELL, cell, whole);
	if (frame)
		frame->environment = environment;
}

void
tex_begin(struct tex_reader *reader, str name)
{
	const struct tex_environment *environment = find(name);
	str columns;

	if (!environment) {
		reader->is_bad = true;
		return;
	}
	columns = str_of(environment->columns);
	if (environment->has_argument) {
		str argument = tex_raw(reader);

		if (!environment->columns)
			columns = alignment(reader, argument);
	}
	if (environment->is_plain) {
		xmlNode *row = tree_add(reader->tree, tex_top(reader)->node, EL_MROW);
		struct tex_frame *frame = tex_push(reader, FRAME_GROUP, row, row);

		if (frame)
			frame->environment = environment;
		return;
	}
	open_rows(reader, environment, columns);
}

void
tex_stack(struct tex_reader *reader)
{
	tex_skip_space(reader);
	if (!str_starts(reader->rest, STR("{"))) {
		reader->is_bad = true;
		return;
	}
	reader->rest = str_from(reader->rest, 1);
	open_rows(reader, &stack, STR_NONE);
}

/* The table ends: a last row without anything goes. */
static void
close_rows(struct tex_reader *reader)
{
	struct tex_frame done = *tex_top(reader);
	xmlNode *table = done.node->parent->parent, *last = table->last;

	if (last != table->children && last->children == last->last && !last->children->children)
		tree_remove(last);
	if (*done.environment->close)
		tex_token(reader, done.whole, EL_MO, str_of(done.environment->close));
	reader->depth--;
	if (done.whole->children == done.whole->last)
		tree_unwrap(done.whole);
	else
		table = done.whole;
	tex_finish(reader, table);
}

void
tex_end(struct tex_reader *reader, str name)
{
	struct tex_frame *top = tex_top(reader);

	if (!top->environment || !str_eq(name, str_of(top->environment->name)) ||
	    (top->is != FRAME_CELL && top->is != FRAME_GROUP)) {
		reader->is_bad = true;
	} else if (top->is == FRAME_CELL) {
		close_rows(reader);
	} else {
		xmlNode *whole = top->whole;

		reader->depth--;
		tex_finish(reader, whole);
	}
}

void
tex_end_stack(struct tex_reader *reader)
{
	if (tex_top(reader)->environment == &stack)
		close_rows(reader);
	else
		reader->is_bad = true;
}

static void
new_cell(struct tex_reader *reader, xmlNode *row)
{
	struct tex_frame *top = tex_top(reader);

	top->node = tree_add(reader->tree, row, EL_MTD);
	top->script = top->limits = NULL;
}

void
tex_next_cell(struct tex_reader *reader)
{
	if (tex_top(reader)->is == FRAME_CELL)
		new_cell(reader, tex_top(reader)->node->parent);
	else
		reader->is_bad = true;
}

/* \\ may give a distance, which is left out. */
void
tex_next_row(struct tex_reader *reader)
{
	struct tex_frame *top = tex_top(reader);
	xmlNode *row = top->node;

	if (top->is != FRAME_CELL) {
		reader->is_bad = true;
		return;
	}
	if (str_starts(reader->rest, STR("*")))
		reader->rest = str_from(reader->rest, 1);
	if (str_starts(reader->rest, STR("["))) {
		size_t end = str_find_char(reader->rest, ']');

		if (end != STR_NOT_FOUND && end < 12)
			reader->rest = str_from(reader->rest, end + 1);
	}
	while (tree_element(row) != EL_MTR)
		row = row->parent;
	new_cell(reader, tree_add(reader->tree, row->parent, EL_MTR));
}

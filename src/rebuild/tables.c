/* Which tables of a Page hold data, which are layout, which are listings. */
#include "rebuild/classname.h"
#include "rebuild/plan.h"

/* A table that is open during the pass, and what was seen of it. */
struct table {
	uint32_t at;
	uint32_t rows, cells, columns; /* columns: cells of the row at hand */
	uint32_t widest;               /* cells of the longest row */
	uint32_t gutters;              /* cells of a row that are called line numbers */
	uint32_t numbers;              /* first cells that hold nothing but digits */
	size_t text, cell_text, longest;
	uint32_t head; /* the first thead */
	bool has_head, has_inner, has_pre, has_number_now, has_number_class;
};

#define OPEN_TABLES (LIMIT_NESTING + 2)

/* Elements between a table by its role and its cells. */
#define ROLE_LEVELS 5

struct pass {
	struct ctx *ctx;
	struct plan *plan;
	struct table open[OPEN_TABLES];
	size_t depth;
};

static bool
is_listing(const struct table *table)
{
	return table->has_pre && table->rows == 1 && table->cells == 2 && table->numbers == 1;
}

/* One line a row: the first cells are the numbers, or say so. */
static bool
is_line_table(const struct table *table)
{
	return table->widest == table->gutters + 1 && table->has_number_class && table->rows >= 1 &&
	    table->numbers == table->rows;
}

/* Parts of tables by their role (WAI-ARIA 1.2). */
static const struct role {
	const char *role;
	enum tag tag;
} roles[] = {{"table", TAG_TABLE}, {"rowgroup", TAG_TBODY}, {"row", TAG_TR}, {"cell", TAG_TD},
    {"columnheader", TAG_TH}, {"rowheader", TAG_TH}};

static bool
is_in_role_table(const struct page *page, uint32_t at)
{
	for (int level = 0; level < ROLE_LEVELS; level++) {
		at = page->nodes[at].parent;
		if (at == PAGE_NONE)
			return false;
		if (str_eq(page_get(page, at, STR("role")), STR("table")))
			return true;
	}
	return false;
}

enum tag
plan_table_tag(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];
	str role;

	if ((node->tag != TAG_DIV && node->tag != TAG_SPAN && node->tag != TAG_OTHER) ||
	    !node->attr_count)
		return node->tag;
	role = page_get(page, at, STR("role"));
	for (size_t i = 0; role.len && i < sizeof roles / sizeof *roles; i++)
		if (str_eq(role, str_of(roles[i].role)))
			return roles[i].tag == TAG_TABLE || is_in_role_table(page, at)
			    ? roles[i].tag
			    : node->tag;
	return node->tag;
}

bool
plan_is_equations(const struct plan *plan, uint32_t at)
{
	static const char *const words[] = {
	    "eqn", "eqnarray", "equation", "equationgroup", "formula", NULL};
	str class_ = page_get(plan->page, at, STR("class")), part;

	while (classname_part(&class_, &part))
		if (classname_lists(words, part))
			return plan_within(plan, plan->maths, at) > 0;
	return false;
}

static bool
is_data(const struct page *page, const struct table *table)
{
	str role = page_get(page, table->at, STR("role"));
	size_t mean = table->cells ? table->text / table->cells : 0;

	if (table->has_inner || table->widest < 2 || str_eq(role, STR("presentation")) ||
	    str_eq(role, STR("none")))
		return false;
	if (table->longest > 4000 && table->widest < 3)
		return false;
	return table->has_head || (table->rows >= 2 && mean <= 120 && table->longest <= 600);
}

static void
end_cell(struct table *table)
{
	if (table->cell_text > table->longest)
		table->longest = table->cell_text;
	table->numbers += table->columns == 1 && table->has_number_now;
	table->cell_text = 0;
	table->has_number_now = false;
}

static void
end_table(struct pass *pass)
{
	struct table *table = &pass->open[--pass->depth];
	uint16_t *mark = &pass->plan->marks[table->at];

	end_cell(table);
	if (plan_is_equations(pass->plan, table->at)) {
		*mark |= PLAN_EQUATION;
	} else if (is_listing(table) || is_line_table(table)) {
		*mark |= PLAN_TABLE_CODE;
	} else if (is_data(pass->plan->page, table)) {
		if (table->cells <= LIMIT_TABLE_CELLS) {
			*mark |= PLAN_TABLE;
			return;
		}
		*mark |= PLAN_TABLE_TEXT;
		if (plan_is_taken(pass->plan, table->at))
			diag_say(pass->ctx->log, DIAG_LIMIT_TABLE, pass->ctx->name, "%d",
			    LIMIT_TABLE_CELLS);
	}
}

static void
see_text(struct table *table, str text)
{
	bool digits = true;

	text = str_trim(text);
	for (size_t i = 0; digits && i < text.len; i++)
		digits = ascii_is_digit((unsigned char)text.at[i]) ||
		    ascii_is_space((unsigned char)text.at[i]);
	if (table->columns == 1 && text.len)
		table->has_number_now = digits && (table->cell_text == 0 || table->has_number_now);
	table->text += text.len;
	table->cell_text += text.len;
}

static void
see_element(struct pass *pass, struct table *table, uint32_t at)
{
	const struct page *page = pass->plan->page;

	switch (plan_table_tag(page, at)) {
	case TAG_TR:
		end_cell(table);
		table->rows++;
		table->columns = 0;
		break;
	case TAG_TH:
		table->has_head = true;
		/* fallthrough */
	case TAG_TD:
		end_cell(table);
		table->cells++;
		if (++table->columns > table->widest)
			table->widest = table->columns;
		if (table->columns <= table->gutters + 1 &&
		    classname_is_gutter(page_get(page, at, STR("class")))) {
			table->gutters =
			    table->columns > table->gutters ? table->columns : table->gutters;
			table->has_number_class = true;
			table->has_number_now = table->columns == 1;
		}
		break;
	case TAG_THEAD:
		if (!table->head)
			table->head = at;
		else if (str_eq(page_text_of(pass->ctx->arena, page, table->head),
			     page_text_of(pass->ctx->arena, page, at)))
			pass->plan->marks[at] |= PLAN_DROP; /* one that floats over the page */
							    /* fallthrough */
	case TAG_CAPTION:
		table->has_head = true;
		break;
	case TAG_PRE:
		table->has_pre = true;
		break;
	default:
		break;
	}
}

void
plan_tables(struct ctx *ctx, struct plan *plan)
{
	struct pass *pass = arena_alloc(ctx->arena, sizeof *pass);
	const struct page *page = plan->page;

	pass->ctx = ctx;
	pass->plan = plan;
	for (uint32_t at = 0; at < page->count; at++) {
		const struct node *node = &page->nodes[at];

		while (pass->depth && page->nodes[pass->open[pass->depth - 1].at].end <= at)
			end_table(pass);
		if (plan_table_tag(page, at) == TAG_TABLE && pass->depth < OPEN_TABLES) {
			if (pass->depth)
				pass->open[pass->depth - 1].has_inner = true;
			pass->open[pass->depth++] = (struct table){.at = at};
		} else if (pass->depth && node->tag == TAG_TEXT) {
			see_text(&pass->open[pass->depth - 1], node->text);
		} else if (pass->depth) {
			see_element(pass, &pass->open[pass->depth - 1], at);
		}
	}
	while (pass->depth)
		end_table(pass);
}

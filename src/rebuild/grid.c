/* Tables: those that hold data as such, the others unwound. */
#include "rebuild/classname.h"
#include "rebuild/visit.h"

static bool
is_table_part(enum element element)
{
	switch (element) {
	case EL_TABLE:
	case EL_TBODY:
	case EL_TFOOT:
	case EL_THEAD:
	case EL_TR:
		return true;
	default:
		return false;
	}
}

static bool
is_in_table(const struct rebuild *rebuild)
{
	return !rebuild->build.fixed && is_table_part(tree_element(rebuild->build.base));
}

uint32_t
visit_table(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct plan *plan = rebuild->plan;

	if (plan->marks[at] & PLAN_TABLE_CODE)
		return visit_code(rebuild, at, EL_PRE);
	if (plan->marks[at] & PLAN_FIGURE)
		return visit_section(rebuild, at, EL_NONE);
	if (!(plan->marks[at] & PLAN_TABLE) && rebuild->page->nodes[at].attr_count &&
	    visit_callout(rebuild, at))
		return at + 1;
	if (!(plan->marks[at] & PLAN_TABLE))
		return visit_section(rebuild, at, EL_NONE);
	if (!visit_open(rebuild, at, element, BUILD_BLOCK))
		return at + 1;
	visit_take_whole(rebuild, at, 20 * plan_within(plan, plan->kept, at));
	return at + 1;
}

uint32_t
visit_rows(struct rebuild *rebuild, uint32_t at, enum element element)
{
	if (!is_in_table(rebuild) || tree_element(rebuild->build.base) != EL_TABLE)
		return visit_section(rebuild, at, EL_NONE);
	visit_open(rebuild, at, element, BUILD_PART);
	return at + 1;
}

uint32_t
visit_row(struct rebuild *rebuild, uint32_t at, enum element element)
{
	if (!is_in_table(rebuild) || tree_element(rebuild->build.base) == EL_TR)
		return visit_section(rebuild, at, EL_NONE);
	visit_open(rebuild, at, element, BUILD_ROW);
	return at + 1;
}

/* In a table of too many cells a row is a paragraph, its cells are words apart. */
static bool
is_in_text_table(const struct rebuild *rebuild, uint32_t at)
{
	for (int level = 0; level < 4 && at != PAGE_NONE; level++) {
		if (rebuild->plan->marks[at] & PLAN_TABLE_TEXT)
			return true;
		at = rebuild->page->nodes[at].parent;
	}
	return false;
}

static void
set_span(struct rebuild *rebuild, xmlNode *node, uint32_t at, const char *name)
{
	str value = str_trim(page_get(rebuild->page, at, str_of(name)));
	uint32_t span;

	if (!str_number(value, 9, &span) || span < 2)
		return;
	tree_set(rebuild->tree, node, name,
	    arena_printf(rebuild->ctx->arena, "%u", span > 1000 ? 1000 : span));
}

/* How a cell is aligned, by its attribute, style or class. */
static const char *
align_of(const struct page *page, uint32_t at)
{
	static const char *const names[] = {"left", "center", "right"};
	str style = page_get(page, at, STR("style")), word = STR_NONE;
	size_t place = str_find_nocase(style, STR("text-align"));

	if (place != STR_NOT_FOUND) {
		style = str_trim(str_from(style, place + 10));
		word = str_starts(style, STR(":")) ? str_trim(str_from(style, 1)) : STR_NONE;
	}
	if (!word.len)
		word = str_trim(page_get(page, at, STR("align")));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_starts_nocase(word, str_of(names[i])))
			return names[i];
	return word.len ? NULL : classname_align(page_get(page, at, STR("class")));
}

static void
set_align(struct rebuild *rebuild, xmlNode *node, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t row = page->nodes[at].parent;
	const char *align = align_of(page, at);

	if (!align && page->nodes[row].tag == TAG_TR)
		align = align_of(page, row);
	if (align)
		tree_set(rebuild->tree, node, "class", str_of(align));
}

uint32_t
visit_cell(struct rebuild *rebuild, uint32_t at, enum element element)
{
	static const char *const scopes[] = {"row", "col", "rowgroup", "colgroup"};
	str scope = page_get(rebuild->page, at, STR("scope"));
	xmlNode *node;

	if (!is_in_table(rebuild)) {
		if (!is_in_text_table(rebuild, at))
			return visit_section(rebuild, at, EL_NONE);
		build_text(&rebuild->build, STR(" "));
		return at + 1;
	}
	node = visit_open(rebuild, at, element, BUILD_CELL);
	if (!node)
		return at + 1;
	rebuild->frames[rebuild->depth - 1].leave = NULL; /* an empty cell is a cell */
	set_align(rebuild, node, at);
	set_span(rebuild, node, at, "colspan");
	set_span(rebuild, node, at, "rowspan");
	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
		if (str_eq_nocase(scope, str_of(scopes[i])))
			tree_set(rebuild->tree, node, "scope", str_of(scopes[i]));
	return at + 1;
}

uint32_t
visit_caption(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct frame *frame;

	if (!is_in_table(rebuild) || tree_element(rebuild->build.base) != EL_TABLE ||
	    visit_is_long(rebuild, at))
		return visit_section(rebuild, at, EL_NONE);
	frame = visit_push(rebuild, at);
	if (frame)
		build_open_fixed(&rebuild->build, element, BUILD_PART);
	return at + 1;
}

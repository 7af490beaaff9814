/* Formulas that a page has as TeX alone: a span of class tex, which writers show as they can. */
#include "rebuild/formula.h"
#include "rebuild/visit.h"

void
visit_tex(struct rebuild *rebuild, str tex, bool is_display)
{
	struct build *build = &rebuild->build;
	struct format format = {
	    .element = EL_SPAN, .class_ = is_display ? STR("tex display") : STR("tex")};
	size_t open = build->format_count;

	if (is_display && build->fixed)
		format.class_ = STR("tex");
	build_format(build, &format);
	build_text(build, tex);
	build_end_formats(build, open);
}

static bool
is_in_code(const struct build *build)
{
	for (size_t i = 0; i < build->format_count; i++)
		switch (build->formats[i].element) {
		case EL_CODE:
		case EL_KBD:
		case EL_SAMP:
			return true;
		default:
			break;
		}
	return false;
}

void
visit_text(struct rebuild *rebuild, uint32_t at)
{
	str rest = rebuild->page->nodes[at].text, before;
	struct formula_tex formula;

	if ((str_find_char(rest, '\\') == STR_NOT_FOUND &&
		str_find_char(rest, '$') == STR_NOT_FOUND) ||
	    is_in_code(&rebuild->build)) {
		build_text(&rebuild->build, rest);
		return;
	}
	while (formula_next(&rest, rebuild->has_dollars, &before, &formula)) {
		if (before.len)
			build_text(&rebuild->build, before);
		if (formula.tex.at)
			visit_tex(rebuild, formula.tex, formula.is_display);
	}
}

/* The element before a script shows its formula as MathML. */
static bool
has_math_before(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t before = plan_before(page, at);

	while (before != PAGE_NONE && page->nodes[before].tag == TAG_TEXT &&
	    str_is_blank(page->nodes[before].text))
		before = plan_before(page, before);
	return before != PAGE_NONE && plan_within(rebuild->plan, rebuild->plan->maths, before);
}

bool
visit_is_beside_math(const struct rebuild *rebuild, uint32_t at)
{
	const struct plan *plan = rebuild->plan;
	uint32_t up = at;

	if (plan_within(plan, plan->maths, at))
		return true;
	if (rebuild->page->nodes[at].tag == TAG_SCRIPT)
		return has_math_before(rebuild, at);
	for (int level = 0; level < 2; level++) {
		uint32_t parent = rebuild->page->nodes[up].parent;

		if (parent == PAGE_NONE || tag_kinds(rebuild->page->nodes[parent].tag) & IS_BLOCK)
			return false;
		if (plan_within(plan, plan->maths, parent))
			return true;
		up = parent;
	}
	return false;
}

bool
visit_formula(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	struct formula_tex formula;

	if (rebuild->take == TAKE_NONE || page->nodes[at].tag == TAG_IMG ||
	    visit_is_beside_math(rebuild, at))
		return false;
	formula = formula_of_element(page, at);
	if (!formula.tex.at)
		return false;
	if (tag_kinds(page->nodes[at].tag) & IS_BLOCK)
		build_boundary(&rebuild->build);
	visit_tex(rebuild, formula.tex, formula.is_display);
	if (tag_kinds(page->nodes[at].tag) & IS_BLOCK)
		build_boundary(&rebuild->build);
	return true;
}

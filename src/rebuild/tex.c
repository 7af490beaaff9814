/* Formulas that a page has as TeX alone: a span of class tex, which writers show as they can. */
#include "core/url.h"
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
is_in(const struct build *build, enum element element)
{
	for (size_t i = 0; i < build->format_count; i++)
		if (build->formats[i].element == element)
			return true;
	return false;
}

static bool
is_in_code(const struct build *build)
{
	return is_in(build, EL_CODE) || is_in(build, EL_KBD) || is_in(build, EL_SAMP);
}

/* A text that is nothing but an address is a link to it. */
static bool
place_address(struct rebuild *rebuild, uint32_t at)
{
	struct build *build = &rebuild->build;
	str address = str_trim(rebuild->page->nodes[at].text);
	const struct format link = {.element = EL_A, .href = address};
	size_t open = build->format_count;

	if (address.len < 10 || address.len > 1000 || !url_is_web(address) || build->fixed ||
	    is_in(build, EL_A) || is_in_code(build))
		return false;
	for (size_t i = 0; i < address.len; i++)
		if (ascii_is_space((unsigned char)address.at[i]))
			return false;
	build_text(build, STR(" "));
	build_format(build, &link);
	build_text(build, address);
	build_end_formats(build, open);
	build_text(build, STR(" "));
	return true;
}

/* The sign that begins an item of a list of checks. */
static bool
place_check(struct rebuild *rebuild, uint32_t at)
{
	str text = rebuild->page->nodes[at].text, rest = text;
	const xmlNode *base = rebuild->build.base;
	bool is_done;

	while (rest.len && ascii_is_space((unsigned char)*rest.at))
		rest = str_from(rest, 1);
	is_done = str_starts(rest, STR("\xe2\x9c\x93 "));
	if ((!is_done && !str_starts(rest, STR("\xe2\x9d\x8f "))) || tree_element(base) != EL_LI ||
	    !tree_is_blank(base))
		return false;
	build_text(&rebuild->build, is_done ? STR("\xe2\x98\x91 ") : STR("\xe2\x98\x90 "));
	build_text(&rebuild->build, str_from(rest, 4));
	return true;
}

void
visit_text(struct rebuild *rebuild, uint32_t at)
{
	str rest = rebuild->page->nodes[at].text, before;
	struct formula_tex formula;

	if (place_address(rebuild, at) || place_check(rebuild, at))
		return;
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

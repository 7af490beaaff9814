/* What is known of a Page before the first node is built. */
#include "rebuild/plan.h"

#include "rebuild/backdrop.h"
#include "rebuild/classname.h"
#include "rebuild/formula.h"

/* Text that may stand beside a picture which is adopted, and how many pictures may. */
#define ADOPTED_TEXT 300
#define ADOPTED_MEDIA 20

/* Bytes of text in a part that goes with what is kept. */
#define PART_TEXT 600

/* Bytes of a formula's number: "(2.13a)". */
#define NUMBER_BYTES 12

bool
plan_is_media(unsigned tag)
{
	switch (tag) {
	case TAG_AMP_IFRAME:
	case TAG_AMP_IMG:
	case TAG_AMP_VIDEO:
	case TAG_AUDIO:
	case TAG_EMBED:
	case TAG_IFRAME:
	case TAG_IMG:
	case TAG_OBJECT:
	case TAG_VIDEO:
		return true;
	default:
		return false;
	}
}

bool
plan_is_hidden(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];

	return node->tag != TAG_TEXT &&
	    (tag_kinds(node->tag) & IS_HIDDEN || node->flags & NODE_SVG);
}

static bool
is_kept(const struct node *node)
{
	if (!(node->flags & (NODE_KEEP | NODE_NOTE)))
		return false;
	if (node->tag == TAG_TEXT)
		return !str_is_blank(node->text);
	return plan_is_media(node->tag) || node->tag == TAG_HR || node->tag == TAG_MATH;
}

static void
count_node(struct plan *plan, uint32_t at)
{
	const struct node *node = &plan->page->nodes[at];
	bool kept = is_kept(node);
	uint32_t text = 0;

	if (node->tag == TAG_TEXT && !kept && !str_is_blank(node->text))
		text = node->text.len > 100000 ? 100000 : (uint32_t)node->text.len;
	if (kept) {
		plan->first = at < plan->first ? at : plan->first;
		plan->last = at;
	}
	plan->kept[at + 1] = plan->kept[at] + kept;
	plan->other[at + 1] = plan->other[at] + text;
	plan->media[at + 1] =
	    plan->media[at] + (plan_is_media(node->tag) || backdrop_address(plan->page, at).len);
	plan->maths[at + 1] = plan->maths[at] + (node->tag == TAG_MATH);
}

static void
count_all(struct plan *plan, uint32_t title_node)
{
	const struct page *page = plan->page;
	uint32_t end;

	plan->first = PAGE_NONE;
	plan->last = 0;
	for (uint32_t at = 0; at < page->count;) {
		if (!plan_is_hidden(page, at) && at != title_node &&
		    !(plan->marks[at] & PLAN_DROP)) {
			count_node(plan, at++);
			continue;
		}
		for (end = page->nodes[at].end; at < end; at++) {
			plan->kept[at + 1] = plan->kept[at];
			plan->other[at + 1] = plan->other[at];
			plan->media[at + 1] = plan->media[at];
			plan->maths[at + 1] = plan->maths[at];
		}
	}
}

/* What a program shows of a script that holds TeX goes, unless that is a formula. */
static void
plan_scripts(struct plan *plan)
{
	const struct page *page = plan->page;

	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t before;

		if (!formula_is_script(page, i))
			continue;
		before = plan_before(page, i);
		while (before != PAGE_NONE && page->nodes[before].tag == TAG_TEXT &&
		    str_is_blank(page->nodes[before].text))
			before = plan_before(page, before);
		if (before != PAGE_NONE && !plan_within(plan, plan->maths, before) &&
		    str_starts(page_get(page, before, STR("class")), STR("MathJax")))
			plan->marks[before] |= PLAN_DROP;
	}
}

struct plan *
plan_make(struct ctx *ctx, const struct page *page, uint32_t title_node)
{
	struct plan *plan = arena_alloc(ctx->arena, sizeof *plan);
	size_t count = page->count;

	plan->page = page;
	plan->kept = arena_array(ctx->arena, count + 1, sizeof *plan->kept);
	plan->other = arena_array(ctx->arena, count + 1, sizeof *plan->other);
	plan->media = arena_array(ctx->arena, count + 1, sizeof *plan->media);
	plan->maths = arena_array(ctx->arena, count + 1, sizeof *plan->maths);
	plan->marks = arena_array(ctx->arena, count + 1, sizeof *plan->marks);
	count_all(plan, title_node);
	plan_tables(ctx, plan);
	plan_figures(plan);
	plan_listings(plan);
	plan_scripts(plan);
	plan_pulled(ctx, plan);
	count_all(plan, title_node); /* without what works listings, and copies of formulas */
	plan_equations(plan);
	plan_tabs(plan);
	plan_adopt(plan);
	return plan;
}

static bool
is_furniture(const struct page *page, uint32_t at)
{
	switch (page->nodes[at].tag) {
	case TAG_NAV:
	case TAG_FOOTER:
	case TAG_FORM:
	case TAG_BUTTON:
		return true;
	default:
		return classname_is_furniture(page_get(page, at, STR("class"))) ||
		    classname_is_furniture(page_get(page, at, STR("id")));
	}
}

bool
plan_is_adopted(const struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	uint32_t media = plan_within(plan, plan->media, at), end = page->nodes[at].end;

	if (!media || media > ADOPTED_MEDIA || plan_within(plan, plan->other, at) > ADOPTED_TEXT)
		return false;
	if (at < plan->first || end > plan->last)
		return false;
	if (end - at > 200)
		return false;
	for (uint32_t i = at; i < end; i++)
		if (page->nodes[i].tag != TAG_TEXT && !(page->nodes[i].flags & NODE_SVG) &&
		    is_furniture(page, i))
			return false;
	return true;
}

uint32_t
plan_before(const struct page *page, uint32_t at)
{
	uint32_t parent = page->nodes[at].parent, before = at - 1;

	if (parent == PAGE_NONE || before == parent)
		return PAGE_NONE;
	while (page->nodes[before].parent != parent)
		before = page->nodes[before].parent;
	return before;
}

bool
plan_is_small(const struct plan *plan, uint32_t at)
{
	return plan_within(plan, plan->other, at) <= PART_TEXT;
}

/* Whether the description of a term is kept. */
static bool
is_described(const struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;

	for (int looked = 0; looked < 8 && (at = page_next(page, at)) != PAGE_NONE; looked++)
		if (page->nodes[at].tag == TAG_DD)
			return plan_is_taken(plan, at);
	return false;
}

/* Whether there is an element of that kind around, not far, of which a part is kept. */
static bool
is_part_of(const struct plan *plan, uint32_t at, enum tag tag)
{
	for (int level = 0; level < 3; level++) {
		at = plan->page->nodes[at].parent;
		if (at == PAGE_NONE)
			return false;
		if (plan->page->nodes[at].tag == tag)
			return plan_is_taken(plan, at);
	}
	return false;
}

bool
plan_is_part(const struct plan *plan, uint32_t at)
{
	if (!plan_is_small(plan, at))
		return false;
	switch (plan->page->nodes[at].tag) {
	case TAG_DT:
		return is_described(plan, at);
	case TAG_SUMMARY:
	case TAG_DETAILS:
		return is_part_of(plan, at, TAG_DETAILS);
	case TAG_CITE:
	case TAG_FOOTER:
		return is_part_of(plan, at, TAG_BLOCKQUOTE);
	default:
		return false;
	}
}

/* Beside the formulas that it holds there is a number at most. */
static bool
is_formula_alone(const struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	size_t text = 0;

	for (uint32_t i = at + 1; i < page->nodes[at].end && text <= NUMBER_BYTES; i++)
		if (page->nodes[i].tag == TAG_MATH)
			i = page->nodes[i].end - 1;
		else if (page->nodes[i].tag == TAG_TEXT)
			text += str_trim(page->nodes[i].text).len;
	return text > 0 && text <= NUMBER_BYTES;
}

/* Blocks of one formula and its number. */
void
plan_equations(struct plan *plan)
{
	const struct page *page = plan->page;

	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t up = i;

		if (page->nodes[i].tag != TAG_MATH)
			continue;
		for (int level = 0; level < 3; level++) {
			up = page->nodes[up].parent;
			if (up == PAGE_NONE || page->nodes[up].tag == TAG_BODY ||
			    page->nodes[up].tag == TAG_TD)
				break;
			if (page->nodes[up].tag == TAG_DIV &&
			    plan_within(plan, plan->maths, up) == 1 &&
			    plan_is_equations(plan, up) && is_formula_alone(plan, up))
				plan->marks[up] |= PLAN_EQUATION;
		}
		i = page->nodes[i].end - 1;
	}
}

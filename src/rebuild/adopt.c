/* Parts of an article that extraction passed over for having no prose: what stands between two kept
   neighbours and is a listing, a table of data or a callout goes with them. */
#include "rebuild/callout.h"
#include "rebuild/classname.h"
#include "rebuild/plan.h"

#define PART_BYTES 4000
#define CALLOUT_BYTES 600
#define LEVELS 9
#define LOOKED 40 /* neighbours */

static uint32_t
element_from(const struct page *page, uint32_t at)
{
	for (int i = 0; i < LOOKED && at != PAGE_NONE; i++, at = page_next(page, at))
		if (page->nodes[at].tag != TAG_TEXT && page->nodes[at].tag != TAG_BR)
			return at;
	return PAGE_NONE;
}

/* Whether the elements before and after it are kept. */
static bool
is_between(const struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	uint32_t parent = page->nodes[at].parent, next = element_from(page, page_next(page, at));
	uint32_t before = PAGE_NONE;

	if (next == PAGE_NONE || !plan_is_taken(plan, next))
		return false;
	for (uint32_t i = page_first(page, parent); i < at; i = page_next(page, i))
		if (page->nodes[i].tag != TAG_TEXT && !(plan->marks[i] & (PLAN_TITLE | PLAN_DROP)))
			before = i;
	return before != PAGE_NONE &&
	    (plan_is_taken(plan, before) || plan->marks[before] & PLAN_TAKE);
}

static bool
is_furniture(const struct page *page, uint32_t at)
{
	return classname_is_furniture(page_get(page, at, STR("class"))) ||
	    classname_is_furniture(page_get(page, at, STR("id")));
}

static bool
is_callout(const struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;

	if (!page->nodes[at].attr_count || plan_within(plan, plan->other, at) > CALLOUT_BYTES ||
	    !callout_kind(page, at).at)
		return false;
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		switch (page->nodes[i].tag) {
		case TAG_A:
		case TAG_BUTTON:
		case TAG_FORM:
		case TAG_INPUT:
			return false;
		default:
			break;
		}
	return true;
}

static bool
is_candidate(const struct plan *plan, uint32_t at)
{
	unsigned marks = plan->marks[at];

	switch (plan->page->nodes[at].tag) {
	case TAG_PRE:
		return true;
	case TAG_TABLE:
		return (marks & (PLAN_TABLE | PLAN_TABLE_CODE | PLAN_EQUATION)) != 0;
	case TAG_ASIDE:
	case TAG_DIV:
	case TAG_FIGURE:
	case TAG_P:
	case TAG_SECTION:
		return marks & PLAN_LISTING || is_callout(plan, at);
	default:
		return false;
	}
}

static void
see_candidate(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;

	for (int level = 0; level < LEVELS; level++) {
		uint32_t parent = page->nodes[at].parent;

		if (plan_is_taken(plan, at) || is_furniture(page, at) ||
		    plan_within(plan, plan->other, at) > PART_BYTES)
			return;
		if (parent == PAGE_NONE || page->nodes[parent].tag == TAG_BODY)
			return;
		if (plan_is_taken(plan, parent)) {
			if (is_between(plan, at))
				plan->marks[at] |= PLAN_TAKE;
			return;
		}
		at = parent;
	}
}

void
plan_adopt(struct plan *plan)
{
	const struct page *page = plan->page;

	for (uint32_t i = plan->first; i < plan->last && i < page->count;) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT || plan_is_taken(plan, i) || plan_is_hidden(page, i) ||
		    !is_candidate(plan, i)) {
			i++;
			continue;
		}
		see_candidate(plan, i);
		i = node->end;
	}
}

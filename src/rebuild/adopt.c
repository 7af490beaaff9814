/* Parts of an article that extraction passed over for having no prose: what stands between two kept
   neighbours and is a listing, a table of data or a callout goes with them. */
#include "rebuild/callout.h"
#include "rebuild/card.h"
#include "rebuild/classname.h"
#include "rebuild/formula.h"
#include "rebuild/plan.h"

#define PART_BYTES 4000
#define PART_NODES 400 /* of a callout or formula */
#define CALLOUT_BYTES 600
#define FORMULA_BYTES 400
#define ATTRIBUTION_BYTES 200
#define LEVELS 9
#define LOOKED 40 /* neighbours */
#define LABELS 5  /* nodes before a table */

/* What says nothing, or was told to be no part of the article. */
static bool
is_nothing(const struct plan *plan, uint32_t at)
{
	if (plan->page->nodes[at].tag == TAG_TEXT || plan->page->nodes[at].tag == TAG_BR)
		return true;
	return plan->marks[at] & (PLAN_TITLE | PLAN_DROP) ||
	    (!plan_within(plan, plan->other, at) && !plan_is_taken(plan, at) &&
		!plan_within(plan, plan->media, at));
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

	if (!page->nodes[at].attr_count || page->nodes[at].end - at > PART_NODES ||
	    plan_within(plan, plan->other, at) > CALLOUT_BYTES || !callout_kind(page, at).at)
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

/* A block that shows a formula and little else. */
static bool
is_formula(const struct plan *plan, uint32_t at)
{
	static const char *const words[] = {
	    "eqn", "equation", "formula", "katex", "math", "mathblock", "stemblock", NULL};
	const struct page *page = plan->page;
	str class_ = str_head(page_get(page, at, STR("class")), 500), part;
	bool is_called = false;

	if (plan_within(plan, plan->other, at) > FORMULA_BYTES ||
	    page->nodes[at].end - at > PART_NODES)
		return false;
	if (plan_within(plan, plan->maths, at) || formula_is_bare(page, at))
		return true;
	while (classname_part(&class_, &part))
		is_called = is_called || classname_lists(words, part);
	for (uint32_t i = at + 1; i < page->nodes[at].end; i++) {
		str text = str_trim(page->nodes[i].text);

		if (page->nodes[i].tag == TAG_IMG)
			return is_called ||
			    formula_of_image(page, i, page_get(page, i, STR("src"))).tex.at;
		if (page->nodes[i].tag == TAG_TEXT && text.len)
			return is_called || str_starts(text, STR("\\[")) ||
			    str_starts(text, STR("$$")) || str_starts(text, STR("\\begin{"));
	}
	return false;
}

/* What another page lent: a quotation or an element that plays something. */
static bool
is_embedded(const struct plan *plan, uint32_t at)
{
	static const char *const words[] = {
	    "embed", "embedded", "lite", "media", "player", "tweet", "video", NULL};
	const struct page *page = plan->page;
	str name = page->nodes[at].tag == TAG_OTHER ? page->nodes[at].text
						    : page_get(page, at, STR("class"));
	str part;

	if (plan_within(plan, plan->other, at) > CALLOUT_BYTES)
		return false;
	for (name = str_head(name, 500); classname_part(&name, &part);)
		if (classname_lists(words, part))
			return true;
	return false;
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
	case TAG_BLOCKQUOTE:
		return is_embedded(plan, at) || is_callout(plan, at);
	case TAG_OTHER:
		return is_formula(plan, at) || is_embedded(plan, at);
	case TAG_ASIDE:
	case TAG_DIV:
	case TAG_FIGURE:
	case TAG_P:
	case TAG_SECTION:
		return marks & (PLAN_LISTING | PLAN_EQUATION) || is_callout(plan, at) ||
		    card_is_in(plan->page, at) || is_formula(plan, at) ||
		    (classname_has(page_get(plan->page, at, STR("class")), "embed") &&
			plan_within(plan, plan->other, at) <= CALLOUT_BYTES);
	default:
		return false;
	}
}

/* What may go with its neighbours stands between them itself. */
static bool
is_passed(const struct plan *plan, uint32_t at, bool is_before)
{
	return is_nothing(plan, at) ||
	    (!is_before && !plan_is_taken(plan, at) && !is_furniture(plan->page, at) &&
		is_candidate(plan, at));
}

/* The neighbour on one side: where the parent has none, that of up to so many levels above. */
static uint32_t
neighbour(const struct plan *plan, uint32_t at, bool is_before, int levels)
{
	const struct page *page = plan->page;

	for (int level = 0; level <= levels; level++) {
		uint32_t next = is_before ? plan_before(page, at) : page_next(page, at);

		for (int i = 0; i < LOOKED && next != PAGE_NONE && is_passed(plan, next, is_before);
		     i++)
			next = is_before ? plan_before(page, next) : page_next(page, next);
		if (next != PAGE_NONE)
			return next;
		at = page->nodes[at].parent;
		if (at == PAGE_NONE || page->nodes[at].tag == TAG_BODY)
			break;
	}
	return PAGE_NONE;
}

/* Whether what stands before and after it is kept. */
static bool
is_between(const struct plan *plan, uint32_t at, int levels)
{
	uint32_t before = neighbour(plan, at, true, levels);
	uint32_t next = neighbour(plan, at, false, levels);

	return before != PAGE_NONE && next != PAGE_NONE && plan_is_taken(plan, next) &&
	    (plan_is_taken(plan, before) || plan->marks[before] & PLAN_TAKE);
}

/* Whom a quotation is by, behind it. */
static bool
is_attribution(const struct plan *plan, uint32_t at)
{
	static const char *const words[] = {"attribution", "author", "cite", "source", NULL};
	const struct page *page = plan->page;
	str class_ = str_head(page_get(page, at, STR("class")), 500), part;
	uint32_t before = plan_before(page, at);
	bool is_called = false;

	if (!class_.len || plan_within(plan, plan->other, at) > ATTRIBUTION_BYTES)
		return false;
	while (classname_part(&class_, &part))
		is_called = is_called || classname_lists(words, part);
	while (is_called && before != PAGE_NONE && page->nodes[before].tag == TAG_TEXT &&
	    str_is_blank(page->nodes[before].text))
		before = plan_before(page, before);
	return is_called && before != PAGE_NONE && page->nodes[before].tag == TAG_BLOCKQUOTE &&
	    plan_is_taken(plan, before);
}

/* What a table says that it is labelled and described by, right before it. */
static void
take_labels(struct plan *plan, uint32_t at)
{
	static const char *const names[] = {"aria-labelledby", "aria-describedby"};
	const struct page *page = plan->page;
	uint32_t before = plan_before(page, at);

	for (int i = 0; i < LABELS && before != PAGE_NONE;
	     i++, before = plan_before(page, before)) {
		str id = page_get(page, before, STR("id"));
		bool is_label = false;

		if (page->nodes[before].tag == TAG_TEXT && str_is_blank(page->nodes[before].text))
			continue;
		for (size_t k = 0; id.len && k < sizeof names / sizeof *names; k++)
			is_label = is_label || page_has_token(page, at, str_of(names[k]), id);
		if (!is_label || !plan_is_small(plan, before))
			return;
		plan->marks[before] |= PLAN_TAKE;
	}
}

static void
see_candidate(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	bool is_code =
	    page->nodes[at].tag == TAG_PRE || plan->marks[at] & (PLAN_LISTING | PLAN_TABLE_CODE);
	int levels = is_code ? LEVELS : 0; /* tables and callouts end pages of other kinds too */

	for (int level = 0; level < LEVELS; level++) {
		uint32_t parent = page->nodes[at].parent;

		if (plan_is_taken(plan, at) || is_furniture(page, at) ||
		    plan_within(plan, plan->other, at) > PART_BYTES)
			return;
		if (parent == PAGE_NONE || page->nodes[parent].tag == TAG_BODY)
			return;
		if (plan_is_taken(plan, parent)) {
			if (is_between(plan, at, levels)) {
				plan->marks[at] |= PLAN_TAKE;
				take_labels(plan, at);
			}
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

		if (node->tag == TAG_TABLE && plan->marks[i] & PLAN_TABLE && plan_is_taken(plan, i))
			take_labels(plan, i);
		if (node->tag != TAG_TEXT && is_attribution(plan, i))
			plan->marks[i] |= PLAN_TAKE;
		if (node->tag == TAG_TEXT || plan_is_taken(plan, i) || plan_is_hidden(page, i) ||
		    !is_candidate(plan, i)) {
			i++;
			continue;
		}
		see_candidate(plan, i);
		i = node->end;
	}
}

/* Tabs over listings: each panel is shown, below the name of its tab. */
#include "rebuild/classname.h"
#include "rebuild/plan.h"

#define TABS 16
#define LEVELS 3
#define SET_NODES 5000
#define NEAR 30 /* nodes between a list and its first panel */

static const char *const lists[] = {"nav-tabs", "sd-tab-labels", "tab-labels", "tab-list",
    "tabbed-labels", "tablist", "tabs", "tabs-list", "tabs__list", "tabs-nav", NULL};
static const char *const words[] = {"tab", "tabbed", "tabs", "tabset", NULL};

struct found {
	uint32_t list[TABS];
	size_t count; /* TABS + 1: too many */
};

static void
add(struct found *found, uint32_t at)
{
	if (found->count < TABS)
		found->list[found->count] = at;
	found->count += found->count <= TABS;
}

/* "tab-buttons", "tabNav": a word for tabs beside one for a row of them. */
static bool
is_row(str class_)
{
	static const char *const rows[] = {"bar", "buttons", "header", "headers", "labels", "links",
	    "list", "menu", "nav", "titles", NULL};
	bool has_tab = false, has_row = false;
	str part;

	while (classname_part(&class_, &part)) {
		has_tab = has_tab || classname_lists(words, part);
		has_row = has_row || classname_lists(rows, part);
	}
	return has_tab && has_row;
}

static bool
is_tab_list(const struct page *page, uint32_t at)
{
	str class_, word;

	if (page_find(page, at, page->nodes[at].end, TAG_PRE) != PAGE_NONE)
		return false;

	if (str_eq(page_get(page, at, STR("role")), STR("tablist")))
		return true;
	class_ = page_get(page, at, STR("class"));
	while (str_word(&class_, &word))
		if (classname_lists(lists, word) || is_row(word))
			return true;
	return false;
}

static bool
has_listing(const struct plan *plan, uint32_t at)
{
	for (uint32_t i = at; i < plan->page->nodes[at].end; i++)
		if (plan->page->nodes[i].tag == TAG_PRE ||
		    plan->marks[i] & (PLAN_LISTING | PLAN_TABLE_CODE))
			return true;
	return false;
}

/* Elements below that have the role, or else the tag. */
static void
find_all(const struct page *page, uint32_t from, uint32_t end, str role, enum tag tag,
    struct found *found)
{
	found->count = 0;
	for (uint32_t i = from; i < end; i++) {
		bool is_one = page->nodes[i].tag == tag && !role.len;

		if (page->nodes[i].attr_count && role.len)
			is_one = str_eq(page_get(page, i, STR("role")), role);
		if (!is_one)
			continue;
		add(found, i);
		i = page->nodes[i].end - 1;
	}
}

static void
find_labels(const struct page *page, uint32_t at, struct found *labels)
{
	static const enum tag tags[] = {TAG_LABEL, TAG_LI, TAG_BUTTON, TAG_A};
	uint32_t end = page->nodes[at].end;

	find_all(page, at + 1, end, STR("tab"), TAG_OTHER, labels);
	for (size_t i = 0; !labels->count && i < sizeof tags / sizeof *tags; i++)
		find_all(page, at + 1, end, STR_NONE, tags[i], labels);
}

static void
find_children(const struct page *page, uint32_t at, struct found *found)
{
	found->count = 0;
	for (; at != PAGE_NONE; at = page_next(page, at))
		if (page->nodes[at].tag != TAG_TEXT && page->nodes[at].tag != TAG_INPUT)
			add(found, at);
}

/* As many as there are labels: by their role, else behind the list or in the element there. */
static bool
find_panels(const struct page *page, uint32_t list, size_t count, struct found *panels)
{
	uint32_t up = list, next;

	for (int level = 0; level < LEVELS; level++, up = page->nodes[up].parent) {
		uint32_t parent = page->nodes[up].parent;

		if (parent == PAGE_NONE || page->nodes[parent].tag == TAG_BODY ||
		    page->nodes[parent].end - parent > SET_NODES)
			return false;
		find_all(page, page->nodes[up].end, page->nodes[parent].end, STR("tabpanel"),
		    TAG_OTHER, panels);
		if (panels->count == count && panels->list[0] - page->nodes[up].end < NEAR)
			return true;
		next = page_next(page, up);
		while (next != PAGE_NONE && page->nodes[next].tag == TAG_TEXT)
			next = page_next(page, next);
		if (next == PAGE_NONE)
			continue;
		find_children(page, page_first(page, next), panels);
		if (panels->count == count)
			return true;
		find_children(page, next, panels);
		return panels->count == count;
	}
	return false;
}

static void
add_panel(struct plan *plan, uint32_t panel, uint32_t label)
{
	plan->marks[panel] |= PLAN_PANEL;
	*ARENA_PUSH(plan->page->arena, plan->panels, plan->panel_count, plan->panel_room) =
	    (struct plan_panel){panel, label};
}

static void
see_list(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	struct found labels, panels;
	bool is_code = false, is_taken = false, is_text = true;

	find_labels(page, at, &labels);
	if (labels.count < 1 || labels.count > TABS ||
	    !find_panels(page, at, labels.count, &panels))
		return;
	for (size_t i = 0; i < panels.count; i++) {
		is_code = is_code || has_listing(plan, panels.list[i]);
		is_taken = is_taken || plan_is_taken(plan, panels.list[i]);
		is_text = is_text && plan_is_taken(plan, panels.list[i]) &&
		    str_eq(page_get(page, panels.list[i], STR("role")), STR("tabpanel"));
		if (plan->panel_count &&
		    plan->panels[plan->panel_count - 1].panel >= panels.list[i])
			return;
	}
	if (!is_code && !(is_text && labels.count > 1))
		return;
	plan->marks[at] |= PLAN_DROP;
	for (size_t i = 0; i < panels.count; i++) {
		add_panel(plan, panels.list[i], labels.list[i]);
		if (is_taken)
			plan->marks[panels.list[i]] |= PLAN_TAKE;
	}
}

/* A label right before its panel. */
static void
see_label(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	str class_ = page_get(page, page->nodes[at].parent, STR("class")), part;
	uint32_t next = page_next(page, at);
	bool is_set = false;

	while (classname_part(&class_, &part))
		is_set = is_set || classname_lists(words, part);
	while (next != PAGE_NONE && page->nodes[next].tag == TAG_TEXT)
		next = page_next(page, next);
	if (!is_set || next == PAGE_NONE || page->nodes[next].tag != TAG_DIV ||
	    page->nodes[next].end - next > SET_NODES || !has_listing(plan, next))
		return;
	plan->marks[at] |= PLAN_TITLE;
	if (plan_is_taken(plan, page->nodes[at].parent))
		plan->marks[next] |= PLAN_TAKE;
}

void
plan_tabs(struct plan *plan)
{
	const struct page *page = plan->page;

	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_LABEL)
			see_label(plan, i);
		else if (node->tag != TAG_TEXT && node->attr_count && node->end - i < 400 &&
		    is_tab_list(page, i))
			see_list(plan, i);
	}
}

uint32_t
plan_label(const struct plan *plan, uint32_t panel)
{
	size_t low = 0, high = plan->panel_count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (plan->panels[mid].panel < panel)
			low = mid + 1;
		else
			high = mid;
	}
	return low < plan->panel_count && plan->panels[low].panel == panel ? plan->panels[low].label
									   : PAGE_NONE;
}

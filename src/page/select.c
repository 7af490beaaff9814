/* CSS selectors over the flat arrays: one pass in document order. */
#include "page/select.h"

#include "page/select_parts.h"

/* What is known of the page while a selector runs over it. */
struct run {
	const struct selector *selector;
	const struct page *page;
	uint64_t *steps;
	const uint32_t *places[PLACE_COUNT];
	const uint8_t *related; /* NULL: not known yet, and no :has() holds */
};

static bool
has_token(str value, str token, bool nocase)
{
	str word;

	while (str_word(&value, &word))
		if (nocase ? str_eq_nocase(word, token) : str_eq(word, token))
			return true;
	return false;
}

static bool
attribute_holds(const struct select_condition *condition, str have)
{
	str want = condition->value;
	bool nocase = condition->nocase;

	switch (condition->test) {
	case TEST_HAS:
		return true;
	case TEST_EQUALS:
		return nocase ? str_eq_nocase(have, want) : str_eq(have, want);
	case TEST_TOKEN:
		return want.len && has_token(have, want, nocase);
	case TEST_LANG:
		if (have.len > want.len && have.at[want.len] != '-')
			return false;
		return nocase ? str_starts_nocase(have, want) : str_starts(have, want);
	case TEST_BEGINS:
		return want.len &&
		    (nocase ? str_starts_nocase(have, want) : str_starts(have, want));
	case TEST_ENDS:
		return want.len && (nocase ? str_ends_nocase(have, want) : str_ends(have, want));
	case TEST_CONTAINS:
		return want.len &&
		    (nocase ? str_find_nocase(have, want) : str_find(have, want)) != STR_NOT_FOUND;
	default:
		return false;
	}
}

static bool
spend(struct run *run, uint64_t steps)
{
	*run->steps -= steps < *run->steps ? steps : *run->steps;
	return *run->steps > 0;
}

/* What comparing a value may cost, beside looking at it. */
static uint64_t
cost(const struct select_condition *condition, str have)
{
	uint64_t len = have.len;

	return condition->test == TEST_CONTAINS && len >= condition->value.len
	    ? len + len * condition->value.len / 16
	    : len / 8;
}

static bool
place_holds(const struct select_condition *condition, int64_t place)
{
	int64_t behind = place - condition->b;

	if (condition->a == 0)
		return behind == 0;
	return behind % condition->a == 0 && behind / condition->a >= 0;
}

/* `now` has the compounds before this one that match the node. */
static bool
condition_holds(
    struct run *run, const struct select_condition *condition, uint32_t at, uint64_t now)
{
	const struct page *page = run->page;
	const struct node *node = &page->nodes[at];
	str have = STR_NONE;

	switch (condition->test) {
	case TEST_NTH:
		return place_holds(condition, run->places[condition->place][at]);
	case TEST_IS:
		return (now & condition->mask) != 0;
	case TEST_NOT:
		return (now & condition->mask) == 0;
	case TEST_RELATED:
		return run->related && run->related[at] >> condition->a & 1;
	default:
		break;
	}
	for (uint32_t k = 0; k < node->attr_count && !have.at; k++)
		if (str_eq_nocase(page->attrs[node->attrs + k].name, condition->name))
			have = page->attrs[node->attrs + k].value;
	return spend(run, node->attr_count + cost(condition, have)) && have.at &&
	    attribute_holds(condition, have);
}

static bool
matches(struct run *run, const struct select_compound *compound, uint32_t at, uint64_t now)
{
	const struct node *node = &run->page->nodes[at];

	spend(run, 1);
	if (compound->type.at &&
	    (node->tag != compound->tag ||
		(node->tag == TAG_OTHER && !str_eq_nocase(node->text, compound->type))))
		return false;
	for (uint16_t i = compound->first; i != SELECT_NO_CONDITION;) {
		const struct select_condition *condition = &run->selector->conditions[i];

		if (!condition_holds(run, condition, at, now))
			return false;
		i = condition->next;
	}
	return true;
}

/* What the nodes around the open node of each depth match: bit c is the compound c, with all
   before it in its complex selector. */
struct around {
	uint64_t matched[LIMIT_NESTING + 2]; /* the open node itself */
	uint64_t above[LIMIT_NESTING + 2];   /* it or an ancestor */
	uint64_t next[LIMIT_NESTING + 2];    /* the sibling before */
	uint64_t later[LIMIT_NESTING + 2];   /* any sibling before */
};

static uint64_t
match_node(struct run *run, const struct around *around, uint32_t at)
{
	size_t depth = run->page->nodes[at].depth;
	const uint64_t before[LINK_COUNT] = {
	    [LINK_DESCENDANT] = around->above[depth - 1],
	    [LINK_CHILD] = around->matched[depth - 1],
	    [LINK_NEXT] = around->next[depth],
	    [LINK_LATER] = around->later[depth],
	};
	uint64_t now = 0;

	for (size_t c = 0; c < run->selector->count; c++) {
		const struct select_compound *compound = &run->selector->compounds[c];

		if (compound->link != LINK_NONE &&
		    !(before[compound->link] >> compound->before & 1))
			continue;
		if (matches(run, compound, at, now))
			now |= (uint64_t)1 << c;
	}
	return now;
}

/* Puts the compounds that match each node into `all`, and the subjects' nodes into `found`; either
   may be NULL. Returns how many were found, -1 when the steps ran out. */
static int
pass(struct run *run, unsigned char *found, uint64_t *all)
{
	struct around around = {{0}, {0}, {0}, {0}};
	int count = 0;

	for (uint32_t at = 0; at < run->page->count; at++) {
		const struct node *node = &run->page->nodes[at];
		size_t depth = node->depth;
		uint64_t now = 0;
		bool hit;

		if (depth > 0 && depth <= LIMIT_NESTING && node->tag != TAG_TEXT) {
			now = match_node(run, &around, at);
			around.matched[depth] = around.next[depth] = now;
			around.above[depth] = around.above[depth - 1] | now;
			around.later[depth] |= now;
			around.next[depth + 1] = around.later[depth + 1] = 0;
			if (*run->steps == 0)
				return -1;
		}
		hit = (now & run->selector->subjects) != 0;
		count += hit;
		if (all)
			all[at] = now;
		if (found)
			found[at] = hit;
	}
	return count;
}

int
select_nodes(
    const struct selector *selector, const struct page *page, unsigned char *found, uint64_t *steps)
{
	struct arena *inner = arena_inner(page->arena);
	struct run run = {.selector = selector, .page = page, .steps = steps};
	uint64_t *all;
	int count = 0;

	for (enum select_place place = 0; place < PLACE_COUNT; place++)
		if (selector->places >> place & 1)
			run.places[place] = select_places(inner, page, place);
	if (selector->relation_count) {
		all = arena_array(inner, page->count, sizeof *all);
		count = pass(&run, NULL, all);
		run.related = select_relations(inner, selector, page, all);
	}
	if (count >= 0)
		count = pass(&run, found, NULL);
	arena_release(inner);
	return count;
}

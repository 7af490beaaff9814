/* Lists whose items stand side by side in the page: one list, its items nested by their level. */
#include "edit/pass.h"

#define LEVELS 10

/* Lists that are open, by level. */
struct lists {
	struct tree *tree;
	xmlNode *open[LEVELS];
	xmlNode *items[LEVELS]; /* the last one of each */
};

static xmlNode *
next_element(const xmlNode *node)
{
	xmlNode *next = node->next;

	while (next && pass_is_blank_text(next))
		next = next->next;
	return next;
}

/* What rebuild says of a paragraph that is an item: "item u2". */
static bool
is_item(const xmlNode *node, enum element *list, size_t *level)
{
	str class_ = tree_element(node) == EL_P ? tree_get(node, "class") : STR_NONE;

	if (!str_starts(class_, STR("item ")) || class_.len != 7)
		return false;
	*list = class_.at[5] == 'o' ? EL_OL : EL_UL;
	*level = (size_t)(class_.at[6] - '1');
	return *level < LEVELS;
}

/* The same of an item that stands beside those it is below: "level u2". */
static bool
has_level(const xmlNode *node, enum element *list, size_t *level)
{
	str class_ = tree_element(node) == EL_LI ? tree_get(node, "class") : STR_NONE;

	if (!str_starts(class_, STR("level ")) || class_.len != 8)
		return false;
	*list = class_.at[6] == 'o' ? EL_OL : EL_UL;
	*level = (size_t)(class_.at[7] - '0');
	return *level < LEVELS;
}

/* The list that takes an item of a level: open already, or begun within the last item above, or
   before `place`. */
static xmlNode *
list_for(struct lists *lists, enum element element, size_t level, xmlNode *place)
{
	size_t above = level;

	for (size_t i = level + 1; i < LEVELS; i++)
		lists->open[i] = NULL;
	if (lists->open[level] && tree_element(lists->open[level]) == element)
		return lists->open[level];
	while (above && !lists->open[above - 1])
		above--;
	lists->open[level] = above ? tree_add(lists->tree, lists->items[above - 1], element)
				   : tree_insert_before(lists->tree, place, element);
	return lists->open[level];
}

/* Paragraphs from `first` on that are items; gives back what follows them. */
static xmlNode *
from_paragraphs(struct edit *edit, xmlNode *first)
{
	struct tree *tree = edit->tree;
	struct lists lists = {.tree = tree};
	xmlNode *place = tree_insert_before(tree, first, EL_DIV), *node = first, *next;
	enum element element;
	size_t level;

	for (; node && is_item(node, &element, &level); node = next) {
		xmlNode *item;

		next = next_element(node);
		item = tree_add(tree, list_for(&lists, element, level, place), EL_LI);
		lists.items[level] = item;
		tree_set(tree, item, "id", tree_get(node, "id"));
		tree_move_children(node, item);
		tree_remove(node);
	}
	next = tree_skip(edit->root, place);
	tree_remove(place);
	return next;
}

static bool
is_list(const xmlNode *node)
{
	return node && (tree_element(node) == EL_UL || tree_element(node) == EL_OL);
}

static bool
is_single(const xmlNode *list)
{
	return list->children && !next_element(list->children);
}

/* Whether the next list goes on with this one: its items say their level, or both hold one item
   and count on. */
static bool
goes_on(const xmlNode *list, const xmlNode *next, bool was_single)
{
	uint32_t start = 0;
	enum element element;
	size_t level, items = 0;

	if (!is_list(next) || !next->children)
		return false;
	if (has_level(list->children, &element, &level) &&
	    has_level(next->children, &element, &level))
		return true;
	if (tree_element(list) != tree_element(next) || !was_single || !is_single(next))
		return false;
	if (tree_element(list) == EL_UL)
		return true;
	for (const xmlNode *item = list->last; item; item = item->prev)
		items += tree_element(item) == EL_LI;
	return str_number(tree_get(next, "start"), 6, &start) && start == items + 1 &&
	    !tree_get(list, "start").len;
}

/* Items of a list that say their level go where they belong. */
static void
nest(struct tree *tree, xmlNode *list)
{
	struct lists lists = {.tree = tree};
	enum element element = tree_element(list);
	xmlNode *item, *next;
	size_t level = 0, least = LEVELS;

	for (item = list->children; item; item = item->next) {
		level = 0;
		has_level(item, &element, &level);
		least = level < least ? level : least;
	}
	for (item = list->children; item; item = next) {
		next = item->next;
		if (!has_level(item, &element, &level))
			level = 0;
		tree_set(tree, item, "class", STR_NONE);
		level = level > least ? level - least : 0;
		if (!level || !lists.open[0]) {
			for (size_t i = 1; i < LEVELS; i++)
				lists.open[i] = NULL;
			lists.open[0] = list;
			lists.items[0] = item;
			continue;
		}
		tree_move(item, list_for(&lists, element, level, list));
		lists.items[level] = item;
	}
}

/* A list, and those behind it that go on with it. */
static void
join(struct tree *tree, xmlNode *list)
{
	bool is_nested = false, was_single = list->children && is_single(list);
	enum element element;
	xmlNode *next;
	size_t level;

	while ((next = next_element(list)) && list->children && goes_on(list, next, was_single)) {
		tree_move_children(next, list);
		tree_remove(next);
	}
	for (const xmlNode *item = list->children; item; item = item->next)
		is_nested = is_nested || has_level(item, &element, &level);
	if (is_nested)
		nest(tree, list);
}

void
edit_lists(struct edit *edit)
{
	enum element element;
	xmlNode *next;
	size_t level;

	for (xmlNode *node = edit->root; node; node = next) {
		if (is_item(node, &element, &level)) {
			next = from_paragraphs(edit, node);
			continue;
		}
		if (is_list(node))
			join(edit->tree, node);
		next = tree_next(edit->root, node);
	}
}

/* Walking a tree by entering and leaving. */
#include "tree/walk.h"

static bool
move(struct tree_walk *walk, const xmlNode *node, bool is_leaving)
{
	walk->node = node;
	walk->is_leaving = is_leaving;
	return true;
}

bool
tree_walk_next(struct tree_walk *walk)
{
	const xmlNode *node = walk->node;

	if (!node)
		return move(walk, walk->top, false);
	if (!walk->is_leaving && node->type == XML_ELEMENT_NODE) {
		if (node->children)
			return move(walk, node->children, false);
		return move(walk, node, true);
	}
	if (node == walk->top)
		return false;
	if (node->next)
		return move(walk, node->next, false);
	return move(walk, node->parent, true);
}

void
tree_walk_skip(struct tree_walk *walk)
{
	walk->is_leaving = true;
}

/* Walking a tree by entering and leaving, without recursion. */
#ifndef TREE_WALK_H
#define TREE_WALK_H

#include "tree/tree.h"

struct tree_walk {
	const xmlNode *top, *node;
	bool is_leaving;
};

/* Start before `top`, which is itself entered and left. */
#define TREE_WALK(at) ((struct tree_walk){(at), NULL, false})

/* Go on: true with walk->node entered (is_leaving false) or left (true; only nodes that were
   entered and are elements with children or without are left, texts are not). */
bool tree_walk_next(struct tree_walk *walk);

/* After entering a node: pass over what is below it; the next step leaves it. */
void tree_walk_skip(struct tree_walk *walk);

#endif

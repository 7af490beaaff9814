/* The grid that a table's cells make. */
#ifndef EDIT_GRID_H
#define EDIT_GRID_H

#include "tree/tree.h"

/* Cuts colspan and rowspan back to what the table really has: spans that reach beyond the widest
   row or the last row of their part go. Bounded: spans are 1 to 1000. */
void grid_clamp(struct tree *tree, xmlNode *table);

#endif

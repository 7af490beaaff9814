/* The vocabulary's rows, for those who write a tree. */
#ifndef TREE_VOCABULARY_H
#define TREE_VOCABULARY_H

#include "tree/tree.h"

/* Names of the attributes that an element may have, in the order they are written, one a call;
   start with *step at 0. False at the end. */
bool tree_attribute(enum element element, size_t *step, str *name);

bool tree_allows(enum element element, str attribute);

str tree_attribute_value(const xmlNode *node, str name); /* tree_get by a view */

#endif

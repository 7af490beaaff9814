/* MathML 3's presentation elements, as far as readers and validators take them. */
#ifndef REBUILD_MATHRULES_H
#define REBUILD_MATHRULES_H

#include "tree/tree.h"

/* What an element of the page becomes: itself, a row (for what only groups), or EL_NONE: dropped
   with all below it. */
enum element math_element(str name);

size_t math_child_count(enum element element); /* that it must have; 0: any number */
bool math_value_is_good(str name, str value);  /* of an attribute of the vocabulary */

#endif

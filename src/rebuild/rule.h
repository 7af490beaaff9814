/* What becomes of each element of a page. */
#ifndef REBUILD_RULE_H
#define REBUILD_RULE_H

#include "rebuild/state.h"

/* Gives the node to go on with: the next one (at + 1) when its children are to be walked, its end
   when they are not. */
typedef uint32_t rule_visit(struct rebuild *rebuild, uint32_t at, enum element element);

struct rule {
	rule_visit *visit;
	enum element element;
};

struct rule rule_of(const struct page *page, uint32_t at);

#endif

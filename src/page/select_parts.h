/* Selectors taken apart: between select_parse.c, which makes them, and select.c, which runs them.
 */
#ifndef PAGE_SELECT_PARTS_H
#define PAGE_SELECT_PARTS_H

#include "page/select.h"

#define SELECT_COMPOUNDS 64 /* a bit each */
#define SELECT_RELATIONS 8  /* :has() in one selector, a bit each */
#define SELECT_NO_CONDITION UINT16_MAX

enum select_test {
	TEST_HAS,
	TEST_EQUALS,
	TEST_TOKEN,    /* ~= */
	TEST_LANG,     /* |= */
	TEST_BEGINS,   /* ^= */
	TEST_ENDS,     /* $= */
	TEST_CONTAINS, /* *= */
	TEST_NTH,      /* its place among siblings is a * n + b */
	TEST_IS,       /* one of the compounds in `mask` ends at it */
	TEST_NOT,      /* none does */
	TEST_RELATED   /* :has(), number a */
};

/* Which place among its siblings. */
enum select_place {
	PLACE_CHILD,
	PLACE_CHILD_LAST, /* from the end */
	PLACE_TYPE,       /* among those of its type */
	PLACE_TYPE_LAST,
	PLACE_COUNT
};

struct select_condition {
	enum select_test test;
	bool nocase;
	uint16_t next; /* of the same compound, or SELECT_NO_CONDITION */
	enum select_place place;
	int a, b;
	uint64_t mask;
	str name, value;
};

enum select_link {
	LINK_NONE, /* the first of a complex selector */
	LINK_DESCENDANT,
	LINK_CHILD,
	LINK_NEXT,
	LINK_LATER,
	LINK_COUNT
};

/* A compound selector and how it hangs on the one before it. */
struct select_compound {
	enum select_link link;
	unsigned before; /* the compound that it hangs on */
	str type;        /* absent: any */
	enum tag tag;
	uint16_t first; /* condition */
};

/* What a :has() looks for: by the combinator, the compounds that may stand there. */
struct select_relation {
	uint64_t masks[LINK_COUNT];
};

/* A compound within a pseudo-class stands before the one that it belongs to, so that one pass
   knows it in time. */
struct selector {
	struct select_compound *compounds;
	size_t count;
	struct select_condition *conditions;
	size_t condition_count;
	struct select_relation *relations;
	size_t relation_count;
	uint64_t subjects; /* compounds whose nodes are found */
	unsigned places;   /* a bit for each enum select_place that a condition asks for */
};

/* The place of every node among its siblings, from 1. */
uint32_t *select_places(struct arena *arena, const struct page *page, enum select_place place);

/* Of every node, a bit for each :has() that holds. `inner` has of every node the compounds that
   match it. */
uint8_t *select_relations(struct arena *arena, const struct selector *selector,
    const struct page *page, const uint64_t *inner);

#endif

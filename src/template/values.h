/* Scopes of values, as templates and words look into them. */
#ifndef TEMPLATE_VALUES_H
#define TEMPLATE_VALUES_H

#include "template/template.h"

/* A text, or a list of scopes. */
struct value {
	const char *name;            /* the caller's, and terminated: names are literals */
	str text;                    /* absent for a list */
	struct values *first, *last; /* entries of a list */
	bool is_list;
};

struct values {
	struct arena *arena;
	struct value *list;
	size_t count, room;
	struct values *next; /* the list's following entry */
};

/* A scope within scopes: names are looked for in the entry, then outwards. */
struct frame {
	const struct values *values;
	const struct frame *outer;
};

const struct value *values_find(const struct frame *frame, str name); /* NULL when unknown */

/* `pattern` with each {name} in it replaced; what is unknown is empty. */
str values_fill(struct arena *arena, str pattern, const struct frame *frame);

/* The words for `key`, its {name}s filled; key_one where there is one and the value `count` is 1.
 */
str words_in(struct arena *arena, const struct words *words, str key, const struct frame *frame);

/* template_fill with the template's own text. */
void template_fill_text(
    struct buf *to, str text, const struct values *values, const struct words *words);

#endif

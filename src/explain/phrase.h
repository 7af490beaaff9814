/* A feature's value in words. */
#ifndef EXPLAIN_PHRASE_H
#define EXPLAIN_PHRASE_H

#include "core/arena.h"

/* "within an element of the group navigation, 2 levels up"; in the arena, or a literal. */
str phrase_of(struct arena *arena, size_t feature, float value);

/* Whether the feature has words of its own; all others are said by feature_what. */
bool phrase_has(size_t feature);

#endif

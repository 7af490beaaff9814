/* Places that links of the page lead to: an id lives on whatever element is built for its place. */
#ifndef REBUILD_ANCHOR_H
#define REBUILD_ANCHOR_H

#include "rebuild/plan.h"
#include "tree/tree.h"

struct anchors;

/* Looks for the fragments that links of kept text lead to; only they matter. `own` are the page's
   own addresses (absent ones are passed over), so that a link by its full address is one too. */
struct anchors *anchor_new(struct ctx *ctx, const struct plan *plan, const str *own, size_t count);

/* "#x" for a link into the page, however it is written; else its href, trimmed. */
str anchor_href(const struct anchors *anchors, uint32_t at);

/* The node's id (or an a's name) when it is led to and was not met before; else absent. */
str anchor_of(struct anchors *anchors, uint32_t at);

/* The id waits for the next element that is built. */
void anchor_wait(struct anchors *anchors, str id);
bool anchor_is_waiting(const struct anchors *anchors);

/* The id for an element: its own, else the first that waits; others that wait lead to it too. */
str anchor_take(struct anchors *anchors, str own);

/* Every a[href^="#"] below root gets the id that stands for its fragment. */
void anchor_finish(struct anchors *anchors, struct tree *tree);

#endif

/* All inputs as one row of items: files as they are, containers opened. */
#ifndef UNPACK_UNPACK_H
#define UNPACK_UNPACK_H

#include "source/source.h"

struct unpacking;

/* `list` must live as long; everything else is in `arena`. */
struct unpacking *
unpack_new(struct arena *arena, const struct settings *settings, const struct source_list *list);

/* The next item, in the ctx's arena: open or read, and no container. False when there are no more.
   Refusals are items too (item->is_refused), said in ctx->log. One thread at a time; memory that
   runs out leaves through the ctx's arena: then call unpack_give_up. */
bool unpack_next(struct unpacking *unpacking, struct ctx *ctx, struct source_item *item);

/* The container that was being read is left out from here on; item gets its name. */
void unpack_give_up(struct unpacking *unpacking, struct ctx *ctx, struct source_item *item);

void unpack_free(struct unpacking *unpacking);

#endif

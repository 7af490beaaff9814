/* What a file says of itself in its first bytes: its addresses, its title. */
#ifndef UNPACK_BESIDE_HEAD_H
#define UNPACK_BESIDE_HEAD_H

#include "unpack/beside.h"

/* Of a feed or a page; what is found lives in `arena`, all else in the ctx's. `address` is one
   that it is known by besides. */
void beside_add(struct ctx *ctx, struct arena *arena, str address, struct beside_file *file);
void beside_head(struct ctx *ctx, struct arena *arena, str text, struct beside_file *file);

#endif

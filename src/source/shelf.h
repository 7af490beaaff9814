/* The offline web of an item: files that stand beside it, found by address. */
#ifndef SOURCE_SHELF_H
#define SOURCE_SHELF_H

#include "core/ctx.h"

/* The folder an item lies in and the one that bounds it. Nothing outside `root` is ever opened:
   paths are resolved by name, component by component, without following symbolic links. */
struct shelf {
	str folder; /* the item's own */
	str root;   /* `folder` or one above it */
};

enum shelf_result {
	SHELF_FOUND,
	SHELF_MISSING,
	SHELF_OUTSIDE, /* the address leads out of the root */
	SHELF_UNREADABLE,
	SHELF_TOO_LARGE /* over `most` bytes */
};

/* The file that a relative address (percent-encoded, with or without query and fragment) names;
   an absolute address of the web is SHELF_MISSING, file:, drive letters and // are
   SHELF_OUTSIDE. `bytes` in the ctx's arena. */
enum shelf_result
shelf_find(struct ctx *ctx, const struct shelf *shelf, str address, size_t most, str *bytes);

#endif

/* The offline web of an item: files that stand beside it, found by address. */
#ifndef SOURCE_SHELF_H
#define SOURCE_SHELF_H

#include "core/ctx.h"

enum shelf_result {
	SHELF_FOUND,
	SHELF_MISSING,
	SHELF_OUTSIDE, /* the address leads out of the root */
	SHELF_UNREADABLE,
	SHELF_TOO_LARGE /* over `most` bytes */
};

/* A place where files are looked for by address. Kinds: a folder (below), the parts of a message,
   the entries of an archive. */
struct shelf {
	/* The file that an address names, as it stands in the page (`address`) or made absolute
	   (`absolute`; absent where no base is known); at most `most` bytes of it into the ctx's
	   arena. May be called from several threads. */
	enum shelf_result (*find)(struct ctx *ctx, const struct shelf *shelf, str address,
	    str absolute, size_t most, str *bytes);
	const void *state;
	const struct shelf *next; /* asked when this one has it not */
};

/* The first of the row that has it; else what the one that came nearest says. */
enum shelf_result shelf_find(
    struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes);

/* The files of a folder, by relative address (percent-encoded, with or without query and fragment).
   Nothing outside `root` (`folder` or one above it) is ever opened: paths are resolved by name,
   component by component, without following symbolic links. An absolute address of the web is
   SHELF_MISSING, file:, drive letters and // are SHELF_OUTSIDE. */
struct shelf *shelf_of_folder(struct arena *arena, str folder, str root);

/* The files of a folder that wget filled by addresses (-x, -p): "host/path/name?query", by what is
   absolute. Nothing outside the folder is opened. */
struct shelf *shelf_of_mirror(struct arena *arena, str folder);

/* The file of a path of names, decoded already, below a folder; as shelf_of_folder does it. */
enum shelf_result shelf_read(struct ctx *ctx, str root, str path, size_t most, str *bytes);

/* A relative address (or an absolute one that is none of the web), below the place of the one who
   asks (`from`: a path of names, "a/b/page.html"), as the path it means within an archive: decoded,
   with . and .. resolved. SHELF_OUTSIDE when it leads out, SHELF_MISSING when it is of the web. */
enum shelf_result shelf_path(struct arena *arena, str from, str address, str *path);

#endif

/* From what the user named to items: bytes, a kind, an address, and neighbours. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "source/kind.h"
#include "source/shelf.h"

/* An input to be read: a file, standard input, or (later) an entry of a container. */
struct source_item {
	str name;    /* as messages say it: the path as the user gave it, below its folder */
	str path;    /* file to open; absent for standard input */
	str section; /* name of the folder below the digest's root that holds it, without a leading
	                number and punctuation ("1 The Port" is "The Port"); absent at the root */
	str root;    /* folder that bounds its neighbours */
	bool named;  /* named on the command line itself */
};

/* What the command line named, walked: files in the order given, folders in natural order of
   names (digits by value) whatever the locale, hidden files, unknown kinds, `NAME_files` and
   `NAME.files` folders beside a page, symbolic links that lead out of the folder, and `skip` (the
   output's path) passed over with a note. What is missing, unreadable or no regular file is said
   in the log as an error and left out. */
struct source_list {
	struct source_item *items;
	size_t count, room;
	bool skips_input; /* what was skipped for being the output is an input by its name */
	bool keeps_order; /* every operand was a file: named one by one */
};
#define LIMIT_SOURCE_ITEMS 1000000
#define LIMIT_SOURCE_DEPTH 32

/* `paths` are the operands. Strings live in the arena. An address (http://…) is an error in the
   log that says how to save it; *addresses counts them (status 2). */
struct source_list *source_walk(struct arena *arena, struct diag_log *log, const str *paths,
    size_t count, str skip, size_t *addresses);

/* The bytes of an item, read whole, with settings->max_input as a ceiling; false when it was
   refused, said in ctx->log: missing, unreadable, empty, too large, a kind octavo does not read.
   `kind` is told by settings->from, else the bytes, else the name. */
bool source_read(struct ctx *ctx, const struct source_item *item, str *bytes, enum kind *kind);

#endif

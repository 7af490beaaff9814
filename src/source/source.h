/* From what the user named to items: bytes, a kind, an address, and neighbours. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "core/front.h"
#include "source/kind.h"
#include "source/shelf.h"
#include "stream/stream.h"

/* An input to be read: a file, standard input, or what a container holds. A file has `path` until
   it is opened, then `stream`; what a container holds has `stream` or `bytes`. */
struct source_item {
	str name;  /* as messages say it: the path as the user gave it, below its folder; of a
	              container "feed.xml (item 3)", "notes.zip/a.html" */
	str label; /* as a book names it, of what a container holds: like the name, below the folder
	              that was named; else absent, see source_label */
	str path;  /* file to open, and what the kind is told by; of a container's its own name;
	              absent for standard input */
	str file;  /* the file on disk that it is, when it was opened; absent for what a container
	              holds */
	str section; /* name of the folder below the digest's root that holds it, without a leading
	                number and punctuation ("1 The Port" is "The Port"), or of the feed; absent
	                at the root */
	str folder;  /* the same, of its folder alone; absent at the root */
	str feed;    /* the title of the feed that it is an item of; absent */
	str root;    /* folder that bounds its neighbours; absent where there are none */
	bool named;  /* named on the command line itself */

	struct stream *stream;     /* its bytes, or */
	str bytes;                 /* the same, read */
	enum kind kind;            /* KIND_UNKNOWN: to be told */
	enum kind as;              /* what the article is said to be of: the message that it is the
	                              text of; KIND_UNKNOWN: its own kind */
	str charset;               /* what carried it says of its encoding; absent */
	str base_url;              /* address it was taken from; absent */
	const struct front *told;  /* what its container says of it; NULL */
	const struct shelf *shelf; /* the container's files; NULL without */
	bool is_body;              /* all of it is the article: no page stands around it */
	struct date captured;      /* when an archive took it */
	bool is_placed;            /* a manifest says its section: nothing else does */
	bool keeps_place;          /* it stands where its container has it, in the book too */
	bool of_many;              /* its container is a list of articles */
	bool is_refused;           /* nothing to be read: the log says why */
	uint32_t order;            /* place among all items */
	uint32_t operand;          /* place of what was named and holds it */
};

/* What the command line named, walked: files in the order given, folders in natural order of
   names (digits by value) whatever the locale, what gives an order (OPML, bookmarks) first, hidden
   files, unknown kinds, `NAME_files` and
   `NAME.files` folders beside a page, symbolic links that lead out of the folder, and `skip` (the
   output's path) passed over with a note. What is missing, unreadable or no regular file is said
   in the log as an error and left out. */
struct source_list {
	struct source_item *items;
	size_t count, room;
	bool skips_input; /* what was skipped for being the output is an input by its name */
	bool keeps_order; /* every operand was a file, and no archive of files: named one by one */
};
#define LIMIT_SOURCE_ITEMS 1000000
#define LIMIT_SOURCE_DEPTH 32

/* `paths` are the operands. Strings live in the arena. An address (http://…) is an error in the
   log that says how to save it; *addresses counts them (status 2). */
struct source_list *source_walk(struct arena *arena, struct diag_log *log, const str *paths,
    size_t count, str skip, size_t *addresses);

/* Whether a path leads, its symbolic links followed, to a folder or into it; `missing` is the
   answer for one that is not there. */
bool source_lies_in(const char *folder, const char *path, bool missing);

/* Open a file or standard input: item->stream, in `arena`, and item->base_url by a shortcut beside
   it; false when it was refused, said in the log. */
bool source_open(struct ctx *ctx, struct source_item *item, struct arena *arena);

/* The address that a shortcut (.url, .webloc, .desktop) beside a saved page of the same name leads
   to; absent where there is none. */
str source_shortcut(struct arena *arena, str path);

/* What a small regular file holds; absent where there is none, or a larger one. */
str source_small(struct arena *arena, str path, size_t most);

/* Tell item->kind by settings->from (for what was named, not for what a container holds), else the
   bytes, else the name; false when octavo does not read it, said in the log. */
bool source_tell(struct ctx *ctx, struct source_item *item);

/* item->bytes: an open item read whole into the ctx's arena, with settings->max_input as a ceiling;
   false when it was refused, said in the log: empty, too large, broken. */
bool source_read(struct ctx *ctx, struct source_item *item);

/* The item as a book names it: below the folder that was named, so that a book does not tell where
   on a disk its sources lay. */
str source_label(const struct source_item *item);

/* The item's files beside it: those of its container, else of its folder; NULL where it has none.
 */
const struct shelf *source_shelf(struct arena *arena, const struct source_item *item);

#endif

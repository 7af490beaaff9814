/* What holds items: for those who write a kind of container. */
#ifndef UNPACK_CONTAINER_H
#define UNPACK_CONTAINER_H

#include <stdatomic.h>

#include "source/source.h"

#define LIMIT_CONTAINER_DEPTH 8                      /* containers within containers */
#define LIMIT_CONTAINER_ENTRIES 100000               /* of a zip, tar or EPUB, ours or not */
#define LIMIT_CONTAINER_BYTES ((uint64_t)4096 << 20) /* that those expand to, in all */

/* A container that is being read. It lives until it has been read and no item of it is worked on
   any more. */
struct unpacking;

struct container {
	const struct container_kind *kind;
	struct arena *arena;     /* its own, as long as it lives */
	struct arena entry;      /* emptied before each call of `next` */
	struct source_item from; /* what it is itself: name, kind, stream, section… */
	void *state;             /* the kind's own */
	size_t given;            /* items so far */
	struct container *above; /* which holds this one; NULL */
	struct unpacking *of;
	atomic_uint holders;
};

enum container_step {
	CONTAINER_END,
	CONTAINER_ITEM,   /* an item was filled */
	CONTAINER_REFUSED /* said in the log; item->name and label are filled; go on */
};

/* A row of the table in unpack.c. What any of these says goes into ctx->log. When memory runs out
   in one of them, the container is closed and counts as refused. */
struct container_kind {
	enum kind kind;
	/* Begin to read container->from.stream; false when it is none: said. NULL: nothing to do.
	 */
	bool (*open)(struct container *container, struct ctx *ctx);
	/* The next item: name, label, path (for the kind), section and whatever is known of it;
	   strings may live in container->entry or container->arena. Its stream may too: it is read,
	   or the container that it is read to its end, before `next` is called again. What it was
	   told must be in the ctx's arena, and a shelf whose state is the container's must be tied
	   to it with container_hold. */
	enum container_step (*next)(
	    struct container *container, struct ctx *ctx, struct source_item *item);
	/* Free what is no arena's; NULL: nothing. */
	void (*close)(struct container *container);
};

/* Fill an item's name and label with those of its container and `part` behind: "notes.zip/a.html"
   (between "/", end "") or "feed.xml (item 3)" (between " (", end ")"); its path with `part`. */
void container_name(struct container *container, struct ctx *ctx, struct source_item *item,
    const char *between, str part, const char *end);

/* Keep the container as long as the ctx's arena. */
void container_hold(struct container *container, struct ctx *ctx);

/* Say that a file is read now, for one that gives files in an order of its own: it is not read
   again when its place in the list comes. False when it was read already. */
bool container_take(struct container *container, str path);

/* Kinds: their files say what they read and by which standard. */
extern const struct container_kind container_bookmarks, container_epub, container_feed,
    container_gzip, container_mail, container_mbox, container_mhtml, container_opml,
    container_tar, container_warc, container_webarchive, container_zip, container_zstd;

#endif

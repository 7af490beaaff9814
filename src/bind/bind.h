/* From entries to a Book: order, sections, contents, links, and the files of the EPUB. */
#ifndef BIND_BIND_H
#define BIND_BIND_H

#include "bind/device.h"
#include "record/record.h"
#include "template/template.h"

struct bind_request {
	bool is_digest;
	str title, author, lang, description, publisher, series; /* absent: from the articles */
	const struct device *device;                             /* NULL: generic */
	struct date date; /* edition's; for an article its own wins */
	int64_t modified; /* SOURCE_DATE_EPOCH, or -1 */
	str css;          /* text to add to the sheet; absent for none */
	bool with_cover;
	str cover_file;   /* bytes of a JPEG or PNG to be the cover; absent: drawn */
	bool keeps_order; /* inputs were named one by one: no sorting by section and date */
	struct entry **entries;
	size_t entry_count;
	str *left_out; /* names of inputs without an article, for the colophon */
	size_t left_out_count;
};

/* A file of the book. Its content is one of: bytes (in the book's arena); a record's picture; a
   page that bind_page makes when it is its turn. */
struct part {
	str path; /* in the ZIP: "EPUB/text/s1a1.xhtml" */
	const char *media_type;
	str id, properties;
	bool in_spine;
	str bytes;                            /* when present */
	const struct record_picture *picture; /* when set */
	struct entry *entry;                  /* when set: the page is made from it */
	str previous, next;                   /* hrefs of the neighbours, for its links */
	const struct chapter *chapter;        /* the entry's place in the book: bind's own */
	uint32_t piece;                       /* of a long article that is cut: 0 the first */
};

struct book {
	struct arena *arena;
	const struct bind_request *request;
	struct words *words;
	struct part *parts; /* in the order of the ZIP; mimetype is not among them */
	size_t part_count, part_room;
	str identifier, title, lang;
	struct plan *plan; /* bind's own */
};

/* Whether a sheet may be added to ours: it closes what it opens, reads nothing from anywhere
   (@import, url, @font-face) and runs nothing (expression, behavior, -moz-binding). */
bool bind_css_is_clean(str css);

/* Decide everything but the articles' own pages. Diagnostics go to ctx->log. NULL when the spool
   cannot be read. */
struct book *bind_book(struct ctx *ctx, struct spool *spool, const struct bind_request *request);

/* The bytes of a part that is no picture. The page of one with an entry is made: its body from the
   spool, links resolved, template filled. In `arena`; callable from several threads. False when
   the spool cannot be read. */
bool bind_page(struct arena *arena, const struct book *book, struct spool *spool,
    const struct part *part, str *bytes);

#endif

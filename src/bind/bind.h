/* From entries to a Book: order, sections, contents, links, and the files of the EPUB. */
#ifndef BIND_BIND_H
#define BIND_BIND_H

#include "bind/device.h"
#include "record/record.h"
#include "template/template.h"

/* Sections stand as they first appear; this is the order within each. */
enum bind_order {
	BIND_AUTO,   /* the newest first, but what keeps its place (a feed's items) as it came */
	BIND_NEWEST, /* and those without a date last */
	BIND_OLDEST,
	BIND_TITLE, /* by its words, letters without case */
	BIND_GIVEN  /* as the inputs came */
};

enum bind_volume_kind { BIND_WHOLE, BIND_NUMBERED, BIND_MONTH, BIND_YEAR, BIND_UNDATED };

/* Which volume of a series a digest is. It names no total: more may follow. */
struct bind_volume {
	enum bind_volume_kind kind;
	uint32_t number;    /* from 1; 0 for what has no date */
	struct date begins; /* of a month or year */
};

/* An option that shaped the book, for its provenance. */
struct bind_option {
	str name, value;
};

struct bind_request {
	bool is_digest;
	str name;  /* of the digest: its masthead, and what it is known by; absent: its title */
	str title; /* may hold {name}, {date} (in words), {day} (2026-11-24), {issue}, {volume} */
	str title_sort, author, lang, description, publisher, series, series_index, rights,
	    source;              /* absent: from the articles */
	str *authors, *subjects; /* the same */
	size_t author_count, subject_count;
	const struct device *device; /* NULL: generic */
	bool has_issue;
	uint32_t issue;
	struct bind_volume volume;
	const struct bind_option *options; /* with a volume */
	size_t option_count;
	struct date date; /* edition's; for an article its own wins */
	int64_t modified; /* SOURCE_DATE_EPOCH, or -1 */
	str css;          /* text to add to the sheet; absent for none */
	bool with_cover;
	str cover_file;                /* bytes of a JPEG or PNG to be the cover; absent: drawn */
	int cover_width, cover_height; /* pixels of a drawn one */
	bool cover_has_lead;           /* a drawn one shows the first article's picture */
	enum bind_order order;
	struct entry **entries;
	size_t entry_count;
	size_t max_size;   /* of the book, bytes: pictures are made smaller for it; 0: any */
	struct cell *cell; /* where they are */
	str *left_out;     /* names of inputs without an article, for the colophon */
	size_t left_out_count;
	str *limited; /* titles that a limit left out, for the colophon */
	size_t limited_count;
};

/* A picture beside a line of a list: its longest side in pixels. */
#define BIND_THUMB_EDGE 320

/* A file of the book. Its content is one of: bytes (in the book's arena); a record's picture, or
   the same made small; a page that bind_page makes when it is its turn. */
struct part {
	str path; /* in the ZIP: "EPUB/text/s1a1.xhtml" */
	const char *media_type;
	str id, properties;
	bool in_spine;
	str bytes;                            /* when present */
	const struct record_picture *picture; /* when set */
	const struct record_picture *thumb;   /* when set: of it, BIND_THUMB_EDGE large */
	const struct chapter *chapter;        /* when set: the page is made from it; bind's own */
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

	/* What max_size came to, when it is written: 0 where it was not over it. */
	uint64_t size_before, size_after;
	size_t pictures_shrunk;
};

/* Whether a sheet may be added to ours: it closes what it opens, reads nothing from anywhere
   (@import, url, @font-face) and runs nothing (expression, behavior, -moz-binding). */
bool bind_css_is_clean(str css);

/* Whether a title's {places} are all known. */
bool bind_title_is_clean(str title);

/* "2026-11" of a month, "2026" of a year, "3" of a number; absent of a whole digest and of what has
   no date. */
str bind_volume_key(struct arena *arena, const struct bind_volume *volume);

/* Decide everything but the articles' own pages. Diagnostics go to ctx->log. NULL when the spool
   cannot be read. */
struct book *bind_book(struct ctx *ctx, struct spool *spool, const struct bind_request *request);

/* What would be bound, in lines: the title, sections and articles in their order. */
void bind_outline(struct ctx *ctx, const struct bind_request *request, struct buf *to);

/* The bytes of a part that is no picture. The page of one with a chapter is made: its body from the
   spool, links resolved, template filled. In `arena`; callable from several threads. False when
   the spool cannot be read. */
bool bind_page(struct arena *arena, const struct book *book, struct spool *spool,
    const struct part *part, str *bytes);

#endif

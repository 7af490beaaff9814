/* What every stage is handed: the item's arena, its log, and what the user asked for. */
#ifndef CORE_CTX_H
#define CORE_CTX_H

#include "core/date.h"
#include "core/diag.h"

/* Default limits (bytes, counts). The first form of each trip is a diagnostic that names it. */
#define LIMIT_INPUT_BYTES ((size_t)64 << 20)   /* an item, decoded */
#define LIMIT_ITEM_MEMORY ((size_t)1400 << 20) /* all that one item may allocate */
#define LIMIT_NESTING 256
#define LIMIT_ATTRIBUTES 256
#define LIMIT_PICTURE_PIXELS ((uint64_t)64 << 20)
#define LIMIT_PICTURE_BYTES ((size_t)32 << 20)
#define LIMIT_ARTICLE_PICTURES 500
#define LIMIT_ARTICLE_PICTURE_BYTES ((size_t)200 << 20)
#define LIMIT_TABLE_CELLS 200000
#define LIMIT_ARTICLE_LINKS 100000

/* What becomes of formulas. */
enum formulas {
	FORMULAS_AS_THEY_ARE,
	FORMULAS_AS_MARKUP, /* TeX becomes MathML */
	FORMULAS_AS_TEXT    /* and MathML text */
};

struct selector;
struct rules;
struct shelf;
struct cell;

enum images { IMAGES_FULL, IMAGES_SMALL, IMAGES_NONE };
#define PICTURE_EDGE 1600 /* longest side in a book, where nothing else is said */

/* What makes the sections of a digest. */
enum sections {
	SECTIONS_AUTO, /* what an article asks for, else its feed, else its folder */
	SECTIONS_FOLDER,
	SECTIONS_FEED,
	SECTIONS_TAG, /* the first */
	SECTIONS_SITE,
	SECTIONS_ASKED, /* `section:` of front matter */
	SECTIONS_NONE,
	SECTIONS_COUNT
};
struct front;

/* What the user said about the inputs. Absent strings were not said. Strings live as long as the
   run. */
struct settings {
	bool whole; /* no extraction: all of the body */
	bool smart; /* of Markdown: typographic quotes, dashes and dots for typed ones */
	enum formulas formulas;
	bool pictures;     /* pictures are read and kept (a book), else only named (extract) */
	struct cell *cell; /* where pictures are decoded; NULL: only those that need not be */
	enum images images;
	bool keeps_animation;
	str selector;                    /* CSS: this is the article */
	const struct selector *selected; /* the same, parsed */
	const struct rules *rules;       /* of the user, by host; NULL without */
	const struct shelf *resources;   /* where else pictures are looked for; NULL without */
	const str *include, *exclude;    /* patterns of a web archive's addresses */
	size_t include_count, exclude_count;
	enum sections sections;
	str from; /* name of a kind of input */
	str base_url;
	str title, author, lang, date, series, publisher, description;
	const struct front *told; /* what is said of each article besides; NULL */
	size_t max_input;         /* bytes */
	bool explain;             /* extraction notes what it decides, and why */
	str model; /* hidden: file of an extraction model used in place of the built-in one */
};

/* One per item (the arena and log die with it). */
struct ctx {
	struct arena *arena;
	struct diag_log *log;
	const struct settings *settings;
	str name; /* the input's name in messages */
};

#endif

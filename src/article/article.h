/* Article: what was found in a page, ready to be bound. */
#ifndef ARTICLE_ARTICLE_H
#define ARTICLE_ARTICLE_H

#include "core/ctx.h"
#include "tree/tree.h"

/* How likely a field is right, 0 to 1; 0 where it is not given or nobody knows. */
struct meta_sure {
	double title, author, date, type;
};

/* What is known of an article. Absent strings and unset dates are unknown, never "". Texts are
   plain, white space folded. */
struct meta {
	str title, subtitle; /* subtitle: the dek */
	str byline;          /* as the page shows it: "By A and B" */
	str *authors;        /* one name each, in order */
	size_t author_count, author_room;
	struct date date, modified;
	str lang;        /* BCP 47, cleaned: "en-US" */
	str site;        /* name of the publication */
	str source;      /* address the page was taken from */
	str canonical;   /* its own word for its address; absolute */
	str description; /* dek, else what the page's metadata say */
	str image;       /* address of the lead image; absolute where a base is known */
	str *tags;
	size_t tag_count, tag_room;
	str type;    /* article, documentation, forum, product, listing, collection, service */
	str section; /* section of a digest that it asks for */
	str publisher, series, series_index, rights, title_sort;
	struct meta_sure sure;
};

enum picture_kind { PICTURE_NONE, PICTURE_JPEG, PICTURE_PNG, PICTURE_GIF, PICTURE_SVG };

/* A picture of an article. */
struct picture {
	str address; /* as the page has it, absolute where a base is known */
	str alt;     /* absent when nothing tells */
	str caption;
	str name;  /* file name in the book: "5f1c…e2.jpg"; absent when it is not in the book */
	str bytes; /* its content; empty when it is not in the book */
	uint8_t digest[32]; /* SHA-256 of bytes */
	enum picture_kind kind;
	uint32_t width, height; /* pixels; 0 unknown */
	bool missing;           /* wanted, and not there */
};

/* Why a page has no article. */
enum absence {
	ABSENCE_NONE, /* it has one */
#define ABSENCE(name, why) ABSENCE_##name,
#include "article/absence.def"
#undef ABSENCE
};

/* Files that are found by address; NULL where none can be asked for. */
struct article_files {
	bool (*has)(struct ctx *ctx, const void *with, str address, str absolute);
	const void *with;
};

struct article {
	struct arena *arena;
	struct meta meta;
	const struct article_files *files; /* of archives and --resources */
	str base_url;                      /* that its relative addresses are meant from; absent */
	struct tree *body; /* root element `body`; what may stand in it: tree/vocabulary.def */
	struct picture *pictures;
	size_t picture_count, picture_room;
	size_t words;
	double confidence;        /* 0 to 1 */
	str kind;                 /* name of the kind of input: "html" */
	uint8_t input_digest[32]; /* SHA-256 of the input's bytes */
	struct date captured;     /* when an archive took the page */
	bool empty;               /* no article was found */
	enum absence absence;     /* and why */
};

struct article *article_new(struct arena *arena);
str article_media_type(enum picture_kind kind);    /* "image/jpeg" */
const char *article_absence(enum absence absence); /* "it is an error's page" */
str article_extension(enum picture_kind kind);     /* "jpg" */

/* The article's identifier: UUIDv5 (RFC 9562 section 5.5) of its canonical address, else its
   source, else of the input's digest, as "urn:uuid:…". */
str article_identifier(struct arena *arena, const struct article *article);

#endif

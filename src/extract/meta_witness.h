/* Witnesses: what a page's head, its microdata and its visible text say of the article. */
#ifndef EXTRACT_META_WITNESS_H
#define EXTRACT_META_WITNESS_H

#include "extract/byline.h"
#include "extract/jsonld.h"
#include "page/page.h"

enum witness {
#define WITNESS(symbol, where, key) W_##symbol,
#include "extract/meta_witness.def"
#undef WITNESS
	WITNESS_COUNT
};

/* Where in the page a node stands. */
enum region {
	IN_MAIN = 1, /* main, role=main */
	IN_ARTICLE = 2,
	IN_NAV = 4,
	IN_ASIDE = 8,
	IN_FOOTER = 16,
	IN_COMMENTS = 32,
	IN_RELATED = 64,
	IN_HIDDEN = 128,
	IN_ASTRAY =
	    IN_NAV | IN_FOOTER | IN_COMMENTS | IN_RELATED | IN_HIDDEN /* no place for metadata */
};

/* A text node that a reader sees, trimmed. */
struct run {
	str text;
	uint32_t node, block; /* and its nearest block-level ancestor */
};

struct heading {
	str text; /* without its buttons, anchors and edit links */
	uint32_t node;
};

/* An element that may name a person. */
struct person {
	enum person_kind {
		PERSON_CLASS,  /* of a class such as byline */
		PERSON_BOX,    /* within one such as author-box */
		PERSON_POSTER, /* of a class such as username, or an attribute: who wrote a post */
		PERSON_ADDRESS,
		PERSON_ALT /* the text that stands for a picture */
	} kind;
	str text;
	uint32_t node;
};

#define WITNESS_PEOPLE_MAX 40
#define WITNESS_RUNS_MAX 6000    /* text nodes looked at */
#define WITNESS_HEADINGS_MAX 400 /* h1 to h6 looked at */
#define WITNESS_TEXT_MAX 2000    /* bytes of a value that are taken */

struct witnesses {
	struct ctx *ctx;
	struct page *page;
	str value[WITNESS_COUNT];     /* the first that is not blank; absent where there is none */
	uint32_t node[WITNESS_COUNT]; /* where it stands */
	struct byline_names authors;  /* all of citation_author */
	struct byline_names tags;     /* all of article:tag */
	struct jsonld jsonld;
	struct type_said said; /* by itemtype */
	struct run *runs;
	size_t run_count, run_room;
	struct heading *headings;
	size_t heading_count, heading_room;
	struct person people[WITNESS_PEOPLE_MAX];
	size_t people_count, people_of[PERSON_ALT + 1]; /* all, and of each kind */
	unsigned char *region;                          /* of every node, enum region */
	unsigned char own; /* regions in which the title stands itself: they say nothing */
	size_t date_tries;
	bool item_article;            /* microdata of an article or a blog's post */
	size_t articles;              /* article elements */
	size_t long_runs;             /* of 120 bytes or more, in the body */
	size_t run_bytes, long_bytes; /* of all runs, and of those of 80 bytes or more */
	size_t prices;                /* short runs with a sign of money */
};

void meta_witness_read(struct ctx *ctx, struct page *page, struct witnesses *out);

/* The text of a small element (at most 120 nodes below it), without buttons, anchors for links to
   headings, hidden parts; a space at every element's edge where `spaced`. Absent when blank. */
str meta_witness_text(struct witnesses *w, uint32_t at, bool spaced);

/* Whether names of classes (split at what is no letter and at changes of case) have one of the
   words, a list that ends in NULL. */
bool meta_witness_named(str names, const char *const *words);

/* The place of the first run at or after `node`; run_count when there is none. */
size_t meta_witness_run(const struct witnesses *w, uint32_t node);

#endif

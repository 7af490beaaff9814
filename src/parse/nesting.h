/* Which elements a tokenised page has open, near enough to bound how deep its tree becomes. */
#ifndef PARSE_NESTING_H
#define PARSE_NESTING_H

#include "page/page.h"

#define NESTING_LEAKS 8         /* formatting elements left open that may be pending at a time */
#define NESTING_REOPENED 200000 /* and how often, in all, one may be opened anew */

/* An element by number, and by a hash of its name where it has none. */
struct element {
	uint32_t key;
	uint16_t tag;
};

struct nesting_entry {
	struct element element;
	uint32_t serial;
	bool foreign;  /* of SVG or MathML */
	bool integral; /* foreign itself, with HTML inside */
};

/* A formatting element that was left open when its parent closed: HTML parsers open it anew in
   each block that follows. */
struct nesting_leak {
	struct element element;
	uint32_t serial;
	unsigned
	    marker; /* how many elements are open around the cell or object it is confined to */
};

struct nesting {
	struct nesting_entry stack[LIMIT_NESTING];
	unsigned depth, deepest; /* deepest: how deep it was when the first tag was dropped */
	uint32_t serial;
	struct nesting_leak leaks[NESTING_LEAKS];
	unsigned leak_count, reopened;
	uint16_t purge[LIMIT_NESTING]; /* tags whose end is to be written after the tag at hand */
	unsigned purge_count;
	uint32_t dropped[TAG_COUNT + 64]; /* start tags left out, whose end tags are left out too */
	bool any_dropped;
	bool in_form;
	unsigned roots; /* html, head and body tags so far */
};

struct element element_of(str name);

/* Whether the element at hand is one of SVG or MathML, where self-closing tags count and nothing
   is raw text. */
bool nesting_is_foreign(const struct nesting *nesting);

/* Account for a tag, after the tree construction stage of the HTML Living Standard (13.2.6);
   false when it has to be left out of the page. */
bool nesting_start(struct nesting *nesting, struct element element, bool self_closing);
bool nesting_end(struct nesting *nesting, struct element element);

#endif

/* Page: a parsed document as flat arrays, whatever it came from. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "core/ctx.h"
#include "core/front.h"
#include "page/tag.h"

#define PAGE_NONE UINT32_MAX

/* Nodes stand in document order: the descendants of node i are i + 1 to nodes[i].end - 1, its
   first child is i + 1 when end > i + 1, and its next sibling is nodes[i].end when that is below
   its parent's end. Node 0 is the root, TAG_DOCUMENT. */
struct node {
	uint32_t parent; /* of node 0: PAGE_NONE */
	uint32_t end;    /* one past the last descendant */
	uint32_t attrs;  /* place of the first attribute in the page's attrs */
	uint16_t attr_count;
	uint16_t tag;   /* enum tag */
	uint16_t depth; /* the root has 0; at most LIMIT_NESTING */
	uint16_t flags; /* enum node_flag */
	str text;       /* of TAG_TEXT: its characters, UTF-8, entities resolved;
	                   of TAG_OTHER: the element's name, lower case */
};

enum node_flag {
	NODE_SVG = 1,       /* within an svg element */
	NODE_MATHML = 2,    /* within a math element */
	NODE_KEEP = 4,      /* extraction: the block or run belongs to the article */
	NODE_NOTE = 8,      /* extraction: kept as a note that a kept reference points to */
	NODE_FRAME = 16,    /* extraction: a list, table, row or cell that merely lays out posts */
	NODE_SELECTED = 32, /* extraction: the user's selector says that this is the article */
	NODE_APART = 64,    /* of a dump: a blank line stands before the text */
	NODE_OUT = 128,     /* of a dump: begins left of its margin */
	NODE_IN = 256       /* of a dump: begins right of its margin, and is of no list */
};

/* A name in lower case and a value with its entities resolved; "" for an attribute without one. */
struct attr {
	str name, value;
};

/* A part of a thread that one person wrote: extraction finds them. */
struct post {
	uint32_t node;
	str author, date; /* as shown; the date may be absent */
};

struct page {
	struct arena *arena;
	struct node *nodes;
	size_t count, node_room;
	struct attr *attrs;
	size_t attr_count, attr_room;
	uint32_t open;   /* while building: the node that is open */
	uint32_t buried; /* while building: elements open below the nesting limit */

	str *jsonld; /* bodies of script type="application/ld+json", in order, undecoded */
	size_t jsonld_count, jsonld_room;
	str *data; /* bodies of script type="application/json", in order, undecoded */
	size_t data_count, data_room;
	bool is_dump;    /* lines of text, not markup: extraction goes by lines */
	bool is_written; /* Markdown and the like: all of it is the article */
	bool is_body;    /* an article's markup, without a page around it: out of a feed */
	const struct front *front; /* front matter, or NULL */
	struct post *posts;        /* in document order */
	size_t post_count;
	str encoding;   /* name of the one its bytes were in */
	str base_url;   /* address the page's links are relative to; absent when unknown */
	str base_href;  /* a <base href> that is relative; absent */
	str saved_from; /* address that a comment says it was saved from; absent without one */
};

struct page *page_new(struct arena *arena); /* with its root open */

/* Building, in document order. Elements below LIMIT_NESTING are left out, their text stays with
   the deepest element that is in. Texts and attributes are views that must live as long as the
   page; adjacent texts are kept apart. */
uint32_t page_open(struct page *page, enum tag tag, str name);
void page_attr(struct page *page, str name, str value); /* of the element opened last */
void page_text(struct page *page, str text);
void page_close(struct page *page);  /* the element that page_open opened last */
void page_finish(struct page *page); /* closes all that is open */

/* Take out the nodes that are marked in `gone` (one byte a node), with all below them; the root
   stays. Nodes get other numbers. */
void page_remove(struct page *page, const unsigned char *gone);
/* Open an element of a finished page again; its end is the page's. */
void page_resume(struct page *page, uint32_t at);

/* Looking. */
static inline uint32_t
page_first(const struct page *page, uint32_t at)
{
	return page->nodes[at].end > at + 1 ? at + 1 : PAGE_NONE;
}

static inline uint32_t
page_next(const struct page *page, uint32_t at)
{
	uint32_t end = page->nodes[at].end, parent = page->nodes[at].parent;

	return parent != PAGE_NONE && end < page->nodes[parent].end ? end : PAGE_NONE;
}

str page_get(const struct page *page, uint32_t at, str name); /* absent when it has none */
bool page_has(const struct page *page, uint32_t at, str name);
bool page_has_token(const struct page *page, uint32_t at, str name, str token); /* class="a b" */
uint32_t page_find(const struct page *page, uint32_t from, uint32_t end, enum tag tag);
uint32_t page_body(const struct page *page); /* the body element, or the root */
str
page_text_of(struct arena *arena, const struct page *page, uint32_t at); /* white space folded */

#endif

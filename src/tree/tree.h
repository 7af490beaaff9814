/* The tree of an Article: libxml2's, with what octavo may put into it held in one table. */
#ifndef TREE_TREE_H
#define TREE_TREE_H

#include <libxml/tree.h>

#include "core/buf.h"

/* Elements and attributes an article's body may hold: tree/vocabulary.def. What has no row there
   cannot get in: that the books are safe and valid rests on it. */
enum element {
#define ELEMENT(name, symbol, content, attributes) EL_##symbol,
#include "tree/vocabulary.def"
#undef ELEMENT
	EL_COUNT,
	EL_NONE = EL_COUNT
};

enum content {          /* HTML's content models, as far as the vocabulary needs them */
	CONTENT_FLOW,   /* blocks or runs of text */
	CONTENT_PHRASE, /* runs of text only */
	CONTENT_ROWS,   /* only the elements that belong there: ul, table, dl, ruby … */
	CONTENT_NOTHING,
	CONTENT_MATH
};

/* A tree is one xmlDoc whose root element is `body`; it dies with its arena, and what libxml2
   allocates for it counts against the arena's ceiling. Namespaces are not used inside: `math` and
   its descendants are told apart by name and written with their namespace; `epub:type` is an
   attribute of that name. Adjacent texts are kept apart. */
struct tree {
	struct arena *arena;
	xmlDoc *doc;
	xmlNode *root;
};

/* Call once, before any thread makes a tree or reads XML. */
void tree_begin(void);

struct tree *tree_new(struct arena *arena);

enum element tree_element(const xmlNode *node); /* EL_NONE for text */
str tree_element_name(enum element element);
enum content tree_content(enum element element);
bool tree_is_block(enum element element); /* stands among blocks, not in a run of text */
bool tree_is_math(enum element element);
bool tree_is_token(enum element element); /* of MathML, one that holds text */
enum element tree_find_element(str name); /* EL_NONE when the vocabulary lacks it */

/* Making. The new node is the parent's last child. Exhaustion of memory jumps out of the item. */
xmlNode *tree_add(struct tree *tree, xmlNode *parent, enum element element);
xmlNode *tree_add_text(struct tree *tree, xmlNode *parent, str text); /* control characters go */
xmlNode *tree_insert_before(struct tree *tree, xmlNode *place, enum element element);
xmlNode *tree_insert_after(struct tree *tree, xmlNode *place, enum element element);
xmlNode *tree_wrap(struct tree *tree, xmlNode *first, xmlNode *last, enum element element);
void tree_move(xmlNode *node, xmlNode *parent); /* as its last child */
void tree_move_children(xmlNode *from, xmlNode *to);
void tree_move_before(xmlNode *node, xmlNode *place);
void tree_unwrap(xmlNode *node);                       /* its children take its place */
void tree_remove(xmlNode *node);                       /* with all below it */
void tree_rename(xmlNode *node, enum element element); /* loses attributes not allowed there */

/* Attributes. Setting one that the vocabulary does not allow on the element does nothing. An
   absent value removes it. Values read are views that live until the attribute changes. */
void tree_set(struct tree *tree, xmlNode *node, const char *name, str value);
str tree_get(const xmlNode *node, const char *name);
bool tree_has_class(const xmlNode *node, const char *token);

/* Walking in document order, without recursion: the node after `node` within `top`, NULL at the
   end. tree_skip passes over what is below `node`. */
xmlNode *tree_next(const xmlNode *top, const xmlNode *node);
xmlNode *tree_skip(const xmlNode *top, const xmlNode *node);

/* All text below, white space folded, blocks set apart; readings (rt, rp) are left out. */
str tree_text(struct arena *arena, const xmlNode *node);
bool tree_is_blank(const xmlNode *node); /* neither text nor picture nor formula below */

/* XHTML of the children of `node` (well-formed XML, UTF-8, no declaration): attributes in the
   vocabulary's order, one block a line where that changes no text, `lang` as xml:lang too. What
   has no row is left out, its children stay. The prefix `epub` is declared by whoever writes the
   page around it. `links` (may be NULL) writes what stands for the value of each a[href] that does
   not begin with "#", escaped as buf_xml_attribute does. */
struct tree_links {
	void (*write)(struct buf *to, str href, void *with);
	void *with;
};
void tree_write_xhtml(struct buf *to, const xmlNode *node, const struct tree_links *links);

#endif

/* The tree of an Article: making and looking. */
#include "tree/tree.h"

#include <libxml/parser.h>

#include "core/utf8.h"
#include "tree/vocabulary.h"

/* What the allocator takes for a node beside its text, for the arena's account. */
#define NODE_COST (sizeof(xmlNode) + 16)

struct tree_names {
	struct tree tree;
	const xmlChar *names[EL_COUNT]; /* of the document's dictionary; NULL until first used */
};

static void
free_doc(void *tree)
{
	xmlFreeDoc(((struct tree *)tree)->doc);
}

/* What libxml2 would print is said as a diagnostic by those who called it. */
static void
stay_silent(void *with, const char *format, ...)
{
	(void)with;
	(void)format;
}

void
tree_begin(void)
{
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, stay_silent);
	xmlThrDefSetGenericErrorFunc(NULL, stay_silent);
}

struct tree *
tree_new(struct arena *arena)
{
	struct tree_names *names = arena_alloc(arena, sizeof *names);
	struct tree *tree = &names->tree;

	tree->arena = arena;
	arena_defer(arena, free_doc, tree);
	tree->doc = xmlNewDoc(BAD_CAST "1.0");
	if (!tree->doc)
		arena_give_up(arena, ARENA_NO_MEMORY);
	tree->doc->_private = names;
	tree->doc->dict = xmlDictCreate();
	if (!tree->doc->dict)
		arena_give_up(arena, ARENA_NO_MEMORY);
	tree->root = tree_add(tree, (xmlNode *)tree->doc, EL_BODY);
	return tree;
}

static struct tree *
tree_of(const xmlNode *node)
{
	return &((struct tree_names *)node->doc->_private)->tree;
}

enum element
tree_element(const xmlNode *node)
{
	if (node->type != XML_ELEMENT_NODE)
		return EL_NONE;
	if (node->_private)
		return (enum element)((uintptr_t)node->_private - 1);
	return tree_find_element(str_of((const char *)node->name));
}

static void
mark(xmlNode *node, enum element element)
{
	node->_private = (void *)((uintptr_t)element + 1);
}

/* The element's name as the document's dictionary has it. */
static const xmlChar *
name_of(struct tree *tree, enum element element)
{
	const xmlChar **name = &((struct tree_names *)tree->doc->_private)->names[element];

	if (!*name) {
		str text = tree_element_name(element);

		*name = xmlDictLookup(tree->doc->dict, BAD_CAST text.at, (int)text.len);
		if (!*name)
			arena_give_up(tree->arena, ARENA_NO_MEMORY);
	}
	return *name;
}

static xmlNode *
new_element(struct tree *tree, enum element element)
{
	xmlChar *name = (xmlChar *)name_of(tree, element);
	xmlNode *node;

	arena_charge(tree->arena, NODE_COST);
	node = xmlNewDocNodeEatName(tree->doc, NULL, name, NULL);
	if (!node)
		arena_give_up(tree->arena, ARENA_NO_MEMORY);
	mark(node, element);
	return node;
}

/* Put a node that hangs nowhere before `next` (NULL: last) among the children of `parent`.
   libxml2's own functions would melt neighbouring texts into one, in quadratic time. */
static void
link_node(xmlNode *node, xmlNode *parent, xmlNode *next)
{
	xmlNode *prev = next ? next->prev : parent->last;

	node->parent = parent;
	node->prev = prev;
	node->next = next;
	if (prev)
		prev->next = node;
	else
		parent->children = node;
	if (next)
		next->prev = node;
	else
		parent->last = node;
}

xmlNode *
tree_add(struct tree *tree, xmlNode *parent, enum element element)
{
	xmlNode *node = new_element(tree, element);

	link_node(node, parent, NULL);
	return node;
}

/* Text without what XML does not allow; s itself when all of it is allowed. */
static str
allowed_text(struct arena *arena, str s)
{
	struct buf buf = BUF(arena);
	size_t plain = 0, len;

	for (size_t i = 0; i < s.len; i += len) {
		unsigned char c = (unsigned char)s.at[i];

		len = 1;
		if (c < 0x7F && c >= ' ')
			continue;
		if (xml_char_length(str_from(s, i), &len))
			continue;
		buf_add(&buf, (str){s.at + plain, i - plain});
		plain = i + len;
	}
	if (plain == 0)
		return s;
	buf_add(&buf, str_from(s, plain));
	return buf_str(&buf);
}

static xmlNode *
new_text(struct tree *tree, str text)
{
	xmlNode *node;

	text = allowed_text(tree->arena, text);
	arena_charge(tree->arena, NODE_COST + text.len + 16);
	node = xmlNewDocTextLen(tree->doc, BAD_CAST(text.len ? text.at : ""), str_int(text.len));
	if (!node || !node->content) {
		xmlFreeNode(node);
		arena_give_up(tree->arena, ARENA_NO_MEMORY);
	}
	return node;
}

xmlNode *
tree_add_text(struct tree *tree, xmlNode *parent, str text)
{
	xmlNode *node = new_text(tree, text);

	link_node(node, parent, NULL);
	return node;
}

xmlNode *
tree_insert_before(struct tree *tree, xmlNode *place, enum element element)
{
	xmlNode *node = new_element(tree, element);

	link_node(node, place->parent, place);
	return node;
}

xmlNode *
tree_insert_after(struct tree *tree, xmlNode *place, enum element element)
{
	xmlNode *node = new_element(tree, element);

	link_node(node, place->parent, place->next);
	return node;
}

/* Hang the siblings `first` to `last`, which are cut out already, below `parent`, before `next`. */
static void
link_range(xmlNode *first, xmlNode *last, xmlNode *parent, xmlNode *next)
{
	xmlNode *end = last->next;

	for (xmlNode *node = first, *after; node != end; node = after) {
		after = node->next;
		link_node(node, parent, next);
	}
}

xmlNode *
tree_wrap(struct tree *tree, xmlNode *first, xmlNode *last, enum element element)
{
	xmlNode *wrap = tree_insert_before(tree, first, element);

	wrap->next = last->next;
	if (last->next)
		last->next->prev = wrap;
	else
		wrap->parent->last = wrap;
	last->next = NULL;
	link_range(first, last, wrap, NULL);
	return wrap;
}

void
tree_move(xmlNode *node, xmlNode *parent)
{
	xmlUnlinkNode(node);
	link_node(node, parent, NULL);
}

void
tree_move_children(xmlNode *from, xmlNode *to)
{
	while (from->children)
		tree_move(from->children, to);
}

void
tree_move_before(xmlNode *node, xmlNode *place)
{
	if (node == place)
		return;
	xmlUnlinkNode(node);
	link_node(node, place->parent, place);
}

void
tree_unwrap(xmlNode *node)
{
	xmlNode *first = node->children, *last = node->last;

	node->children = node->last = NULL;
	if (first)
		link_range(first, last, node->parent, node);
	tree_remove(node);
}

void
tree_remove(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

void
tree_rename(xmlNode *node, enum element element)
{
	xmlAttr *next;

	node->name = name_of(tree_of(node), element);
	mark(node, element);
	for (xmlAttr *attr = node->properties; attr; attr = next) {
		next = attr->next;
		if (!tree_allows(element, str_of((const char *)attr->name)))
			xmlRemoveProp(attr);
	}
}

static xmlAttr *
find_attribute(const xmlNode *node, str name)
{
	if (node->type != XML_ELEMENT_NODE)
		return NULL;
	for (xmlAttr *attr = node->properties; attr; attr = attr->next)
		if (str_eq(str_of((const char *)attr->name), name))
			return attr;
	return NULL;
}

void
tree_set(struct tree *tree, xmlNode *node, const char *name, str value)
{
	xmlAttr *attr = find_attribute(node, str_of(name));
	xmlNode *text;

	if (!value.at) {
		if (attr)
			xmlRemoveProp(attr);
		return;
	}
	if (!tree_allows(tree_element(node), str_of(name)))
		return;
	if (!attr) {
		arena_charge(tree->arena, sizeof(xmlAttr) + 16);
		attr = xmlNewNsProp(node, NULL, BAD_CAST name, NULL);
		if (!attr)
			arena_give_up(tree->arena, ARENA_NO_MEMORY);
	}
	text = new_text(tree, value);
	xmlFreeNodeList(attr->children);
	attr->children = attr->last = text;
	text->parent = (xmlNode *)attr;
}

str
tree_attribute_value(const xmlNode *node, str name)
{
	const xmlAttr *attr = find_attribute(node, name);

	if (!attr)
		return STR_NONE;
	if (!attr->children || !attr->children->content)
		return STR("");
	return str_of((const char *)attr->children->content);
}

str
tree_get(const xmlNode *node, const char *name)
{
	return tree_attribute_value(node, str_of(name));
}

bool
tree_has_class(const xmlNode *node, const char *token)
{
	return str_has_word(tree_get(node, "class"), str_of(token));
}

xmlNode *
tree_skip(const xmlNode *top, const xmlNode *node)
{
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

xmlNode *
tree_next(const xmlNode *top, const xmlNode *node)
{
	bool opens = node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE;

	return opens && node->children ? node->children : tree_skip(top, node);
}

str
tree_text(struct arena *arena, const xmlNode *node)
{
	struct buf buf = BUF(arena);
	const xmlNode *at = node;

	while (at) {
		enum element element = tree_element(at);

		if (element == EL_NONE && at->content && at->type != XML_COMMENT_NODE)
			buf_z(&buf, (const char *)at->content);
		else if (element == EL_BR || (element != EL_NONE && tree_is_block(element)))
			buf_char(&buf, ' ');
		at = element == EL_RT || element == EL_RP ? tree_skip(node, at)
							  : tree_next(node, at);
	}
	return utf8_fold_space(arena, buf_str(&buf));
}

bool
tree_is_blank(const xmlNode *node)
{
	for (const xmlNode *at = node; at; at = tree_next(node, at)) {
		enum element element = tree_element(at);

		if (element == EL_IMG || element == EL_MATH)
			return false;
		if (element == EL_NONE && at->content &&
		    !str_is_blank(str_of((const char *)at->content)))
			return false;
	}
	return true;
}

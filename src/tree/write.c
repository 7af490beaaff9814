/* XHTML of a tree. */
#include "tree/vocabulary.h"

#define MATHML STR(" xmlns=\"http://www.w3.org/1998/Math/MathML\"")

static void
write_value(struct buf *to, str name, str value, const struct tree_links *links)
{
	buf_char(to, ' ');
	buf_add(to, name);
	buf_add(to, STR("=\""));
	if (links && str_eq(name, STR("href")) && !str_starts(value, STR("#")))
		links->write(to, value, links->with);
	else
		buf_xml_attribute(to, value);
	buf_char(to, '"');
}

static void
write_attributes(
    struct buf *to, const xmlNode *node, enum element element, const struct tree_links *links)
{
	size_t step = 0;
	str name;

	if (element == EL_MATH)
		buf_add(to, MATHML);
	while (node->properties && tree_attribute(element, &step, &name)) {
		str value = tree_attribute_value(node, name);

		if (!value.at)
			continue;
		write_value(to, name, value, links);
		if (str_eq(name, STR("lang")))
			write_value(to, STR("xml:lang"), value, NULL);
	}
}

/* Whether white space around the node is no text: it is a block among others. */
static bool
is_line(const xmlNode *node)
{
	enum element element = tree_element(node);
	enum content around;

	if (element == EL_NONE || !tree_is_block(element))
		return false;
	around = tree_content(tree_element(node->parent));
	return around == CONTENT_FLOW || around == CONTENT_ROWS;
}

static void
write_start(struct buf *to, const xmlNode *node, const struct tree_links *links)
{
	enum element element = tree_element(node);

	if (element == EL_NONE) {
		bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;

		if (text && node->content)
			buf_xml(to, str_of((const char *)node->content));
		return;
	}
	buf_char(to, '<');
	buf_add(to, tree_element_name(element));
	write_attributes(to, node, element, links);
	if (tree_content(element) == CONTENT_NOTHING)
		buf_add(to, STR("/>"));
	else
		buf_char(to, '>');
	if (node->children && is_line(node->children))
		buf_char(to, '\n');
}

static void
write_end(struct buf *to, const xmlNode *node)
{
	enum element element = tree_element(node);

	if (element != EL_NONE && tree_content(element) != CONTENT_NOTHING) {
		buf_add(to, STR("</"));
		buf_add(to, tree_element_name(element));
		buf_char(to, '>');
	}
	if (is_line(node) && (!node->next || is_line(node->next)))
		buf_char(to, '\n');
}

void
tree_write_xhtml(struct buf *to, const xmlNode *node, const struct tree_links *links)
{
	const xmlNode *at = node->children;

	while (at) {
		write_start(to, at, links);
		if (at->type == XML_ELEMENT_NODE && at->children &&
		    tree_content(tree_element(at)) != CONTENT_NOTHING) {
			at = at->children;
			continue;
		}
		write_end(to, at);
		while (!at->next && at->parent != node) {
			at = at->parent;
			write_end(to, at);
		}
		at = at->next;
	}
}

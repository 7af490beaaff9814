/* SVG made clean: parsed without anything from outside, and written anew from what is allowed. */
#include <libxml/parser.h>
#include <string.h>

#include "picture/number.h"
#include "picture/picture.h"
#include "picture/svgrules.h"

#define SVG_BYTES ((size_t)8 << 20)
#define SVG_NODES 50000
#define SVG_ATTRIBUTES 400000
#define SVG_DEPTH 64
#define SVG_DRAWN 200000 /* nodes that all `use` together draw again */

/* An element that stays. Items stand in document order; those below item i end before `end`. */
struct item {
	const xmlNode *node;
	enum svg_kind kind;
	uint32_t end;
	uint32_t uses; /* `use` elements among the items before this one */
	uint32_t urls; /* elements with a url() among them */
	bool in_tile;  /* within a pattern, marker or mask, which may be drawn many times */
	str id;
};

struct svg {
	struct arena *arena;
	struct item *items;
	size_t count, room;
	uint32_t *slots; /* hash of ids: item + 1 */
	size_t slot_mask;
	bool has_tiles;
};

static void
free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

static size_t
count_char(str s, char c)
{
	size_t count = 0;

	for (const char *at = s.at, *end = s.at + s.len; at < end; at++) {
		at = memchr(at, c, (size_t)(end - at));
		if (!at)
			break;
		count++;
	}
	return count;
}

/* Bounds are kept before the parser sees a byte: its memory is not the arena's. */
static bool
is_parsable(str bytes)
{
	if (bytes.len < 5 || bytes.len > SVG_BYTES || memchr(bytes.at, 0, bytes.len))
		return false;
	if (count_char(bytes, '<') > 2 * SVG_NODES + 1000 ||
	    count_char(bytes, '=') > SVG_ATTRIBUTES)
		return false;
	return str_find(bytes, STR("<!ENTITY")) == STR_NOT_FOUND &&
	    str_find(bytes, STR("<!ATTLIST")) == STR_NOT_FOUND;
}

static xmlDoc *
parse(struct ctx *ctx, str bytes)
{
	int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
	xmlDoc *doc;

	if (!is_parsable(bytes))
		return NULL;
	doc = xmlReadMemory(bytes.at, str_int(bytes.len), NULL, NULL, options);
	if (!doc)
		return NULL;
	arena_defer(ctx->arena, free_doc, doc);
	if (doc->intSubset && doc->intSubset->children)
		return NULL;
	return doc;
}

static str
name_of(const xmlNode *node)
{
	if (node->ns && strcmp((const char *)node->ns->href, "http://www.w3.org/2000/svg") != 0)
		return STR_NONE;
	return str_of((const char *)node->name);
}

/* A view of an attribute's value where it is one text; values of several parts do not occur
   without entities. */
static str
value_of(const xmlAttr *attr)
{
	const xmlNode *text = attr->children;

	if (!text)
		return STR("");
	if (text->next || text->type != XML_TEXT_NODE || !text->content)
		return STR_NONE;
	return str_of((const char *)text->content);
}

static str
attribute_of(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
		if (!attr->ns && strcmp((const char *)attr->name, name) == 0)
			return value_of(attr);
	return STR_NONE;
}

static str
href_of(const xmlNode *node)
{
	for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
		if (strcmp((const char *)attr->name, "href") == 0)
			return value_of(attr);
	return STR_NONE;
}

static size_t
hash(str s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.at[i]) * 16777619u;
	return h;
}

/* The slot of the hash that holds the id, or the free one where it would stand. */
static uint32_t *
slot_of(const struct svg *svg, str id)
{
	size_t at = hash(id) & svg->slot_mask;

	while (svg->slots[at] && !str_eq(svg->items[svg->slots[at] - 1].id, id))
		at = (at + 1) & svg->slot_mask;
	return &svg->slots[at];
}

static const struct item *
find_id(const struct svg *svg, str id)
{
	uint32_t slot = id.len ? *slot_of(svg, id) : 0;

	return slot ? &svg->items[slot - 1] : NULL;
}

static bool
is_id(str id)
{
	if (!id.len || id.len > 200)
		return false;
	for (size_t i = 0; i < id.len; i++) {
		unsigned char c = (unsigned char)id.at[i];

		if (!ascii_is_alpha(c) && c != '_' && c < 0x80 &&
		    (i == 0 || (!ascii_is_digit(c) && c != '-' && c != '.')))
			return false;
	}
	return true;
}

static bool
has_url(const xmlNode *node)
{
	for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
		if (str_find_nocase(value_of(attr), STR("url(")) != STR_NOT_FOUND)
			return true;
	return false;
}

/* One element into the list. False ends the whole: the picture cannot be made clean. */
static bool
take_item(struct svg *svg, const xmlNode *node, uint32_t *parents, size_t depth)
{
	enum svg_kind kind = svg_element(name_of(node));
	const struct item *parent = depth ? &svg->items[parents[depth - 1]] : NULL;
	const struct item *last = svg->count ? &svg->items[svg->count - 1] : NULL;
	struct item item = {.node = node, .kind = kind};

	if (svg->count >= SVG_NODES || depth >= SVG_DEPTH)
		return false;
	item.uses = last ? last->uses + (last->kind == SVG_USE) : 0;
	item.urls = last ? last->urls + has_url(last->node) : 0;
	item.in_tile = parent && (parent->in_tile || parent->kind == SVG_TILE);
	item.id = attribute_of(node, "id");
	if (!is_id(item.id))
		item.id = STR_NONE;
	parents[depth] = (uint32_t)svg->count;
	svg->has_tiles = svg->has_tiles || kind == SVG_TILE;
	*ARENA_PUSH(svg->arena, svg->items, svg->count, svg->room) = item;
	return true;
}

/* All elements that stay, in order, with their extents. */
static bool
take_items(struct svg *svg, const xmlNode *root)
{
	uint32_t parents[SVG_DEPTH + 1];
	const xmlNode *node = root;
	size_t depth = 0;

	while (node) {
		enum svg_kind kind = SVG_DROP;

		if (node->type == XML_ENTITY_REF_NODE || node->type == XML_ENTITY_DECL)
			return false;
		if (node->type == XML_ELEMENT_NODE)
			kind = svg_element(name_of(node));
		if (kind == SVG_REFUSE || (kind == SVG_ROOT && node != root && depth == 0))
			return false;
		if (kind != SVG_DROP) {
			if (!take_item(svg, node, parents, depth))
				return false;
			if (node->children) {
				node = node->children;
				depth++;
				continue;
			}
			svg->items[svg->count - 1].end = (uint32_t)svg->count;
		}
		while (node != root && !node->next) {
			node = node->parent;
			svg->items[parents[--depth]].end = (uint32_t)svg->count;
		}
		node = node == root ? NULL : node->next;
	}
	return svg->count > 0;
}

static void
index_ids(struct svg *svg)
{
	size_t size = 16;

	while (size < svg->count * 2 + 2)
		size *= 2;
	svg->slots = arena_array(svg->arena, size, sizeof *svg->slots);
	svg->slot_mask = size - 1;
	for (size_t i = 0; i < svg->count; i++) {
		uint32_t *slot;

		if (!svg->items[i].id.len)
			continue;
		slot = slot_of(svg, svg->items[i].id);
		if (*slot)
			svg->items[i].id = STR_NONE;
		else
			*slot = (uint32_t)i + 1;
	}
}

/* What a `use` draws holds no `use`, and within a tile no url() either, so that nothing multiplies
   itself. */
static bool
is_drawable(const struct svg *svg, const struct item *use, const struct item *target)
{
	const struct item *last = &svg->items[target->end - 1];

	if (last->uses + (last->kind == SVG_USE) > target->uses)
		return false;
	return !use->in_tile || last->urls + has_url(last->node) == target->urls;
}

static bool
check_uses(const struct svg *svg)
{
	size_t drawn = 0;

	for (size_t i = 0; i < svg->count; i++) {
		const struct item *item = &svg->items[i], *target;
		str href;

		if (item->kind != SVG_USE)
			continue;
		href = href_of(item->node);
		target = str_starts(href, STR("#")) ? find_id(svg, str_from(href, 1)) : NULL;
		if (!target)
			continue;
		drawn += target->end - (size_t)(target - svg->items);
		if (drawn > SVG_DRAWN || !is_drawable(svg, item, target))
			return false;
	}
	return true;
}

/* url(…) may only name a fragment; within what is drawn many times, only a gradient. */
static bool
is_value_clean(const struct svg *svg, const struct item *item, str value)
{
	str rest = value, id;
	size_t at;

	if (!svg_is_style_clean(value))
		return false;
	while ((at = str_find_nocase(rest, STR("url("))) != STR_NOT_FOUND) {
		const struct item *target;

		rest = str_from(rest, at + 4);
		id = str_trim(str_head(rest, str_find_char(rest, ')')));
		while (id.len && (*id.at == '"' || *id.at == '\'' || *id.at == '#'))
			id = str_from(id, 1);
		while (id.len && (id.at[id.len - 1] == '"' || id.at[id.len - 1] == '\''))
			id.len--;
		target = find_id(svg, id);
		if (!target || (item->in_tile && target->kind != SVG_GRADIENT))
			return false;
	}
	return true;
}

static void
write_attribute(struct buf *to, const char *name, str value)
{
	buf_printf(to, " %s=\"", name);
	buf_xml_attribute(to, value);
	buf_char(to, '"');
}

static void
write_attributes(struct buf *to, const struct svg *svg, const struct item *item)
{
	if (item->id.len)
		write_attribute(to, "id", item->id);
	for (const xmlAttr *attr = item->node->properties; attr; attr = attr->next) {
		str name = str_of((const char *)attr->name), value = value_of(attr);

		if (!value.at || str_eq(name, STR("id")))
			continue;
		if (str_eq(name, STR("href"))) {
			if (item->kind != SVG_LINK && str_starts(value, STR("#")) &&
			    find_id(svg, str_from(value, 1)))
				write_attribute(to, "xlink:href", value);
			continue;
		}
		if (attr->ns || !svg_attribute(name) || !is_value_clean(svg, item, value))
			continue;
		if (str_eq(name, STR("style")) && svg->has_tiles &&
		    str_find_nocase(value, STR("url(")) != STR_NOT_FOUND)
			continue;
		write_attribute(to, (const char *)attr->name, value);
	}
}

/* The text directly within a node; a sheet of styles goes when it is not clean. */
static void
write_text(struct buf *to, const struct svg *svg, const struct item *item, const xmlNode *text)
{
	str s = str_of((const char *)text->content);

	if (item->kind == SVG_STYLE &&
	    (!svg_is_style_clean(s) ||
		(svg->has_tiles && str_find_nocase(s, STR("url(")) != STR_NOT_FOUND)))
		return;
	if (item->kind == SVG_STYLE || item->kind == SVG_TEXT)
		buf_xml(to, s);
}

static const char *
written_name(const struct item *item)
{
	return item->kind == SVG_LINK ? "g" : (const char *)item->node->name;
}

/* Width and height in pixels and a viewBox, whichever of them is there; false without a size. */
static bool
find_size(const xmlNode *root, struct picture_facts *facts, str *view_box)
{
	str box = attribute_of(root, "viewBox"), rest = box;
	int64_t part[4];
	int parts = 0;

	facts->width = number_pixels(attribute_of(root, "width"));
	facts->height = number_pixels(attribute_of(root, "height"));
	while (parts < 4 && number_take(&rest, &part[parts]))
		parts++;
	if (parts == 4 && part[2] > 0 && part[3] > 0) {
		int64_t wide = part[2], high = part[3];

		*view_box = box;
		if (facts->width && !facts->height)
			facts->height = (uint32_t)(facts->width * high / wide);
		else if (facts->height && !facts->width)
			facts->width = (uint32_t)(facts->height * wide / high);
		if (!facts->width && !facts->height) {
			facts->width = (uint32_t)((wide + 999) / 1000);
			facts->height = (uint32_t)((high + 999) / 1000);
		}
	}
	return facts->width && facts->height && facts->width <= 100000 && facts->height <= 100000;
}

static void
write_root(struct buf *to, struct svg *svg, const struct picture_facts *facts, str view_box)
{
	const struct item *root = &svg->items[0];

	buf_z(to,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<svg xmlns=\"http://www.w3.org/2000/svg\""
	    " xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"");
	buf_printf(to, " width=\"%u\" height=\"%u\"", facts->width, facts->height);
	if (!view_box.len)
		view_box = arena_printf(svg->arena, "0 0 %u %u", facts->width, facts->height);
	write_attribute(to, "viewBox", view_box);
	for (const xmlAttr *attr = root->node->properties; attr; attr = attr->next) {
		str name = str_of((const char *)attr->name), value = value_of(attr);

		if (!attr->ns && value.at && svg_root_attribute(name) &&
		    is_value_clean(svg, root, value))
			write_attribute(to, (const char *)attr->name, value);
	}
	if (root->id.len)
		write_attribute(to, "id", root->id);
}

/* Texts and kept elements in order; `next` is the item that the walk meets next. */
static void
write_body(struct buf *to, const struct svg *svg)
{
	uint32_t parents[SVG_DEPTH + 1] = {0};
	const xmlNode *root = svg->items[0].node, *node = root->children;
	size_t next = 1, depth = 0;

	buf_char(to, '>');
	while (node) {
		if (next < svg->count && node == svg->items[next].node) {
			const struct item *item = &svg->items[next];

			buf_printf(to, "<%s", written_name(item));
			write_attributes(to, svg, item);
			if (node->children) {
				buf_char(to, '>');
				parents[++depth] = (uint32_t)next++;
				node = node->children;
				continue;
			}
			buf_z(to, "/>");
			next++;
		} else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
			write_text(to, svg, &svg->items[parents[depth]], node);
		}
		while (!node->next && node->parent != root) {
			node = node->parent;
			buf_printf(to, "</%s>", written_name(&svg->items[parents[depth--]]));
		}
		node = node->next;
	}
	buf_z(to, "</svg>\n");
}

str
picture_clean_svg(struct ctx *ctx, str bytes, struct picture_facts *facts)
{
	struct svg svg = {.arena = ctx->arena};
	struct buf to = BUF(ctx->arena);
	str view_box = STR_NONE;
	const xmlNode *root;
	xmlDoc *doc = parse(ctx, bytes);

	*facts = (struct picture_facts){.format = FORMAT_SVG, .name = "SVG", .is_broken = true};
	root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (!root || svg_element(name_of(root)) != SVG_ROOT || !take_items(&svg, root))
		return STR_NONE;
	index_ids(&svg);
	if (!check_uses(&svg) || !find_size(root, facts, &view_box))
		return STR_NONE;
	write_root(&to, &svg, facts, view_box);
	write_body(&to, &svg);
	facts->is_broken = false;
	return buf_str(&to);
}

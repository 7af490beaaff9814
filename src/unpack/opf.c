/* What an EPUB says of itself, by way of libxml2. */
#include "unpack/opf.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "core/utf8.h"
#include "source/shelf.h"

#define LIMIT_PARTS 100000
#define LIMIT_LEVELS 32 /* of the contents */
/* Bytes of a title page beside title and authors: a date, "by", a place. */
#define MOST_BESIDE_TITLE ((size_t)40)

static void
free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

/* A tree without what a document type declares and without anything fetched; NULL when it is no
   XML. */
static xmlNode *
parse(struct arena *arena, str text)
{
	xmlDoc *doc;

	if (!text.len || text.len > LIMIT_OPF_BYTES)
		return NULL;
	doc = xmlReadMemory(text.at, (int)text.len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		XML_PARSE_COMPACT | XML_PARSE_NOCDATA);
	if (!doc)
		return NULL;
	arena_defer(arena, free_doc, doc);
	return xmlDocGetRootElement(doc);
}

/* The next element in document order, below `top`. */
static xmlNode *
next_element(const xmlNode *top, xmlNode *node)
{
	do {
		if (node->children && node->type == XML_ELEMENT_NODE) {
			node = node->children;
			continue;
		}
		while (node && node != top && !node->next)
			node = node->parent;
		if (!node || node == top)
			return NULL;
		node = node->next;
	} while (node->type != XML_ELEMENT_NODE);
	return node;
}

static bool
is_element(const xmlNode *node, const char *name)
{
	return str_eq(str_of((const char *)node->name), str_of(name));
}

static str
attribute(struct arena *arena, const xmlNode *node, const char *name)
{
	for (const xmlAttr *at = node->properties; at; at = at->next)
		if (str_eq(str_of((const char *)at->name), str_of(name)) && at->children &&
		    at->children->content)
			return arena_copy(arena, str_of((const char *)at->children->content));
	return STR_NONE;
}

/* All the text of an element, white space folded; absent when it has none. */
static str
text_of(struct arena *arena, xmlNode *top)
{
	struct buf text = BUF(arena);
	str folded;

	for (xmlNode *node = top->children; node && text.len < 4096;) {
		if (node->type == XML_TEXT_NODE && node->content)
			buf_z(&text, (const char *)node->content);
		if (node->type == XML_ELEMENT_NODE && node->children) {
			node = node->children;
			continue;
		}
		while (node && node != top && !node->next)
			node = node->parent;
		node = node && node != top ? node->next : NULL;
	}
	folded = utf8_fold_space(arena, buf_str(&text));
	return folded.len ? folded : STR_NONE;
}

static str
resolve(struct arena *arena, str from, str href)
{
	str path;

	return href.at && shelf_path(arena, from, href, &path) == SHELF_FOUND ? path : STR_NONE;
}

str
opf_rootfile(struct arena *arena, str container)
{
	xmlNode *root = parse(arena, container);

	for (xmlNode *node = root; node; node = next_element(root, node))
		if (is_element(node, "rootfile")) {
			str path = resolve(arena, STR(""), attribute(arena, node, "full-path"));

			if (path.at)
				return path;
		}
	return STR_NONE;
}

struct manifest_item {
	str path, type, properties;
};

struct reading {
	struct arena *arena;
	struct opf *opf;
	str path;            /* of the document */
	struct idmap ids;    /* of the manifest; values are places in items */
	struct idmap asides; /* paths of pages about the book */
	struct manifest_item *items;
	size_t count, room;
};

static void
take_metadata(struct reading *r, xmlNode *node)
{
	struct front *book = &r->opf->book;
	struct {
		const char *name;
		str *to;
	} rows[] = {{"title", &book->title}, {"language", &book->lang},
	    {"publisher", &book->publisher}, {"rights", &book->rights}, {"source", &book->source}};
	str text = text_of(r->arena, node);

	if (!text.at)
		return;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (is_element(node, rows[i].name) && !rows[i].to->at)
			*rows[i].to = text;
	if (is_element(node, "creator") && book->author_count < 64)
		*ARENA_PUSH(r->arena, book->authors, book->author_count, book->author_room) = text;
	if (is_element(node, "date") && !date_is_set(book->date))
		date_parse(text, STR_NONE, &book->date);
}

static void
take_item(struct reading *r, xmlNode *node)
{
	struct manifest_item item = {
	    .path = resolve(r->arena, r->path, attribute(r->arena, node, "href")),
	    .type = attribute(r->arena, node, "media-type"),
	    .properties = attribute(r->arena, node, "properties")};
	str id = attribute(r->arena, node, "id");
	struct idmap_entry *entry;
	bool is_new;

	if (!id.at || !item.path.at || r->count >= LIMIT_PARTS)
		return;
	entry = idmap_add(&r->ids, id, &is_new);
	if (!is_new)
		return;
	entry->value = (uint32_t)r->count;
	*ARENA_PUSH(r->arena, r->items, r->count, r->room) = item;
	if (str_find(item.properties, STR("nav")) != STR_NOT_FOUND) {
		if (!r->opf->nav.at)
			r->opf->nav = item.path;
		idmap_add(&r->asides, item.path, &is_new);
	}
	if (str_eq_nocase(item.type, STR("application/x-dtbncx+xml")) && !r->opf->ncx.at)
		r->opf->ncx = item.path;
}

static void
take_itemref(struct reading *r, xmlNode *node)
{
	str id = attribute(r->arena, node, "idref"), linear = attribute(r->arena, node, "linear");
	const struct idmap_entry *entry = id.at ? idmap_find(&r->ids, id) : NULL;
	const struct manifest_item *item = entry ? &r->items[entry->value] : NULL;

	if (!item || r->opf->part_count >= LIMIT_PARTS ||
	    (str_find_nocase(item->type, STR("html")) == STR_NOT_FOUND && item->type.len))
		return;
	*ARENA_PUSH(r->arena, r->opf->parts, r->opf->part_count, r->opf->part_room) =
	    (struct opf_part){.path = item->path, .is_aside = str_eq_nocase(linear, STR("no"))};
}

/* Names of pages that are about the book and no part of its text: of a guide's references
   (OPF 2.0.1 section 2.6), and of the structural semantics of landmarks. */
static bool
is_aside_type(str type)
{
	static const char *const names[] = {"cover", "title-page", "titlepage", "toc",
	    "copyright-page", "colophon", "landmarks", "page-list", "loi", "lot", "index"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq_nocase(type, str_of(names[i])))
			return true;
	return false;
}

static void
take_reference(struct reading *r, xmlNode *node)
{
	bool is_new;
	str path;

	if (!is_aside_type(attribute(r->arena, node, "type")))
		return;
	path = resolve(r->arena, r->path, attribute(r->arena, node, "href"));
	if (path.at)
		idmap_add(&r->asides, path, &is_new);
}

bool
opf_read(struct arena *arena, str text, str path, struct opf *opf)
{
	struct reading r = {.arena = arena, .opf = opf, .path = path};
	xmlNode *root = parse(arena, text);

	r.ids = IDMAP(arena);
	r.asides = IDMAP(arena);
	if (!root || !is_element(root, "package"))
		return false;
	/* The spine may stand before the manifest in a book made by hand. */
	for (xmlNode *node = root; node; node = next_element(root, node))
		if (is_element(node, "item"))
			take_item(&r, node);
	for (xmlNode *node = root; node; node = next_element(root, node)) {
		if (is_element(node, "itemref"))
			take_itemref(&r, node);
		else if (is_element(node, "reference"))
			take_reference(&r, node);
		else if (node->ns &&
		    str_eq(str_of((const char *)node->ns->href),
			STR("http://purl.org/dc/elements/1.1/")))
			take_metadata(&r, node);
	}
	for (size_t i = 0; i < opf->part_count; i++)
		opf->parts[i].is_aside |= idmap_find(&r.asides, opf->parts[i].path) != NULL;
	return true;
}

/* An entry of the contents: the first that leads to a document names it. */
struct contents {
	struct arena *arena;
	struct opf *opf;
	struct idmap paths; /* of the spine; values are places in parts */
	str path;
	str open[LIMIT_LEVELS]; /* titles of the entries around */
};

static void
take_entry(struct contents *c, str href, str title, size_t level)
{
	str path = resolve(c->arena, c->path, href);
	const struct idmap_entry *entry = path.at ? idmap_find(&c->paths, path) : NULL;
	struct opf_part *part = entry ? &c->opf->parts[entry->value] : NULL;

	if (level < LIMIT_LEVELS)
		c->open[level] = title;
	if (!part || part->title.at || !title.at)
		return;
	part->title = title;
	part->section = level > 0 && level <= LIMIT_LEVELS ? c->open[level - 1] : STR_NONE;
	c->opf->has_contents = true;
}

/* How many elements called `name` lie around a node. */
static size_t
levels(const xmlNode *node, const char *name)
{
	size_t n = 0;

	for (node = node->parent; node && n < LIMIT_LEVELS; node = node->parent)
		n += node->type == XML_ELEMENT_NODE && is_element(node, name);
	return n;
}

static xmlNode *
child(xmlNode *node, const char *name)
{
	for (node = node->children; node; node = node->next)
		if (node->type == XML_ELEMENT_NODE && is_element(node, name))
			return node;
	return NULL;
}

static void
take_ncx(struct contents *c, xmlNode *root)
{
	for (xmlNode *node = root; node; node = next_element(root, node)) {
		xmlNode *label, *content;

		if (!is_element(node, "navPoint"))
			continue;
		label = child(node, "navLabel");
		content = child(node, "content");
		if (label && content)
			take_entry(c, attribute(c->arena, content, "src"), text_of(c->arena, label),
			    levels(node, "navPoint"));
	}
}

/* The nav element that is the contents, or the only one there is. */
static xmlNode *
find_toc(struct arena *arena, xmlNode *root)
{
	xmlNode *first = NULL;

	for (xmlNode *node = root; node; node = next_element(root, node)) {
		if (!is_element(node, "nav"))
			continue;
		if (str_eq(attribute(arena, node, "type"), STR("toc")))
			return node;
		first = first ? first : node;
	}
	return first;
}

/* In the landmarks the link itself says what it leads to. */
static void
take_landmark(struct contents *c, xmlNode *link)
{
	str type = attribute(c->arena, link, "type"), path;
	const struct idmap_entry *entry;

	if (!type.at || !is_aside_type(type))
		return;
	path = resolve(c->arena, c->path, attribute(c->arena, link, "href"));
	entry = path.at ? idmap_find(&c->paths, path) : NULL;
	if (entry)
		c->opf->parts[entry->value].is_aside = true;
}

static void
take_nav(struct contents *c, xmlNode *root)
{
	xmlNode *toc = find_toc(c->arena, root);

	for (xmlNode *node = toc; node; node = next_element(toc, node)) {
		xmlNode *link;
		str title;

		if (!is_element(node, "li"))
			continue;
		link = child(node, "a");
		title = link ? text_of(c->arena, link) : STR_NONE;
		if (link)
			take_entry(c, attribute(c->arena, link, "href"), title, levels(node, "li"));
		else if ((link = child(node, "span")) && levels(node, "li") < LIMIT_LEVELS)
			c->open[levels(node, "li")] = text_of(c->arena, link);
	}
	for (xmlNode *node = root; node; node = next_element(root, node))
		if (is_element(node, "a"))
			take_landmark(c, node);
}

void
opf_contents(struct arena *arena, str text, str path, bool is_ncx, struct opf *opf)
{
	struct contents *c = arena_alloc(arena, sizeof *c);
	xmlNode *root = parse(arena, text);

	if (!root)
		return;
	c->arena = arena;
	c->opf = opf;
	c->path = path;
	c->paths = IDMAP(arena);
	for (size_t i = 0; i < opf->part_count; i++) {
		bool is_new;
		struct idmap_entry *entry = idmap_add(&c->paths, opf->parts[i].path, &is_new);

		if (is_new)
			entry->value = (uint32_t)i;
	}
	if (is_ncx)
		take_ncx(c, root);
	else
		take_nav(c, root);
}

/* A page whose every word the book says of itself. */
static bool
is_title_page(struct arena *arena, xmlNode *body, const struct front *book)
{
	size_t known = book->title.len + book->subtitle.len;
	str text;

	for (size_t i = 0; i < book->author_count; i++)
		known += book->authors[i].len;
	text = text_of(arena, body);
	return book->title.len && str_starts(text, book->title) &&
	    text.len <= known + MOST_BESIDE_TITLE;
}

bool
opf_is_aside(struct arena *around, str text, const struct front *book)
{
	struct arena *arena = arena_inner(around);
	xmlNode *root = parse(arena, text), *body = NULL;
	size_t in_links = 0, all = 0, sections = 0, links = 0;
	bool aside = false, is_part = false;

	for (xmlNode *node = root; node; node = next_element(root, node)) {
		bool is_link = is_element(node, "a") &&
		    str_find(attribute(arena, node, "href"), STR("html")) != STR_NOT_FOUND;

		body = body || !is_element(node, "body") ? body : node;
		if (!body)
			continue;
		links += is_link;
		if ((is_element(node, "body") || is_element(node, "section")) && sections++ < 2) {
			aside |= is_aside_type(attribute(arena, node, "type"));
			is_part |= str_eq(attribute(arena, node, "type"), STR("part"));
		}
		for (xmlNode *in = node->children; in; in = in->next)
			if (in->type == XML_TEXT_NODE && !xmlIsBlankNode(in)) {
				size_t len = (size_t)xmlStrlen(in->content);

				all += len;
				in_links += is_link ? len : 0;
			}
	}
	aside |= body && is_title_page(arena, body, book);
	arena_release(arena);
	return aside || (is_part && links > 1) || (all > 0 && in_links * 2 > all);
}

size_t
opf_count(const struct opf *opf)
{
	size_t count = 0;

	for (size_t i = 0; i < opf->part_count; i++)
		count += !opf->parts[i].is_aside;
	return count;
}

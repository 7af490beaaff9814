/* HTML to a Page: gumbo's tree, copied. */
#include <gumbo.h>
#include <string.h>

#include "parse/base.h"
#include "parse/parse.h"
#include "parse/scan.h"

#define PIECE_BYTES ((size_t)512)
#define BLOCK_BYTES ((size_t)60 << 10)

/* gumbo's tree lives in an arena of its own, given back when the page is copied. */
struct reader {
	struct page *page;
	struct arena tree;
	char *room, *room_end; /* of the block that small pieces are cut from */
	struct scan scan;
	uint16_t tags[GUMBO_TAG_LAST + 1]; /* enum tag of gumbo's, plus one; 0 is not known yet */
};

struct place {
	const GumboNode *node;
	unsigned next; /* child to go on with */
};

/* Half of what gumbo asks for are strings of a few bytes: cut closer than the arena does. Nothing
   of it needs more than the alignment of a pointer, nor zeroes. */
static void *
allocate(void *reader, size_t size)
{
	struct reader *r = reader;
	char *at;

	size = (size + 7) & ~(size_t)7;
	if (size > PIECE_BYTES)
		return arena_alloc(&r->tree, size);
	if ((size_t)(r->room_end - r->room) < size) {
		r->room = arena_alloc(&r->tree, BLOCK_BYTES);
		r->room_end = r->room + BLOCK_BYTES;
	}
	at = r->room;
	r->room += size;
	return at;
}

static void
deallocate(void *reader, void *at)
{
	(void)reader;
	(void)at;
}

static void
release_tree(void *arena)
{
	arena_release(arena);
}

/* A view of the scanned text where it says the same, else a copy. */
static str
keep(struct reader *r, const char *z, GumboStringPiece original)
{
	size_t len = strlen(z);

	if (len == 0)
		return STR("");
	if (original.data && original.length == len && memcmp(original.data, z, len) == 0)
		return (str){original.data, len};
	return arena_copy(r->page->arena, (str){z, len});
}

/* The value that the scan took out, or the value itself. */
static str
put_back(const struct reader *r, str value)
{
	str head = STR(SCAN_DATA), digits;
	uint32_t number;

	if (!str_starts(value, head))
		return value;
	digits = str_from(value, head.len);
	if (str_number(digits, 9, &number) != digits.len || number >= r->scan.data_count)
		return value;
	return r->scan.data[number];
}

static void
copy_attributes(struct reader *r, const GumboVector *list)
{
	for (unsigned i = 0; i < list->length; i++) {
		const GumboAttribute *a = list->data[i];
		GumboStringPiece original = a->original_value;
		str name = keep(r, a->name, a->original_name);

		if (original.length >= 2 && (original.data[0] == '"' || original.data[0] == '\'')) {
			original.data++;
			original.length -= 2;
		}
		if (a->attr_namespace == GUMBO_ATTR_NAMESPACE_XLINK &&
		    !str_starts_nocase(name, STR("xlink:")))
			name = arena_printf(r->page->arena, "xlink:%.*s", STR_ARG(name));
		page_attr(r->page, arena_lower(r->page->arena, name),
		    put_back(r, keep(r, a->value, original)));
	}
}

static enum tag
tag_of_gumbo(struct reader *r, GumboTag tag)
{
	if (!r->tags[tag])
		r->tags[tag] = (uint16_t)(tag_of(str_of(gumbo_normalized_tagname(tag))) + 1);
	return (enum tag)(r->tags[tag] - 1);
}

/* The tag and name of an element. */
static enum tag
name_element(struct reader *r, const GumboNode *node, str *name)
{
	const GumboElement *element = &node->v.element;
	enum tag tag = tag_of_gumbo(r, element->tag);

	*name = STR_NONE;
	if (element->tag == GUMBO_TAG_UNKNOWN) {
		GumboStringPiece piece = element->original_tag;

		gumbo_tag_from_original_text(&piece);
		*name = (str){piece.data, piece.data ? piece.length : 0};
		tag = tag_of(*name);
	} else if (tag == TAG_OTHER) {
		*name = str_of(gumbo_normalized_tagname(element->tag));
	}
	*name = arena_lower(r->page->arena, *name);
	/* A declarative shadow root is part of the page. */
	if (tag == TAG_TEMPLATE &&
	    (gumbo_get_attribute(&element->attributes, "shadowrootmode") ||
		gumbo_get_attribute(&element->attributes, "shadowroot") ||
		gumbo_get_attribute(&element->attributes, "shadowmode")))
		tag = TAG_DIV;
	return tag;
}

static void
copy_element(struct reader *r, const GumboNode *node)
{
	uint32_t before = (uint32_t)r->page->count, at;
	str name;
	enum tag tag = name_element(r, node, &name);

	at = page_open(r->page, tag, name);
	if (at < before)
		return;
	if (node->v.element.tag_namespace == GUMBO_NAMESPACE_SVG)
		r->page->nodes[at].flags |= NODE_SVG;
	copy_attributes(r, &node->v.element.attributes);
}

static void
copy_text(struct reader *r, const GumboNode *node)
{
	if (node->type != GUMBO_NODE_COMMENT)
		page_text(r->page, keep(r, node->v.text.text, node->v.text.original_text));
}

static bool
is_element(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static void
copy_tree(struct reader *r, const GumboNode *root)
{
	struct place *stack = NULL;
	size_t depth = 0, room = 0;

	copy_element(r, root);
	*ARENA_PUSH(&r->tree, stack, depth, room) = (struct place){root, 0};
	while (depth > 0) {
		struct place *top = &stack[depth - 1];
		const GumboVector *children = &top->node->v.element.children;
		const GumboNode *child;

		if (top->next == children->length) {
			page_close(r->page);
			depth--;
			continue;
		}
		child = children->data[top->next++];
		if (is_element(child)) {
			copy_element(r, child);
			*ARENA_PUSH(&r->tree, stack, depth, room) = (struct place){child, 0};
		} else {
			copy_text(r, child);
		}
	}
}

struct page *
parse_html(struct ctx *ctx, str text)
{
	struct reader *r = arena_alloc(ctx->arena, sizeof *r);
	GumboOptions options = kGumboDefaultOptions;
	GumboOutput *output;

	r->page = page_new(ctx->arena);
	scan_html(r->page, text, &r->scan);
	arena_init(&r->tree, ctx->arena->ceiling - ctx->arena->held, ctx->arena->escape);
	arena_defer(ctx->arena, release_tree, &r->tree);
	options.allocator = allocate;
	options.deallocator = deallocate;
	options.userdata = r;
	options.max_errors = 0;
	output = gumbo_parse_with_options(&options, r->scan.text.at, r->scan.text.len);
	copy_tree(r, output->root);
	page_finish(r->page);
	arena_release(&r->tree);
	if (r->scan.deep)
		diag_say(ctx->log, DIAG_LIMIT_DEPTH, ctx->name, "%d", LIMIT_NESTING);
	base_find(ctx, r->page);
	return r->page;
}

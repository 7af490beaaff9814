/* Page: building the flat arrays and looking at them. */
#include "page/page.h"

#include "core/utf8.h"

struct page *
page_new(struct arena *arena)
{
	struct page *page = arena_alloc(arena, sizeof *page);

	page->arena = arena;
	page->open = PAGE_NONE;
	page_open(page, TAG_DOCUMENT, STR_NONE);
	return page;
}

static struct node *
push(struct page *page, enum tag tag, str text)
{
	struct node *node;

	if (page->count >= PAGE_NONE - 1)
		arena_give_up(page->arena, ARENA_OVER_CEILING);
	node = ARENA_PUSH(page->arena, page->nodes, page->count, page->node_room);
	*node = (struct node){
	    .parent = page->open,
	    .end = (uint32_t)page->count,
	    .attrs = (uint32_t)page->attr_count,
	    .tag = (uint16_t)tag,
	    .text = text,
	};
	if (page->open != PAGE_NONE) {
		const struct node *parent = &page->nodes[page->open];

		node->depth = (uint16_t)(parent->depth + 1);
		node->flags = parent->flags;
	}
	if (tag == TAG_MATH)
		node->flags |= NODE_MATHML;
	return node;
}

uint32_t
page_open(struct page *page, enum tag tag, str name)
{
	struct node *node;

	if (page->buried ||
	    (page->open != PAGE_NONE && page->nodes[page->open].depth + 1 >= LIMIT_NESTING)) {
		page->buried++;
		return page->open;
	}
	node = push(page, tag, tag == TAG_OTHER ? name : STR_NONE);
	if (tag == TAG_SVG)
		node->flags |= NODE_SVG;
	page->open = (uint32_t)page->count - 1;
	return page->open;
}

void
page_attr(struct page *page, str name, str value)
{
	struct node *node = &page->nodes[page->open];
	struct attr *attr;

	if (page->buried || node->attr_count >= LIMIT_ATTRIBUTES)
		return;
	attr = ARENA_PUSH(page->arena, page->attrs, page->attr_count, page->attr_room);
	*attr = (struct attr){name, value.at ? value : STR("")};
	node->attr_count++;
}

void
page_text(struct page *page, str text)
{
	if (text.len)
		push(page, TAG_TEXT, text);
}

void
page_close(struct page *page)
{
	struct node *node;

	if (page->buried) {
		page->buried--;
		return;
	}
	if (page->open == PAGE_NONE)
		return;
	node = &page->nodes[page->open];
	node->end = (uint32_t)page->count;
	page->open = node->parent;
}

void
page_finish(struct page *page)
{
	page->buried = 0;
	while (page->open != PAGE_NONE)
		page_close(page);
}

void
page_remove(struct page *page, const unsigned char *gone)
{
	/* The new number of each node: how many before it stay. */
	uint32_t *number = arena_array(page->arena, page->count + 1, sizeof *number), kept = 0;

	for (uint32_t i = 0, until = 0; i < page->count; i++) {
		number[i] = kept;
		if (i >= until && gone[i] && i > 0)
			until = page->nodes[i].end;
		kept += i >= until;
	}
	number[page->count] = kept;
	for (uint32_t i = 0; i < page->count; i++) {
		struct node node = page->nodes[i];

		if (number[i + 1] == number[i])
			continue;
		node.end = number[node.end];
		node.parent = i ? number[node.parent] : PAGE_NONE;
		page->nodes[number[i]] = node;
	}
	page->count = kept;
}

void
page_resume(struct page *page, uint32_t at)
{
	page->open = at;
}

str
page_get(const struct page *page, uint32_t at, str name)
{
	const struct node *node = &page->nodes[at];

	for (uint32_t i = 0; i < node->attr_count; i++)
		if (str_eq(page->attrs[node->attrs + i].name, name))
			return page->attrs[node->attrs + i].value;
	return STR_NONE;
}

bool
page_has(const struct page *page, uint32_t at, str name)
{
	return page_get(page, at, name).at != NULL;
}

bool
page_has_token(const struct page *page, uint32_t at, str name, str token)
{
	return str_has_word_nocase(page_get(page, at, name), token);
}

uint32_t
page_find(const struct page *page, uint32_t from, uint32_t end, enum tag tag)
{
	for (uint32_t i = from; i < end; i++)
		if (page->nodes[i].tag == tag)
			return i;
	return PAGE_NONE;
}

uint32_t
page_body(const struct page *page)
{
	uint32_t body = page_find(page, 0, page->nodes[0].end, TAG_BODY);

	return body == PAGE_NONE ? 0 : body;
}

str
page_text_of(struct arena *arena, const struct page *page, uint32_t at)
{
	struct buf buf = BUF(arena);

	for (uint32_t i = at; i < page->nodes[at].end; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT)
			buf_add(&buf, node->text);
		else if (node->flags & NODE_SVG || tag_kinds(node->tag) & IS_HIDDEN)
			i = i == at ? i : node->end - 1;
		else if (tag_kinds(node->tag) & IS_BLOCK || node->tag == TAG_BR)
			buf_char(&buf, ' ');
	}
	return utf8_fold_space(arena, buf_str(&buf));
}

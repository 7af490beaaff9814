/* Blocks of text: paragraphs, sections, headings, lists, figures. */
#include "rebuild/classname.h"
#include "rebuild/visit.h"

/* An element that holds nothing goes. */
static void
leave_container(struct rebuild *rebuild, xmlNode *node)
{
	(void)rebuild;
	if (node && !node->children)
		tree_remove(node);
}

static void
wait_for(struct rebuild *rebuild, uint32_t at)
{
	str id = anchor_of(rebuild->anchors, at);

	if (id.at)
		anchor_wait(rebuild->anchors, id);
}

struct frame *
visit_push(struct rebuild *rebuild, uint32_t at)
{
	struct frame *frame = state_push(rebuild, at);

	build_boundary(&rebuild->build);
	if (frame)
		frame->is_block = true;
	return frame;
}

xmlNode *
visit_open(struct rebuild *rebuild, uint32_t at, enum element element, enum build_what what)
{
	struct frame *frame = visit_push(rebuild, at);
	str lang = state_lang(rebuild, at);
	xmlNode *node;

	wait_for(rebuild, at);
	if (!frame)
		return NULL;
	node = build_open(&rebuild->build, element, what);
	if (!node)
		return NULL;
	frame->is_container = true;
	frame->flow = node->parent; /* a list that was put round a stray item goes on */
	frame->node = node;
	frame->leave = leave_container;
	tree_set(rebuild->tree, node, "lang", lang);
	tree_set(rebuild->tree, node, "dir", state_dir(rebuild, at));
	if (lang.at)
		rebuild->lang = lang;
	return node;
}

/* A block of which nothing stays but its ends, and its id. */
static uint32_t
visit_block(struct rebuild *rebuild, uint32_t at)
{
	visit_push(rebuild, at);
	wait_for(rebuild, at);
	return at + 1;
}

/* A callout (admonition, alert) is an aside with its kind as a second class. */
static bool
open_callout(struct rebuild *rebuild, uint32_t at)
{
	str kind = classname_callout(page_get(rebuild->page, at, STR("class")));
	xmlNode *node;

	if (!kind.at)
		return false;
	node = visit_open(rebuild, at, EL_ASIDE, BUILD_BLOCK);
	if (node)
		tree_set(rebuild->tree, node, "class",
		    arena_printf(
			rebuild->ctx->arena, "callout%s%.*s", kind.len ? " " : "", STR_ARG(kind)));
	return true;
}

static void
open_figure(struct rebuild *rebuild, uint32_t at)
{
	if (!visit_open(rebuild, at, EL_FIGURE, BUILD_BLOCK))
		return;
	if (plan_within(rebuild->plan, rebuild->plan->other, at) <= 600)
		rebuild->take = TAKE_ALL;
}

uint32_t
visit_section(struct rebuild *rebuild, uint32_t at, enum element element)
{
	unsigned char mark = rebuild->plan->marks[at];

	(void)element;
	if (mark & PLAN_FIGURE) {
		open_figure(rebuild, at);
		return at + 1;
	}
	if (mark & PLAN_CAPTION)
		return visit_figcaption(rebuild, at, EL_FIGCAPTION);
	if (!rebuild->page->nodes[at].attr_count) {
		visit_push(rebuild, at);
		return at + 1;
	}
	if (open_callout(rebuild, at))
		return at + 1;
	if (tree_has_class(rebuild->build.base, "callout") &&
	    classname_is_title(page_get(rebuild->page, at, STR("class"))))
		return visit_paragraph(rebuild, at, EL_P);
	if (state_lang(rebuild, at).at || state_dir(rebuild, at).at) {
		visit_open(rebuild, at, EL_DIV, BUILD_BLOCK);
		return at + 1;
	}
	return visit_block(rebuild, at);
}

uint32_t
visit_paragraph(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct paragraph *paragraph = &rebuild->build.paragraph;
	struct frame *frame;
	str lang, class_;

	(void)element;
	if (rebuild->plan->marks[at] & (PLAN_FIGURE | PLAN_CAPTION))
		return visit_section(rebuild, at, EL_NONE);
	frame = visit_push(rebuild, at);
	if (!frame || rebuild->build.fixed) {
		wait_for(rebuild, at);
		return at + 1;
	}
	lang = state_lang(rebuild, at);
	if (paragraph->id.at)
		anchor_wait(rebuild->anchors, paragraph->id);
	*paragraph = (struct paragraph){
	    .is_wanted = true,
	    .id = anchor_of(rebuild->anchors, at),
	    .lang = lang,
	    .dir = state_dir(rebuild, at),
	};
	class_ = page_get(rebuild->page, at, STR("class"));
	if (classname_is_credit(class_))
		paragraph->class_ = STR("credit");
	else if (tree_has_class(rebuild->build.base, "callout") && classname_is_title(class_))
		paragraph->class_ = STR("title");
	frame->is_paragraph = true;
	if (lang.at)
		rebuild->lang = lang;
	return at + 1;
}

uint32_t
visit_container(struct rebuild *rebuild, uint32_t at, enum element element)
{
	if (element == EL_FIGURE)
		open_figure(rebuild, at);
	else if (!open_callout(rebuild, at))
		visit_open(rebuild, at, element, BUILD_BLOCK);
	return at + 1;
}

uint32_t
visit_figcaption(struct rebuild *rebuild, uint32_t at, enum element element)
{
	if (tree_element(rebuild->build.base) != EL_FIGURE)
		return visit_block(rebuild, at);
	visit_open(rebuild, at, element, BUILD_PART);
	rebuild->take = TAKE_ALL;
	return at + 1;
}

/* What is called a heading and holds several blocks or a text is a wrapper. */
static bool
is_wrapper(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	size_t text = 0;
	int blocks = 0;

	for (uint32_t i = at + 1; i < page->nodes[at].end; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT)
			text += node->text.len;
		else if (tag_kinds(node->tag) & IS_BLOCK && plan_is_taken(rebuild->plan, i) &&
		    node->tag != TAG_DIV && node->tag != TAG_HEADER)
			blocks++;
		if (text > 600 || blocks > 2)
			return true;
		if (node->tag == TAG_TABLE || node->tag == TAG_PRE || node->tag == TAG_UL ||
		    node->tag == TAG_OL || node->tag == TAG_BLOCKQUOTE || node->tag == TAG_FIGURE)
			return true;
	}
	return false;
}

/* A heading that holds nothing but a picture is a picture. */
static void
leave_heading(struct rebuild *rebuild, xmlNode *node)
{
	if (!node)
		return;
	if (!node->children)
		tree_remove(node);
	else if (!tree_text(rebuild->ctx->arena, node).len)
		tree_rename(node, EL_P);
}

uint32_t
visit_heading(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct frame *frame;
	xmlNode *node;

	if (is_wrapper(rebuild, at))
		return visit_section(rebuild, at, EL_NONE);
	frame = visit_push(rebuild, at);
	wait_for(rebuild, at);
	if (!frame || !(node = build_open_fixed(&rebuild->build, element, BUILD_BLOCK)))
		return at + 1;
	frame->node = node;
	frame->leave = leave_heading;
	tree_set(rebuild->tree, node, "lang", state_lang(rebuild, at));
	tree_set(rebuild->tree, node, "dir", state_dir(rebuild, at));
	return at + 1;
}

static uint32_t
number(str value, bool *is_negative)
{
	uint32_t n;

	value = str_trim(value);
	*is_negative = str_starts(value, STR("-"));
	if (*is_negative)
		value = str_from(value, 1);
	return str_number(value, 6, &n) ? n : UINT32_MAX;
}

static void
set_number(struct rebuild *rebuild, xmlNode *node, const char *name, str value)
{
	bool is_negative;
	uint32_t n = number(value, &is_negative);

	if (value.at && n != UINT32_MAX)
		tree_set(rebuild->tree, node, name,
		    arena_printf(rebuild->ctx->arena, "%s%u", is_negative && n ? "-" : "", n));
}

uint32_t
visit_list(struct rebuild *rebuild, uint32_t at, enum element element)
{
	xmlNode *node = visit_open(rebuild, at, element, BUILD_LIST);
	str type = page_get(rebuild->page, at, STR("type"));

	if (!node)
		return at + 1;
	if (element != EL_OL)
		return at + 1;
	set_number(rebuild, node, "start", page_get(rebuild->page, at, STR("start")));
	if (type.len == 1 && str_find_char(STR("1aAiI"), *type.at) != STR_NOT_FOUND)
		tree_set(rebuild->tree, node, "type", type);
	if (page_has(rebuild->page, at, STR("reversed")))
		tree_set(rebuild->tree, node, "reversed", STR("reversed"));
	return at + 1;
}

uint32_t
visit_item(struct rebuild *rebuild, uint32_t at, enum element element)
{
	xmlNode *node = visit_open(rebuild, at, element, BUILD_ITEM);

	if (node && tree_element(node->parent) == EL_OL)
		set_number(rebuild, node, "value", page_get(rebuild->page, at, STR("value")));
	return at + 1;
}

uint32_t
visit_term(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct frame *frame;

	if (element == EL_DD) {
		visit_open(rebuild, at, element, BUILD_TERM);
		return at + 1;
	}
	frame = visit_push(rebuild, at);
	wait_for(rebuild, at);
	if (frame) {
		frame->node = build_open_fixed(&rebuild->build, element, BUILD_TERM);
		frame->leave = leave_container;
	}
	return at + 1;
}

/* The summary of opened details stands as a bold paragraph. */
uint32_t
visit_summary(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct format strong = {.element = element};

	visit_push(rebuild, at);
	wait_for(rebuild, at);
	build_format(&rebuild->build, &strong);
	return at + 1;
}

uint32_t
visit_rule(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct node *node = &rebuild->page->nodes[at];

	(void)element;
	if (rebuild->take != TAKE_NONE && plan_is_taken(rebuild->plan, node->parent))
		build_rule(&rebuild->build);
	return node->end;
}

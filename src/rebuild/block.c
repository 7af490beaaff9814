/* Blocks of text: paragraphs, sections, headings, lists, figures. */
#include "rebuild/callout.h"
#include "rebuild/classname.h"
#include "rebuild/item.h"
#include "rebuild/visit.h"

/* Bytes of text that was not kept and comes along with what was. */
#define FIGURE_TEXT 600
#define QUOTATION_TEXT 200
#define CALLOUT_TEXT 200
#define DETAILS_TEXT 300

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

bool
visit_callout(struct rebuild *rebuild, uint32_t at)
{
	const xmlNode *base = rebuild->build.base;
	str kind;
	xmlNode *node;

	if (tree_has_class(base, "callout") && !base->children)
		return false; /* wrappers of one callout that say the same */
	kind = callout_kind(rebuild->page, at);
	if (!kind.at)
		return false;
	node = visit_open(rebuild, at, EL_ASIDE, BUILD_BLOCK);
	if (!node)
		return true;
	tree_set(rebuild->tree, node, "class",
	    arena_printf(rebuild->ctx->arena, "callout%s%.*s", kind.len ? " " : "", STR_ARG(kind)));
	if (rebuild->take == TAKE_KEPT)
		visit_take_whole(rebuild, at, CALLOUT_TEXT);
	return true;
}

void
visit_take_whole(struct rebuild *rebuild, uint32_t at, uint32_t most)
{
	/* Of a body all is kept but what is left out on purpose. */
	if (!rebuild->page->is_body && plan_within(rebuild->plan, rebuild->plan->other, at) <= most)
		rebuild->take = TAKE_ALL;
}

static void
open_figure(struct rebuild *rebuild, uint32_t at)
{
	if (visit_open(rebuild, at, EL_FIGURE, BUILD_BLOCK))
		visit_take_whole(rebuild, at, FIGURE_TEXT);
}

/* A quotation that is short is kept with all that its page says of it. */
static void
open_quotation(struct rebuild *rebuild, uint32_t at)
{
	const struct node *node = &rebuild->page->nodes[at];

	if (visit_open(rebuild, at, EL_BLOCKQUOTE, BUILD_BLOCK) && node->end - at < 60 &&
	    rebuild->take == TAKE_KEPT)
		visit_take_whole(rebuild, at, QUOTATION_TEXT);
}

/* What a callout begins with, and is called its title or is a heading. */
static bool
is_titled(const struct rebuild *rebuild, uint32_t at)
{
	const xmlNode *base = rebuild->build.base;

	if (!tree_has_class(base, "callout") || base->children || rebuild->build.fixed)
		return false;
	return tag_kinds(rebuild->page->nodes[at].tag) & IS_HEADING ||
	    rebuild->page->nodes[at].tag == TAG_TH ||
	    callout_is_title(page_get(rebuild->page, at, STR("class")));
}

/* An element that is called a caption, and is one paragraph. */
static bool
is_lone_caption(const struct rebuild *rebuild, uint32_t at, str class_)
{
	const struct page *page = rebuild->page;

	if (page->nodes[at].end - at > 40 || !classname_is_caption(class_))
		return false;
	for (uint32_t i = at + 1; i < page->nodes[at].end; i++)
		if (tag_kinds(page->nodes[i].tag) & IS_BLOCK || plan_is_media(page->nodes[i].tag))
			return false;
	return true;
}

/* A line of verse or of an address, in a block of such (docutils). */
static bool
is_line_of_block(const struct page *page, uint32_t at)
{
	return page->nodes[at].tag == TAG_DIV &&
	    page_has_token(page, at, STR("class"), STR("line")) &&
	    page_has_token(page, page->nodes[at].parent, STR("class"), STR("line-block"));
}

static bool
is_first_line(const struct page *page, uint32_t at)
{
	uint32_t before = plan_before(page, at);

	while (before != PAGE_NONE && page->nodes[before].tag == TAG_TEXT)
		before = plan_before(page, before);
	return before == PAGE_NONE || !is_line_of_block(page, before);
}

uint32_t
visit_section(struct rebuild *rebuild, uint32_t at, enum element element)
{
	unsigned mark = rebuild->plan->marks[at];
	str class_;

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
	if (visit_callout(rebuild, at))
		return at + 1;
	if (page_has_token(rebuild->page, at, STR("class"), STR("line-block")))
		return visit_paragraph(rebuild, at, EL_P);
	if (is_line_of_block(rebuild->page, at)) {
		if (!is_first_line(rebuild->page, at))
			build_break(&rebuild->build);
		return visit_inline(rebuild, at, EL_NONE);
	}
	class_ = page_get(rebuild->page, at, STR("class"));
	if (is_titled(rebuild, at) || is_lone_caption(rebuild, at, class_))
		return visit_paragraph(rebuild, at, EL_P);
	if (classname_is_sidenote(class_)) {
		visit_open(rebuild, at, EL_ASIDE, BUILD_BLOCK);
		return at + 1;
	}
	if (rebuild->page->nodes[at].flags & NODE_NOTE) {
		xmlNode *note = visit_open(rebuild, at, EL_DIV, BUILD_BLOCK);

		if (note)
			tree_set(rebuild->tree, note, "class", STR("note"));
		return at + 1;
	}
	if (state_lang(rebuild, at).at || state_dir(rebuild, at).at) {
		visit_open(rebuild, at, EL_DIV, BUILD_BLOCK);
		return at + 1;
	}
	return visit_block(rebuild, at);
}

/* A stanza: lines in a paragraph that is called verse, or stands in what is. */
static bool
is_stanza(const struct page *page, uint32_t at)
{
	uint32_t around = at, br = at;

	while (br < page->nodes[at].end && page->nodes[br].tag != TAG_BR)
		br++;
	for (int i = 0; i < 3 && around != PAGE_NONE && br < page->nodes[at].end; i++) {
		if (classname_is_verse(page_get(page, around, STR("class"))))
			return true;
		around = page->nodes[around].parent;
	}
	return false;
}

uint32_t
visit_paragraph(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct paragraph *paragraph = &rebuild->build.paragraph;
	struct frame *frame;
	str lang, class_;
	bool is_title;

	(void)element;
	if (rebuild->plan->marks[at] & (PLAN_FIGURE | PLAN_CAPTION))
		return visit_section(rebuild, at, EL_NONE);
	if (rebuild->page->nodes[at].attr_count && !is_titled(rebuild, at) &&
	    visit_callout(rebuild, at))
		return at + 1;
	frame = visit_push(rebuild, at);
	if (!frame || rebuild->build.fixed) {
		wait_for(rebuild, at);
		return at + 1;
	}
	lang = state_lang(rebuild, at);
	is_title = is_titled(rebuild, at) || str_eq(paragraph->class_, STR("title"));
	if (paragraph->id.at)
		anchor_wait(rebuild->anchors, paragraph->id);
	*paragraph = (struct paragraph){
	    .is_wanted = true,
	    .id = anchor_of(rebuild->anchors, at),
	    .lang = lang,
	    .dir = state_dir(rebuild, at),
	};
	class_ = page_get(rebuild->page, at, STR("class"));
	if (item_of_paragraph(rebuild->page, at).at)
		paragraph->class_ = item_of_paragraph(rebuild->page, at);
	else if (classname_is_credit(class_))
		paragraph->class_ = STR("credit");
	else if (classname_is_caption(class_))
		paragraph->class_ = STR("caption");
	else if (is_title)
		paragraph->class_ = STR("title");
	else if (is_stanza(rebuild->page, at))
		paragraph->class_ = STR("verse");
	frame->is_paragraph = true;
	if (lang.at)
		rebuild->lang = lang;
	return at + 1;
}

uint32_t
visit_container(struct rebuild *rebuild, uint32_t at, enum element element)
{
	if (rebuild->page->nodes[at].attr_count && visit_callout(rebuild, at))
		return at + 1;
	if (element == EL_FIGURE)
		open_figure(rebuild, at);
	else if (element == EL_BLOCKQUOTE)
		open_quotation(rebuild, at);
	else
		visit_open(rebuild, at, element, BUILD_BLOCK);
	return at + 1;
}

uint32_t
visit_figcaption(struct rebuild *rebuild, uint32_t at, enum element element)
{
	if (tree_element(rebuild->build.base) != EL_FIGURE)
		return visit_block(rebuild, at);
	if (visit_open(rebuild, at, element, BUILD_PART))
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

	if (is_titled(rebuild, at))
		return visit_paragraph(rebuild, at, EL_P);
	if (is_wrapper(rebuild, at) ||
	    rebuild->page->nodes[rebuild->page->nodes[at].parent].tag == TAG_SUMMARY)
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

/* The title of a callout. */
static uint32_t
visit_titled(struct rebuild *rebuild, uint32_t at)
{
	visit_paragraph(rebuild, at, EL_P);
	rebuild->build.paragraph.class_ = STR("title");
	return at + 1;
}

/* A list by name, but pictures and their captions. */
static bool
is_pictured(const struct rebuild *rebuild, uint32_t at)
{
	return rebuild->plan->marks[at] & (PLAN_FIGURE | PLAN_CAPTION | PLAN_GALLERY);
}

/* An ol whose items say that they have bullets (Quill). */
static bool
is_bulleted(const struct page *page, uint32_t at)
{
	uint32_t first = page_first(page, at);

	while (first != PAGE_NONE && page->nodes[first].tag == TAG_TEXT)
		first = page_next(page, first);
	return page->nodes[at].tag == TAG_OL && first != PAGE_NONE &&
	    str_eq(page_get(page, first, STR("data-list")), STR("bullet"));
}

uint32_t
visit_list(struct rebuild *rebuild, uint32_t at, enum element element)
{
	xmlNode *node;
	str type = page_get(rebuild->page, at, STR("type"));

	if (is_pictured(rebuild, at))
		return visit_section(rebuild, at, EL_NONE);
	if (element == EL_DL && visit_callout(rebuild, at))
		return at + 1;
	if (is_bulleted(rebuild->page, at))
		element = EL_UL;
	node = visit_open(rebuild, at, element, BUILD_LIST);
	if (!node)
		return at + 1;
	if (element == EL_DL && rebuild->take == TAKE_KEPT)
		visit_take_whole(
		    rebuild, at, 20 * plan_within(rebuild->plan, rebuild->plan->kept, at));
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
	xmlNode *node;
	uint32_t level;

	if (is_pictured(rebuild, at))
		return visit_section(rebuild, at, EL_NONE);
	node = visit_open(rebuild, at, element, BUILD_ITEM);
	if (node && item_level(rebuild->page, at, &level))
		tree_set(rebuild->tree, node, "class",
		    arena_printf(rebuild->ctx->arena, "level %c%u",
			tree_element(node->parent) == EL_OL ? 'o' : 'u', level));
	if (node && rebuild->page->nodes[at].parent != PAGE_NONE)
		visit_task_item(rebuild, at);
	if (node && tree_element(node->parent) == EL_OL)
		set_number(rebuild, node, "value", page_get(rebuild->page, at, STR("value")));
	return at + 1;
}

bool
visit_is_long(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	size_t text = 0;

	for (uint32_t i = at + 1; i < page->nodes[at].end && text <= BUILD_RUN_BYTES; i++)
		text += page->nodes[i].tag == TAG_TEXT ? page->nodes[i].text.len : 0;
	return text > BUILD_RUN_BYTES;
}

uint32_t
visit_term(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct frame *frame;

	if (is_pictured(rebuild, at))
		return visit_section(rebuild, at, EL_NONE);
	if (tree_has_class(rebuild->build.base, "callout"))
		return element == EL_DT && !rebuild->build.base->children
		    ? visit_titled(rebuild, at)
		    : visit_section(rebuild, at, EL_NONE);
	if (element == EL_DD || visit_is_long(rebuild, at)) {
		visit_open(rebuild, at, EL_DD, BUILD_TERM);
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

uint32_t
visit_details(struct rebuild *rebuild, uint32_t at, enum element element)
{
	(void)element;
	if (rebuild->page->nodes[at].attr_count && visit_callout(rebuild, at)) {
		visit_take_whole(rebuild, at, DETAILS_TEXT);
		return at + 1;
	}
	if (visit_push(rebuild, at) && rebuild->take == TAKE_KEPT)
		visit_take_whole(rebuild, at, DETAILS_TEXT);
	wait_for(rebuild, at);
	return at + 1;
}

/* The summary of opened details stands as a bold paragraph. */
uint32_t
visit_summary(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct format strong = {.element = element};
	const xmlNode *base = rebuild->build.base;

	if (tree_has_class(base, "callout") && !base->children)
		return visit_titled(rebuild, at);
	visit_push(rebuild, at);
	wait_for(rebuild, at);
	build_format(&rebuild->build, &strong);
	return at + 1;
}

/* A list of notes is set apart by what it becomes. */
static bool
is_notes(const struct page *page, uint32_t at)
{
	return classname_is_notes(page_get(page, at, STR("class"))) ||
	    page_has_token(page, at, STR("role"), STR("doc-endnotes"));
}

uint32_t
visit_rule(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct node *node = &rebuild->page->nodes[at];

	(void)element;
	if (rebuild->take != TAKE_NONE && plan_is_taken(rebuild->plan, node->parent) &&
	    !is_notes(rebuild->page, node->parent))
		build_rule(&rebuild->build);
	return node->end;
}

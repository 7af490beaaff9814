/* From the kept nodes of a Page to the Article's body: the walk. */
#include "rebuild/rebuild.h"

#include "core/utf8.h"
#include "rebuild/callout.h"
#include "rebuild/classname.h"
#include "rebuild/formula.h"
#include "rebuild/item.h"
#include "rebuild/visit.h"

struct frame *
state_push(struct rebuild *rebuild, uint32_t at)
{
	const struct build *build = &rebuild->build;
	struct frame *frame;

	if (rebuild->depth == sizeof rebuild->frames / sizeof *rebuild->frames)
		return NULL;
	frame = &rebuild->frames[rebuild->depth++];
	*frame = (struct frame){
	    .end = rebuild->page->nodes[at].end,
	    .base = build->base,
	    .flow = build->flow,
	    .fixed = build->fixed,
	    .depth = build->depth,
	    .formats = build->format_count,
	    .take = rebuild->take,
	    .lang = rebuild->lang,
	};
	return frame;
}

void
state_pop(struct rebuild *rebuild)
{
	struct frame *frame = &rebuild->frames[--rebuild->depth];
	struct build *build = &rebuild->build;

	if (frame->is_block)
		build_boundary(build);
	if (frame->is_paragraph) {
		if (build->paragraph.id.at)
			anchor_wait(rebuild->anchors, build->paragraph.id);
		build->paragraph = (struct paragraph){0};
	}
	if (build->fixed != frame->fixed) {
		build->fixed = frame->fixed;
		build->is_apart = false;
		build_boundary(build);
	}
	build_end_formats(build, frame->formats);
	if (frame->is_container) {
		build->base = frame->base;
		build->flow = frame->flow;
		build->depth = frame->depth;
	}
	rebuild->take = frame->take;
	rebuild->lang = frame->lang;
	if (frame->leave)
		frame->leave(rebuild, frame->node);
}

str
state_lang(const struct rebuild *rebuild, uint32_t at)
{
	str lang = page_get(rebuild->page, at, STR("lang"));

	if (!lang.len)
		lang = page_get(rebuild->page, at, STR("xml:lang"));
	lang = str_trim(lang);
	return lang.len && !str_eq_nocase(lang, rebuild->lang) ? lang : STR_NONE;
}

str
state_dir(const struct rebuild *rebuild, uint32_t at)
{
	str dir = str_trim(page_get(rebuild->page, at, STR("dir")));

	if (str_eq_nocase(dir, STR("rtl")))
		return STR("rtl");
	if (str_eq_nocase(dir, STR("ltr")))
		return STR("ltr");
	return str_eq_nocase(dir, STR("auto")) ? STR("auto") : STR_NONE;
}

bool
state_takes(const struct rebuild *rebuild, uint32_t text)
{
	const struct node *node = &rebuild->page->nodes[text];

	if (rebuild->take != TAKE_KEPT)
		return rebuild->take == TAKE_ALL;
	return node->flags & (NODE_KEEP | NODE_NOTE) || str_is_blank(node->text);
}

/* The visual copy of a formula that is there as MathML too. */
static bool
is_formula_copy(const struct rebuild *rebuild, uint32_t at)
{
	const struct plan *plan = rebuild->plan;
	uint32_t parent = rebuild->page->nodes[at].parent;

	if (!str_eq(page_get(rebuild->page, at, STR("aria-hidden")), STR("true")))
		return false;
	return !plan_within(plan, plan->maths, at) && plan_within(plan, plan->maths, parent) == 1 &&
	    rebuild->page->nodes[parent].tag != TAG_BODY &&
	    rebuild->page->nodes[parent].end - parent < 4000;
}

/* A formula that is kept only as its visual copy comes as MathML. */
static bool
has_formula(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;

	if (formula_is_bare(page, at))
		return plan_is_taken(rebuild->plan, page->nodes[at].parent);
	if (!plan_within(rebuild->plan, rebuild->plan->maths, at) ||
	    tag_kinds(page->nodes[at].tag) & IS_BLOCK)
		return false;
	for (int level = 0; level < 4 && at != PAGE_NONE; level++) {
		at = page->nodes[at].parent;
		if (at != PAGE_NONE && plan_is_taken(rebuild->plan, at))
			return true;
	}
	return false;
}

/* What was not kept: passed over, but for an empty place that a link leads to. */
static uint32_t
pass_over(struct rebuild *rebuild, uint32_t at)
{
	const struct node *node = &rebuild->page->nodes[at];

	if (plan_within(rebuild->plan, rebuild->plan->other, at) == 0)
		for (uint32_t i = at; i < node->end; i++) {
			str id = anchor_of(rebuild->anchors, i);

			if (id.at)
				anchor_wait(rebuild->anchors, id);
		}
	if (tag_kinds(node->tag) & IS_BLOCK)
		build_boundary(&rebuild->build);
	else if (at + 2 == node->end && str_is_blank(rebuild->page->nodes[at + 1].text) &&
	    rebuild->page->nodes[at + 1].tag == TAG_TEXT)
		build_text(&rebuild->build, STR(" "));
	return node->end;
}

/* A sign by which a heading, a caption or a listing gives out its own address. */
static bool
is_permalink(const struct page *page, uint32_t at)
{
	static const char *const marks[] = {"#", "\xc2\xb6", "\xf0\x9f\x94\x97"};
	uint32_t code;
	size_t len;
	str text;

	if (page->nodes[at].tag != TAG_A || page->nodes[at].end != at + 2 ||
	    page->nodes[at + 1].tag != TAG_TEXT ||
	    str_find_char(page_get(page, at, STR("href")), '#') == STR_NOT_FOUND)
		return false;
	text = str_trim(page->nodes[at + 1].text);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_eq(text, str_of(marks[i])))
			return true;
	code = text.len ? utf8_decode(text, &len) : 0;
	return code >= 0xE000 && code <= 0xF8FF && len == text.len; /* of a font of signs */
}

/* A link by which a reader tells others of the page: the service's form with an address or a text
   to fill in. */
static bool
is_share(str href)
{
	static const char *const forms[] = {"/intent/tweet?", "/intent/post?", "/pin/create/button",
	    "/share-offsite/?", "/sharer.php?", "/sharer/sharer.php?", "/shareArticle?"};
	static const char *const fills[] = {"text=", "u=", "url=", "status="};
	bool is_form = false;

	href = str_head(href, 2000);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		is_form = is_form || str_find(href, str_of(forms[i])) != STR_NOT_FOUND;
	for (size_t i = 0; is_form && i < sizeof fills / sizeof *fills; i++)
		if (str_find(href, str_of(fills[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

/* All that a table's cell says, beside a sign that says it to those who see. */
static bool
is_only_text(const struct page *page, uint32_t at)
{
	uint32_t cell = page->nodes[at].parent;

	for (int level = 0; level < 3 && page->nodes[cell].tag != TAG_TD; level++)
		if ((cell = page->nodes[cell].parent) == PAGE_NONE)
			return false;
	if (page->nodes[cell].tag != TAG_TD || page->nodes[cell].end - cell > 40)
		return false;
	for (uint32_t i = cell + 1; i < page->nodes[cell].end; i++)
		if (i == at)
			i = page->nodes[at].end - 1;
		else if (page->nodes[i].tag == TAG_TEXT && utf8_words(page->nodes[i].text))
			return false;
	return true;
}

/* What works the page: by its class, or a button that was not kept for itself. Small elements alone
   are looked at. */
static bool
is_tool(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	const struct node *node = &page->nodes[at];

	if (!node->attr_count || node->end - at >= 60)
		return false;
	if (node->tag == TAG_BUTTON && !utf8_words(page_text_of(rebuild->ctx->arena, page, at)) &&
	    !plan_within(rebuild->plan, rebuild->plan->media, at))
		return true;
	if (node->end - at < 12 && classname_is_player_sign(page_get(page, at, STR("class"))))
		return true;
	if (tag_kinds(node->tag) & IS_BLOCK)
		return false;
	if (node->tag == TAG_A && is_share(page_get(page, at, STR("href"))))
		return true;
	if (item_is_mark(page, at))
		return str_starts(rebuild->build.paragraph.class_, STR("item "));
	return is_permalink(page, at) || classname_is_tool(page_get(page, at, STR("class"))) ||
	    (classname_is_unseen(page_get(page, at, STR("class"))) && !is_only_text(page, at) &&
		page_text_of(rebuild->ctx->arena, page, at).len < 60) ||
	    (!plan_is_taken(rebuild->plan, at) &&
		str_eq(page_get(page, at, STR("role")), STR("button")));
}

/* Bytes of text in what the page needs for itself. */
#define AID_BYTES 120

static size_t
text_bytes(const struct page *page, uint32_t at)
{
	size_t bytes = 0;

	for (uint32_t i = at; i < page->nodes[at].end && bytes <= AID_BYTES; i++)
		if (page->nodes[i].tag == TAG_TEXT)
			bytes += str_trim(page->nodes[i].text).len;
	return bytes;
}

/* A short part that a page leaves out on paper, that works a table, or that leads back to its top.
 */
static bool
is_aid(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	const struct node *node = &page->nodes[at];
	str class_, href;

	if (!node->attr_count || node->end - at > 30 || tag_kinds(node->tag) & IS_HEADING)
		return false;
	class_ = page_get(page, at, STR("class"));
	href = node->tag == TAG_A ? str_trim(page_get(page, at, STR("href"))) : STR_NONE;
	if (!classname_is_unprinted(class_) && !classname_is_way_up(class_) &&
	    !classname_is_table_tool(class_) && !str_eq_nocase(href, STR("#top")) &&
	    !str_eq_nocase(href, STR("#page-top")))
		return false;
	return !plan_within(rebuild->plan, rebuild->plan->media, at) &&
	    text_bytes(page, at) <= AID_BYTES;
}

/* Signs beside a heading or a column's name, hidden from those who hear the page. */
static bool
is_ornament(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t up = at;

	if (!page->nodes[at].attr_count || page->nodes[at].end - at > 4 ||
	    (!str_eq(page_get(page, at, STR("aria-hidden")), STR("true")) &&
		!classname_is_sorter(page_get(page, at, STR("class")))))
		return false;
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		if (page->nodes[i].tag == TAG_TEXT && utf8_words(page->nodes[i].text))
			return false;
	for (int level = 0; level < 4 && up != PAGE_NONE; level++, up = page->nodes[up].parent)
		if (tag_kinds(page->nodes[up].tag) & IS_HEADING || page->nodes[up].tag == TAG_TH ||
		    page->nodes[up].tag == TAG_BUTTON || page->nodes[up].tag == TAG_SUMMARY)
			return true;
	return false;
}

/* The sign of the callout that is open. */
static bool
is_sign(const struct rebuild *rebuild, uint32_t at)
{
	const struct node *node = &rebuild->page->nodes[at];

	return node->tag != TAG_IMG && node->end - at < 40 &&
	    tree_has_class(rebuild->build.base, "callout") && !rebuild->build.base->children &&
	    callout_is_sign(rebuild->page, at);
}

/* A part of what is kept, which goes with it: by the page, or since a term waits for it. */
static bool
is_part(const struct rebuild *rebuild, uint32_t at)
{
	const xmlNode *base = rebuild->build.base;

	if (rebuild->take != TAKE_KEPT)
		return false;
	if (rebuild->page->nodes[at].tag == TAG_DD)
		return tree_element(base) == EL_DL && base->last &&
		    tree_element(base->last) == EL_DT && plan_is_small(rebuild->plan, at);
	return plan_is_part(rebuild->plan, at);
}

static bool
is_taken(struct rebuild *rebuild, uint32_t at)
{
	const struct plan *plan = rebuild->plan;
	unsigned tag = rebuild->page->nodes[at].tag;

	if (plan_is_taken(plan, at) || tag == TAG_BR || tag == TAG_HR)
		return true;
	switch (rebuild->take) {
	case TAKE_ALL:
		return true;
	case TAKE_NONE:
		return plan_within(plan, plan->media, at) ||
		    classname_is_caption(page_get(rebuild->page, at, STR("class"))) ||
		    tag == TAG_FIGCAPTION;
	default:
		return has_formula(rebuild, at);
	}
}

/* A space at the end of an element before what works the page. */
static bool
is_before_nothing(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t next = str_is_blank(page->nodes[at].text) ? page_next(page, at) : PAGE_NONE;

	return next != PAGE_NONE && page->nodes[next].tag != TAG_TEXT &&
	    page_next(page, next) == PAGE_NONE && is_tool(rebuild, next);
}

static uint32_t
visit(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	struct frame *frame;
	struct rule rule;

	unsigned marks = rebuild->plan->marks[at];

	if (page->nodes[at].tag == TAG_SCRIPT && at > rebuild->plan->first &&
	    at < rebuild->plan->last && formula_is_script(page, at) && visit_formula(rebuild, at))
		return page->nodes[at].end;
	if (at == rebuild->title_node || marks & PLAN_DROP || plan_is_hidden(page, at) ||
	    classname_is_slide_aid(page_get(page, at, STR("class"))) || is_tool(rebuild, at) ||
	    is_sign(rebuild, at) || is_aid(rebuild, at) || is_ornament(rebuild, at) ||
	    is_formula_copy(rebuild, at))
		return pass_over(rebuild, at);
	if (visit_task(rebuild, at))
		return page->nodes[at].end;
	if (!is_taken(rebuild, at)) {
		bool goes_along = marks & (PLAN_TAKE | PLAN_TITLE) || is_part(rebuild, at);

		if (!goes_along && !(marks & PLAN_WAY) && !plan_is_adopted(rebuild->plan, at))
			return pass_over(rebuild, at);
		frame = state_push(rebuild, at);
		if (!frame)
			return pass_over(rebuild, at);
		rebuild->take = goes_along ? TAKE_ALL : TAKE_NONE;
	}
	if (page->nodes[at].attr_count && page->nodes[at].tag != TAG_A && visit_email(rebuild, at))
		return page->nodes[at].end;
	if (page->post_count && visit_thread(rebuild, at))
		return at + 1;
	if (visit_backdrop(rebuild, at) || visit_card(rebuild, at))
		return page->nodes[at].end;
	if (marks & PLAN_EQUATION)
		return visit_equations(rebuild, at, EL_MATH);
	if (marks & PLAN_PANEL)
		visit_panel(rebuild, at);
	if (marks & (PLAN_TITLE | PLAN_LISTING) && rebuild->take != TAKE_NONE)
		return marks & PLAN_TITLE ? visit_listing_title(rebuild, at, EL_NONE)
					  : visit_code(rebuild, at, EL_PRE);
	if (page->nodes[at].tag != TAG_A && visit_formula(rebuild, at))
		return page->nodes[at].end;
	rule = rule_of(page, at);
	return rule.visit(rebuild, at, rule.element);
}

static void
walk(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t end = page->nodes[at].end;

	for (at++; at < end;) {
		while (rebuild->depth && rebuild->frames[rebuild->depth - 1].end <= at)
			state_pop(rebuild);
		if (page->nodes[at].tag != TAG_TEXT) {
			at = visit(rebuild, at);
			continue;
		}
		if (state_takes(rebuild, at) && !is_before_nothing(rebuild, at))
			visit_text(rebuild, at);
		at++;
	}
	while (rebuild->depth)
		state_pop(rebuild);
}

void
rebuild_article(
    struct ctx *ctx, const struct page *page, struct article *article, uint32_t title_node)
{
	struct rebuild *rebuild = arena_alloc(ctx->arena, sizeof *rebuild);
	const str own[] = {page->base_url, article->meta.source, article->meta.canonical};

	article->body = tree_new(article->arena);
	rebuild->ctx = ctx;
	rebuild->page = page;
	rebuild->article = article;
	rebuild->tree = article->body;
	rebuild->title_node = title_node;
	rebuild->plan = plan_make(ctx, page, title_node);
	rebuild->anchors = anchor_new(ctx, rebuild->plan, own, sizeof own / sizeof *own);
	rebuild->build = (struct build){
	    .tree = article->body,
	    .anchors = rebuild->anchors,
	    .base = article->body->root,
	    .flow = article->body->root,
	};
	rebuild->lang = article->meta.lang;
	rebuild->image_at = PAGE_NONE;
	rebuild->has_dollars = formula_page_sets_tex(page);
	walk(rebuild, page_body(page));
	anchor_finish(rebuild->anchors, article->body);
}

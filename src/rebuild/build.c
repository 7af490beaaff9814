/* The builder: what is put into it comes out in HTML's content model. */
#include "rebuild/build.h"

#include "core/utf8.h"

static xmlNode *
make(struct build *build, xmlNode *parent, enum element element, str own_id)
{
	xmlNode *node = tree_add(build->tree, parent, element);
	str id = anchor_take(build->anchors, own_id);

	if (id.at)
		tree_set(build->tree, node, "id", id);
	return node;
}

static bool
is_list(enum element element)
{
	return element == EL_UL || element == EL_OL;
}

static bool
is_rows(enum element element)
{
	return element == EL_TBODY || element == EL_THEAD || element == EL_TFOOT;
}

/* Go on in the last child of flow when it is the wanted element, else in a new one. */
static void
into(struct build *build, enum element element, bool may_go_on)
{
	xmlNode *last = build->flow->last;

	if (may_go_on && last && tree_element(last) == element)
		build->flow = last;
	else
		build->flow = tree_add(build->tree, build->flow, element);
}

/* Where only items, rows or terms may stand, a run or a block gets one put round it. */
static void
place_content(struct build *build, enum build_what what)
{
	enum element base = tree_element(build->base);

	if (tree_content(base) != CONTENT_ROWS) {
		build->flow = build->base;
		return;
	}
	if (build->flow != build->base && tree_content(tree_element(build->flow)) == CONTENT_FLOW)
		return;
	build->flow = build->base;
	if (is_list(base)) {
		into(build, EL_LI, what == BUILD_LIST);
	} else if (base == EL_DL) {
		into(build, EL_DD, false);
	} else {
		if (base == EL_TABLE)
			into(build, EL_TBODY, true);
		if (base == EL_TABLE || is_rows(base))
			into(build, EL_TR, true);
		into(build, EL_TD, false);
	}
}

/* A list round stray items, which goes on as long as nothing else comes between. */
static void
place_in_list(struct build *build, enum element list)
{
	enum element flow = tree_element(build->flow);

	if (build->flow != build->base && (flow == list || (list == EL_UL && flow == EL_OL)))
		return;
	place_content(build, BUILD_LIST);
	into(build, list, false);
}

static void
place(struct build *build, enum build_what what)
{
	enum element base = tree_element(build->base);

	switch (what) {
	case BUILD_ITEM:
		if (is_list(base))
			build->flow = build->base;
		else
			place_in_list(build, EL_UL);
		break;
	case BUILD_TERM:
		if (base == EL_DL)
			build->flow = build->base;
		else
			place_in_list(build, EL_DL);
		break;
	case BUILD_ROW:
		build->flow = build->base;
		if (base == EL_TABLE)
			into(build, EL_TBODY, true);
		break;
	case BUILD_CELL:
		build->flow = build->base;
		if (base == EL_TABLE)
			into(build, EL_TBODY, true);
		if (base == EL_TABLE || is_rows(base))
			into(build, EL_TR, true);
		break;
	case BUILD_PART:
		build->flow = build->base;
		break;
	default:
		place_content(build, what);
		break;
	}
}

static void
end_run(struct build *build)
{
	for (size_t i = 0; i < build->made; i++)
		build->formats[i].node = NULL;
	build->made = 0;
	build->run = NULL;
	build->breaks = 0;
	build->run_bytes = 0;
}

void
build_boundary(struct build *build)
{
	if (build->fixed)
		build->is_apart = true;
	else
		end_run(build);
}

/* Whether a run may stand in flow without a p round it: as the first thing in what holds little. */
static bool
may_be_bare(const struct build *build, bool is_text)
{
	if (build->paragraph.is_wanted)
		return false;
	switch (tree_element(build->flow)) {
	case EL_LI:
	case EL_TD:
	case EL_TH:
	case EL_DD:
	case EL_FIGCAPTION:
		return !build->flow->children;
	case EL_FIGURE:
		return !is_text;
	default:
		return false;
	}
}

static void
open_run(struct build *build, bool is_text)
{
	struct paragraph *paragraph = &build->paragraph;

	if (build->run)
		return;
	if (build->fixed) {
		build->run = build->fixed;
		return;
	}
	place(build, BUILD_RUN);
	if (may_be_bare(build, is_text)) {
		build->run = build->flow;
		return;
	}
	build->run = make(build, build->flow, EL_P, paragraph->id);
	paragraph->id = STR_NONE;
	tree_set(build->tree, build->run, "lang", paragraph->lang);
	tree_set(build->tree, build->run, "dir", paragraph->dir);
	tree_set(build->tree, build->run, "class", paragraph->class_);
}

/* The formats that are open and have no element in this run yet get one. */
static xmlNode *
open_formats(struct build *build)
{
	xmlNode *at = build->made ? build->formats[build->made - 1].node : build->run;

	for (; build->made < build->format_count; build->made++) {
		struct format *format = &build->formats[build->made];

		at = make(build, at, format->element, format->was_made ? STR_NONE : format->id);
		format->node = at;
		format->was_made = true;
		tree_set(build->tree, at, "lang", format->lang);
		tree_set(build->tree, at, "dir", format->dir);
		tree_set(build->tree, at, "title", format->title);
		tree_set(build->tree, at, "href", format->href);
		tree_set(build->tree, at, "datetime", format->datetime);
		tree_set(build->tree, at, "class", format->class_);
	}
	return at;
}

/* What is open in the run already. */
static xmlNode *
innermost(const struct build *build)
{
	return build->made ? build->formats[build->made - 1].node : build->run;
}

/* What stood between the last text and this one: two breaks end a paragraph. */
static void
settle_breaks(struct build *build, bool is_text)
{
	unsigned breaks = build->breaks;

	build->breaks = 0;
	if (build->fixed) {
		if (build->is_apart && build->run && build->run->children)
			tree_add_text(build->tree, build->run, STR(" "));
		if (build->is_apart)
			end_run(build);
		build->is_apart = false;
		open_run(build, is_text);
		if (breaks && build->run->children) {
			if (tree_element(build->fixed) == EL_DT ||
			    tree_element(build->fixed) == EL_CAPTION)
				tree_add(build->tree, open_formats(build), EL_BR);
			else
				tree_add_text(build->tree, open_formats(build), STR(" "));
		}
		return;
	}
	if (breaks > 1)
		end_run(build);
	else if (breaks == 1 && build->run)
		tree_add(build->tree, innermost(build), EL_BR);
	open_run(build, is_text);
}

static void
put_text(struct build *build, str text)
{
	bool had_content = build->run && build->run->children;
	xmlNode *at;

	settle_breaks(build, true);
	at = open_formats(build);
	if (anchor_is_waiting(build->anchors)) {
		if (had_content || at != build->run || tree_get(at, "id").len)
			at = make(build, at, EL_SPAN, STR_NONE);
		else
			tree_set(build->tree, at, "id", anchor_take(build->anchors, STR_NONE));
	}
	tree_add_text(build->tree, at, text);
	build->run_bytes += text.len;
}

/* How much of a text goes into this run: all, or up to the last space before the run is full. In
   `fixed` all: those who opened it saw that it is short. */
static size_t
fitting(const struct build *build, str text)
{
	size_t len = BUILD_RUN_BYTES;

	if (build->run_bytes < BUILD_RUN_BYTES)
		len = BUILD_RUN_BYTES - build->run_bytes;
	if (build->fixed || text.len <= BUILD_RUN_BYTES / 2 || text.len <= len)
		return text.len;
	while (len && !ascii_is_space((unsigned char)text.at[len]))
		len--;
	return len ? len : utf8_head(text, BUILD_RUN_BYTES).len;
}

void
build_text(struct build *build, str text)
{
	bool is_blank = str_is_blank(text);

	if (is_blank && (!build->run || build->breaks || build->is_apart))
		return;
	if (is_blank) {
		tree_add_text(build->tree, innermost(build), text);
		return;
	}
	if (!build->fixed && build->run_bytes >= BUILD_RUN_BYTES &&
	    (ascii_is_space((unsigned char)*text.at) || build->run_bytes >= BUILD_RUN_BYTES * 8))
		end_run(build);
	while (text.len) {
		size_t len = fitting(build, text);

		put_text(build, str_head(text, len));
		text = str_from(text, len);
		if (text.len)
			end_run(build);
	}
}

void
build_break(struct build *build)
{
	if (build->run && build->run->children)
		build->breaks++;
}

xmlNode *
build_void(struct build *build, enum element element)
{
	settle_breaks(build, false);
	return make(build, open_formats(build), element, STR_NONE);
}

xmlNode *
build_rule(struct build *build)
{
	build_boundary(build);
	if (build->fixed)
		return NULL;
	place(build, BUILD_BLOCK);
	return tree_add(build->tree, build->flow, EL_HR);
}

static bool
is_part(enum element element)
{
	switch (element) {
	case EL_LI:
	case EL_TR:
	case EL_TD:
	case EL_TH:
	case EL_DD:
	case EL_THEAD:
	case EL_TBODY:
	case EL_TFOOT:
	case EL_FIGCAPTION:
		return true;
	default:
		return false;
	}
}

xmlNode *
build_open(struct build *build, enum element element, enum build_what what)
{
	xmlNode *node;

	build_boundary(build);
	if (build->fixed || (build->depth >= BUILD_DEPTH && !is_part(element)) ||
	    build->depth >= BUILD_DEPTH + 6)
		return NULL;
	place(build, what);
	node = make(build, build->flow, element, STR_NONE);
	build->base = build->flow = node;
	build->depth++;
	return node;
}

xmlNode *
build_open_fixed(struct build *build, enum element element, enum build_what what)
{
	xmlNode *node;

	build_boundary(build);
	if (build->fixed)
		return NULL;
	place(build, what);
	node = make(build, build->flow, element, STR_NONE);
	build->fixed = node;
	build->is_apart = false;
	return node;
}

/* Elements that say more when they are nested in themselves. */
static bool
nests(enum element element)
{
	return element == EL_SPAN || element == EL_Q || element == EL_SUB || element == EL_SUP ||
	    element == EL_BDI || element == EL_BDO;
}

/* Bold in bold, and italics in italics, are written once. */
static bool
is_same(enum element a, enum element b)
{
	return a == b || (a == EL_B && b == EL_STRONG) || (a == EL_STRONG && b == EL_B) ||
	    (a == EL_I && b == EL_EM) || (a == EL_EM && b == EL_I);
}

bool
build_format(struct build *build, const struct format *format)
{
	if (build->format_count >= BUILD_FORMATS)
		return false;
	for (size_t i = 0; i < build->format_count && !nests(format->element); i++)
		if (is_same(build->formats[i].element, format->element))
			return false;
	build->formats[build->format_count] = *format;
	build->formats[build->format_count].node = NULL;
	build->formats[build->format_count].was_made = false;
	build->format_count++;
	return true;
}

void
build_end_formats(struct build *build, size_t count)
{
	while (build->format_count > count) {
		struct format *format = &build->formats[--build->format_count];

		if (!format->was_made && format->id.at)
			anchor_wait(build->anchors, format->id);
	}
	if (build->made > count)
		build->made = count;
}

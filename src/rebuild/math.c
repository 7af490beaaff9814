/* Formulas: presentation MathML by the vocabulary, each element with the children it must have. */
#include "core/utf8.h"
#include "rebuild/classname.h"
#include "rebuild/formula.h"
#include "rebuild/mathrules.h"
#include "rebuild/visit.h"
#include "tree/tex.h"

#define MATH_DEPTH 40

/* Elements around a formula that are looked at for how it stands. */
#define DISPLAY_LEVELS 5

/* Elements around a formula within what shows it. */
#define SCRIPT_LEVELS 5

struct open {
	uint32_t end;
	xmlNode *node;
	str separators; /* of mfenced: characters that go between its children */
};

struct formula {
	struct rebuild *rebuild;
	struct open open[LIMIT_NESTING + 4];
	size_t depth;
};

/* What a token or an attribute may hold. */
static str
bounded(str text)
{
	return utf8_head(text, BUILD_RUN_BYTES);
}

static str
text_of(struct arena *arena, const struct page *page, uint32_t at)
{
	return bounded(page_text_of(arena, page, at));
}

static xmlNode *
pad(struct tree *tree, xmlNode *node)
{
	return tree_add(tree, node, EL_MROW);
}

static void
wrap_others(struct tree *tree, xmlNode *node, enum element child)
{
	xmlNode *next;

	for (xmlNode *at = node->children; at; at = next) {
		next = at->next;
		if (tree_element(at) == child)
			continue;
		at = child == EL_MTR ? tree_wrap(tree, at, at, EL_MTD) : at;
		tree_wrap(tree, at, at, child);
	}
}

/* Exactly `count` children: empty rows are added, the surplus goes into one row. */
static void
fit_count(struct tree *tree, xmlNode *node, size_t count)
{
	xmlNode *at = node->children;

	for (size_t i = 1; at && i < count; i++)
		at = at->next;
	if (at && at->next)
		tree_wrap(tree, at, node->last, EL_MROW);
	for (size_t have = xmlChildElementCount(node); have < count; have++)
		pad(tree, node);
}

/* MathML 3 section 3.4.7: a base, pairs of scripts, and once mprescripts with pairs of its own. */
static void
fit_scripts(struct tree *tree, xmlNode *node)
{
	xmlNode *next;
	size_t count = 0;
	bool has_mark = false;

	if (!node->children || tree_element(node->children) == EL_MPRESCRIPTS) {
		xmlNode *base = pad(tree, node);

		if (node->children != base)
			tree_move_before(base, node->children);
	}
	for (xmlNode *at = node->children->next; at; at = next) {
		next = at->next;
		if (tree_element(at) != EL_MPRESCRIPTS) {
			count++;
		} else if (has_mark) {
			tree_remove(at);
		} else {
			has_mark = true;
			if (count % 2)
				tree_insert_before(tree, at, EL_MROW);
			count = 0;
		}
	}
	if (count % 2)
		pad(tree, node);
}

static void
add_operator(struct formula *formula, xmlNode *parent, str text)
{
	if (text.len)
		tree_add_text(
		    formula->rebuild->tree, tree_add(formula->rebuild->tree, parent, EL_MO), text);
}

/* MathML 3 section 3.3.8.2: one character between each two children, the last one again and
   again. */
static void
put_separators(struct tree *tree, const struct open *open)
{
	str rest = open->separators;
	xmlNode *at = open->node->children;

	while (at && (at = at->next)) {
		size_t len = 0;

		rest = str_trim(rest);
		if (rest.len)
			utf8_decode(rest, &len);
		tree_add_text(tree, tree_insert_before(tree, at, EL_MO), str_head(rest, len));
		if (rest.len > len)
			rest = str_from(rest, len);
	}
}

static void
finish(struct formula *formula, const struct open *open)
{
	struct tree *tree = formula->rebuild->tree;
	enum element element = tree_element(open->node);
	size_t count = math_child_count(element);

	if (!str_is_blank(open->separators))
		put_separators(tree, open);
	if (count)
		fit_count(tree, open->node, count);
	else if (element == EL_MMULTISCRIPTS)
		fit_scripts(tree, open->node);
	else if (element == EL_MTABLE)
		wrap_others(tree, open->node, EL_MTR);
	else if (element == EL_MTR)
		wrap_others(tree, open->node, EL_MTD);
}

static void
close_until(struct formula *formula, uint32_t at)
{
	while (formula->depth > 1 && formula->open[formula->depth - 1].end <= at)
		finish(formula, &formula->open[--formula->depth]);
}

static void
set_attributes(struct formula *formula, uint32_t at, xmlNode *node)
{
	const struct page *page = formula->rebuild->page;
	const struct node *from = &page->nodes[at];

	for (uint32_t i = 0; i < from->attr_count; i++) {
		const struct attr *attr = &page->attrs[from->attrs + i];

		if (attr->name.len < 20 && math_value_is_good(attr->name, attr->value) &&
		    (tree_element(node) != EL_MTD ||
			str_find_char(attr->value, ' ') == STR_NOT_FOUND)) {
			char *name = arena_zstr(formula->rebuild->ctx->arena, attr->name);

			tree_set(formula->rebuild->tree, node, name, attr->value);
		}
	}
}

/* Of maction only the first child shows. */
static bool
is_other_action(const struct page *page, uint32_t at)
{
	uint32_t first = page->nodes[at].parent;

	if (page->nodes[first].tag != TAG_MACTION)
		return false;
	for (first++; page->nodes[first].tag == TAG_TEXT;)
		first++;
	return first != at;
}

/* What the page's element becomes below `parent`. */
static enum element
element_of(const struct page *page, uint32_t at, const xmlNode *parent)
{
	const struct node *from = &page->nodes[at];
	enum element element =
	    math_element(from->tag == TAG_OTHER ? from->text : tag_name(from->tag));
	enum element around = tree_element(parent);

	if ((element == EL_MPRESCRIPTS && around != EL_MMULTISCRIPTS) || is_other_action(page, at))
		return EL_NONE;
	if ((element == EL_MTR && around != EL_MTABLE) || (element == EL_MTD && around != EL_MTR))
		return EL_MROW;
	return element;
}

static xmlNode *
open_fence(struct formula *formula, uint32_t at, xmlNode *node, str *separators)
{
	const struct page *page = formula->rebuild->page;
	str open = page_get(page, at, STR("open")), close = page_get(page, at, STR("close"));
	xmlNode *inner;

	*separators = page_get(page, at, STR("separators"));
	if (!separators->at)
		*separators = STR(",");
	add_operator(formula, node, open.at ? str_trim(open) : STR("("));
	inner = tree_add(formula->rebuild->tree, node, EL_MROW);
	add_operator(formula, node, close.at ? str_trim(close) : STR(")"));
	return inner;
}

/* One element; gives where to go on. */
static uint32_t
copy_element(struct formula *formula, uint32_t at, xmlNode *parent)
{
	struct rebuild *rebuild = formula->rebuild;
	const struct page *page = rebuild->page;
	const struct node *from = &page->nodes[at];
	enum element element = element_of(page, at, parent);
	str separators = STR_NONE;
	xmlNode *node;

	if (element == EL_NONE)
		return from->end;
	node = tree_add(rebuild->tree, parent, element);
	set_attributes(formula, at, node);
	if (tree_is_token(element)) {
		str text = text_of(rebuild->ctx->arena, page, at);

		if (text.len)
			tree_add_text(rebuild->tree, node, text);
		return from->end;
	}
	if (tree_content(element) == CONTENT_NOTHING)
		return from->end;
	if (from->tag == TAG_MFENCED)
		node = open_fence(formula, at, node, &separators);
	formula->open[formula->depth++] = (struct open){from->end, node, separators};
	return at + 1;
}

static bool
is_too_deep(const struct page *page, uint32_t at)
{
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		if (page->nodes[i].depth > page->nodes[at].depth + MATH_DEPTH)
			return true;
	return false;
}

/* The script after a formula, or after what shows it, of which a program made it. */
static uint32_t
script_after(const struct page *page, uint32_t at)
{
	for (int level = 0; level < SCRIPT_LEVELS; level++) {
		uint32_t next = page_next(page, at);

		while (next != PAGE_NONE && page->nodes[next].tag == TAG_TEXT &&
		    str_is_blank(page->nodes[next].text))
			next = page_next(page, next);
		if (next != PAGE_NONE)
			return formula_is_script(page, next) ? next : PAGE_NONE;
		at = page->nodes[at].parent;
		if (at == PAGE_NONE || page->nodes[at].tag == TAG_P)
			break;
	}
	return PAGE_NONE;
}

/* TeX of the formula: its own attribute, an annotation, or the script that it was made of. */
static str
find_tex(const struct page *page, uint32_t at, struct arena *arena)
{
	str alt = str_trim(page_get(page, at, STR("alttext")));

	for (uint32_t i = at; !alt.len && i < page->nodes[at].end; i++) {
		str encoding = page_get(page, i, STR("encoding"));

		if (page->nodes[i].tag == TAG_ANNOTATION &&
		    str_find_nocase(encoding, STR("tex")) != STR_NOT_FOUND)
			alt = text_of(arena, page, i);
	}
	at = alt.len ? PAGE_NONE : script_after(page, at);
	if (at != PAGE_NONE)
		alt = bounded(formula_of_element(page, at).tex);
	return formula_without_style(alt);
}

static void
copy_children(struct formula *formula, uint32_t at)
{
	const struct page *page = formula->rebuild->page;
	uint32_t end = page->nodes[at].end;

	for (uint32_t i = at + 1; i < end;) {
		const struct node *node = &page->nodes[i];
		xmlNode *parent;

		close_until(formula, i);
		parent = formula->open[formula->depth - 1].node;
		if (node->tag != TAG_TEXT) {
			i = copy_element(formula, i, parent);
			continue;
		}
		if (!str_is_blank(node->text))
			tree_add_text(formula->rebuild->tree,
			    tree_add(formula->rebuild->tree, parent, EL_MTEXT),
			    bounded(utf8_fold_space(formula->rebuild->ctx->arena, node->text)));
		i++;
	}
	close_until(formula, end);
}

/* A formula's TeX within a longer one. */
static str
part_tex(struct arena *arena, const struct page *page, uint32_t at)
{
	return str_trim(find_tex(page, at, arena));
}

/* The number of a row of formulas, "(1)", as its cell has it; absent when it has none. */
static str
row_number(struct arena *arena, const struct page *page, uint32_t row)
{
	str number = STR_NONE;

	for (uint32_t i = row + 1; i < page->nodes[row].end; i++) {
		if (page->nodes[i].tag == TAG_MATH) {
			i = page->nodes[i].end - 1;
		} else if (page->nodes[i].tag == TAG_TEXT && !str_is_blank(page->nodes[i].text)) {
			number = arena_printf(arena, "%.*s%.*s", STR_ARG(number),
			    STR_ARG(str_trim(page->nodes[i].text)));
			if (number.len > 20)
				return STR_NONE;
		}
	}
	return number.len > 2 && *number.at == '(' && number.at[number.len - 1] == ')' ? number
										       : STR_NONE;
}

static void
add_number(struct rebuild *rebuild, xmlNode *node, str number)
{
	xmlNode *space = tree_add(rebuild->tree, node, EL_MSPACE);

	tree_set(rebuild->tree, space, "width", STR("2em"));
	tree_add_text(rebuild->tree, tree_add(rebuild->tree, node, EL_MTEXT), number);
}

/* The formulas of a row as one, with its number. */
static void
place_row(struct rebuild *rebuild, uint32_t row, struct buf *tex)
{
	const struct page *page = rebuild->page;
	struct arena *arena = rebuild->ctx->arena;
	struct formula *formula = arena_alloc(arena, sizeof *formula);
	str number = row_number(arena, page, row);
	xmlNode *node;

	build_boundary(&rebuild->build);
	node = build_void(&rebuild->build, EL_MATH);
	tree_set(rebuild->tree, node, "display", STR("block"));
	formula->rebuild = rebuild;
	formula->open[formula->depth++] = (struct open){page->nodes[row].end + 1, node, STR_NONE};
	for (uint32_t i = row + 1; i < page->nodes[row].end; i++)
		if (page->nodes[i].tag == TAG_MATH && !is_too_deep(page, i)) {
			buf_z(tex, tex->len ? " " : "");
			buf_add(tex, part_tex(arena, page, i));
			copy_children(formula, i);
			i = page->nodes[i].end - 1;
		}
	if (!tex->len)
		buf_add(tex, tree_tex(arena, node));
	if (number.len) {
		add_number(rebuild, node, number);
		buf_printf(tex, " \\tag{%.*s}", (int)number.len - 2, number.at + 1);
	}
	tree_set(rebuild->tree, node, "alttext", buf_str(tex));
	build_boundary(&rebuild->build);
}

/* Each row of the table that holds formulas is one. */
uint32_t
visit_equations(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct page *page = rebuild->page;
	const struct plan *plan = rebuild->plan;

	(void)element;
	if (rebuild->take == TAKE_NONE || rebuild->build.depth + MATH_DEPTH > 200)
		return page->nodes[at].end;
	for (uint32_t i = at; i < page->nodes[at].end; i++) {
		struct buf tex = BUF(rebuild->ctx->arena);
		str id = anchor_of(rebuild->anchors, i);

		if (id.at)
			anchor_wait(rebuild->anchors, id);
		if ((page->nodes[i].tag == TAG_TR || page->nodes[at].tag != TAG_TABLE) &&
		    plan_within(plan, plan->maths, i))
			place_row(rebuild, i, &tex);
		if (page->nodes[at].tag != TAG_TABLE)
			break;
	}
	return page->nodes[at].end;
}

/* A description without a term, by which pages indent, of nothing but the formula. */
static bool
is_indented(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	const struct plan *plan = rebuild->plan;
	uint32_t up = at;

	for (int level = 0; page->nodes[up].tag != TAG_DD; level++) {
		up = page->nodes[up].parent;
		if (up == PAGE_NONE || level == SCRIPT_LEVELS)
			return false;
	}
	if (plan_within(plan, plan->maths, up) != 1)
		return false;
	for (uint32_t i = up + 1; i < page->nodes[up].end; i++)
		if (i == at)
			i = page->nodes[i].end - 1;
		else if (page->nodes[i].tag == TAG_TEXT && !str_is_blank(page->nodes[i].text))
			return false;
	return page_find(page, page->nodes[up].parent, up, TAG_DT) == PAGE_NONE;
}

/* What a program that sets formulas puts around one that stands by itself. */
static bool
is_in_display(const struct page *page, uint32_t at)
{
	static const char *const classes[] = {"MathJax_Display", "MathJax_SVG_Display",
	    "display-formula", "disp-formula", "equation-container", "katex-block", "katex-display",
	    "math-block", "math-display", "mjx-block", NULL};

	for (int level = 0; level < DISPLAY_LEVELS; level++) {
		at = page->nodes[at].parent;
		if (at == PAGE_NONE || page->nodes[at].tag == TAG_BODY)
			return false;
		if (classname_among(page_get(page, at, STR("class")), classes) ||
		    str_eq(page_get(page, at, STR("display")), STR("true")))
			return true;
	}
	return false;
}

static bool
is_block(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t script = script_after(page, at);

	return str_eq(page_get(page, at, STR("display")), STR("block")) ||
	    (script != PAGE_NONE && formula_of_element(page, script).is_display) ||
	    is_indented(rebuild, at) || is_in_display(page, at);
}

uint32_t
visit_math(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct page *page = rebuild->page;
	struct arena *arena = rebuild->ctx->arena;
	struct formula *formula = arena_alloc(arena, sizeof *formula);
	uint32_t end = page->nodes[at].end;
	str alt = find_tex(page, at, arena);
	xmlNode *node;

	if (rebuild->take == TAKE_NONE)
		return end;
	if (is_too_deep(page, at) || rebuild->build.depth + MATH_DEPTH > 200) {
		build_text(&rebuild->build, alt.len ? alt : page_text_of(arena, page, at));
		return end;
	}
	if (!page_text_of(arena, page, at).len)
		return end;
	node = build_void(&rebuild->build, element);
	if (is_block(rebuild, at))
		tree_set(rebuild->tree, node, "display", STR("block"));
	if (alt.len)
		tree_set(rebuild->tree, node, "alttext", alt);
	formula->rebuild = rebuild;
	formula->open[formula->depth++] = (struct open){end + 1, node, STR_NONE};
	copy_children(formula, at);
	return end;
}

/* Listings: text, lines and language, whatever they are marked up with. */
#include "core/utf8.h"
#include "rebuild/classname.h"
#include "rebuild/language.h"
#include "rebuild/visit.h"

#define TAB 8

/* Longer listings are cut at line ends. */
#define LISTING_BYTES ((size_t)64 << 10)

#define TITLE_BYTES 120

/* Nodes between a title that was placed and its listing. */
#define TITLE_DISTANCE 40

struct listing {
	const struct rebuild *rebuild;
	struct buf text;
	size_t column;
	uint32_t ends[LIMIT_NESTING + 2]; /* lines that are open: where they end */
	size_t starts[LIMIT_NESTING + 2]; /* and where their text began */
	size_t depth;
	bool is_after_number; /* of a line, which a no-break space parts from it */
};

static void
put_newline(struct listing *listing)
{
	buf_char(&listing->text, '\n');
	listing->column = 0;
}

static bool
is_at_line_start(const struct listing *listing)
{
	return !listing->text.len || listing->text.at[listing->text.len - 1] == '\n';
}

/* Tabs become spaces to the next stop, line ends one newline, no-break spaces, by which old pages
 * indent, spaces. */
static void
put_text(struct listing *listing, str s)
{
	if (listing->is_after_number && str_starts(s, STR("\xc2\xa0")))
		s = str_from(s, 2);
	listing->is_after_number = false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c == '\r' && i + 1 < s.len && s.at[i + 1] == '\n')
			continue;
		if (c == '\n' || c == '\r') {
			put_newline(listing);
		} else if (c == '\t') {
			do
				buf_char(&listing->text, ' ');
			while (++listing->column % TAB);
		} else if (c == 0xC2 && i + 1 < s.len && (unsigned char)s.at[i + 1] == 0xA0) {
			buf_char(&listing->text, ' ');
			listing->column++;
			i++;
		} else {
			buf_char(&listing->text, (char)c);
			listing->column += (c & 0xC0) != 0x80;
		}
	}
}

/* Elements that are a line each: blocks, and spans that say so. */
static bool
is_line(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];

	if (node->tag == TAG_TD || node->tag == TAG_TH)
		return false;
	if (tag_kinds(node->tag) & IS_BLOCK)
		return true;
	return (node->tag == TAG_SPAN || node->tag == TAG_CODE) &&
	    (page_has_token(page, at, STR("class"), STR("line")) ||
		page_has_token(page, at, STR("class"), STR("code-line")) ||
		page_has(page, at, STR("data-line")));
}

static uint32_t
first_element(const struct page *page, uint32_t at)
{
	while (at != PAGE_NONE && page->nodes[at].tag == TAG_TEXT)
		at = page_next(page, at);
	return at;
}

/* Line numbers, buttons, and the first of two cells. */
static bool
is_gutter(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	const struct node *node = &page->nodes[at];

	if (plan_is_hidden(page, at) || node->tag == TAG_BUTTON ||
	    rebuild->plan->marks[at] & (PLAN_DROP | PLAN_TITLE))
		return true;
	if (node->tag == TAG_TD && page->nodes[node->parent].tag == TAG_TR) {
		uint32_t next = page_next(page, at);

		if (first_element(page, page_first(page, node->parent)) == at &&
		    first_element(page, next) != PAGE_NONE)
			return true;
	}
	return node->attr_count && node->tag != TAG_CODE &&
	    classname_is_gutter(page_get(page, at, STR("class")));
}

/* Whether a line ended just here. */
static bool
end_lines(struct listing *listing, uint32_t at)
{
	bool has_ended = false;

	while (listing->depth && listing->ends[listing->depth - 1] <= at) {
		size_t start = listing->starts[--listing->depth];

		if (listing->text.len == start || !is_at_line_start(listing))
			put_newline(listing);
		has_ended = listing->ends[listing->depth] == at;
	}
	return has_ended;
}

static void
begin_line(struct listing *listing, uint32_t at)
{
	if (!is_at_line_start(listing))
		put_newline(listing);
	if (listing->depth == sizeof listing->ends / sizeof *listing->ends)
		return;
	listing->ends[listing->depth] = listing->rebuild->page->nodes[at].end;
	listing->starts[listing->depth++] = listing->text.len;
}

/* A line end between elements that are lines already. */
static bool
is_between_lines(const struct listing *listing, uint32_t at)
{
	const struct page *page = listing->rebuild->page;
	uint32_t next = page->nodes[at].end;

	if (!str_is_blank(page->nodes[at].text) || !is_at_line_start(listing) || !listing->text.len)
		return false;
	return next < page->count && page->nodes[next].parent == page->nodes[at].parent
	    ? page->nodes[next].tag != TAG_TEXT && is_line(page, next)
	    : false;
}

static void
collect(struct listing *listing, uint32_t at)
{
	const struct page *page = listing->rebuild->page;
	uint32_t end = page->nodes[at].end, inner = PAGE_NONE;

	for (uint32_t i = at + 1; i < end; i++) {
		const struct node *node = &page->nodes[i];
		bool has_ended = end_lines(listing, i);

		if (node->tag == TAG_TEXT) {
			/* Outside of the pre of a table, white space is layout. */
			if (page->nodes[at].tag == TAG_TABLE && inner == PAGE_NONE &&
			    str_is_blank(node->text) &&
			    str_find_char(node->text, '\n') != STR_NOT_FOUND)
				continue;
			if (!is_between_lines(listing, i))
				put_text(listing, node->text);
			continue;
		}
		if (inner != PAGE_NONE && i >= inner)
			inner = PAGE_NONE;
		if (node->tag == TAG_PRE)
			inner = node->end;
		if (is_gutter(listing->rebuild, i)) {
			i = node->end - 1;
			listing->is_after_number =
			    node->tag == TAG_SPAN && is_at_line_start(listing);
		} else if (node->tag == TAG_BR) {
			if (!has_ended)
				put_newline(listing);
		} else if (is_line(page, i)) {
			begin_line(listing, i);
		}
	}
	end_lines(listing, end);
}

/* Without empty lines at both ends and white space at the end. */
static str
trimmed(str s)
{
	size_t line;

	while (s.len && ascii_is_space((unsigned char)s.at[s.len - 1]))
		s.len--;
	while ((line = str_find_char(s, '\n')) != STR_NOT_FOUND && str_is_blank(str_head(s, line)))
		s = str_from(s, line + 1);
	return s;
}

/* What stands within a listing and names it. */
static str
title_within(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;

	for (uint32_t i = at + 1; i < page->nodes[at].end; i++)
		if (rebuild->plan->marks[i] & PLAN_TITLE)
			return page_text_of(rebuild->ctx->arena, page, i);
	return STR_NONE;
}

/* "brush: python; title: dates.py; notranslate" */
static str
from_parameters(str class_)
{
	size_t at = str_find(class_, STR("title:"));
	str title;

	if (at == STR_NOT_FOUND || str_find(class_, STR("brush")) == STR_NOT_FOUND)
		return STR_NONE;
	title = str_from(class_, at + 6);
	return str_trim(str_head(title, str_find_char(title, ';')));
}

/* The file that a listing's own attributes, or those closely around it, name. */
static str
find_title(const struct rebuild *rebuild, uint32_t at)
{
	static const char *const names[] = {"data-title", "data-filename", "data-file",
	    "data-file-name", "data-code-title", "data-enlighter-title", "data-tagsearch-path",
	    "data-name", "title"};
	const struct page *page = rebuild->page;
	uint32_t code = page_find(page, at, page->nodes[at].end, TAG_CODE), up = at;

	str title;

	for (int level = 0; level < 4 && up != PAGE_NONE; level++) {
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			title = page_get(page, up, str_of(names[i]));

			if (!title.len && level == 0 && code != PAGE_NONE)
				title = page_get(page, code, str_of(names[i]));
			title = utf8_fold_space(rebuild->ctx->arena, title);
			if (title.len && title.len <= TITLE_BYTES)
				return title;
		}
		up = page->nodes[up].parent;
		if (up == PAGE_NONE || page->nodes[up].tag == TAG_BODY ||
		    page->nodes[up].end - up > page->nodes[at].end - at + 20)
			break;
	}
	title = from_parameters(page_get(page, at, STR("class")));
	return title.len <= TITLE_BYTES ? title : STR_NONE;
}

static void
place_title(struct rebuild *rebuild, str title)
{
	const struct format emphasis = {.element = EL_EM};
	struct build *build = &rebuild->build;
	size_t open = build->format_count;

	if (!title.len || build->fixed)
		return;
	build_boundary(build);
	build->paragraph = (struct paragraph){.is_wanted = true, .class_ = STR("listing")};
	build_format(build, &emphasis);
	build_text(build, title);
	build_end_formats(build, open);
	build->paragraph = (struct paragraph){0};
	build_boundary(build);
}

/* What names a listing stands before it as a paragraph of its own. */
uint32_t
visit_listing_title(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct page *page = rebuild->page;
	struct buf buf = BUF(rebuild->ctx->arena);
	str title;

	(void)element;
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		if (rebuild->plan->marks[i] & PLAN_DROP || plan_is_hidden(page, i))
			i = page->nodes[i].end - 1;
		else if (page->nodes[i].tag == TAG_TEXT)
			buf_add(&buf, page->nodes[i].text);
	title = utf8_fold_space(rebuild->ctx->arena, buf_str(&buf));
	while (str_ends(title, STR("\xc2\xb6")) || str_ends(title, STR("#")))
		title =
		    str_trim(str_head(title, title.len - (title.at[title.len - 1] == '#' ? 1 : 2)));
	rebuild->listing_titled = rebuild->page->nodes[at].end;
	place_title(rebuild, title);
	return rebuild->page->nodes[at].end;
}

void
visit_panel(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t label = plan_label(rebuild->plan, at);
	str name = STR_NONE;

	if (label == PAGE_NONE)
		return;
	name = page_text_of(rebuild->ctx->arena, page, label);
	place_title(rebuild, name.len ? name : page_get(page, label, STR("data-title")));
}

static void
place_listing(struct rebuild *rebuild, str language, str text)
{
	struct build *build = &rebuild->build;
	xmlNode *node = build_open_fixed(build, EL_PRE, BUILD_BLOCK);

	if (!node)
		return;
	build->fixed = NULL;
	node = tree_add(rebuild->tree, node, EL_CODE);
	if (language.at)
		tree_set(rebuild->tree, node, "class",
		    arena_printf(rebuild->ctx->arena, "language-%.*s", STR_ARG(language)));
	tree_add_text(rebuild->tree, node, text);
}

/* The first part of a listing: whole lines where it has lines. */
static str
take_part(str *text)
{
	str part = *text;
	size_t len = LISTING_BYTES;

	if (part.len > LISTING_BYTES) {
		while (len && part.at[len - 1] != '\n')
			len--;
		part = len ? str_head(part, len) : utf8_head(part, LISTING_BYTES);
	}
	*text = str_from(*text, part.len);
	return part;
}

uint32_t
visit_code(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct listing *listing = arena_alloc(rebuild->ctx->arena, sizeof *listing);
	struct build *build = &rebuild->build;
	struct format inline_code = {.element = EL_CODE};
	uint32_t end = rebuild->page->nodes[at].end;
	size_t formats = build->format_count;
	str text, language, id, title;

	(void)element;
	if (rebuild->take == TAKE_NONE)
		return end;
	for (uint32_t i = at; i < end; i++)
		if ((id = anchor_of(rebuild->anchors, i)).at)
			anchor_wait(rebuild->anchors, id);
	if (classname_is_verse(page_get(rebuild->page, at, STR("class"))) && !build->fixed)
		return visit_verse(rebuild, at);
	listing->rebuild = rebuild;
	listing->text = BUF(rebuild->ctx->arena);
	collect(listing, at);
	text = trimmed(buf_str(&listing->text));
	if (build->fixed) {
		build_format(build, &inline_code);
		build_text(build, text);
		build_end_formats(build, formats);
		return end;
	}
	title = title_within(rebuild, at);
	if (!title.len)
		title = find_title(rebuild, at);
	if (!rebuild->listing_titled || at - rebuild->listing_titled > TITLE_DISTANCE)
		place_title(rebuild, title);
	rebuild->listing_titled = 0;
	language = language_find(rebuild->ctx->arena, rebuild->page, at);
	if (!language.at)
		language = language_of_file(title);
	while (text.len) {
		str part = trimmed(take_part(&text));

		if (!str_is_blank(part))
			place_listing(rebuild, language, part);
	}
	return end;
}

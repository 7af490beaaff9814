/* Phrases: what stands within a run of text. */
#include "core/url.h"
#include "core/utf8.h"
#include "rebuild/classname.h"
#include "rebuild/email.h"
#include "rebuild/visit.h"

/* Longer ones are no readings of words. */
#define RUBY_BYTES 1000

/* Items with more nodes are no entries of a list of works. */
#define ENTRY_NODES 400

uint32_t
visit_drop(struct rebuild *rebuild, uint32_t at, enum element element)
{
	(void)element;
	return rebuild->page->nodes[at].end;
}

static void
open_format(struct rebuild *rebuild, uint32_t at, struct format *format)
{
	struct frame *frame = state_push(rebuild, at);

	format->id = anchor_of(rebuild->anchors, at);
	format->lang = state_lang(rebuild, at);
	format->dir = state_dir(rebuild, at);
	if (format->element == EL_NONE &&
	    (format->id.at || format->lang.at || format->dir.at || format->class_.at))
		format->element = EL_SPAN;
	if (format->element == EL_BDO && !format->dir.at)
		format->element = EL_BDI;
	if (frame && format->lang.at)
		rebuild->lang = format->lang;
	if (format->element != EL_NONE && frame && build_format(&rebuild->build, format))
		return;
	if (format->id.at)
		anchor_wait(rebuild->anchors, format->id);
}

/* Editors put copied text into a b that is none. */
static bool
is_unstyled(const struct page *page, uint32_t at)
{
	str style = page_get(page, at, STR("style"));

	return str_find_nocase(style, STR("font-weight:normal")) != STR_NOT_FOUND ||
	    str_find_nocase(style, STR("font-weight: normal")) != STR_NOT_FOUND;
}

/* A citation with emphasis of its own, or one that is all of a list's item, is an entry and not the
   name of a work. */
static bool
is_entry(const struct page *page, uint32_t at)
{
	uint32_t item = page->nodes[at].parent;
	uint32_t end = page->nodes[at].end;

	for (uint32_t i = at + 1; i < end; i++)
		if (page->nodes[i].tag == TAG_I || page->nodes[i].tag == TAG_EM ||
		    page->nodes[i].tag == TAG_CITE)
			return true;
	while (item != PAGE_NONE && page->nodes[item].tag == TAG_SPAN)
		item = page->nodes[item].parent;
	if (item == PAGE_NONE || page->nodes[item].tag != TAG_LI ||
	    page->nodes[item].end - item > ENTRY_NODES)
		return false;
	for (uint32_t i = item + 1; i < page->nodes[item].end; i++)
		if ((i < at || i >= end) && page->nodes[i].tag == TAG_TEXT &&
		    utf8_words(page->nodes[i].text))
			return false;
	return true;
}

/* Whom a quotation is of, before what it says. */
static bool
heads_quotation(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t up = page->nodes[at].parent, end;

	if (up != PAGE_NONE && page->nodes[up].tag == TAG_DIV)
		up = page->nodes[up].parent;
	if (up == PAGE_NONE || page->nodes[up].tag != TAG_BLOCKQUOTE)
		return false;
	for (uint32_t i = up + 1; i < at; i++)
		if (page->nodes[i].tag == TAG_TEXT && !str_is_blank(page->nodes[i].text))
			return false;
	end = page->nodes[at].end;
	return end < page->nodes[up].end && page_next(page, at) != PAGE_NONE;
}

uint32_t
visit_phrase(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct format format = {.element = element};

	if (element == EL_CITE && !rebuild->build.fixed && heads_quotation(rebuild, at))
		return visit_section(rebuild, at, EL_NONE);
	if (element == EL_KBD &&
	    page_find(rebuild->page, at + 1, rebuild->page->nodes[at].end, TAG_KBD) != PAGE_NONE)
		return visit_inline(
		    rebuild, at, EL_NONE); /* keys pressed together, each in its own */
	if ((element == EL_B && is_unstyled(rebuild->page, at)) ||
	    (element == EL_CITE && is_entry(rebuild->page, at)))
		return visit_inline(rebuild, at, EL_NONE);
	if (element == EL_ABBR || element == EL_DFN)
		format.title = page_get(rebuild->page, at, STR("title"));
	open_format(rebuild, at, &format);
	return at + 1;
}

/* An element whose name says that it is a note. */
static bool
is_note_element(const struct node *node)
{
	return node->tag == TAG_OTHER &&
	    (str_eq(node->text, STR("d-footnote")) || str_eq(node->text, STR("dt-fn")));
}

/* What a style attribute makes of a phrase. */
static enum element
styled(const struct page *page, uint32_t at)
{
	static const struct {
		const char *name, *value;
		enum element element;
	} styles[] = {
	    {"font-weight", "bold", EL_B},
	    {"font-weight", "600", EL_B},
	    {"font-weight", "700", EL_B},
	    {"font-weight", "800", EL_B},
	    {"font-style", "italic", EL_I},
	    {"text-decoration", "line-through", EL_S},
	    {"vertical-align", "sub", EL_SUB},
	    {"vertical-align", "super", EL_SUP},
	};
	str style = str_head(page_get(page, at, STR("style")), 400);

	for (size_t i = 0; style.len && i < sizeof styles / sizeof *styles; i++) {
		size_t place = str_find_nocase(style, str_of(styles[i].name));
		str value;

		if (place == STR_NOT_FOUND)
			continue;
		value = str_trim(str_from(style, place + str_of(styles[i].name).len));
		if (str_starts(value, STR(":")) &&
		    str_starts_nocase(str_trim(str_from(value, 1)), str_of(styles[i].value)))
			return styles[i].element;
	}
	return EL_NONE;
}

uint32_t
visit_inline(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct format format = {.element = styled(rebuild->page, at)};
	str class_ = page_get(rebuild->page, at, STR("class"));

	(void)element;
	if (rebuild->plan->marks[at] & (PLAN_FIGURE | PLAN_CAPTION))
		return visit_section(rebuild, at, EL_NONE);
	if (tree_element(rebuild->build.base) == EL_FIGCAPTION && classname_is_credit(class_))
		format.class_ = STR("credit");
	else if (!rebuild->build.fixed &&
	    (classname_is_sidenote(class_) || is_note_element(&rebuild->page->nodes[at])))
		format.class_ = STR("sidenote");
	open_format(rebuild, at, &format);
	return at + 1;
}

/* Whether the page itself calls a link a reference to a note. */
static bool
is_noteref(const struct page *page, uint32_t at)
{
	static const char *const classes[] = {"fnanchor", "footnote-anchor", "footnote-ref",
	    "footnote-reference", "footnotecall", "footnoteref", "footref", "norenvoi", "noteref",
	    "sdendnoteanc", "sdfootnoteanc", "see-footnote", NULL};

	return page_has(page, at, STR("data-footnote-ref")) ||
	    page_has_token(page, at, STR("rel"), STR("footnote")) ||
	    page_has_token(page, at, STR("epub:type"), STR("noteref")) ||
	    page_has_token(page, at, STR("role"), STR("doc-noteref")) ||
	    classname_among(page_get(page, at, STR("class")), classes);
}

static bool
is_backlink(const struct page *page, uint32_t at)
{
	return page_has(page, at, STR("data-footnote-backref")) ||
	    page_has_token(page, at, STR("rev"), STR("footnote")) ||
	    page_has_token(page, at, STR("epub:type"), STR("backlink")) ||
	    page_has_token(page, at, STR("class"), STR("footnote-backlink")) ||
	    page_has_token(page, at, STR("class"), STR("footnote-return")) ||
	    page_has_token(page, at, STR("class"), STR("reversefootnote")) ||
	    page_has_token(page, at, STR("role"), STR("doc-backlink")) ||
	    page_has_token(page, at, STR("class"), STR("footnote-backref")) ||
	    page_has_token(page, at, STR("class"), STR("footnote-back"));
}

/* The address as the page means it; absent when it can lead nowhere: a script, or a relative one
   of a page whose own address is not known. */
str
visit_address(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	const struct meta *meta = &rebuild->article->meta;
	str href = anchor_href(rebuild->anchors, at), email = email_link(page, at);
	size_t colon;

	if (email.len)
		return email;
	if (!href.len || str_eq(href, STR("#")))
		return STR_NONE;
	if (*href.at == '#')
		return href;
	if (page->base_url.len)
		return url_resolve(rebuild->ctx->arena, page->base_url, href);
	colon = str_find_char(href, ':');
	/* Of a book other articles may be meant. */
	if (colon == STR_NOT_FOUND && !meta->source.len && !meta->canonical.len &&
	    !rebuild->ctx->settings->pictures)
		return STR_NONE;
	return str_starts_nocase(href, STR("javascript:")) ? STR_NONE : href;
}

/* False for links beyond the limit: each takes some four hundred bytes. */
static bool
count_link(struct rebuild *rebuild)
{
	if (rebuild->links > LIMIT_ARTICLE_LINKS)
		return false;
	if (rebuild->links++ < LIMIT_ARTICLE_LINKS)
		return true;
	diag_say(
	    rebuild->ctx->log, DIAG_LIMIT_LINKS, rebuild->ctx->name, "%d", LIMIT_ARTICLE_LINKS);
	return false;
}

uint32_t
visit_link(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct page *page = rebuild->page;
	struct format format = {.element = element};

	if (rebuild->plan->marks[at] & PLAN_FIGURE)
		return visit_section(rebuild, at, EL_NONE);
	if (rebuild->links <= LIMIT_ARTICLE_LINKS)
		format.href = visit_address(rebuild, at);
	if (!format.href.len || !count_link(rebuild)) {
		format = (struct format){.element = EL_NONE};
	} else {
		format.title = page_get(page, at, STR("title"));
		if (is_noteref(page, at))
			format.class_ = STR("noteref");
		else if (is_backlink(page, at))
			format.class_ = STR("backlink");
	}
	open_format(rebuild, at, &format);
	if (!email_hidden(page, at).len)
		return at + 1;
	visit_email(rebuild, at);
	return page->nodes[at].end;
}

bool
visit_email(struct rebuild *rebuild, uint32_t at)
{
	str email = email_hidden(rebuild->page, at);

	if (email.len && rebuild->take != TAKE_NONE)
		build_text(&rebuild->build, email);
	return email.len > 0;
}

/* HTML section 4.5.14: a machine's time needs the form of one; dates alone are kept. */
static bool
is_datetime(str s)
{
	static const char form[] = "0000-00-00T00:00:00";
	size_t i = 0;

	for (; i < s.len && i < sizeof form - 1; i++) {
		bool digit = ascii_is_digit((unsigned char)s.at[i]);

		if (form[i] == '0' ? !digit : s.at[i] != form[i])
			break;
	}
	if (i == s.len)
		return i == 10 || i == 16 || i == 19;
	s = str_from(s, i);
	if ((i != 16 && i != 19) || str_eq(s, STR("Z")))
		return i == 16 || i == 19;
	return s.len == 6 && (*s.at == '+' || *s.at == '-') &&
	    ascii_is_digit((unsigned char)s.at[1]) && ascii_is_digit((unsigned char)s.at[2]) &&
	    s.at[3] == ':' && ascii_is_digit((unsigned char)s.at[4]) &&
	    ascii_is_digit((unsigned char)s.at[5]);
}

uint32_t
visit_time(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct format format = {.element = element};

	format.datetime = str_trim(page_get(rebuild->page, at, STR("datetime")));
	if (!is_datetime(format.datetime))
		format = (struct format){.element = EL_NONE};
	open_format(rebuild, at, &format);
	return at + 1;
}

uint32_t
visit_break(struct rebuild *rebuild, uint32_t at, enum element element)
{
	str id = anchor_of(rebuild->anchors, at);

	(void)element;
	if (id.at)
		anchor_wait(rebuild->anchors, id);
	if (rebuild->take != TAKE_NONE)
		build_break(&rebuild->build);
	return at + 1;
}

/* A box by which a page folds and opens a part of itself. */
static bool
is_switch(const struct page *page, uint32_t at)
{
	static const char *const words[] = {
	    "collapse", "expand", "fold", "folder", "nav", "switch", "toggle", "trigger", NULL};
	str class_ = str_head(page_get(page, at, STR("class")), 200), part;

	while (classname_part(&class_, &part))
		if (classname_lists(words, part))
			return true;
	return false;
}

/* What an element without text says of a task: whether it is done; false when it says nothing. */
static bool
is_box(const struct page *page, uint32_t at, bool *is_done)
{
	static const char *const done[] = {"checkbox-on", "fa-check-square", "fa-check-square-o",
	    "fa-square-check", "fa-square-check-o", NULL};
	static const char *const open[] = {
	    "chcklst-box", "checkbox-off", "fa-square", "fa-square-o", NULL};
	str class_ = page_get(page, at, STR("class")), word;
	bool is_one = false;

	if (page->nodes[at].tag == TAG_INPUT) {
		*is_done = page_has(page, at, STR("checked"));
		return str_eq_nocase(page_get(page, at, STR("type")), STR("checkbox")) &&
		    !is_switch(page, at);
	}
	*is_done = false;
	while (str_word(&class_, &word)) {
		*is_done = *is_done || classname_lists(done, word) || str_eq(word, STR("checked"));
		is_one = is_one || classname_lists(done, word) || classname_lists(open, word);
	}
	return is_one;
}

static void
place_box(struct build *build, bool is_done)
{
	build_text(build, is_done ? STR("\xe2\x98\x91 ") : STR("\xe2\x98\x90 "));
}

bool
visit_task(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	const xmlNode *base = rebuild->build.base;
	bool is_done;

	if (tree_element(base) != EL_LI || page->nodes[at].end - at > 6 ||
	    !page->nodes[at].attr_count || !tree_is_blank(base))
		return false;
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		if (page->nodes[i].tag == TAG_TEXT && !str_is_blank(page->nodes[i].text))
			return false;
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		if (page->nodes[i].tag != TAG_TEXT && is_box(page, i, &is_done)) {
			place_box(&rebuild->build, is_done);
			return true;
		}
	return false;
}

/* An item of a list of tasks that says by its own class whether it is done. */
void
visit_task_item(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;

	if (page_has_token(page, page->nodes[at].parent, STR("class"), STR("inline-task-list")))
		place_box(&rebuild->build, page_has_token(page, at, STR("class"), STR("checked")));
}

/* One base and its reading; brackets for readers without ruby. */
static void
place_reading(struct rebuild *rebuild, str base, str reading)
{
	struct format ruby = {.element = EL_RUBY}, part = {.element = EL_RP};
	struct build *build = &rebuild->build;
	size_t open = build->format_count;

	if (build->run_bytes >= BUILD_RUN_BYTES)
		build_boundary(build); /* not between a base and its reading */
	if (str_is_blank(base) || str_is_blank(reading) || base.len + reading.len > RUBY_BYTES ||
	    !build_format(build, &ruby)) {
		build_text(build, base);
		build_text(build, reading);
		return;
	}
	build_text(build, base);
	for (int i = 0; i < 3; i++) {
		part.element = i == 1 ? EL_RT : EL_RP;
		if (build_format(build, &part))
			build_text(build, i == 0 ? STR("(") : i == 1 ? reading : STR(")"));
		build_end_formats(build, open + 1);
	}
	build_end_formats(build, open);
}

/* Texts below a ruby: bases until a reading comes, then the reading. What is marked within them
   is dropped; what has no reading stands behind. */
uint32_t
visit_ruby(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct page *page = rebuild->page;
	struct buf base = BUF(rebuild->ctx->arena), reading = BUF(rebuild->ctx->arena);
	uint32_t end = page->nodes[at].end, reading_end = 0;

	(void)element;
	if (rebuild->build.format_count + 2 > BUILD_FORMATS)
		return at + 1;
	for (uint32_t i = at + 1; i < end; i++) {
		const struct node *node = &page->nodes[i];

		if (reading.len && i >= reading_end &&
		    (node->tag != TAG_RP && node->tag != TAG_RT) && node->tag != TAG_RTC &&
		    (node->tag != TAG_TEXT || !str_is_blank(node->text))) {
			place_reading(rebuild, buf_str(&base), buf_str(&reading));
			base.len = reading.len = 0;
			base.at = reading.at = NULL;
			base.room = reading.room = 0;
		}
		if (node->tag == TAG_RP || plan_is_hidden(page, i))
			i = node->end - 1;
		else if (node->tag == TAG_RT || node->tag == TAG_RTC)
			reading_end = node->end > reading_end ? node->end : reading_end;
		else if (node->tag == TAG_TEXT && state_takes(rebuild, i) &&
		    (i < reading_end || !reading.len))
			buf_add(i < reading_end ? &reading : &base, node->text);
	}
	if (reading.len)
		place_reading(rebuild, buf_str(&base), buf_str(&reading));
	else
		build_text(&rebuild->build, buf_str(&base));
	return end;
}

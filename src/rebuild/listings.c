/* Listings of a Page, and what stands around them: file names, languages, buttons, tabs. */
#include "rebuild/classname.h"
#include "rebuild/language.h"
#include "rebuild/plan.h"

/* Bytes of text beside a listing in its wrapper. */
#define BESIDE_TEXT 200
#define BESIDE_NODES 200
#define TITLE_BYTES 120
#define WRAPPER_LEVELS 5

/* Classes of elements that show lines without a pre. */
static const char *const editors[] = {"CodeMirror-code", "ace_text-layer", "cm-content",
    "crayon-pre", "urvanov-syntax-highlighter-pre", "view-lines", NULL};

/* Classes of what an editor needs to show them. */
static const char *const aids[] = {"CodeMirror-cursors", "CodeMirror-gutters",
    "CodeMirror-gutter-wrapper", "CodeMirror-measure", "ace_gutter", "ace_scrollbar",
    "cm-cursorLayer", "cm-gutters", "cm-panels", "cm-selectionLayer", "cm-tooltip",
    "crayon-plain-wrap", "enlighter-default", "urvanov-syntax-highlighter-plain-wrap",
    "view-overlays", NULL};

/* Words of classes beside a listing. */
static const char *const titles[] = {
    "caption", "file", "filename", "filepath", "label", "name", "path", "title", NULL};
static const char *const heads[] = {"header", "head", NULL};
static const char *const languages[] = {"lang", "language", NULL};
static const char *const tools[] = {"actions", "badge", "btn", "button", "buttons", "clipboard",
    "collapse", "copy", "cursor", "cursors", "gutter", "gutters", "linenos", "lnum", "measure",
    "meta", "prompt", "tag", "toolbar", "toolbox", "tooltip", NULL};
static const char *const codes[] = {
    "code", "codeblock", "codehilite", "file", "highlight", "listing", "snippet", "source", NULL};

static bool
has_part(const struct page *page, uint32_t at, const char *const *list)
{
	str class_ = str_head(page_get(page, at, STR("class")), 500), part;

	while (classname_part(&class_, &part))
		if (classname_lists(list, part))
			return true;
	return false;
}

/* What a word of a listing's tools says; those that end in a space are beginnings. */
static const char *const works[] = {"collapse", "copiar", "copiar ", "copier", "copier ", "copy",
    "copy ", "descargar", "download", "download ", "edit on ", "expand", "herunterladen",
    "kopieren", "link", "open in ", "raw", "run", "scarica", "show more", "télécharger", "try it",
    "try it ", "view in ", "view on ", "view raw", "view source", "viewed", "wrap", "копировать",
    "скачать", "コピー", "コピーする", "下载", "下載", "复制", "复制代码", "複製", "複製程式碼",
    "복사"};

static bool
is_work(str text)
{
	for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
		str word = str_of(works[i]);

		if (str_eq_nocase(text, word) ||
		    (str_ends(word, STR(" ")) && text.len < 40 && str_starts_nocase(text, word)))
			return true;
	}
	return false;
}

/* "Code:", "Quellcode:": what a forum writes over every listing. */
static bool
is_word_for_code(str text)
{
	static const char *const words[] = {
	    "code", "codice", "código", "kod", "php code", "quellcode", "source code", "код", NULL};

	return classname_lists(words, text);
}

/* The text of an element, when it is short; absent else. */
static str
short_text(const struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	size_t len = 0;

	for (uint32_t i = at; i < page->nodes[at].end; i++)
		if (page->nodes[i].tag == TAG_TEXT &&
		    (len += page->nodes[i].text.len) > BESIDE_TEXT)
			return STR_NONE;
	return page_text_of(page->arena, page, at);
}

/* Names of a language that pages use for one another. */
static bool
is_same_language(str a, str b)
{
	static const char *const same[][2] = {{"javascript", "js"}, {"typescript", "ts"},
	    {"python", "py"}, {"ruby", "rb"}, {"bash", "sh"}, {"shell", "sh"}, {"shell", "bash"},
	    {"c++", "cpp"}, {"c#", "csharp"}, {"c#", "cs"}, {"yaml", "yml"}, {"markup", "html"},
	    {"html", "xml"}, {"text", "plaintext"}, {"plain text", "plaintext"},
	    {"plain text", "text"}, {"markdown", "md"}, {"objective-c", "objc"},
	    {"powershell", "ps1"}, {"rust", "rs"}, {"kotlin", "kt"}, {"golang", "go"},
	    {"dockerfile", "docker"}, {"console", "shell-session"}};

	if (str_eq_nocase(a, b))
		return true;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if ((str_eq_nocase(a, str_of(same[i][0])) &&
			str_eq_nocase(b, str_of(same[i][1]))) ||
		    (str_eq_nocase(b, str_of(same[i][0])) && str_eq_nocase(a, str_of(same[i][1]))))
			return true;
	return false;
}

static bool
has_title(const struct page *page, uint32_t at)
{
	for (uint32_t i = at + 1; i < page->nodes[at].end; i++)
		if (page->nodes[i].attr_count && has_part(page, i, titles))
			return true;
	return false;
}

/* An element beside a listing: what works the page goes, what names the file becomes a title. */
static uint32_t
see_beside(struct plan *plan, uint32_t at, str language)
{
	const struct page *page = plan->page;
	const struct node *node = &page->nodes[at];
	bool is_title,
	    is_caption = node->tag == TAG_FIGCAPTION || node->tag == TAG_DT ||
	    page_has(page, at, STR("data-rehype-pretty-code-title")) || has_part(page, at, heads);
	str text;

	if (node->tag == TAG_BUTTON || str_eq(page_get(page, at, STR("role")), STR("button")) ||
	    page_find(page, at + 1, node->end, TAG_TEXTAREA) != PAGE_NONE ||
	    node->tag == TAG_TEXTAREA) {
		plan->marks[at] |= PLAN_DROP;
		return node->end;
	}
	is_title = has_part(page, at, titles) && !has_part(page, at, languages);
	text = short_text(plan, at);
	if (!text.len && has_part(page, at, tools) && plan_within(plan, plan->media, at))
		plan->marks[at] |= PLAN_DROP;
	if (!text.len)
		return text.at && !(plan->marks[at] & PLAN_DROP) ? at + 1 : node->end;
	if (str_ends(text, STR(":")))
		text.len--;
	is_title =
	    is_title || (language_of_file(text).at && str_find_char(text, ' ') == STR_NOT_FOUND);
	if (is_work(text) || is_word_for_code(text) || is_same_language(text, language) ||
	    (!language.len && classname_is_language(text)) ||
	    (!is_title && has_part(page, at, languages) && text.len < 30) ||
	    (!is_title && has_part(page, at, tools) && !has_title(page, at))) {
		plan->marks[at] |= PLAN_DROP;
		return node->end;
	}
	if (is_title && text.len <= TITLE_BYTES && !has_part(page, at, tools)) {
		plan->marks[at] |= PLAN_TITLE;
		return at + 1;
	}
	if (is_caption)
		plan->marks[at] |= PLAN_TITLE;
	return at + 1;
}

static bool
is_pre_listing(const struct page *page, uint32_t at)
{
	return !has_part(page, at, tools) ||
	    page_find(page, at, page->nodes[at].end, TAG_CODE) != PAGE_NONE;
}

/* A wrapper holds one listing and little else. */
static bool
is_wrapper(const struct plan *plan, uint32_t at, uint32_t listing)
{
	const struct page *page = plan->page;
	size_t text = 0;

	if (page->nodes[at].end - at > page->nodes[listing].end - listing + BESIDE_NODES)
		return false;
	switch (page->nodes[at].tag) {
	case TAG_DD:
	case TAG_DL:
	case TAG_DIV:
	case TAG_FIGURE:
	case TAG_OTHER:
	case TAG_SECTION:
	case TAG_SPAN:
		break;
	default:
		return false;
	}
	for (uint32_t i = at + 1; i < page->nodes[at].end; i++) {
		const struct node *node = &page->nodes[i];

		if (i == listing || plan->marks[i] & PLAN_DROP ||
		    (node->end - i < 20 && node->attr_count && has_part(page, i, tools))) {
			i = node->end - 1;
			continue;
		}
		if (node->tag == TAG_TEXT && !str_is_blank(node->text))
			text += node->text.len;
		if (text > BESIDE_TEXT || node->tag == TAG_P || node->tag == TAG_IMG ||
		    tag_kinds(node->tag) & IS_HEADING || node->tag == TAG_UL ||
		    (node->tag == TAG_PRE && is_pre_listing(page, i)) || node->tag == TAG_TABLE ||
		    node->tag == TAG_BLOCKQUOTE)
			return false;
	}
	return true;
}

static uint32_t
element_before(const struct page *page, uint32_t at)
{
	uint32_t before = plan_before(page, at);

	while (before != PAGE_NONE && page->nodes[before].tag == TAG_TEXT) {
		if (!str_is_blank(page->nodes[before].text))
			return PAGE_NONE;
		before = plan_before(page, before);
	}
	return before;
}

static uint32_t
element_after(const struct page *page, uint32_t at)
{
	uint32_t after = page_next(page, at);

	while (after != PAGE_NONE && page->nodes[after].tag == TAG_TEXT) {
		if (!str_is_blank(page->nodes[after].text))
			return PAGE_NONE;
		after = page_next(page, after);
	}
	return after;
}

/* The element before a listing, when its class says that it names one. */
static void
see_before(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	uint32_t before = element_before(page, at);
	str text;

	if (before == PAGE_NONE || tag_kinds(page->nodes[before].tag) & IS_HEADING ||
	    !has_part(page, before, titles) ||
	    page_find(page, before, page->nodes[before].end, TAG_IMG) != PAGE_NONE)
		return;
	if (!has_part(page, before, codes) &&
	    !classname_has(page_get(page, before, STR("class")), "filename"))
		return;
	text = short_text(plan, before);
	if (text.len && text.len <= TITLE_BYTES)
		plan->marks[before] |= PLAN_TITLE;
}

/* Line numbers beside a listing: nothing but digits, and a class that says so. */
static void
see_numbers(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;

	if (at == PAGE_NONE || !classname_is_gutter(page_get(page, at, STR("class"))))
		return;
	for (uint32_t i = at + 1; i < page->nodes[at].end; i++)
		for (size_t k = 0; page->nodes[i].tag == TAG_TEXT && k < page->nodes[i].text.len;
		     k++) {
			unsigned char c = (unsigned char)page->nodes[i].text.at[k];

			if (!ascii_is_digit(c) && !ascii_is_space(c))
				return;
		}
	plan->marks[at] |= PLAN_DROP;
}

static bool
names_file(const struct page *page, uint32_t at)
{
	return has_part(page, at, titles) && !has_part(page, at, languages) &&
	    !has_part(page, at, tools);
}

/* What a pre holds beside its one code: the name of the file stays, the rest works the page. */
static void
see_within(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	uint32_t end = page->nodes[at].end, code = page_find(page, at, end, TAG_CODE);

	if (code == PAGE_NONE || page_find(page, page->nodes[code].end, end, TAG_CODE) != PAGE_NONE)
		return;
	for (bool is_sure = false;; is_sure = true) {
		for (uint32_t i = at + 1; i < end;) {
			const struct node *node = &page->nodes[i];

			if (i != code &&
			    (node->tag == TAG_TEXT || (i < code && node->end > code))) {
				if (node->tag == TAG_TEXT && !str_is_blank(node->text))
					return;
				i++;
				continue;
			}
			if (i != code && is_sure)
				plan->marks[i] |= names_file(page, i) ? PLAN_TITLE : PLAN_DROP;
			else if (i != code && (!node->attr_count || !short_text(plan, i).at))
				return;
			i = node->end;
		}
		if (is_sure)
			return;
	}
}

static void
see_listing(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	uint32_t up = at, top = at;
	str language = language_find(page->arena, page, at);

	if (page->nodes[at].tag == TAG_PRE)
		see_within(plan, at);
	see_numbers(plan, element_before(page, at));
	see_numbers(plan, element_after(page, at));
	for (int level = 0; level < WRAPPER_LEVELS; level++) {
		up = page->nodes[up].parent;
		if (up == PAGE_NONE || !is_wrapper(plan, up, at))
			break;
		top = up;
	}
	for (up = at; up != top; up = page->nodes[up].parent)
		if (page->nodes[page->nodes[up].parent].tag == TAG_DL)
			plan->marks[up] |= PLAN_GALLERY;
	if (page->nodes[top].tag == TAG_DL)
		plan->marks[top] |= PLAN_GALLERY;
	for (uint32_t i = top + 1; top != at && i < page->nodes[top].end;) {
		if (i == at)
			i = page->nodes[i].end;
		else if (page->nodes[i].tag == TAG_TEXT || (i < at && page->nodes[i].end > at))
			i++;
		else if (plan->marks[i] & PLAN_DROP)
			i = page->nodes[i].end;
		else
			i = see_beside(plan, i, language);
	}
	for (uint32_t i = top + 1; i < page->nodes[top].end; i++)
		for (up = i; plan->marks[i] & PLAN_TITLE && up != top; up = page->nodes[up].parent)
			plan->marks[up] |= PLAN_WAY;
	see_before(plan, top);
}

/* Lines of a program's documentation: a div of such, without a pre. */
static bool
is_fragment(const struct page *page, uint32_t at)
{
	uint32_t first = page_first(page, at);

	while (first != PAGE_NONE && page->nodes[first].tag == TAG_TEXT &&
	    str_is_blank(page->nodes[first].text))
		first = page_next(page, first);
	return page_has_token(page, at, STR("class"), STR("fragment")) && first != PAGE_NONE &&
	    page_has_token(page, first, STR("class"), STR("line"));
}

/* An element that holds code elements alone, each of which is called a line. */
static bool
is_lines(const struct page *page, uint32_t at)
{
	size_t count = 0;

	for (uint32_t i = page_first(page, at); i != PAGE_NONE; i = page_next(page, i)) {
		if (page->nodes[i].tag == TAG_TEXT && str_is_blank(page->nodes[i].text))
			continue;
		if (page->nodes[i].tag != TAG_CODE ||
		    !classname_has(page_get(page, i, STR("class")), "line"))
			return false;
		count++;
	}
	return count > 1;
}

/* A pre that is no line, number or copy within another listing. */
static bool
is_listing(const struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;

	if (plan->marks[at] & PLAN_TABLE_CODE)
		return true;
	if (page->nodes[at].tag == TAG_PRE)
		return is_pre_listing(page, at);
	if (page->nodes[at].tag != TAG_DIV || !page->nodes[at].attr_count)
		return false;
	return classname_among(page_get(page, at, STR("class")), editors) ||
	    is_fragment(page, at) || is_lines(page, at);
}

/* What is called a title in what is called a table (DocBook). */
static bool
is_title_of_table(const struct page *page, uint32_t at)
{
	static const char *const words[] = {"informaltable", "table", "tableblock", NULL};

	return page_has_token(page, at, STR("class"), STR("title")) &&
	    classname_among(page_get(page, page->nodes[at].parent, STR("class")), words);
}

/* A caption that stands before a table, outside of it or of its wrapper. */
static void
see_table(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	uint32_t before = element_before(page, at);
	str text;

	if (before == PAGE_NONE && page->nodes[at].parent != PAGE_NONE)
		before = element_before(page, page->nodes[at].parent);
	if (before == PAGE_NONE || page->nodes[before].tag == TAG_FIGCAPTION ||
	    tag_kinds(page->nodes[before].tag) & IS_HEADING ||
	    (!classname_is_caption(page_get(page, before, STR("class"))) &&
		!is_title_of_table(page, before)) ||
	    page_find(page, before, page->nodes[before].end, TAG_IMG) != PAGE_NONE)
		return;
	text = short_text(plan, before);
	if (text.len)
		plan->marks[before] |= PLAN_TITLE;
}

void
plan_listings(struct plan *plan)
{
	const struct page *page = plan->page;

	for (uint32_t i = 1; i < page->count;) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_DIV && node->attr_count &&
		    classname_among(page_get(page, i, STR("class")), aids)) {
			plan->marks[i] |= PLAN_DROP;
			i = node->end;
			continue;
		}
		if (node->tag == TAG_TABLE && plan->marks[i] & PLAN_TABLE)
			see_table(plan, i);
		if (node->tag == TAG_TEXT || !is_listing(plan, i) || plan_is_hidden(page, i)) {
			i++;
			continue;
		}
		if (node->tag != TAG_PRE && node->tag != TAG_TABLE)
			plan->marks[i] |= PLAN_LISTING;
		see_listing(plan, i);
		i = node->end;
	}
}

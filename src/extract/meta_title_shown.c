/* Titles in plain lines, as pages without headings have them. */
#include "extract/meta_title_shown.h"

#include "core/utf8.h"

#define PARAGRAPH 120 /* bytes of a run with which the text begins */
#define LEVELS 6      /* elements above a run that may make it bold or large */
#define LINE_WORDS 20

/* The place of the first run of the text; run_count when there is none. */
static size_t
text_begins(const struct witnesses *w)
{
	size_t at = 0;

	while (at < w->run_count &&
	    (w->runs[at].text.len < PARAGRAPH || w->region[w->runs[at].node] & IN_ASTRAY))
		at++;
	return at;
}

static bool
is_linked(const struct page *page, uint32_t at)
{
	for (size_t level = 0; level < LEVELS && at != PAGE_NONE;
	     level++, at = page->nodes[at].parent)
		if (page->nodes[at].tag == TAG_A)
			return true;
	return false;
}

/* Bytes of the separator at the start of s, or at its end where `back`; 0 for none. */
static size_t
separator(str s, bool back)
{
	static const char *const marks[] = {"|", "｜", "/", "／", "-", "–", "—", "－", "―", ":",
	    "：", "·", "•", "»", "«", "›", "‹", ">", "<", "~", "～", "_", "\\", "★", "◆", "●"};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (back ? str_ends(s, str_of(marks[i])) : str_starts(s, str_of(marks[i])))
			return str_of(marks[i]).len;
	return 0;
}

bool
meta_title_has_h1(const struct witnesses *w)
{
	for (size_t i = 0; i < w->heading_count; i++)
		if (w->page->nodes[w->headings[i].node].tag == TAG_H1)
			return true;
	return false;
}

str
meta_title_rest(const struct witnesses *w, str title)
{
	str whole = str_trim(w->value[W_TITLE_ELEMENT]), rest;
	size_t len;

	if (!title.len || whole.len <= title.len)
		return STR_NONE;
	if (str_ends(whole, title)) {
		rest = str_trim(str_head(whole, whole.len - title.len));
		len = separator(rest, true);
		rest = str_trim(str_head(rest, rest.len - len));
		if (len && rest.len)
			return rest;
	}
	if (str_starts(whole, title)) {
		rest = str_trim(str_from(whole, title.len));
		len = separator(rest, false);
		rest = str_trim(str_from(rest, len));
		if (len && rest.len)
			return rest;
	}
	return STR_NONE;
}

str
meta_title_shown_part(const struct witnesses *w)
{
	for (size_t i = text_begins(w); i-- > 0;) {
		const struct run *run = &w->runs[i];

		if (run->text.len < PARAGRAPH && !(w->region[run->node] & IN_ASTRAY) &&
		    !is_linked(w->page, run->node) && meta_title_rest(w, run->text).len)
			return run->text;
	}
	return STR_NONE;
}

/* size="5", "+2": larger than the text. */
static bool
is_large(str size)
{
	uint32_t number;

	if (str_starts(size, STR("+")))
		return true;
	return str_number(size, 1, &number) == 1 && number >= 4;
}

static bool
is_bold(const struct page *page, uint32_t at)
{
	for (size_t level = 0; level < LEVELS && at != PAGE_NONE; level++) {
		switch (page->nodes[at].tag) {
		case TAG_B:
		case TAG_STRONG:
			return true;
		case TAG_FONT:
			if (is_large(page_get(page, at, STR("size"))))
				return true;
			break;
		default:
			break;
		}
		at = page->nodes[at].parent;
	}
	return false;
}

str
meta_title_shown_line(const struct witnesses *w)
{
	size_t end = text_begins(w);

	if (end == w->run_count)
		return STR_NONE;
	for (size_t i = 0; i < w->heading_count; i++)
		if (w->headings[i].node < w->runs[end].node &&
		    !(w->region[w->headings[i].node] & IN_ASTRAY))
			return STR_NONE;
	while (end-- > 0) {
		const struct run *run = &w->runs[end];
		size_t words = utf8_words(run->text);

		if (words >= 2 && words <= LINE_WORDS && !(w->region[run->node] & IN_ASTRAY) &&
		    !is_linked(w->page, run->node) && is_bold(w->page, run->node))
			return run->text;
	}
	return STR_NONE;
}

bool
meta_title_is_home(const struct witnesses *w, str text)
{
	static const char *const homes[] = {
	    "/", "./", "../", "index.html", "index.htm", "index.php", "default.htm", "/index.html"};

	for (size_t i = 0; text.len && i < w->run_count; i++) {
		uint32_t at = w->runs[i].node;
		str href;

		if (!str_eq(w->runs[i].text, text))
			continue;
		for (size_t level = 0; level < LEVELS && at && w->page->nodes[at].tag != TAG_A;
		     level++)
			at = w->page->nodes[at].parent;
		href =
		    w->page->nodes[at].tag == TAG_A ? page_get(w->page, at, STR("href")) : STR_NONE;
		for (size_t k = 0; k < sizeof homes / sizeof homes[0]; k++)
			if (str_eq_nocase(href, str_of(homes[k])))
				return true;
	}
	return false;
}

uint32_t
meta_title_shown_node(const struct witnesses *w, str title)
{
	size_t end = meta_title_has_h1(w) ? 0 : text_begins(w);

	for (size_t i = 0; title.len && i < end; i++)
		if (str_eq(w->runs[i].text, title) && !(w->region[w->runs[i].node] & IN_ASTRAY) &&
		    !is_linked(w->page, w->runs[i].node))
			return w->runs[i].node;
	return PAGE_NONE;
}

/* Callouts (admonitions, alerts, panels) and their parts, by what pages call them. */
#include "rebuild/callout.h"

#include "core/utf8.h"
#include "rebuild/classname.h"

/* Bytes of a sign: an emoji, or the name of the kind in its place. */
#define SIGN_BYTES 30

/* Bytes of a sign that no class tells: an emoji. */
#define MARK_BYTES 12

/* Words of a class that say by themselves that an element is a callout. */
static const char *const strong[] = {"admonition", "admonitionblock", "callout", "notecard", NULL};

/* Those that say it when they stand alone, or beside a kind. */
static const char *const weak[] = {"alert", "hint", "notice", "notices", NULL};

/* Those that say it beside a kind only. */
static const char *const with_kind[] = {"aside", "block", "box", "container", "inset", "macro",
    "message", "notification", "panel", "plugin", "prompt", "wrap", NULL};

/* What a class calls parts of a callout. */
static const char *const parts[] = {"body", "close", "content", "description", "emoji", "head",
    "header", "heading", "icon", "inner", "label", "link", "text", "title", NULL};
static const char *const titles[] = {
    "caption", "head", "header", "heading", "notetitle", "summary", "title", "titlebar", NULL};
static const char *const signs[] = {"emoji", "icon", "symbol", NULL};

struct kind {
	const char *word, *kind;
	bool is_sure; /* says by itself that an element is a callout */
	bool is_loud; /* says it beside a weak word */
};

static const struct kind kinds[] = {
    {"abstract", "abstract", false, false},
    {"attention", "attention", true, true},
    {"bug", "bug", false, false},
    {"caution", "caution", true, true},
    {"check", "success", false, false},
    {"critical", "danger", false, true},
    {"danger", "danger", true, true},
    {"done", "success", false, false},
    {"error", "error", false, true},
    {"example", "example", false, false},
    {"fail", "failure", false, false},
    {"failure", "failure", false, false},
    {"faq", "question", false, false},
    {"help", "question", false, false},
    {"hint", "hint", false, true},
    {"important", "important", true, true},
    {"info", "info", false, true},
    {"information", "info", false, true},
    {"note", "note", true, true},
    {"notes", "note", false, false},
    {"question", "question", false, false},
    {"quote", "quote", false, false},
    {"seealso", "seealso", false, false},
    {"success", "success", false, true},
    {"summary", "summary", false, false},
    {"tip", "tip", true, true},
    {"tips", "tip", false, true},
    {"todo", "todo", false, false},
    {"warn", "warning", false, true},
    {"warning", "warning", true, true},
};

static const struct kind *
kind_of(str word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq_nocase(word, str_of(kinds[i].word)))
			return &kinds[i];
	return NULL;
}

/* What was seen of an element's classes. */
struct seen {
	const struct kind *kind;
	bool is_strong, is_weak, needs_kind;
	bool is_sure; /* a class that is nothing but a sure kind */
};

static void
see_kind(struct seen *seen, const struct kind *kind)
{
	str had = seen->kind ? str_of(seen->kind->word) : STR_NONE;

	/* "confluence-information-macro-note", "hint info": the other one is meant. */
	if (kind &&
	    (!had.at || str_eq(had, STR("information")) || str_eq(had, STR("note")) ||
		classname_lists(weak, had)))
		seen->kind = kind;
}

/* One class of several words; those that name a part of a callout say nothing. */
static void
see_class(struct seen *seen, str class_)
{
	str rest = class_, part;
	bool is_strong = false, is_weak = false, needs_kind = false;
	size_t count = 0;

	while (classname_part(&rest, &part)) {
		if (classname_lists(parts, part))
			return;
		is_strong = is_strong || classname_lists(strong, part);
		is_weak = is_weak || classname_lists(weak, part);
		for (size_t i = 0; i < 2; i++) {
			str prefix = i ? STR("note") : STR("rmd");

			if (str_starts(part, prefix) && kind_of(str_from(part, prefix.len))) {
				see_kind(seen, kind_of(str_from(part, prefix.len)));
				is_strong = true;
			}
		}
		needs_kind = needs_kind || classname_lists(with_kind, part);
		count++;
	}
	rest = class_;
	while (classname_part(&rest, &part)) {
		const struct kind *kind = kind_of(part);

		if (kind && (is_strong || kind->is_loud || count == 1))
			see_kind(seen, kind);
		seen->is_sure = seen->is_sure || (kind && kind->is_sure && count == 1);
	}
	seen->is_strong = seen->is_strong || is_strong;
	seen->is_weak = seen->is_weak || (is_weak && count == 1);
	seen->needs_kind = seen->needs_kind || needs_kind || is_weak;
}

/* Attributes in which pages name the kind. */
static const struct kind *
named_kind(const struct page *page, uint32_t at)
{
	static const char *const names[] = {"data-callout", "data-callout-type", "data-admonition",
	    "data-admonition-type", "data-alert-type", "data-kind", "data-type", "data-variant",
	    "type", "kind", "variant", "aria-label"};
	const struct kind *kind = NULL;

	for (size_t i = 0; !kind && i < sizeof names / sizeof *names; i++)
		kind = kind_of(str_trim(page_get(page, at, str_of(names[i]))));
	return kind;
}

/* A panel with a head and a body of its own. */
static bool
is_panel(const struct page *page, uint32_t at)
{
	bool has_head = false;

	if (!page_has_token(page, at, STR("class"), STR("panel")))
		return false;
	for (uint32_t i = page_first(page, at); i != PAGE_NONE; i = page_next(page, i)) {
		str class_ = page_get(page, i, STR("class"));

		has_head = has_head ||
		    (classname_has(class_, "panel") && callout_is_title(class_) &&
			!classname_has(class_, "code"));
		if (page_find(page, i, page->nodes[i].end, TAG_PRE) != PAGE_NONE)
			return false;
	}
	return has_head;
}

/* Elements that may be called by their kind alone: "note". */
static bool
may_be_sure(const struct page *page, uint32_t at)
{
	switch (page->nodes[at].tag) {
	case TAG_ASIDE:
	case TAG_BLOCKQUOTE:
	case TAG_DETAILS:
	case TAG_DIV:
	case TAG_P:
	case TAG_SECTION:
	case TAG_TABLE:
		return !(page->nodes[at].flags & NODE_NOTE);
	default:
		return false;
	}
}

/* The kind that ends a class, where a part below is called after it: "x-note" and "x-note-title".
 */
static const struct kind *
block_kind(const struct page *page, uint32_t at)
{
	static const char *const inner[] = {
	    "body", "content", "heading", "icon", "inner", "text", "title", NULL};
	static const char *const others[] = {"author", "credit", "delivery", "editor", "end",
	    "foot", "margin", "release", "side", NULL};
	str rest = page_get(page, at, STR("class")), word, part;
	const struct kind *found = NULL;
	bool is_block = false;

	while (str_word(&rest, &word)) {
		const struct kind *kind = NULL;
		str parts_left = word;
		size_t count = 0;

		while (classname_part(&parts_left, &part)) {
			if (classname_lists(others, part) || classname_lists(parts, part))
				break;
			kind = kind_of(part);
			count++;
		}
		if (!kind || !kind->is_sure || count != 2 || parts_left.len)
			continue;
		for (uint32_t i = at + 1; i < page->nodes[at].end && i < at + 6; i++) {
			str below = page_get(page, i, STR("class"));

			while (str_word(&below, &part)) {
				str tail = str_from(part, word.len);

				if (!str_starts(part, word) || !classname_part(&tail, &part))
					continue;
				is_block = is_block || classname_lists(inner, part);
			}
		}
		found = !found || str_eq(str_of(found->kind), STR("note")) ? kind : found;
	}
	return is_block ? found : NULL;
}

str
callout_kind(const struct page *page, uint32_t at)
{
	str rest = page_get(page, at, STR("class")), word;
	struct seen seen = {NULL, false, false, false, false};

	if (!rest.len && page->nodes[at].tag == TAG_DIV)
		seen.kind = kind_of(str_trim(page_get(page, at, STR("data-type"))));
	if (seen.kind && seen.kind->is_sure)
		return str_of(seen.kind->kind); /* HTMLBook */
	if (!rest.len || rest.len > 1000)
		return STR_NONE;
	while (str_word(&rest, &word))
		see_class(&seen, word);
	if (seen.is_strong || seen.is_weak) {
		if (!seen.kind)
			seen.kind = named_kind(page, at);
		return seen.kind ? str_of(seen.kind->kind) : STR("");
	}
	if (seen.kind && seen.kind->is_loud && seen.needs_kind)
		return str_of(seen.kind->kind);
	if (seen.kind && page->nodes[at].tag == TAG_DL && seen.is_sure &&
	    page_has_token(page, at, STR("class"), STR("section")))
		return str_of(seen.kind->kind);
	if (seen.kind && may_be_sure(page, at) &&
	    (seen.is_sure || page->nodes[at].tag == TAG_DETAILS))
		return str_of(seen.kind->kind);
	if (may_be_sure(page, at) && (seen.kind = block_kind(page, at)))
		return str_of(seen.kind->kind);
	return is_panel(page, at) ? STR("") : STR_NONE;
}

bool
callout_is_title(str class_)
{
	str part;

	for (class_ = str_head(class_, 1000); classname_part(&class_, &part);)
		if (classname_lists(titles, part) || str_ends_nocase(part, STR("title")))
			return true;
	return false;
}

bool
callout_is_sign(const struct page *page, uint32_t at)
{
	str class_ = str_head(page_get(page, at, STR("class")), 1000), part;
	bool is_sign = false, is_close = page->nodes[at].tag == TAG_BUTTON;
	size_t text = 0;

	while (classname_part(&class_, &part))
		is_sign = is_sign || classname_lists(signs, part);
	for (uint32_t i = at; i < page->nodes[at].end; i++) {
		if (page->nodes[i].tag == TAG_TEXT && utf8_words(page->nodes[i].text) && !is_sign)
			return false;
		text += page->nodes[i].tag == TAG_TEXT ? str_trim(page->nodes[i].text).len : 0;
	}
	return text && text <= (is_sign || is_close ? SIGN_BYTES : MARK_BYTES);
}

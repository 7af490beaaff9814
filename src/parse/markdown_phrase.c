/* Text of Markdown as HTML, with what was set aside put in; addresses, ids, classes. */
#include <string.h>

#include "core/url.h"
#include "core/utf8.h"
#include "parse/markdown.h"

#define LONGEST_SLUG 200

void
markdown_phrase_escape(struct buf *out, str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *escape = text.at[i] == '&' ? "&amp;"
		    : text.at[i] == '<'                ? "&lt;"
		    : text.at[i] == '>'                ? "&gt;"
		    : text.at[i] == '"'                ? "&quot;"
						       : NULL;

		if (!escape)
			continue;
		buf_add(out, (str){text.at + from, i - from});
		buf_z(out, escape);
		from = i + 1;
	}
	buf_add(out, str_from(text, from));
}

void
markdown_phrase_href(struct buf *out, str address)
{
	for (size_t i = 0; i < address.len; i++) {
		unsigned char c = (unsigned char)address.at[i];

		if (c == '&')
			buf_z(out, "&amp;");
		else if (c == '\'')
			buf_z(out, "&#x27;");
		else if (ascii_is_alpha(c) || ascii_is_digit(c) ||
		    (c && strchr("!#$%()*+,-./:;=?@_~", c)))
			buf_char(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

void
markdown_phrase_math(struct buf *out, str tex, bool is_display)
{
	buf_printf(out, "<span class=\"math %s\">", is_display ? "display" : "inline");
	if (!str_starts(tex, STR("\\begin{")))
		buf_z(out, is_display ? "\\[" : "\\(");
	markdown_phrase_escape(out, tex);
	if (!str_starts(tex, STR("\\begin{")))
		buf_z(out, is_display ? "\\]" : "\\)");
	buf_z(out, "</span>");
}

str
markdown_phrase_id(str attributes)
{
	size_t at = str_find_char(attributes, '#'), len = 0;
	str id = str_from(attributes, at == STR_NOT_FOUND ? attributes.len : at + 1);

	while (len < id.len && !ascii_is_space((unsigned char)id.at[len]) && id.at[len] != '}')
		len++;
	return len ? str_head(id, len) : STR_NONE;
}

str
markdown_phrase_slug(struct arena *arena, str text)
{
	struct buf slug = BUF(arena);

	text = str_trim(text);
	while (text.len && slug.len < LONGEST_SLUG) {
		size_t len;
		uint32_t code = utf8_decode(text, &len);

		if (code_is_word(code) || code == '-' || code == '_')
			buf_utf8(&slug, code_lower(code));
		else if (code == ' ' || code == '\n')
			buf_char(&slug, '-');
		text = str_from(text, len);
	}
	return buf_str(&slug);
}

/* The kinds of files that an embed shows; others are linked. */
static bool
is_picture(str target)
{
	static const char *const ends[] = {
	    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends_nocase(target, str_of(ends[i])))
			return true;
	return false;
}

/* Parts of [[target#heading|shown]]. */
struct wikilink {
	str target, heading, shown;
};

static struct wikilink
split_wikilink(str inner)
{
	struct wikilink link = {.target = inner};
	size_t bar = str_find_char(inner, '|'), sign;

	if (bar != STR_NOT_FOUND) {
		link.shown = str_trim(str_from(inner, bar + 1));
		link.target = str_head(inner, bar);
		/* In a table's cell the bar has a backslash before it. */
		if (str_ends(link.target, STR("\\")))
			link.target.len--;
	}
	sign = str_find_char(link.target, '#');
	if (sign != STR_NOT_FOUND) {
		link.heading = str_trim(str_from(link.target, sign + 1));
		link.target = str_head(link.target, sign);
	}
	link.target = str_trim(link.target);
	/* Of "Chapter#Section" the last one is meant. */
	sign = str_rfind_char(link.heading, '#');
	if (sign != STR_NOT_FOUND)
		link.heading = str_from(link.heading, sign + 1);
	return link;
}

static str
shown_of(struct markdown *md, struct wikilink link)
{
	if (link.shown.len)
		return link.shown;
	if (!link.heading.len)
		return link.target;
	return link.target.len ? arena_printf(md->ctx->arena, "%.*s > %.*s", STR_ARG(link.target),
				     STR_ARG(link.heading))
			       : link.heading;
}

static void
put_wikilink(struct markdown *md, struct buf *out, str inner)
{
	struct wikilink link = split_wikilink(inner);

	buf_z(out, link.target.len ? "<a href=\"wikilink:" : "<a href=\"");
	markdown_phrase_href(out, link.target);
	if (link.heading.len) {
		buf_char(out, '#');
		if (*link.heading.at == '^') {
			buf_z(out, MARKDOWN_BLOCK_ID);
			markdown_phrase_href(out, str_from(link.heading, 1));
		} else
			markdown_phrase_href(
			    out, markdown_phrase_slug(md->ctx->arena, link.heading));
	}
	buf_z(out, "\">");
	markdown_phrase_escape(out, shown_of(md, link));
	buf_z(out, "</a>");
}

/* ![[picture.png|300]]: what follows the bar is a size or a text. */
static void
put_embed(struct markdown *md, struct buf *out, str inner)
{
	struct wikilink link = split_wikilink(inner);
	uint32_t width;
	size_t digits = str_number(link.shown, 5, &width);
	bool is_size = digits && (digits == link.shown.len || link.shown.at[digits] == 'x');

	if (!is_picture(link.target)) {
		put_wikilink(md, out, inner);
		return;
	}
	buf_z(out, "<img src=\"");
	markdown_phrase_href(out, link.target);
	buf_z(out, "\" alt=\"");
	if (!is_size)
		markdown_phrase_escape(out, link.shown);
	buf_z(out, "\"");
	if (is_size)
		buf_printf(out, " width=\"%lu\"", (unsigned long)width);
	buf_z(out, " />");
}

/* The abbreviation at the start of a text; NULL when none is. */
static const struct abbreviation *
find_abbreviation(const struct markdown *md, str text, str word)
{
	const struct idmap_entry *entry = idmap_find(&md->first_words, word);
	uint32_t at = entry ? entry->value : 0;

	while (at) {
		const struct abbreviation *one = &md->abbreviations[at - 1];
		str behind = str_from(text, one->key.len);
		size_t len;

		if (str_starts(text, one->key) &&
		    (!behind.len || !code_is_word(utf8_decode(behind, &len))))
			return one;
		at = one->next;
	}
	return NULL;
}

static void
put_words(struct markdown *md, struct buf *out, str text)
{
	while (text.len) {
		const struct abbreviation *found = NULL;
		size_t len, end = 0;

		while (end < text.len && code_is_word(utf8_decode(str_from(text, end), &len)))
			end += len;
		if (end && (found = find_abbreviation(md, text, str_head(text, end)))) {
			buf_z(out, "<abbr title=\"");
			markdown_phrase_escape(out, found->title);
			buf_z(out, "\">");
			end = found->key.len;
		}
		markdown_phrase_escape(out, str_head(text, end));
		buf_z(out, found ? "</abbr>" : "");
		text = str_from(text, end);
		if (!text.len || found)
			continue;
		utf8_decode(text, &len);
		markdown_phrase_escape(out, str_head(text, len));
		text = str_from(text, len);
	}
}

/* What was set aside, without markup. */
static void
put_plain(struct markdown *md, struct buf *out, const struct slot *slot)
{
	switch (slot->kind) {
	case SLOT_TEXT:
	case SLOT_ATTRIBUTES:
		markdown_phrase_escape(out, slot->raw);
		break;
	case SLOT_MATH:
	case SLOT_DISPLAY:
		markdown_phrase_escape(out, slot->text);
		break;
	case SLOT_LINK:
	case SLOT_EMBED:
		markdown_phrase_escape(out, shown_of(md, split_wikilink(slot->text)));
		break;
	default:
		break;
	}
}

static void
put_slot(struct markdown *md, struct buf *out, const struct slot *slot)
{
	switch (slot->kind) {
	case SLOT_HTML:
		buf_add(out, slot->raw);
		break;
	case SLOT_MATH:
	case SLOT_DISPLAY:
		markdown_phrase_math(out, slot->text, slot->kind == SLOT_DISPLAY);
		break;
	case SLOT_LINK:
		put_wikilink(md, out, slot->text);
		break;
	case SLOT_EMBED:
		put_embed(md, out, slot->text);
		break;
	case SLOT_OPEN:
	case SLOT_CLOSE:
		buf_z(out, slot->kind == SLOT_OPEN ? "<" : "</");
		buf_add(out, slot->text);
		buf_char(out, '>');
		break;
	case SLOT_VERSE:
		for (size_t i = 2; i < slot->raw.len; i++)
			buf_z(out, "&nbsp;");
		break;
	case SLOT_NOTE: /* stands in brackets that are a note's no longer */
		markdown_phrase_escape(out, slot->text);
		break;
	default:
		put_plain(md, out, slot);
		break;
	}
}

void
markdown_phrase(struct markdown *md, struct buf *out, str text, bool is_plain)
{
	const struct slot *slot;
	str before;

	while (markdown_slot_next(md, &text, &before, &slot)) {
		if (is_plain || !md->abbreviation_count)
			markdown_phrase_escape(out, before);
		else
			put_words(md, out, before);
		if (is_plain)
			put_plain(md, out, slot);
		else
			put_slot(md, out, slot);
	}
	if (is_plain || !md->abbreviation_count)
		markdown_phrase_escape(out, before);
	else
		put_words(md, out, before);
}

/* Whether an element takes all that follows for text up to its end (GFM 6.11). Those of `always`
   are text themselves, since nobody means them; the others, when their end is missing. */
static bool
is_disallowed(str tag, str rest, bool is_closed)
{
	static const char *const always[] = {
	    "title", "textarea", "xmp", "noembed", "noframes", "plaintext"};
	static const char *const unclosed[] = {"style", "script", "iframe"};

	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (str_eq_nocase(tag, str_of(always[i])))
			return true;
	for (size_t i = 0; i < sizeof unclosed / sizeof *unclosed; i++)
		if (str_eq_nocase(tag, str_of(unclosed[i])))
			return !is_closed && str_find(rest, STR("</")) == STR_NOT_FOUND;
	return false;
}

void
markdown_phrase_raw(struct markdown *md, struct buf *out, str html, bool is_closed)
{
	struct buf raw = BUF(md->ctx->arena);
	size_t from = 0, i = 0, at;

	markdown_slot_restore(md, &raw, html);
	html = buf_str(&raw);
	while ((at = str_find_char(str_from(html, i), '<')) != STR_NOT_FOUND) {
		size_t open = i + at, name = open + 1, end;

		if (name < html.len && html.at[name] == '/')
			name++;
		for (end = name; end < html.len && ascii_is_alpha((unsigned char)html.at[end]);)
			end++;
		i = open + 1;
		if (!is_disallowed((str){html.at + name, end - name}, str_from(html, end),
			is_closed || name > open + 1))
			continue;
		buf_add(out, (str){html.at + from, open - from});
		buf_z(out, "&lt;");
		from = i;
	}
	buf_add(out, str_from(html, from));
}

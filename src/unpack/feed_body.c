/* The texts of feeds: what is HTML and what is not, and an item's article made of them. */
#include "core/url.h"
#include "core/utf8.h"
#include "unpack/feed.h"
#include "unpack/xml.h"

#define WORDS_BYTES 60   /* of the first words that stand in for a title */
#define LOOK_BYTES 20000 /* of a body that are looked at to tell what it is */

/* Elements that titles are set with. */
static const char *const inlines[] = {"a", "b", "i", "u", "s", "em", "br", "br/", "strong", "span",
    "code", "tt", "font", "sub", "sup", "small", "big", "strike", "del", "ins", "cite", "q", "abbr",
    "acronym", "mark", "p", "div", "h1", "h2", "h3", "img", "wbr", "nobr", "time"};

/* And bodies. */
static const char *const flows[] = {"p", "br", "br/", "a", "b", "i", "em", "strong", "div", "span",
    "ul", "ol", "li", "img", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code",
    "table", "tr", "td", "hr", "hr/", "figure", "iframe", "font", "center", "article", "section",
    "u", "small", "sup", "sub", "dl", "dt", "dd", "tt", "del", "ins", "s", "q", "cite", "video",
    "audio", "picture", "style", "script", "body", "html"};

static bool
among(str name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(name, str_of(list[i])))
			return true;
	return false;
}

#define AMONG(name, list) among((name), (list), sizeof(list) / sizeof *(list))

/* The name of a tag that begins behind a "<", "/" in front left out; empty when it is none. */
static str
tag_name(str behind)
{
	size_t n = 0;

	if (str_starts(behind, STR("/")))
		behind = str_from(behind, 1);
	while (n < behind.len && n < 12 &&
	    (ascii_is_alpha((unsigned char)behind.at[n]) ||
		ascii_is_digit((unsigned char)behind.at[n])))
		n++;
	if (n == behind.len ||
	    (!ascii_is_space((unsigned char)behind.at[n]) && behind.at[n] != '>' &&
		behind.at[n] != '/'))
		return STR("");
	return str_head(behind, n);
}

/* Whether tags of HTML stand in it, each begun by `mark`: "<" or, of what was escaped once more,
   "&lt;". */
static bool
has_tags(str text, str mark)
{
	text = str_head(text, LOOK_BYTES);
	for (;;) {
		size_t at = str_find(text, mark);

		if (at == STR_NOT_FOUND)
			return false;
		text = str_from(text, at + mark.len);
		if (AMONG(tag_name(text), flows))
			return true;
	}
}

/* HTML that was escaped once more than it was decoded: it begins and ends with escaped tags. Where
   some of its tags were forgotten to be escaped, they stand within. */
static bool
is_escaped_twice(str text)
{
	str all = str_trim(text), name;

	if (!str_starts(all, STR("&lt;")) || !str_ends(all, STR("&gt;")))
		return false;
	name = tag_name(str_from(all, 4));
	/* "<p>" is escaped as "&lt;p&gt;". */
	for (size_t n = 0; !name.len && n < 12 && 4 + n < all.len; n++)
		if (str_starts(str_from(all, 4 + n), STR("&gt;")))
			name = str_head(str_from(all, 4), n);
	return AMONG(name, flows) &&
	    (str_find(all, STR("&lt;/")) != STR_NOT_FOUND || AMONG(name, inlines));
}

/* Plain text as paragraphs: blank lines part them. */
static str
paragraphs(struct arena *arena, str text)
{
	struct buf out = BUF(arena);
	bool open = false;
	str line;

	buf_reserve(&out, text.len + 16);
	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (!line.len) {
			open = false;
			continue;
		}
		buf_z(&out, open ? "\n" : "<p>");
		buf_xml(&out, line);
		open = true;
	}
	return buf_str(&out);
}

/* Lines of HTML without a tag: only its blank lines say anything. */
static str
part_lines(struct arena *arena, str text)
{
	struct buf out = BUF(arena);
	bool open = false;
	str line;

	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (line.len) {
			buf_z(&out, open ? "\n" : "<p>");
			buf_add(&out, line);
		}
		open = line.len > 0;
	}
	return buf_str(&out);
}

str
feed_markup(struct arena *arena, const struct feed_text *text)
{
	str markup = text->text;

	if (text->form == FEED_PLAIN) {
		str all = str_trim(markup);

		/* Atom's own default, of feeds that hold HTML and do not say it. */
		if (!str_starts(all, STR("<")) || !str_ends(all, STR(">")) ||
		    !has_tags(all, STR("<")) || str_find(all, STR("</")) == STR_NOT_FOUND)
			return paragraphs(arena, markup);
	}
	if (is_escaped_twice(markup))
		markup = xml_decode(arena, markup);
	if (has_tags(markup, STR("<")) || markup.len > LOOK_BYTES)
		return markup;
	return part_lines(arena, markup);
}

/* Without its tags: all of them, or those that titles are set with. */
static str
without_tags(struct arena *arena, str text, bool all)
{
	struct buf out = BUF(arena);
	size_t at;

	while ((at = str_find_char(text, '<')) != STR_NOT_FOUND) {
		str name = tag_name(str_from(text, at + 1));
		size_t end = str_find_char(str_head(str_from(text, at), 2000), '>');
		bool drop = end != STR_NOT_FOUND && name.len && (all || AMONG(name, inlines));

		buf_add(&out, str_head(text, at));
		if (!drop)
			buf_char(&out, '<');
		else if (!AMONG(name, inlines) || ascii_lower((unsigned char)name.at[0]) == 'p' ||
		    str_eq_nocase(name, STR("br")))
			buf_char(&out, ' ');
		text = str_from(text, drop ? at + end + 1 : at + 1);
	}
	buf_add(&out, text);
	return buf_str(&out);
}

str
feed_plain(struct arena *arena, const struct feed_text *text)
{
	str plain = utf8_head(text->text, LOOK_BYTES);

	if (text->form != FEED_PLAIN)
		plain = xml_decode(arena, without_tags(arena, plain, text->form == FEED_HTML));
	return utf8_fold_space(arena, plain);
}

str
feed_first_words(struct arena *arena, str markup)
{
	const struct feed_text text = {.text = utf8_head(markup, LOOK_BYTES), .form = FEED_HTML};
	str plain = feed_plain(arena, &text), head;
	size_t space;

	if (plain.len <= WORDS_BYTES)
		return plain;
	head = utf8_head(plain, WORDS_BYTES);
	space = str_rfind_char(head, ' ');
	if (space != STR_NOT_FOUND && space > WORDS_BYTES / 3)
		head = str_head(head, space);
	while (head.len && str_find_char(STR(" ,;:.-"), head.at[head.len - 1]) != STR_NOT_FOUND)
		head.len--;
	return arena_printf(arena, "%.*s\xe2\x80\xa6", STR_ARG(head));
}

static str
name_of_file(struct arena *arena, str address)
{
	size_t slash;

	address = str_head(address, str_find_char(address, '?'));
	slash = str_rfind_char(address, '/');
	return url_decode(arena, slash == STR_NOT_FOUND ? address : str_from(address, slash + 1));
}

/* "12.3 MB" of a length in bytes, nothing where it is none. */
static void
put_size(struct buf *out, str length)
{
	uint32_t value;
	size_t digits = str_number(str_trim(length), 10, &value);

	if (!digits || digits > 9 || digits != str_trim(length).len || value < 1000)
		return;
	if (value < 1000000)
		buf_printf(out, ", %u kB", value / 1000);
	else
		buf_printf(out, ", %u.%u MB", value / 1000000, value / 100000 % 10);
}

static void
put_enclosures(struct buf *out, const struct feed_entry *entry)
{
	bool open = false;

	for (size_t i = 0; i < entry->enclosure_count; i++) {
		const struct feed_link *link = &entry->enclosures[i];
		str title = link->title.len ? link->title : name_of_file(out->arena, link->address);

		if (!url_is_web(link->address))
			continue;
		buf_z(out, open ? "<li><a href=\"" : "\n<ul><li><a href=\"");
		open = true;
		buf_xml_attribute(out, link->address);
		buf_z(out, "\">");
		buf_xml(out, title.len ? title : link->address);
		buf_z(out, "</a>");
		if (link->type.len) {
			buf_z(out, " (");
			buf_xml(out, str_head(link->type, 100));
			put_size(out, link->length);
			buf_z(out, ")");
		}
		buf_z(out, "</li>");
	}
	buf_z(out, open ? "</ul>" : "");
}

str
feed_body(struct arena *arena, const struct feed_entry *entry, const struct feed_text *body)
{
	struct buf out = BUF(arena);
	str markup = body ? feed_markup(arena, body) : STR("");

	buf_reserve(&out, markup.len + 100);
	/* What is decoded for an article is UTF-8, and is not to be guessed again. */
	buf_z(&out, "\xef\xbb\xbf");
	if (entry->picture.address.len && str_find_nocase(markup, STR("<img")) == STR_NOT_FOUND) {
		buf_z(&out, "<p><img src=\"");
		buf_xml_attribute(&out, entry->picture.address);
		buf_z(&out, "\" alt=\"");
		buf_xml_attribute(&out, entry->picture.title);
		buf_z(&out, "\"></p>\n");
	}
	buf_add(&out, markup);
	put_enclosures(&out, entry);
	return buf_str(&out);
}

str
feed_person(struct arena *arena, str text)
{
	size_t open = str_find_char(text, '('), close = str_rfind_char(text, ')');
	size_t at = str_find_char(text, '@');
	str word, rest;
	struct buf out = BUF(arena);

	text = str_trim(text);
	if (at == STR_NOT_FOUND)
		return utf8_fold_space(arena, text);
	if (open != STR_NOT_FOUND && close != STR_NOT_FOUND && close > open + 1)
		return feed_person(arena, (str){text.at + open + 1, close - open - 1});
	rest = text;
	while (str_word(&rest, &word)) {
		if (str_find_char(word, '@') != STR_NOT_FOUND)
			continue;
		if (out.len)
			buf_char(&out, ' ');
		buf_add(&out, word);
	}
	return utf8_fold_space(arena, buf_str(&out));
}

str
feed_join(struct arena *arena, str address, str base)
{
	str whole = feed_address(arena, address, base);

	return whole.at ? whole : str_trim(address);
}

str
feed_address(struct arena *arena, str address, str base)
{
	str whole;

	address = str_trim(address);
	if (!address.len || address.len > 8000)
		return STR_NONE;
	whole = url_resolve(arena, base, address);
	return url_is_web(whole) ? whole : STR_NONE;
}

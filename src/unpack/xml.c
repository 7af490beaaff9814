/* XML as it is found on disks: tokens and the elements that are open. */
#include "unpack/xml.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* What ends something: searched once to the end of the document, then known to be missing. */
enum mark { MARK_COMMENT, MARK_CDATA, MARK_INSTRUCTION, MARK_QUOTE, MARK_APOSTROPHE };

static const char *const marks[] = {"-->", "]]>", "?>", "\"", "'"};

/* Elements of HTML that have no end tag, where feeds hold HTML that nobody escaped. */
static const char *const voids[] = {"br", "hr", "img", "input", "wbr", "embed", "param", "col"};

/* Place of a mark at `from` or behind; STR_NOT_FOUND when there is none. */
static size_t
find_mark(struct xml *xml, enum mark mark, size_t from)
{
	size_t found;

	if (from >= xml->none[mark])
		return STR_NOT_FOUND;
	found = str_find(str_from(xml->text, from), str_of(marks[mark]));
	if (found == STR_NOT_FOUND) {
		xml->none[mark] = from;
		return STR_NOT_FOUND;
	}
	return from + found;
}

void
xml_begin(struct xml *xml, struct arena *arena, str text)
{
	xml->arena = arena;
	xml->flat = NULL;
	xml->text = text;
	xml->at = xml->from = 0;
	xml->depth = xml->buried = xml->plain_to = 0;
	xml->closes = false;
	for (size_t i = 0; i < sizeof xml->none / sizeof *xml->none; i++)
		xml->none[i] = text.len;
}

static bool
is_name_start(unsigned char c)
{
	return ascii_is_alpha(c) || c == '_' || c == ':' || c >= 0x80;
}

static bool
is_name(unsigned char c)
{
	return is_name_start(c) || ascii_is_digit(c) || c == '-' || c == '.';
}

static size_t
name_end(str text, size_t at)
{
	while (at < text.len && is_name((unsigned char)text.at[at]))
		at++;
	return at;
}

static uint32_t
hash_name(str name)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ ascii_lower((unsigned char)name.at[i])) * 16777619u;
	return hash;
}

/* Place of the ">" that ends a tag whose name ends at `at`; STR_NOT_FOUND when another begins
   before it or the document ends. */
static size_t
plain_tag_end(const struct xml *xml, size_t at)
{
	while (at < xml->text.len && xml->text.at[at] != '>' && xml->text.at[at] != '<')
		at++;
	return at < xml->text.len && xml->text.at[at] == '>' ? at : STR_NOT_FOUND;
}

/* The same, where a value in quotes may hold either. What has been looked at in vain is not looked
   at in that way again. */
static size_t
tag_end(struct xml *xml, size_t name)
{
	size_t at;

	if (name < xml->plain_to)
		return plain_tag_end(xml, name);
	for (at = name; at < xml->text.len && xml->text.at[at] != '<'; at++) {
		char c = xml->text.at[at], before = xml->text.at[at - 1];
		size_t end;

		if (c == '>')
			return at;
		/* A quote that begins no value is one too many. */
		if ((c != '"' && c != '\'') ||
		    (before != '=' && !ascii_is_space((unsigned char)before)))
			continue;
		end = find_mark(xml, c == '"' ? MARK_QUOTE : MARK_APOSTROPHE, at + 1);
		if (end != STR_NOT_FOUND)
			at = end;
	}
	xml->plain_to = at;
	return plain_tag_end(xml, name);
}

/* Place behind a document type that begins at `at`, its internal subset included; where that does
   not end, behind the first ">". */
static size_t
doctype_end(str text, size_t at)
{
	bool subset = false;
	size_t first = str_find_char(str_from(text, at), '>');

	if (first == STR_NOT_FOUND)
		return text.len;
	for (size_t i = at; i < text.len; i++) {
		char c = text.at[i];

		subset = (subset || c == '[') && c != ']';
		if (c == '>' && !subset)
			return i + 1;
	}
	return at + first + 1;
}

/* Skip what begins with "<!" or "<?" and is no text; false when it is nothing of the kind. */
static bool
skip_other(struct xml *xml)
{
	str rest = str_from(xml->text, xml->at);
	size_t end;

	if (str_starts(rest, STR("<!--"))) {
		end = find_mark(xml, MARK_COMMENT, xml->at + 4);
		xml->at = end == STR_NOT_FOUND ? xml->at + 4 : end + 3;
		return true;
	}
	if (str_starts_nocase(rest, STR("<!DOCTYPE"))) {
		/* One is enough, and it stands in front. */
		end = xml->depth ? str_find_char(str_head(rest, 1000), '>') : STR_NOT_FOUND;
		if (!xml->depth)
			xml->at = doctype_end(xml->text, xml->at);
		else
			xml->at += end == STR_NOT_FOUND ? 9 : end + 1;
		return true;
	}
	if (str_starts(rest, STR("<?"))) {
		end = find_mark(xml, MARK_INSTRUCTION, xml->at + 2);
		xml->at = end == STR_NOT_FOUND ? xml->at + 2 : end + 2;
		return true;
	}
	return false;
}

static bool
is_void(const struct xml *xml, str name)
{
	if (str_has_word_nocase(str_of(xml->flat), name))
		return true;
	for (size_t i = 0; i < sizeof voids / sizeof *voids; i++)
		if (str_eq_nocase(name, str_of(voids[i])))
			return true;
	return false;
}

/* A start tag at xml->at; false when it is none. */
static bool
take_open(struct xml *xml)
{
	size_t start = xml->at + 1, name = name_end(xml->text, start), end;
	bool empty;

	if (name == start || !is_name_start((unsigned char)xml->text.at[start]))
		return false;
	end = tag_end(xml, name);
	if (end == STR_NOT_FOUND)
		return false;
	empty = xml->text.at[end - 1] == '/' && end > name;
	xml->name = (str){xml->text.at + start, name - start};
	xml->attributes = (str){xml->text.at + name, end - name - (empty ? 1 : 0)};
	xml->at = end + 1;
	empty |= is_void(xml, xml->name);
	if (xml->depth == XML_DEPTH_MAX) {
		xml->buried += empty ? 0 : 1;
		return true;
	}
	xml->stack[xml->depth++] = (struct xml_open){xml->name, hash_name(xml->name)};
	xml->to = xml->depth - 1;
	xml->closes = empty;
	xml->kind = XML_OPEN;
	return true;
}

/* An end tag at xml->at: how deep it leads. False when it is none. */
static bool
take_close(struct xml *xml)
{
	size_t start = xml->at + 2, name = name_end(xml->text, start), end = name;
	str found = {xml->text.at + start, name - start};
	uint32_t hash = hash_name(found);

	if (name == start)
		return false;
	while (end < xml->text.len && xml->text.at[end] != '>' && xml->text.at[end] != '<')
		end++;
	xml->at = end < xml->text.len && xml->text.at[end] == '>' ? end + 1 : end;
	for (size_t i = xml->depth; i > 0; i--)
		if (xml->stack[i - 1].hash == hash &&
		    str_eq_nocase(xml->stack[i - 1].name, found)) {
			xml->to = i - 1;
			xml->closes = true;
			xml->buried = 0;
			return true;
		}
	xml->buried -= xml->buried ? 1 : 0;
	return true;
}

static void
take_text(struct xml *xml)
{
	str rest = str_from(xml->text, xml->at);
	size_t end;

	xml->kind = XML_TEXT;
	xml->is_cdata = str_starts(rest, STR("<![CDATA["));
	if (xml->is_cdata) {
		end = find_mark(xml, MARK_CDATA, xml->at + 9);
		xml->raw = str_from(xml->text, xml->at + 9);
		if (end != STR_NOT_FOUND)
			xml->raw.len = end - xml->at - 9;
		xml->at = end == STR_NOT_FOUND ? xml->text.len : end + 3;
		return;
	}
	/* A "<" that begins nothing is text. */
	end = str_find_char(str_from(rest, 1), '<');
	xml->raw = end == STR_NOT_FOUND ? rest : str_head(rest, end + 1);
	xml->at += xml->raw.len;
}

static bool
pop(struct xml *xml)
{
	if (!xml->closes)
		return false;
	xml->kind = XML_CLOSE;
	xml->name = xml->stack[--xml->depth].name;
	xml->attributes = STR_NONE;
	xml->closes = xml->depth > xml->to;
	return true;
}

enum xml_kind
xml_next(struct xml *xml)
{
	xml->is_cut = false;
	for (;;) {
		char next;

		if (xml->closes) {
			pop(xml);
			return xml->kind;
		}
		xml->from = xml->at;
		if (xml->at >= xml->text.len) {
			xml->closes = xml->depth > 0;
			xml->to = xml->depth ? xml->depth - 1 : 0;
			xml->is_cut = pop(xml);
			return xml->is_cut ? XML_CLOSE : (xml->kind = XML_END);
		}
		next = xml->at + 1 < xml->text.len ? xml->text.at[xml->at + 1] : ' ';
		if (xml->text.at[xml->at] == '<') {
			if ((next == '!' || next == '?') && skip_other(xml))
				continue;
			xml->kind = XML_END;
			if (next == '/' ? take_close(xml) : take_open(xml)) {
				if (xml->kind == XML_OPEN)
					return XML_OPEN;
				continue;
			}
		}
		take_text(xml);
		return XML_TEXT;
	}
}

void
xml_raise(struct xml *xml, size_t depth)
{
	xml->stack[depth - 1] = xml->stack[xml->depth - 1];
	xml->depth = depth;
	xml->to = depth - 1;
}

bool
xml_attribute(str *rest, str *name, str *value)
{
	str at = *rest;
	size_t n = 0;

	while (at.len && !is_name_start((unsigned char)at.at[0]))
		at = str_from(at, 1);
	if (!at.len)
		return false;
	n = name_end(at, 0);
	*name = str_head(at, n);
	at = str_from(at, n);
	*value = STR("");
	n = 0;
	while (n < at.len && ascii_is_space((unsigned char)at.at[n]))
		n++;
	if (n < at.len && at.at[n] == '=') {
		at = str_from(at, n + 1);
		while (at.len && ascii_is_space((unsigned char)at.at[0]))
			at = str_from(at, 1);
		n = 0;
		if (at.len && (at.at[0] == '"' || at.at[0] == '\'')) {
			n = str_find_char(str_from(at, 1), at.at[0]);
			*value = str_head(str_from(at, 1), n == STR_NOT_FOUND ? at.len : n);
			at = n == STR_NOT_FOUND ? STR("") : str_from(at, n + 2);
		} else {
			while (n < at.len && !ascii_is_space((unsigned char)at.at[n]))
				n++;
			*value = str_head(at, n);
			at = str_from(at, n);
		}
	}
	*rest = at;
	return true;
}

str
xml_get(const struct xml *xml, const char *wanted)
{
	str rest = xml->attributes, name, value;

	while (xml_attribute(&rest, &name, &value))
		if (str_eq_nocase(xml_local(name), str_of(wanted)))
			return xml_decode(xml->arena, value);
	return STR_NONE;
}

str
xml_text(const struct xml *xml)
{
	return xml->is_cdata ? xml->raw : xml_decode(xml->arena, xml->raw);
}

str
xml_local(str name)
{
	size_t colon = str_find_char(name, ':');

	return colon == STR_NOT_FOUND ? name : str_from(name, colon + 1);
}

str
xml_prefix(str name)
{
	size_t colon = str_find_char(name, ':');

	return colon == STR_NOT_FOUND ? STR_NONE : str_head(name, colon);
}

/* A numeric reference's character; false when it is none. */
static bool
put_number(struct buf *out, str digits)
{
	/* Of the HTML Living Standard's table in "numeric character reference end state". */
	static const uint16_t latin[32] = {0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020,
	    0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019,
	    0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
	    0x17E, 0x178};
	unsigned base = str_starts_nocase(digits, STR("x")) ? 16 : 10;
	uint32_t code = 0;

	digits = str_from(digits, base == 16 ? 1 : 0);
	if (!digits.len)
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		unsigned char c = ascii_lower((unsigned char)digits.at[i]);

		if (!ascii_is_digit(c) && (base == 10 || c < 'a' || c > 'f'))
			return false;
		if (code < 0x110000)
			code =
			    code * base + (ascii_is_digit(c) ? c - (unsigned)'0' : c - 'a' + 10u);
	}
	if (code >= 128 && code < 160)
		code = latin[code - 128];
	if (code >= ' ' || code == '\t' || code == '\n' || code == '\r')
		buf_utf8(out, code);
	return true;
}

/* What stands between "&" and ";". */
static bool
put_reference(struct buf *out, str inner)
{
	static const struct {
		const char *name, *text;
	} own[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
	const htmlEntityDesc *entity;
	char name[16];

	if (str_starts(inner, STR("#")))
		return put_number(out, str_from(inner, 1));
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (str_eq(inner, str_of(own[i].name))) {
			buf_z(out, own[i].text);
			return true;
		}
	if (!inner.len || inner.len >= sizeof name)
		return false;
	memcpy(name, inner.at, inner.len);
	name[inner.len] = '\0';
	entity = htmlEntityLookup((const xmlChar *)name);
	if (entity)
		buf_utf8(out, entity->value);
	return entity != NULL;
}

str
xml_decode(struct arena *arena, str raw)
{
	struct buf out = BUF(arena);
	size_t and = str_find_char(raw, '&');

	if (and == STR_NOT_FOUND)
		return raw;
	buf_reserve(&out, raw.len);
	while (and != STR_NOT_FOUND) {
		size_t end;

		buf_add(&out, str_head(raw, and));
		raw = str_from(raw, and);
		end = str_find_char(str_head(raw, 40), ';');
		if (end != STR_NOT_FOUND &&
		    put_reference(&out, str_head(str_from(raw, 1), end - 1))) {
			raw = str_from(raw, end + 1);
		} else {
			buf_char(&out, '&');
			raw = str_from(raw, 1);
		}
		and = str_find_char(raw, '&');
	}
	buf_add(&out, raw);
	return buf_str(&out);
}

/* XHTML to a Page, by way of libxml2's reader. */
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <limits.h>

#include "parse/base.h"
#include "parse/parse.h"

#define LIMIT_LOOKUPS 100000 /* names of entities looked up; the table is searched in order */

/* Place behind a document type declaration that begins at `at`, its internal subset included. */
static size_t
doctype_end(str text, size_t at)
{
	char quote = 0;
	bool subset = false;

	for (; at < text.len; at++) {
		char c = text.at[at];

		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '[') {
			subset = true;
		} else if (c == ']') {
			subset = false;
		} else if (str_starts(str_from(text, at), STR("<!--"))) {
			size_t end = str_find(str_from(text, at + 4), STR("-->"));

			at = end == STR_NOT_FOUND ? text.len : at + end + 6;
		} else if (c == '>' && !subset) {
			return at + 1;
		}
	}
	return text.len;
}

/* Append what a reference at `at` stands for: HTML's own names as their characters, XML's five and
   numbers as they are, anything else as nothing. Returns its length; 0 when it is none. */
static size_t
put_reference(struct buf *out, str rest, unsigned *lookups)
{
	size_t end = 1;
	char name[16];
	const htmlEntityDesc *entity;

	while (end < rest.len && end < 40 &&
	    (ascii_is_alpha((unsigned char)rest.at[end]) ||
		ascii_is_digit((unsigned char)rest.at[end]) || rest.at[end] == '#' ||
		rest.at[end] == '_' || rest.at[end] == '.' || rest.at[end] == '-'))
		end++;
	if (end >= rest.len || rest.at[end] != ';' || end == 1)
		return 0;
	if (rest.at[1] == '#') {
		buf_add(out, str_head(rest, end + 1));
		return end + 1;
	}
	if (end - 1 >= sizeof name || ++*lookups > LIMIT_LOOKUPS)
		return end + 1;
	for (size_t i = 1; i < end; i++)
		name[i - 1] = rest.at[i];
	name[end - 1] = '\0';
	if (str_eq(str_of(name), STR("apos")))
		buf_z(out, "&#39;");
	else if ((entity = htmlEntityLookup((const xmlChar *)name)))
		buf_printf(out, "&#%u;", entity->value);
	return end + 1;
}

/* The document without its document type and with no entities but those of XML: nothing that a
   document declares is ever expanded. False when it asks for too many. */
static bool
without_entities(struct arena *arena, str text, str *plain)
{
	struct buf out = BUF(arena);
	unsigned lookups = 0;
	size_t at = 0, from = 0, end;

	/* It is UTF-8 by now, whatever its declaration says. */
	if (str_starts(text, STR("<?xml"))) {
		end = str_find(text, STR("?>"));
		text = str_from(text, end == STR_NOT_FOUND ? text.len : end + 2);
	}
	text = str_trim(text);
	buf_reserve(&out, text.len + 64);
	while (at < text.len) {
		str rest = str_from(text, at);

		end = 0;
		if (rest.at[0] == '<' && str_starts(rest, STR("<!DOCTYPE"))) {
			end = doctype_end(text, at) - at;
			buf_add(&out, (str){text.at + from, at - from});
			from = at + end;
		} else if (rest.at[0] == '<' &&
		    (str_starts(rest, STR("<!--")) || str_starts(rest, STR("<![CDATA[")))) {
			end = str_find(
			    str_from(rest, 4), rest.at[2] == '-' ? STR("-->") : STR("]]>"));
			end = end == STR_NOT_FOUND ? rest.len : end + 7;
		} else if (rest.at[0] == '&') {
			buf_add(&out, (str){text.at + from, at - from});
			from = at;
			end = put_reference(&out, rest, &lookups);
			from += end;
		}
		at += end ? end : 1;
	}
	buf_add(&out, (str){text.at + from, text.len - from});
	*plain = buf_str(&out);
	return lookups <= LIMIT_LOOKUPS;
}

static void
free_reader(void *reader)
{
	xmlFreeTextReader(reader);
}

static void
ignore_error(void *with, xmlErrorPtr error)
{
	(void)with;
	(void)error;
}

static str
copy(struct page *page, const xmlChar *z)
{
	return arena_copy(page->arena, str_of((const char *)z));
}

static str
lower_copy(struct page *page, const xmlChar *z)
{
	char *at = arena_zstr(page->arena, str_of((const char *)z));

	for (char *c = at; *c; c++)
		*c = (char)ascii_lower((unsigned char)*c);
	return str_of(at);
}

/* The element the reader stands at, with its attributes. */
static void
open_element(struct page *page, xmlTextReaderPtr reader)
{
	str name = lower_copy(page, xmlTextReaderConstLocalName(reader));
	const xmlChar *space = xmlTextReaderConstNamespaceUri(reader);
	uint32_t before = (uint32_t)page->count, at = page_open(page, tag_of(name), name);
	unsigned count = 0;

	if (at >= before && str_eq(str_of((const char *)space), STR("http://www.w3.org/2000/svg")))
		page->nodes[at].flags |= NODE_SVG;
	while (xmlTextReaderMoveToNextAttribute(reader) == 1)
		if (!xmlTextReaderIsNamespaceDecl(reader) && at >= before &&
		    count++ < LIMIT_ATTRIBUTES)
			page_attr(page, lower_copy(page, xmlTextReaderConstName(reader)),
			    copy(page, xmlTextReaderConstValue(reader)));
	xmlTextReaderMoveToElement(reader);
}

/* Text belongs to the page unless a script or style holds it; that of JSON-LD is gathered. */
static void
take_text(struct page *page, xmlTextReaderPtr reader, struct buf *jsonld)
{
	enum tag tag = (enum tag)page->nodes[page->open].tag;

	if (tag == TAG_SCRIPT) {
		str type = page_get(page, page->open, STR("type"));

		if (str_find_nocase(str_head(type, 64), STR("ld+json")) != STR_NOT_FOUND)
			buf_z(jsonld, (const char *)xmlTextReaderConstValue(reader));
	} else if (tag != TAG_STYLE) {
		page_text(page, copy(page, xmlTextReaderConstValue(reader)));
	}
}

static void
close_element(struct page *page, struct buf *jsonld)
{
	page_close(page);
	if (jsonld->len)
		*ARENA_PUSH(page->arena, page->jsonld, page->jsonld_count, page->jsonld_room) =
		    buf_str(jsonld);
	*jsonld = BUF(page->arena);
}

/* Fill the page; false when the document is not well-formed or no XHTML. */
static bool
read_document(struct page *page, xmlTextReaderPtr reader)
{
	struct buf jsonld = BUF(page->arena);
	bool rooted = false;
	int got;

	while ((got = xmlTextReaderRead(reader)) == 1) {
		switch (xmlTextReaderNodeType(reader)) {
		case XML_READER_TYPE_ELEMENT: {
			bool empty = xmlTextReaderIsEmptyElement(reader) == 1;

			if (!rooted &&
			    !str_eq(str_of((const char *)xmlTextReaderConstLocalName(reader)),
				STR("html")))
				return false;
			rooted = true;
			open_element(page, reader);
			if (empty)
				close_element(page, &jsonld);
			break;
		}
		case XML_READER_TYPE_END_ELEMENT:
			close_element(page, &jsonld);
			break;
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
		case XML_READER_TYPE_WHITESPACE:
		case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
			take_text(page, reader, &jsonld);
			break;
		case XML_READER_TYPE_COMMENT:
			base_comment(page, copy(page, xmlTextReaderConstValue(reader)));
			break;
		default:
			break;
		}
	}
	return got == 0 && rooted;
}

struct page *
parse_xhtml(struct ctx *ctx, str text)
{
	struct page *page = page_new(ctx->arena);
	xmlTextReaderPtr reader;
	str plain;

	if (!without_entities(ctx->arena, text, &plain) || plain.len > INT_MAX)
		return parse_html(ctx, text);
	reader = xmlReaderForMemory(plain.at, (int)plain.len, NULL, "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!reader)
		return parse_html(ctx, text);
	arena_defer(ctx->arena, free_reader, reader);
	xmlTextReaderSetStructuredErrorHandler(reader, ignore_error, NULL);
	if (!read_document(page, reader))
		return parse_html(ctx, text);
	page_finish(page);
	base_find(ctx, page);
	return page;
}

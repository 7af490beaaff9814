/* The content of a feed's element: gathered while it is open, taken at its end. */
#include <string.h>

#include "core/base64.h"
#include "core/url.h"
#include "core/utf8.h"
#include "unpack/feed_take.h"

#define VALUE_MAX 5000 /* bytes of what is no text or title */

static str
keep(struct feed_collect *collect, str value)
{
	return value.at ? arena_copy(collect->arena, value) : STR_NONE;
}

void
feed_collect_begin(struct feed_collect *collect, struct arena *arena, const struct feed_row *row,
    struct xml *xml, str base, struct feed_entry *entry)
{
	bool is_text = row->field == FIELD_TITLE || row->field == FIELD_SUMMARY ||
	    row->field == FIELD_CONTENT || row->field == FIELD_RIGHTS;

	if (feed_take_attributes(entry, row, xml, base))
		return;
	*collect = (struct feed_collect){.arena = arena,
	    .row = row,
	    .depth = xml->depth,
	    .out = BUF(arena),
	    .base = base,
	    .is_permalink = true};
	if (is_text) {
		collect->type = keep(collect, str_trim(xml_get(xml, "type")));
		collect->mode = keep(collect, str_trim(xml_get(xml, "mode")));
	}
	if (is_text && row->field != FIELD_TITLE)
		feed_take_language(entry, xml);
	if (row->field == FIELD_AUTHOR || row->field == FIELD_PICTURE)
		collect->within = xml->depth;
	if (row->field == FIELD_SOURCE)
		collect->source = xml_get(xml, "url");
	if (row->field == FIELD_ID)
		collect->is_permalink =
		    !str_eq_nocase(str_trim(xml_get(xml, "isPermaLink")), STR("false"));
	/* RFC 4287 section 4.1.3.2: it lies elsewhere. */
	if (row->field == FIELD_CONTENT && xml_get(xml, "src").len)
		feed_add_enclosure(entry,
		    (struct feed_link){.address = feed_join(arena, xml_get(xml, "src"), base),
			.type = collect->type});
}

static bool
is_body(const struct feed_collect *collect)
{
	return collect->row->field == FIELD_SUMMARY || collect->row->field == FIELD_CONTENT ||
	    collect->row->field == FIELD_TITLE;
}

/* An attribute written anew; addresses within another base are made absolute. */
static void
put_attribute(struct feed_collect *collect, str name, str value, str base)
{
	static const char *const addresses[] = {"href", "src", "cite", "poster", "data"};
	str prefix = xml_prefix(name);

	if (str_eq(name, STR("xmlns")) || str_eq(prefix, STR("xmlns")))
		return;
	if (str_eq(prefix, STR("xml"))) {
		if (!str_eq(name, STR("xml:lang")))
			return;
		name = STR("lang");
	}
	value = xml_decode(collect->arena, value);
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		if (!str_eq(base, collect->base) && str_eq_nocase(name, str_of(addresses[i]))) {
			str whole = url_resolve(collect->arena, base, value);

			value = whole.at ? whole : value;
		}
	buf_char(&collect->out, ' ');
	buf_add(&collect->out, name);
	buf_z(&collect->out, "=\"");
	buf_xml_attribute(&collect->out, value);
	buf_char(&collect->out, '"');
}

void
feed_collect_open(struct feed_collect *collect, struct xml *xml, str base)
{
	str rest = xml->attributes, name, value, local = xml_local(xml->name);
	const char *inner = collect->row->field == FIELD_AUTHOR ? "name" : "url";

	if (collect->within) {
		if (str_eq_nocase(local, str_of(inner)) && xml->depth == collect->depth + 1) {
			collect->out.len = 0;
			collect->within = xml->depth;
		}
		return;
	}
	if (!is_body(collect))
		return;
	if (!collect->is_markup) {
		str so_far = buf_str(&collect->out);

		collect->out = BUF(collect->arena);
		buf_xml(&collect->out, so_far);
		collect->is_markup = true;
	}
	buf_char(&collect->out, '<');
	buf_add(&collect->out, local);
	while (xml_attribute(&rest, &name, &value))
		put_attribute(collect, name, value, base);
	buf_char(&collect->out, '>');
}

void
feed_collect_text(struct feed_collect *collect, const struct xml *xml)
{
	if (collect->within && xml->depth != collect->within)
		return;
	if (!is_body(collect) && collect->out.len > VALUE_MAX)
		return;
	if (collect->is_markup)
		buf_xml(&collect->out, xml_text(xml));
	else
		buf_add(&collect->out, xml_text(xml));
}

void
feed_collect_close(struct feed_collect *collect, const struct xml *xml)
{
	str local = xml_local(xml->name);

	/* After the name of a person comes what is not read. */
	if (collect->within && xml->depth + 1 == collect->within)
		collect->within = XML_DEPTH_MAX + 1;
	if (!collect->is_markup || str_eq_nocase(local, STR("br")))
		return;
	buf_z(&collect->out, "</");
	buf_add(&collect->out, local);
	buf_char(&collect->out, '>');
}

static bool
is_xml_type(str type)
{
	return str_eq_nocase(type, STR("xhtml")) || str_ends_nocase(type, STR("+xml")) ||
	    str_ends_nocase(type, STR("/xml"));
}

/* The text of a text construct (RFC 4287 section 3.1, 4.1.3; Atom 0.3 section 3.1), or of RSS,
   which does not say what it is. */
static struct feed_text
text_of(struct feed_collect *collect)
{
	struct feed_text text = {
	    .text = buf_str(&collect->out), .base = collect->base, .rank = collect->row->rank};
	str type = collect->type;
	bool is_html = str_eq_nocase(type, STR("html")) || str_eq_nocase(type, STR("text/html"));
	bool is_binary = type.len && str_find_char(type, '/') != STR_NOT_FOUND && !is_html &&
	    !is_xml_type(type) && !str_starts_nocase(type, STR("text/"));

	if (collect->is_markup) {
		text.form = FEED_HTML;
		return text;
	}
	if (str_eq_nocase(collect->mode, STR("base64")) || is_binary) {
		if (is_binary && !str_eq_nocase(collect->mode, STR("base64")) &&
		    !str_starts_nocase(type, STR("application/octet")))
			return (struct feed_text){0};
		text.text = utf8_repair(collect->arena, base64_decode(collect->arena, text.text));
		is_html = is_html || !type.len;
	}
	if (is_html || is_xml_type(type))
		text.form = FEED_HTML;
	else if (collect->row->space == SPACE_ATOM && str_eq_nocase(collect->mode, STR("escaped")))
		text.form = FEED_GUESSED;
	else if (collect->row->space == SPACE_ATOM || type.len)
		text.form = FEED_PLAIN;
	return text;
}

static void
take_id(struct feed_collect *collect, struct feed_entry *entry, str value)
{
	if (value.len && collect->row->rank > entry->id_rank) {
		entry->id = value;
		entry->id_rank = collect->row->rank;
	}
	if (collect->is_permalink && url_is_web(value) && entry->link_rank < 2) {
		entry->link = value;
		entry->link_rank = 2;
	}
}

static void
take_value(str *at, int *at_rank, str value, int rank)
{
	if (value.len && rank > *at_rank) {
		*at = value;
		*at_rank = rank;
	}
}

static void
take_source(struct feed_collect *collect, struct feed_entry *entry, str value)
{
	struct feed_entry *origin = arena_alloc(collect->arena, sizeof *origin);

	origin->title = (struct feed_text){.text = value, .rank = 1};
	origin->self = collect->source;
	if (value.len && !entry->origin)
		entry->origin = origin;
}

void
feed_collect_end(struct feed_collect *collect, struct feed_entry *entry)
{
	str value = str_trim(buf_str(&collect->out));
	int rank = collect->row->rank;

	switch (collect->row->field) {
	case FIELD_TITLE:
		feed_set_text(&entry->title, text_of(collect));
		break;
	case FIELD_SUMMARY:
		feed_set_text(&entry->summary, text_of(collect));
		break;
	case FIELD_CONTENT:
		feed_set_text(&entry->content, text_of(collect));
		break;
	case FIELD_LINK:
		take_value(&entry->link, &entry->link_rank,
		    feed_join(collect->arena, value, collect->base), rank);
		break;
	case FIELD_ID:
		take_id(collect, entry, value);
		break;
	case FIELD_AUTHOR:
		feed_add_author(collect->arena, entry, value, rank);
		break;
	case FIELD_DATE:
		feed_set_date(&entry->date, &entry->date_rank, value, entry->lang, rank);
		break;
	case FIELD_MODIFIED:
		feed_set_date(&entry->modified, &entry->modified_rank, value, entry->lang, rank);
		break;
	case FIELD_TAG:
		feed_add_tag(entry, value);
		break;
	case FIELD_TAGS:
		feed_add_tags(entry, value);
		break;
	case FIELD_LANGUAGE:
		take_value(&entry->lang, &entry->lang_rank, value, rank);
		break;
	case FIELD_RIGHTS:
		take_value(&entry->rights, &entry->rights_rank, value, rank);
		break;
	case FIELD_PUBLISHER:
		entry->publisher = value;
		break;
	case FIELD_PICTURE:
		feed_set_picture(entry, value, STR_NONE, rank);
		break;
	case FIELD_SOURCE:
		take_source(collect, entry, value);
		break;
	default:
		break;
	}
	collect->row = NULL;
}

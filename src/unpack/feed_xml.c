/* RSS and Atom: where the items of a feed lie, and what their elements say. */
#include "unpack/feed.h"

#include "core/url.h"
#include "unpack/feed_space.h"
#include "unpack/feed_take.h"
#include "unpack/xml.h"

struct reader {
	struct arena *arena;
	struct feed *feed;
	struct feed_names *names;
	struct feed_entry *into;
	struct xml xml;
	uint8_t spaces[XML_DEPTH_MAX + 1]; /* default namespace of what is within */
	str bases[XML_DEPTH_MAX + 1];
	size_t level;                /* depth of what is read as a field */
	struct feed_entry *around;   /* what `into` was before an origin opened */
	size_t origin_depth;         /* 0: none is open */
	struct feed_collect collect; /* the field that is open, if one is */
	size_t item;                 /* indexing: depth of the item that is open; 0 */
	size_t text_field;           /* indexing: depth of its body's element; 0 */
	bool seen;                   /* a feed's own root, or an item */
};

static enum feed_space
space_of(const struct reader *reader, str name)
{
	str prefix = xml_prefix(name);

	if (prefix.at)
		return feed_names_get(reader->names, prefix);
	return (enum feed_space)reader->spaces[reader->xml.depth];
}

/* Namespaces and base that the element just opened declares. */
static void
enter_scope(struct reader *reader)
{
	size_t depth = reader->xml.depth;
	str rest = reader->xml.attributes, name, value;

	reader->spaces[depth] = reader->spaces[depth - 1];
	reader->bases[depth] = reader->bases[depth - 1];
	while (xml_attribute(&rest, &name, &value)) {
		if (str_eq(name, STR("xmlns"))) {
			enum feed_space space = feed_space_of(value);

			/* A root of its own making is RSS all the same. */
			if (space != SPACE_OTHER || reader->seen)
				reader->spaces[depth] = (uint8_t)space;
		} else if (str_starts(name, STR("xmlns:"))) {
			feed_names_add(reader->names, str_from(name, 6), value);
		} else if (str_eq(name, STR("xml:base"))) {
			str base = feed_address(
			    reader->arena, xml_decode(reader->arena, value), reader->bases[depth]);

			if (base.at)
				reader->bases[depth] = base;
		}
	}
}

static bool
is_item(enum feed_space space, str name)
{
	str local = xml_local(name);

	return ((space == SPACE_CORE || space == SPACE_RDF) && str_eq_nocase(local, STR("item"))) ||
	    ((space == SPACE_ATOM || space == SPACE_CORE) && str_eq_nocase(local, STR("entry")));
}

static void
begin_field(struct reader *reader, const struct feed_row *row)
{
	struct xml *xml = &reader->xml;

	switch (row->field) {
	case FIELD_ORIGIN:
		if (reader->origin_depth)
			return;
		reader->around = reader->into;
		reader->into->origin = arena_alloc(reader->arena, sizeof *reader->into->origin);
		reader->into = reader->into->origin;
		reader->origin_depth = xml->depth;
		reader->level = xml->depth + 1;
		return;
	case FIELD_WITHIN:
		reader->level = xml->depth + 1;
		reader->seen = true;
		feed_take_language(reader->into, xml);
		return;
	case FIELD_MEDIA:
		reader->level = xml->depth + 1;
		feed_take_media(reader->into, xml);
		return;
	default:
		feed_collect_begin(&reader->collect, reader->arena, row, xml,
		    reader->bases[xml->depth], reader->into);
	}
}

/* Fields whose elements hold nothing but characters: another field's start ends one. */
static bool
is_leaf(enum feed_field field)
{
	switch (field) {
	case FIELD_TITLE:
	case FIELD_LINK:
	case FIELD_ID:
	case FIELD_DATE:
	case FIELD_MODIFIED:
	case FIELD_TAG:
	case FIELD_LANGUAGE:
	case FIELD_RIGHTS:
		return true;
	default:
		return false;
	}
}

/* Whether an element's start ends the field that is open, whose end tag is missing. */
static bool
is_ended_by(const struct reader *reader, const struct feed_row *row)
{
	const struct feed_row *open = reader->collect.row;

	if (is_leaf(open->field))
		return row->space != SPACE_XHTML;
	/* HTML that nobody escaped may stand in a description. */
	return (open->field == FIELD_SUMMARY || open->field == FIELD_CONTENT) &&
	    open->space != SPACE_ATOM && (row->space == SPACE_CORE || row->space == SPACE_DC) &&
	    (is_leaf(row->field) || row->field == FIELD_CONTENT || row->field == FIELD_AUTHOR) &&
	    reader->xml.depth == reader->collect.depth + 1;
}

static bool
is_root(const struct feed_row *row)
{
	return row->field == FIELD_WITHIN && row->space != SPACE_MEDIA &&
	    !str_eq(str_of(row->name), STR("channel"));
}

/* A start tag outside of what is not read. */
static void
open_field(struct reader *reader)
{
	struct xml *xml = &reader->xml;
	enum feed_space space = space_of(reader, xml->name);
	const struct feed_row *row = feed_row(space, xml_local(xml->name));
	struct feed_collect *collect = &reader->collect;

	if (collect->row) {
		if (!row || !is_ended_by(reader, row)) {
			feed_collect_open(collect, xml, reader->bases[xml->depth]);
			return;
		}
		feed_collect_end(collect, reader->into);
	} else if (!row) {
		if (xml->depth == 1 && str_eq_nocase(xml->name, STR("html")))
			reader->feed->is_page = true;
		return;
	} else if (xml->depth != reader->level && !(is_root(row) && !reader->seen)) {
		return;
	}
	if (xml->depth > reader->level) {
		reader->spaces[reader->level] = reader->spaces[xml->depth];
		reader->bases[reader->level] = reader->bases[xml->depth];
		xml_raise(xml, reader->level);
	}
	begin_field(reader, row);
}

static void
close_field(struct reader *reader)
{
	size_t depth = reader->xml.depth;
	struct feed_collect *collect = &reader->collect;

	if (collect->row) {
		if (depth >= collect->depth) {
			feed_collect_close(collect, &reader->xml);
			return;
		}
		feed_collect_end(collect, reader->into);
	}
	if (reader->level > depth + 1)
		reader->level = depth + 1;
	if (reader->origin_depth && depth < reader->origin_depth) {
		reader->into = reader->around;
		reader->origin_depth = 0;
	}
}

/* Indexing: an item begins. */
static void
open_item(struct reader *reader)
{
	struct feed *feed = reader->feed;
	struct xml *xml = &reader->xml;
	size_t depth = xml->depth;

	reader->seen = true;
	if (reader->item) {
		/* The one before was not ended. */
		feed->places[feed->count - 1].to = xml->from;
		depth = reader->item;
		reader->spaces[depth] = reader->spaces[xml->depth];
		xml_raise(xml, depth);
	} else if (reader->collect.row) {
		feed_collect_end(&reader->collect, reader->into);
	}
	if (feed->count == LIMIT_SOURCE_ITEMS) {
		feed->is_full = true;
		reader->item = 0;
		return;
	}
	if (!feed->count)
		feed->base = reader->bases[depth - 1];
	*ARENA_PUSH(reader->arena, feed->places, feed->count, feed->room) = (struct feed_place){
	    .from = xml->from, .to = feed->text.len, .space = reader->spaces[depth - 1]};
	reader->item = depth;
	reader->text_field = 0;
}

/* Indexing: a tag within an item. */
static void
pass_tag(struct reader *reader)
{
	struct xml *xml = &reader->xml;
	struct feed_place *place = &reader->feed->places[reader->feed->count - 1];

	if (xml->kind == XML_OPEN) {
		enum feed_space space = space_of(reader, xml->name);
		const struct feed_row *row = feed_row(space, xml_local(xml->name));

		if (reader->text_field && space != SPACE_CORE)
			return;
		if (is_item(space, xml->name))
			open_item(reader);
		else if (row && (row->field == FIELD_CONTENT || row->field == FIELD_SUMMARY))
			reader->text_field = xml->depth;
		return;
	}
	if (xml->depth < reader->text_field)
		reader->text_field = 0;
	if (xml->depth >= reader->item) {
		place->is_cut |= xml->is_cut;
		return;
	}
	place->to = xml->at;
	reader->item = 0;
	if (reader->level > xml->depth + 1)
		reader->level = xml->depth + 1;
}

static struct reader *
reader_new(struct arena *arena, struct feed *feed, struct feed_entry *into, str text)
{
	struct reader *reader = arena_alloc(arena, sizeof *reader);

	reader->arena = arena;
	reader->feed = feed;
	reader->names = feed->names;
	reader->into = into;
	reader->level = 1;
	xml_begin(&reader->xml, arena, text);
	return reader;
}

bool
feed_xml_index(struct arena *arena, struct feed *feed)
{
	struct reader *reader;
	struct xml *xml;

	feed->names = arena_alloc(arena, sizeof *feed->names);
	reader = reader_new(arena, feed, &feed->about, feed->text);
	xml = &reader->xml;
	while (xml_next(xml) != XML_END && !feed->is_full && !feed->is_page) {
		if (xml->kind == XML_TEXT) {
			if (!reader->item && reader->collect.row)
				feed_collect_text(&reader->collect, xml);
			continue;
		}
		if (xml->kind == XML_OPEN)
			enter_scope(reader);
		if (reader->item)
			pass_tag(reader);
		else if (xml->kind == XML_CLOSE)
			close_field(reader);
		else if (is_item(space_of(reader, xml->name), xml->name))
			open_item(reader);
		else
			open_field(reader);
	}
	return reader->seen && !feed->is_page;
}

bool
feed_xml_item(struct arena *arena, const struct feed *feed, const struct feed_place *place,
    struct feed_entry *entry)
{
	struct feed here = *feed;
	struct reader *reader;
	struct xml *xml;

	here.names = arena_alloc(arena, sizeof *here.names);
	*here.names = *feed->names;
	reader = reader_new(
	    arena, &here, entry, (str){feed->text.at + place->from, place->to - place->from});
	xml = &reader->xml;
	reader->spaces[0] = place->space;
	reader->bases[0] = feed->base;
	reader->level = 2;
	reader->seen = true;
	while (xml_next(xml) != XML_END) {
		if (xml->kind == XML_TEXT) {
			if (reader->collect.row)
				feed_collect_text(&reader->collect, xml);
			continue;
		}
		if (xml->kind == XML_CLOSE) {
			close_field(reader);
			continue;
		}
		enter_scope(reader);
		if (xml->depth == 1)
			feed_take_item(entry, xml);
		else
			open_field(reader);
	}
	return !place->is_cut;
}

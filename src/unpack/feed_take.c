/* What is said of an item: attributes of elements, and what may be said more than once. */
#include "unpack/feed_take.h"

#include "core/url.h"
#include "core/utf8.h"

#define TEXT_MAX 2000 /* bytes of what is no body */

void
feed_set_text(struct feed_text *at, struct feed_text text)
{
	if (text.rank > at->rank && !str_is_blank(text.text))
		*at = text;
}

void
feed_set_date(struct date *at, int *at_rank, str text, str lang, int rank)
{
	struct date date;

	if (rank > *at_rank && date_parse(str_trim(text), lang, &date)) {
		*at = date;
		*at_rank = rank;
	}
}

void
feed_add_tag(struct feed_entry *entry, str tag)
{
	tag = str_trim(tag);
	/* Kinds of entries are told by addresses. */
	if (tag.len && tag.len < 200 && entry->tag_count < FEED_TAGS_MAX &&
	    str_find(tag, STR("://")) == STR_NOT_FOUND)
		entry->tags[entry->tag_count++] = tag;
}

void
feed_add_tags(struct feed_entry *entry, str list)
{
	str tag;

	while (list.at && entry->tag_count < FEED_TAGS_MAX && str_cut(&list, ',', &tag))
		feed_add_tag(entry, tag);
}

void
feed_add_author(struct arena *arena, struct feed_entry *entry, str text, int rank)
{
	str name = feed_person(arena, utf8_head(text, TEXT_MAX));

	if (!name.len || rank < entry->author_rank)
		return;
	/* One dialect's word, not two that say the same person. */
	if (rank > entry->author_rank)
		entry->author_count = 0;
	entry->author_rank = rank;
	for (size_t i = 0; i < entry->author_count; i++)
		if (str_eq_nocase(entry->authors[i], name))
			return;
	if (entry->author_count < FEED_AUTHORS_MAX)
		entry->authors[entry->author_count++] = name;
}

void
feed_add_enclosure(struct feed_entry *entry, struct feed_link link)
{
	if (!str_trim(link.address).len || entry->enclosure_count == FEED_LINKS_MAX)
		return;
	for (size_t i = 0; i < entry->enclosure_count; i++)
		if (str_eq(entry->enclosures[i].address, link.address))
			return;
	entry->enclosures[entry->enclosure_count++] = link;
}

void
feed_set_picture(struct feed_entry *entry, str address, str title, int rank)
{
	address = str_trim(address);
	if (!address.len || rank <= entry->picture_rank)
		return;
	entry->picture = (struct feed_link){.address = address, .title = title};
	entry->picture_rank = rank;
}

static void
set(str *at, int *at_rank, str value, int rank)
{
	value = str_trim(value);
	if (value.len && rank > *at_rank) {
		*at = value;
		*at_rank = rank;
	}
}

void
feed_take_language(struct feed_entry *entry, const struct xml *xml)
{
	str rest = xml->attributes, name, value;

	while (xml_attribute(&rest, &name, &value))
		if (str_eq(name, STR("xml:lang")))
			set(&entry->lang, &entry->lang_rank, value, 3);
}

void
feed_take_item(struct feed_entry *entry, const struct xml *xml)
{
	str about = xml_get(xml, "about");

	feed_take_language(entry, xml);
	/* RSS 1.0 section 5.5: the same as its link, as a rule. */
	set(&entry->id, &entry->id_rank, about, 2);
	if (url_is_web(about))
		set(&entry->link, &entry->link_rank, about, 1);
}

static bool
is_picture(str type, str medium, str address)
{
	static const char *const ends[] = {".jpg", ".jpeg", ".png", ".gif", ".webp"};

	if (type.len || medium.len)
		return str_starts_nocase(type, STR("image/")) ||
		    str_eq_nocase(medium, STR("image"));
	address = str_head(address, str_find_char(address, '?'));
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends_nocase(address, str_of(ends[i])))
			return true;
	return false;
}

/* Media RSS, media:content: a picture of the item, or a file that goes with it. */
void
feed_take_media(struct feed_entry *entry, const struct xml *xml)
{
	struct feed_link link = {.address = xml_get(xml, "url"),
	    .type = xml_get(xml, "type"),
	    .length = xml_get(xml, "fileSize")};

	if (is_picture(link.type, xml_get(xml, "medium"), link.address))
		feed_set_picture(entry, link.address, STR_NONE, 4);
	else
		feed_add_enclosure(entry, link);
}

static void
take_enclosure(struct feed_entry *entry, struct feed_link link)
{
	if (is_picture(link.type, STR_NONE, link.address))
		feed_set_picture(entry, link.address, STR_NONE, 3);
	else
		feed_add_enclosure(entry, link);
}

/* RFC 4287 section 4.2.7, also within RSS. */
static void
take_link(struct feed_entry *entry, const struct feed_row *row, const struct xml *xml, str base)
{
	str rel = str_trim(xml_get(xml, "rel")), type = str_trim(xml_get(xml, "type"));
	str href = feed_join(xml->arena, xml_get(xml, "href"), base);
	bool is_page = !type.len || str_find_nocase(type, STR("html")) != STR_NOT_FOUND;

	if (str_starts_nocase(rel, STR("http://www.iana.org/assignments/relation/")))
		rel = str_from(rel, 41);
	if (!rel.len || str_eq_nocase(rel, STR("alternate")))
		set(&entry->link, &entry->link_rank, href, is_page ? row->rank : 2);
	else if (str_eq_nocase(rel, STR("self")))
		entry->self = entry->self.len ? entry->self : href;
	else if (str_eq_nocase(rel, STR("enclosure")))
		take_enclosure(entry,
		    (struct feed_link){href, type, xml_get(xml, "title"), xml_get(xml, "length")});
}

bool
feed_take_attributes(
    struct feed_entry *entry, const struct feed_row *row, const struct xml *xml, str base)
{
	str value;

	switch (row->field) {
	case FIELD_LINK:
		if (!xml_get(xml, "href").at)
			return false;
		take_link(entry, row, xml, base);
		return true;
	case FIELD_TAG:
		value = xml_get(xml, "label");
		if (!str_trim(value).len)
			value = xml_get(xml, row->space == SPACE_ITUNES ? "text" : "term");
		feed_add_tag(entry, value);
		return str_trim(value).len > 0;
	case FIELD_ENCLOSURE:
		take_enclosure(entry,
		    (struct feed_link){feed_join(xml->arena, xml_get(xml, "url"), base),
			xml_get(xml, "type"), STR_NONE, xml_get(xml, "length")});
		return true;
	case FIELD_PICTURE:
		value = xml_get(xml, row->space == SPACE_ITUNES ? "href" : "url");
		feed_set_picture(entry, value, STR_NONE, row->rank);
		return str_trim(value).len > 0;
	default:
		return false;
	}
}

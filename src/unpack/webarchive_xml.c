/* Property lists in XML, as far as web archives need them. */
#include "unpack/webarchive.h"
#include "unpack/xml.h"

#define MAX_LEVELS 64 /* archives within each other; what is deeper is left out */

enum what { WHAT_OTHER, WHAT_ARCHIVE, WHAT_RESOURCE, WHAT_RESOURCES, WHAT_ARCHIVES };

struct level {
	enum what what;
	str key; /* read last */
	struct webarchive_resource resource;
};

struct reading {
	struct webarchive_list *list;
	struct level levels[MAX_LEVELS];
	size_t depth;
	size_t frames;
	str text; /* of the element that is open */
};

/* What a dictionary or an array is, by where it stands. */
static enum what
what_of(struct reading *r, bool is_dict, bool *is_page)
{
	const struct level *above = r->depth ? &r->levels[r->depth - 1] : NULL;

	*is_page = false;
	if (!above)
		return is_dict ? WHAT_ARCHIVE : WHAT_OTHER;
	switch (above->what) {
	case WHAT_ARCHIVE:
		*is_page = is_dict && str_eq(above->key, STR("WebMainResource"));
		if (*is_page)
			return WHAT_RESOURCE;
		if (!is_dict && str_eq(above->key, STR("WebSubresources")))
			return WHAT_RESOURCES;
		if (!is_dict && str_eq(above->key, STR("WebSubframeArchives")))
			return WHAT_ARCHIVES;
		return WHAT_OTHER;
	case WHAT_RESOURCES:
		return is_dict ? WHAT_RESOURCE : WHAT_OTHER;
	case WHAT_ARCHIVES:
		if (++r->frames > LIMIT_WEBARCHIVE_FRAMES)
			r->list->is_cut = true;
		return is_dict ? WHAT_ARCHIVE : WHAT_OTHER;
	default:
		return WHAT_OTHER;
	}
}

static void
open_level(struct reading *r, bool is_dict)
{
	bool is_page;
	enum what what = what_of(r, is_dict, &is_page);

	if (r->depth < MAX_LEVELS)
		r->levels[r->depth] =
		    (struct level){.what = what, .resource = {.is_page = is_page}};
	r->depth++;
}

static void
close_level(struct reading *r)
{
	if (!r->depth)
		return;
	r->depth--;
	if (r->depth < MAX_LEVELS && r->levels[r->depth].what == WHAT_RESOURCE)
		webarchive_add(r->list, &r->levels[r->depth].resource);
}

/* A text or data that ended. */
static void
take_value(struct reading *r, str name)
{
	struct level *level;
	str *field;

	if (!r->depth || r->depth > MAX_LEVELS)
		return;
	level = &r->levels[r->depth - 1];
	if (str_eq(name, STR("key"))) {
		level->key = str_trim(r->text);
		return;
	}
	field =
	    level->what == WHAT_RESOURCE ? webarchive_field(&level->resource, level->key) : NULL;
	if (!field)
		return;
	*field = r->text;
	if (field == &level->resource.data)
		level->resource.is_base64 = str_eq(name, STR("data"));
}

void
webarchive_xml(struct webarchive_list *list, str bytes)
{
	struct reading *r = arena_alloc(list->arena, sizeof *r);
	struct xml *xml = arena_alloc(list->arena, sizeof *xml);

	r->list = list;
	xml_begin(xml, list->arena, bytes);
	for (enum xml_kind kind = xml_next(xml); kind != XML_END && !list->is_cut;
	     kind = xml_next(xml)) {
		bool is_dict = kind != XML_TEXT && str_eq(xml->name, STR("dict"));
		bool is_level = is_dict || (kind != XML_TEXT && str_eq(xml->name, STR("array")));

		if (kind == XML_TEXT) {
			/* Data have no references, and are large. */
			r->text = str_find_char(xml->raw, '&') == STR_NOT_FOUND ? xml->raw
										: xml_text(xml);
		} else if (kind == XML_OPEN) {
			r->text = STR("");
			if (is_level && r->depth <= MAX_LEVELS)
				open_level(r, is_dict);
			else if (is_level)
				r->depth++;
		} else if (is_level) {
			close_level(r);
		} else {
			take_value(r, xml->name);
		}
	}
}

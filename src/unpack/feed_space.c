/* The namespaces that feeds are made of, and the fields in them. */
#include "unpack/feed_space.h"

static const struct feed_row rows[] = {
#define FIELD(space, name, field, rank) {SPACE_##space, name, FIELD_##field, rank},
#include "unpack/feed_field.def"
#undef FIELD
};

/* By how their names begin behind "http://", the longer before the shorter. */
static const struct {
	const char *begins;
	enum feed_space space;
} spaces[] = {
    {"www.w3.org/2005/atom", SPACE_ATOM},
    {"purl.org/atom/", SPACE_ATOM},
    {"purl.org/rss/1.0/modules/content", SPACE_CONTENT},
    {"purl.org/rss/1.0/modules/", SPACE_OTHER},
    {"purl.org/rss/1.0", SPACE_CORE},
    {"purl.org/net/rss1.1", SPACE_CORE},
    {"purl.org/dc/", SPACE_DC},
    {"search.yahoo.com/mrss", SPACE_MEDIA},
    {"tools.search.yahoo.com/mrss", SPACE_MEDIA},
    {"video.search.yahoo.com/mrss", SPACE_MEDIA},
    {"www.rssboard.org/media-rss", SPACE_MEDIA},
    {"www.itunes.com/dtds/podcast", SPACE_ITUNES},
    {"itunes.apple.com/", SPACE_ITUNES},
    {"rssnamespace.org/feedburner", SPACE_FEEDBURNER},
    {"www.w3.org/1999/xhtml", SPACE_XHTML},
    {"www.w3.org/1999/02/22-rdf-syntax-ns", SPACE_RDF},
    {"my.netscape.com/", SPACE_CORE},
    {"channel.netscape.com/", SPACE_CORE},
    {"backend.userland.com/", SPACE_CORE},
    {"blogs.law.harvard.edu/tech/rss", SPACE_CORE},
    {"cyber.law.harvard.edu/rss", SPACE_CORE},
    {"www.rssboard.org/", SPACE_CORE},
};

static const struct {
	const char *prefix;
	enum feed_space space;
} customs[] = {
    {"content", SPACE_CONTENT},
    {"dc", SPACE_DC},
    {"dcterms", SPACE_DC},
    {"atom", SPACE_ATOM},
    {"atom10", SPACE_ATOM},
    {"a10", SPACE_ATOM},
    {"media", SPACE_MEDIA},
    {"itunes", SPACE_ITUNES},
    {"feedburner", SPACE_FEEDBURNER},
    {"xhtml", SPACE_XHTML},
    {"rdf", SPACE_RDF},
    {"rss", SPACE_CORE},
};

const struct feed_row *
feed_row(enum feed_space space, str name)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].space == space && str_eq_nocase(name, str_of(rows[i].name)))
			return &rows[i];
	return NULL;
}

enum feed_space
feed_space_of(str uri)
{
	uri = str_trim(uri);
	if (!uri.len)
		return SPACE_CORE;
	if (str_starts_nocase(uri, STR("https://")))
		uri = str_from(uri, 8);
	else if (str_starts_nocase(uri, STR("http://")))
		uri = str_from(uri, 7);
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (str_starts_nocase(uri, str_of(spaces[i].begins)))
			return spaces[i].space;
	return SPACE_OTHER;
}

void
feed_names_add(struct feed_names *names, str prefix, str uri)
{
	size_t i = 0;

	while (i < names->count && !str_eq(names->list[i].prefix, prefix))
		i++;
	if (i == FEED_PREFIXES_MAX)
		return;
	names->list[i].prefix = prefix;
	names->list[i].space = feed_space_of(uri);
	if (i == names->count)
		names->count++;
}

enum feed_space
feed_names_get(const struct feed_names *names, str prefix)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_eq(names->list[i].prefix, prefix))
			return names->list[i].space;
	for (size_t i = 0; i < sizeof customs / sizeof *customs; i++)
		if (str_eq_nocase(prefix, str_of(customs[i].prefix)))
			return customs[i].space;
	return SPACE_OTHER;
}

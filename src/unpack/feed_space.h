/* The namespaces that feeds are made of, and the fields in them. */
#ifndef UNPACK_FEED_SPACE_H
#define UNPACK_FEED_SPACE_H

#include "core/arena.h"

enum feed_space {
	SPACE_CORE, /* RSS's own, or none */
	SPACE_ATOM,
	SPACE_CONTENT,
	SPACE_DC,
	SPACE_MEDIA,
	SPACE_ITUNES,
	SPACE_FEEDBURNER,
	SPACE_XHTML,
	SPACE_RDF,
	SPACE_OTHER
};

enum feed_field {
	FIELD_TITLE,
	FIELD_LINK,
	FIELD_ID,
	FIELD_SUMMARY,
	FIELD_CONTENT,
	FIELD_AUTHOR,
	FIELD_DATE,
	FIELD_MODIFIED,
	FIELD_TAG,
	FIELD_TAGS, /* with commas between */
	FIELD_LANGUAGE,
	FIELD_RIGHTS,
	FIELD_PUBLISHER,
	FIELD_ENCLOSURE,
	FIELD_MEDIA, /* an enclosure or a picture, with fields within */
	FIELD_PICTURE,
	FIELD_SOURCE, /* name of the feed it is taken from */
	FIELD_ORIGIN, /* the same, with fields within */
	FIELD_WITHIN  /* only fields within */
};

struct feed_row {
	enum feed_space space;
	const char *name;
	enum feed_field field;
	int rank;
};

/* NULL when the element says nothing that is read. */
const struct feed_row *feed_row(enum feed_space space, str name);

enum feed_space feed_space_of(str uri);

/* The prefixes that were declared, wherever: feeds do not use one for two things. */
#define FEED_PREFIXES_MAX 64
struct feed_names {
	struct {
		str prefix;
		enum feed_space space;
	} list[FEED_PREFIXES_MAX];
	size_t count;
};

void feed_names_add(struct feed_names *names, str prefix, str uri);

/* What was not declared is what it is by custom. */
enum feed_space feed_names_get(const struct feed_names *names, str prefix);

#endif

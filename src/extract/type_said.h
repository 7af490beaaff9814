/* What schema.org's types, declared on a page, tell of it. */
#ifndef EXTRACT_TYPE_SAID_H
#define EXTRACT_TYPE_SAID_H

#include "core/str.h"

enum said {
	SAID_ARTICLE,
	SAID_BLOG,
	SAID_DOCS,
	SAID_FORUM,
	SAID_FAQ,
	SAID_PRODUCT,
	SAID_OFFER,
	SAID_RATING,
	SAID_LIST,
	SAID_LIST_PAGE,
	SAID_ITEM,
	SAID_CRUMBS,
	SAID_SERVICE,
	SAID_BUSINESS,
	SAID_ORGANIZATION,
	SAID_SITE,
	SAID_PAGE,
	SAID_SOFTWARE,
	SAID_COURSE,
	SAID_EVENT,
	SAID_VIDEO,
	SAID_PERSON,
	SAID_COUNT
};

/* How often something of each kind is declared. */
struct type_said {
	uint32_t count[SAID_COUNT];
};

/* A type's name, without the vocabulary's address. */
void type_said_add(struct type_said *said, str name);

#endif

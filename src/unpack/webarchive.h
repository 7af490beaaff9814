/* Safari's web archives: the resources that a property list holds. For webarchive*.c. */
#ifndef UNPACK_WEBARCHIVE_H
#define UNPACK_WEBARCHIVE_H

#include "core/ctx.h"

#define LIMIT_WEBARCHIVE_RESOURCES 20000
#define LIMIT_WEBARCHIVE_FRAMES 1000 /* archives within archives */

struct webarchive_resource {
	str url, type, charset; /* absent where it is not said */
	str data;               /* a view of the file */
	bool is_base64;         /* data is text that means it */
	bool is_page;           /* the main resource of an archive or of a frame */
};

/* The first that is a page is what was saved. */
struct webarchive_list {
	struct arena *arena;
	struct webarchive_resource *list;
	size_t count, room;
	bool is_cut; /* there were more than a limit */
};

/* Add a resource; one too many sets is_cut. */
void webarchive_add(struct webarchive_list *list, const struct webarchive_resource *resource);

/* Where a resource keeps what a key names; NULL for other keys. */
str *webarchive_field(struct webarchive_resource *resource, str key);

/* Read a binary property list (the format's only description is Apple's CFBinaryPList.c); what is
   broken in it is left out. */
void webarchive_binary(struct webarchive_list *list, str bytes);

/* The same of one in XML. */
void webarchive_xml(struct webarchive_list *list, str bytes);

#endif

/* Elements of feeds: what their attributes say, and their contents gathered and taken. */
#ifndef UNPACK_FEED_TAKE_H
#define UNPACK_FEED_TAKE_H

#include "unpack/feed.h"
#include "unpack/feed_space.h"
#include "unpack/xml.h"

/* A field that is open: its characters, or its markup written anew without prefixes. */
struct feed_collect {
	struct arena *arena;
	const struct feed_row *row; /* NULL: none is open */
	size_t depth;               /* of its element */
	size_t within;              /* its characters are those of the element at this depth; 0: of
	                               all within */
	struct buf out;
	bool is_markup; /* elements were met in it */
	str type, mode; /* attributes of the Atom text construct; absent */
	str base, source;
	bool is_permalink;
};

/* `base` is the xml:base within the element. What attributes say goes into the entry at once. */
void feed_collect_begin(struct feed_collect *collect, struct arena *arena,
    const struct feed_row *row, struct xml *xml, str base, struct feed_entry *entry);
void feed_collect_open(struct feed_collect *collect, struct xml *xml, str base);
void feed_collect_text(struct feed_collect *collect, const struct xml *xml);
void feed_collect_close(struct feed_collect *collect, const struct xml *xml);
void feed_collect_end(struct feed_collect *collect, struct feed_entry *entry);

/* Of the tag that was read last. */
void feed_take_item(struct feed_entry *entry, const struct xml *xml);
void feed_take_language(struct feed_entry *entry, const struct xml *xml);
void feed_take_media(struct feed_entry *entry, const struct xml *xml);
/* False when the element has characters to be read besides. */
bool feed_take_attributes(
    struct feed_entry *entry, const struct feed_row *row, const struct xml *xml, str base);

/* Whatever the dialect. */
void feed_add_tag(struct feed_entry *entry, str tag);
void feed_add_tags(struct feed_entry *entry, str list);
void feed_add_author(struct arena *arena, struct feed_entry *entry, str text, int rank);
void feed_add_enclosure(struct feed_entry *entry, struct feed_link link);
void feed_set_picture(struct feed_entry *entry, str address, str title, int rank);
void feed_set_text(struct feed_text *at, struct feed_text text);
void feed_set_date(struct date *at, int *at_rank, str text, str lang, int rank);

#endif

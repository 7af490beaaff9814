/* Feeds: what an item of one says, whatever the dialect. */
#ifndef UNPACK_FEED_H
#define UNPACK_FEED_H

#include "unpack/container.h"

/* RSS 0.90 to 2.0 (and the modules content, Dublin Core, Media RSS, iTunes), Atom 0.3 and 1.0 (RFC
   4287), JSON Feed 1 and 1.1. */

#define FEED_TAGS_MAX 100
#define FEED_AUTHORS_MAX 50
#define FEED_LINKS_MAX 100 /* enclosures of an item */

/* A text as the feed has it. */
enum feed_form {
	FEED_GUESSED, /* HTML as a rule, or plain text: RSS does not say */
	FEED_PLAIN,   /* characters, as they are */
	FEED_HTML
};

struct feed_text {
	str text;
	str base; /* address that links in it are relative to; absent */
	enum feed_form form;
	int rank; /* of where it was said; 0: nowhere */
};

struct feed_link {
	str address, type, title, length; /* absent where it does not say */
};

/* What is said of an item, or of the feed itself. */
struct feed_entry {
	struct feed_text title, summary, content;
	str link, id, lang, rights, publisher;
	str self; /* address of the feed */
	int link_rank, id_rank, lang_rank, rights_rank, author_rank, date_rank, modified_rank,
	    picture_rank;
	str authors[FEED_AUTHORS_MAX], tags[FEED_TAGS_MAX];
	size_t author_count, tag_count;
	struct date date, modified;
	struct feed_link picture, enclosures[FEED_LINKS_MAX];
	size_t enclosure_count;
	struct feed_entry *origin; /* of another feed, which this is taken from; NULL */
};

/* Where an item lies in the feed's text. */
struct feed_place {
	size_t from, to;
	uint8_t space; /* of XML: the default namespace there */
	bool is_cut;   /* the text ends within it */
};

struct feed {
	str text; /* UTF-8 */
	bool is_json, is_page;
	struct feed_entry about;
	str base; /* of XML: xml:base around the items; absent */
	struct feed_place *places;
	size_t count, room;
	bool is_full;             /* there were more than LIMIT_SOURCE_ITEMS */
	struct feed_names *names; /* of XML: prefixes of namespaces */
};

/* Read what the feed says of itself and where its items lie, into `arena`; false when it is no
   feed. */
bool feed_xml_index(struct arena *arena, struct feed *feed);
bool feed_json_index(struct arena *arena, struct feed *feed);

/* One of its items. False when it is broken off. */
bool feed_xml_item(struct arena *arena, const struct feed *feed, const struct feed_place *place,
    struct feed_entry *entry);
bool feed_json_item(struct arena *arena, const struct feed *feed, const struct feed_place *place,
    struct feed_entry *entry);

/* The name in "ann@example.org (Ann Lee)" and the like; absent when there is but an address. */
str feed_person(struct arena *arena, str text);

/* A text as HTML, and as characters in one line. */
str feed_markup(struct arena *arena, const struct feed_text *text);
str feed_plain(struct arena *arena, const struct feed_text *text);

/* Its first words, for what has no title; absent when it has none. */
str feed_first_words(struct arena *arena, str markup);

/* The article's markup: picture, body (may be NULL), enclosures. */
str feed_body(struct arena *arena, const struct feed_entry *entry, const struct feed_text *body);

/* An address with its base, where that makes it one of the web; else as it is. */
str feed_join(struct arena *arena, str address, str base);

/* The same; absent where it is none. */
str feed_address(struct arena *arena, str address, str base);

#endif

/* Records: an article that is done, as bytes, and the entry that memory keeps of it. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "article/article.h"
#include "record/spool.h"

/* Bytes of an article's picture, in their final form. */
struct record_picture {
	uint8_t digest[32];
	enum picture_kind kind;
	uint32_t size;    /* bytes before packing */
	uint32_t crc;     /* of the bytes before packing */
	bool is_deflated; /* else stored */
	struct spool_range bytes;
};

/* The picture's file name in a book: the first 16 bytes of its digest, and its kind. */
str record_picture_name(struct arena *arena, const struct record_picture *picture);

/* An input that held an article which another input held too. */
struct twin {
	str name, address; /* of the input; where the article lies, absent when nobody knows */
};

/* About 1 KB an article: what order, contents and links need. Strings are the entry's own. */
struct entry {
	str name; /* of the input, for messages and the colophon */
	str title, subtitle, byline, site, source, canonical, description, lang, section, publisher,
	    series, series_index, rights, title_sort;
	str *authors, *tags, *headings; /* headings: the h2, for the contents of a single article */
	str *heading_ids;
	uint32_t author_count, tag_count, heading_count, heading_id_count; /* the last two agree */
	struct date date, modified, captured; /* captured: when an archive took the page */
	str identifier;                       /* urn:uuid:… */
	uint8_t input_digest[32];             /* SHA-256 of the input's bytes */
	uint8_t text_digest[32]; /* of the text's words; where it has few, of its pictures too */
	uint64_t likeness;       /* core/likeness.h */
	uint32_t words;
	bool has_math, has_pictures, lacks_alt;
	struct record_picture *pictures;
	uint32_t picture_count;
	uint32_t lead; /* the picture that stands for the article in a list, from 1; 0 none */
	struct twin *twins;
	size_t twin_count, twin_room;
	struct spool_range body; /* XHTML with placeholders */
	uint64_t body_size;
	uint32_t volume;  /* number of the volume that it is bound in */
	uint32_t index;   /* place of the input among all */
	bool keeps_place; /* in its section, by whoever bound it: not sorted by date */
};

/* In a body, the src of a picture is its place as the pages see it: "../images/NAME". A link that
   may lead to another article stands as \x01 HREF \x02 (the address XML-escaped): no other control
   characters but tab and line end can be in it. */
#define RECORD_LINK_OPEN '\x01'
#define RECORD_LINK_CLOSE '\x02'

/* An article as one piece of bytes, in its arena, made by the worker: format version, metadata,
   body, packed pictures. docs/bundle.md describes it. In the article's tree the src of a picture
   must be its name or its address; a picture that is not in the book leaves its alt text. */
struct deflate;
str record_pack(struct arena *arena, struct deflate *deflate, const struct article *article,
    str name, uint32_t index);

/* Articles of fewer words are told apart by their pictures and titles too. */
#define RECORD_FEW_WORDS 30

/* Put a packed record into the spool and give its entry, which lives in `arena`. NULL when the
   disk is full (errno) or the bytes are no record. One thread at a time. */
struct entry *record_store(struct arena *arena, struct spool *spool, str packed);

#endif

/* Front matter's readers: what they share. Nobody outside of them includes this. */
#ifndef PARSE_FRONTMATTER_H
#define PARSE_FRONTMATTER_H

#include "page/page.h"

#define FRONTMATTER_BYTES ((size_t)64 << 10)
#define FRONTMATTER_DEPTH 16
#define FRONTMATTER_PARTS 20000

enum frontmatter_field {
	FIELD_NONE,
	FIELD_TITLE,
	FIELD_SUBTITLE,
	FIELD_AUTHORS,
	FIELD_DATE,
	FIELD_MODIFIED,
	FIELD_LANG,
	FIELD_TAGS,
	FIELD_SOURCE,
	FIELD_DESCRIPTION,
	FIELD_SECTION,
	FIELD_SERIES,
	FIELD_PUBLISHER,
	FIELD_RIGHTS,
	FIELD_SITE,
	FIELD_IMAGE,
	FIELD_TYPE,
	FIELD_COUNT
};

/* Where a reader stands and what it has found. The readers say what begins, what ends, and the keys
   and values in their order; the meaning is the same for all. */
struct frontmatter {
	struct ctx *ctx;
	struct front *front;
	size_t rank[FIELD_COUNT]; /* row of the key that set a field, plus one */
	const char *fault;        /* why it is not to be read */
	size_t parts;
	unsigned depth;
	bool is_map[FRONTMATTER_DEPTH + 1];
	bool wants_key[FRONTMATTER_DEPTH + 1];
	bool is_name; /* the last key below the first mapping was "name": an author's */
	bool is_open; /* the key at depth 1 holds keys of ours: Hugo's params, Zola's taxonomies */
	size_t row;   /* of the key at hand */
};

/* False when a bound or a fault says to end. */
bool frontmatter_open(struct frontmatter *f, bool is_map);
bool frontmatter_scalar(struct frontmatter *f, str value);
void frontmatter_close(struct frontmatter *f);
/* A key of the outermost mapping and its value. */
void frontmatter_pair(struct frontmatter *f, str key, str value);
/* Whether a key is one of ours. */
bool frontmatter_knows(str key);

/* frontmatter_yaml.c, frontmatter_value.c: read all of a text. */
void frontmatter_yaml(struct frontmatter *f, str text);
void frontmatter_toml(struct frontmatter *f, str text);
/* JSON: returns the length of the object at the start of text. */
size_t frontmatter_json(struct frontmatter *f, str text);

/* frontmatter_head.c: what is no block of its own. Each gives what follows the head, the text
   itself when it has none. */
str frontmatter_titles(struct frontmatter *f, str text);  /* Pandoc's % title block */
str frontmatter_headers(struct frontmatter *f, str text); /* MultiMarkdown's Key: value */
str frontmatter_list(struct frontmatter *f, str text);    /* Readwise's list under "Metadata" */

#endif

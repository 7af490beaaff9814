/* Names of authors out of bylines, in the languages that write them with "by". */
#ifndef EXTRACT_BYLINE_H
#define EXTRACT_BYLINE_H

#include "core/buf.h"

#define BYLINE_NAMES_MAX 50

struct byline_names {
	str *list;
	size_t count, room;
};

enum byline_kind {
	BYLINE_DECLARED, /* by markup or a person: the text is names and little else */
	BYLINE_SHOWN     /* read off the page: anything may follow, and it may be no byline */
};

/* Adds the names in `text` ("By A. Name and B. Name, Senior Reporter | Jan 2"): no word for "by",
   no titles of jobs or degrees, no counters, dates, handles, addresses. A name that is in the list
   already is not added. At most the first 400 bytes are looked at. */
void byline_split(struct arena *arena, str text, enum byline_kind kind, struct byline_names *names);

/* Length in bytes of the words for "by" at the start of text ("By ", "Written by: ", "Von ", "Words
   and pictures by "), 0 when there are none. */
size_t byline_prefix(str text);

/* The same for what names what was made ("Text: ", "Photos and text by "); *pictures is true where
   it was pictures alone, whose credit is no byline. */
size_t byline_credit(str text, bool *pictures);

/* One name, cleaned; absent when it is none. */
str byline_name(struct arena *arena, str text, enum byline_kind kind);

/* A name of an account or a desk rather than of a person: "Staff", "admin", "Editorial Team". */
bool byline_is_desk(str name);

/* Whether a text without markup or a word for "by" can be a person's name and hardly anything else:
   two to four words with capitals. */
bool byline_is_person(str text);

/* The name before or behind the date of a short line that says no more than both; absent where
   there is none. */
str byline_beside_date(str text);

/* Words of counters behind a name: "Jane Doe 300 Views" gives "Jane Doe", and *counted is true
   where a word such as Views was there (not but a number or a month). */
str byline_without_counter(str text, bool *counted);

#endif

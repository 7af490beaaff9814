/* JSON (RFC 8259) read in place, value by value, whatever is wrong with the rest. */
#ifndef UNPACK_JSON_H
#define UNPACK_JSON_H

#include "core/buf.h"

/* The members of an object or the elements of an array, one after the other. Nothing recurses;
   depth costs nothing. */
struct json {
	str text;
	size_t at;   /* where the next one begins */
	str key;     /* of a member, its quotes and escapes within; absent of an element */
	str value;   /* white space around left out */
	bool is_cut; /* the text ends within the value */
};

/* `text` begins with "{" or "[", white space in front. */
void json_begin(struct json *json, str text);
bool json_next(struct json *json);

/* Of a member that was read: whether it has that key. */
bool json_has_key(const struct json *json, const char *key);

/* The characters of a string, or a number or word as it stands; absent of null, an object or an
   array. Half surrogates become U+FFFD. */
str json_string(struct arena *arena, str value);

#endif

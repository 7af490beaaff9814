/* Views of bytes: a pointer and a length, passed by value, owning nothing. */
#ifndef CORE_STR_H
#define CORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A view of UTF-8 text or of plain bytes. Not terminated. An absent string is {NULL, 0}; an
   empty one may have any pointer. */
typedef struct str {
	const char *at;
	size_t len;
} str;

#define STR(literal) ((str){(literal), sizeof(literal) - 1})
#define STR_NONE ((str){NULL, 0})

/* For printf's "%.*s"; the length is cut at what an int holds. */
#define STR_ARG(s) str_int((s).len), (s).len ? (s).at : ""

int str_int(size_t n);
str str_of(const char *z); /* of a terminated string; NULL gives an absent one */
bool str_eq(str a, str b);
bool str_eq_nocase(str a, str b); /* ASCII letters fold; nothing else does */
int str_compare(str a, str b);    /* by bytes, the shorter first where one begins the other */
bool str_starts(str s, str head);
bool str_starts_nocase(str s, str head);
bool str_ends(str s, str tail);
bool str_ends_nocase(str s, str tail);
str str_from(str s, size_t from); /* what follows the first `from` bytes; empty past the end */
str str_head(str s, size_t len);  /* the first `len` bytes at most */
str str_trim(str s);              /* without ASCII white space at both ends */
bool str_is_blank(str s); /* nothing but white space, no-break spaces and zero-width marks */

#define STR_NOT_FOUND ((size_t)-1)
size_t str_find(str s, str what); /* place of the first occurrence, or STR_NOT_FOUND */
size_t str_find_nocase(str s, str what);
size_t str_find_char(str s, char c);
size_t str_rfind_char(str s, char c);
str str_after_last(str s, char c); /* such as the name in a path; all of it without a `c` */

/* Take the part of *rest before the first `sep` (all of it where there is none) and move *rest
   behind it. False when *rest was absent; after the last part *rest is absent. */
bool str_cut(str *rest, char sep, str *part);

/* Take the next run of bytes that are not ASCII white space; false at the end. */
bool str_word(str *rest, str *word);
size_t str_words(str s); /* how many str_word gives */

/* Whether a list with white space between its words has one; the other leaves ASCII case aside. */
bool str_has_word(str list, str word);
bool str_has_word_nocase(str list, str word);

/* Digits at the start of s as a number, at most `digits` of them. Returns how many were read. */
size_t str_number(str s, size_t digits, uint32_t *value);

/* Edits that turn one name into the other (Levenshtein); 32 where one is longer than that. */
size_t str_distance(str a, str b);

static inline bool
ascii_is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

static inline bool
ascii_is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* The value of a hexadecimal digit; -1 when it is none. */
static inline int
ascii_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 32);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static inline bool
ascii_is_alpha(unsigned char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static inline unsigned char
ascii_lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? c | 32 : c;
}

#endif

/* Logic-less templates: text with places that values fill, escaped by default. */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "core/ctx.h"

/* In a template: {{name}} a value, XML-escaped (attribute-safe); {{{name}}} markup that is already
   XHTML; {{#name}}…{{/name}} once for each entry of a list, or once when the value is there and
   not empty; {{^name}}…{{/name}} when it is not; {{>file}} another template; {{_key}} a word from
   templates/strings/, its {name}s filled too. Names are looked for in the entry, then outwards. A
   line that holds only the tag of a section or of another template leaves no line behind. An
   unknown name is empty. Nesting ends at 16. */

/* A scope of values: names (literals: they are not copied) to texts or lists of scopes. Small:
   looked through in order. */
struct values;
struct values *values_new(struct arena *arena);
void values_set(struct values *values, const char *name, str text); /* absent: not there */
void values_set_number(struct values *values, const char *name, size_t number);
void values_set_flag(struct values *values, const char *name, bool flag);
struct values *values_add(struct values *values, const char *list); /* a new entry of a list */

/* The words of one language, English where it lacks one. */
struct words;
struct words *words_new(struct arena *arena, str lang);    /* BCP 47; the primary subtag decides */
str words_get(const struct words *words, const char *key); /* "" when nobody knows it */
str words_lang(const struct words *words);                 /* the language that they are in */
/* The words for `key` with each {name} in them filled from the values; `key_one` is taken instead
   where there is one and the value `count` is 1. {{_key}} in a template does the same. */
str words_fill(
    struct arena *arena, const struct words *words, const char *key, const struct values *values);
/* words_fill where there is one value. */
str words_with(
    struct arena *arena, const struct words *words, const char *key, const char *name, str text);
str words_with_number(struct arena *arena, const struct words *words, const char *key,
    const char *name, size_t number);
str words_join(struct arena *arena, const struct words *words, const str *list,
    size_t count);           /* "A, B and C"; absent for none */
/* A date in words: "Tuesday, 24 November 2026"; `with_day` false leaves the weekday out. */
str words_date(struct arena *arena, const struct words *words, struct date date, bool with_day);

/* Fill the template named ("epub/page.xhtml") into `to`. `values` may be used by several threads
   at once as long as nobody changes it. False when there is no such template. */
bool template_fill(
    struct buf *to, const char *name, const struct values *values, const struct words *words);

/* The text of an embedded file; absent when there is none. */
str template_text(const char *name);

#endif

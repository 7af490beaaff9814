/* Shared libraries that are loaded when first needed. */
#ifndef CORE_LIBRARY_H
#define CORE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function that is wanted of a library, and where its address goes (a pointer to a function
   pointer of the right type). */
struct library_symbol {
	const char *name;
	void *to;
};

/* Load the first of `names` (NULL-terminated, such as "libturbojpeg.so.0") that is there and fill
   in all symbols. Loaded libraries stay until the program ends. False when no library is there or
   one lacks a symbol. Safe to call from several threads and more than once. */
bool library_load(const char *const *names, const struct library_symbol *symbols, size_t count);

#endif

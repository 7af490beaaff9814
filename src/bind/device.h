/* Reading devices: what a book for each has different. */
#ifndef BIND_DEVICE_H
#define BIND_DEVICE_H

#include "core/arena.h"

enum device_math { MATH_MARKUP, MATH_TEXT };

struct device {
	const char *name;
	const char *suffix; /* of file names: ".epub" */
	bool is_kepub;      /* pages have Kobo's spans */
	size_t page_bytes;  /* of an article; a longer one is cut */
	enum device_math math;
	const char *languages; /* primary subtags, a space between; NULL: takes all */
	bool keeps_letters;    /* in names of files */
	size_t mail, most;     /* bytes of a file; 0 for no bound */
};

/* NULL when there is none of the name. */
const struct device *device_named(str name);
const struct device *device_generic(void);
str device_names(struct arena *arena); /* "generic, kindle, kobo or pocketbook" */

/* Whether it takes books in a language (BCP 47). */
bool device_takes(const struct device *device, str lang);

#endif

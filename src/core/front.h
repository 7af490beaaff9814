/* What stands beside an article and says what it is: front matter, a feed, a mail's headers. */
#ifndef CORE_FRONT_H
#define CORE_FRONT_H

#include "core/date.h"

/* Absent strings and unset dates where it says nothing. */
struct front {
	str title, subtitle, lang, source, site, description, section, image, type;
	str publisher, series, series_index, rights, title_sort;
	str *authors, *tags;
	size_t author_count, author_room, tag_count, tag_room;
	struct date date, modified;
	bool is_letter;       /* it came by mail */
	str reader, counters; /* of a letter: struct tracked */
};

/* A copy with all its strings in `arena`; NULL of NULL. */
struct front *front_copy(struct arena *arena, const struct front *front);

/* What `over` says, and of the rest what `under` says; either may be NULL. Strings stay theirs. */
const struct front *
front_over(struct arena *arena, const struct front *over, const struct front *under);

#endif

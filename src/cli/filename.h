/* Names of files, from what is known of a book. */
#ifndef CLI_FILENAME_H
#define CLI_FILENAME_H

#include "core/arena.h"

#define FILENAME_BYTES 100 /* with the suffix: what FAT disks, mail headers and devices bear */

enum filename_letters {
	FILENAME_PLAIN, /* Latin, Greek and Cyrillic transliterated, other scripts as they are */
	FILENAME_ASCII, /* and of other scripts nothing */
	FILENAME_TITLE  /* all as they are, with the marks that a disk bears: who reads it is a
	                   person */
};

#define FILENAME_PLACES "{title}, {author}, {site}, {date}, {name}, {issue} and {volume}"

struct filename_parts {
	str title, author, site, date;
	str name, issue, volume; /* of a digest */
	str pattern;             /* where the command line has none; absent: {title} */
};

/* Whether a pattern has no {place} but those. */
bool filename_pattern_is_clean(str pattern);

/* A name of at most FILENAME_BYTES with `suffix` (".epub"), `number` from 2 on put before it
   ("-2"). `pattern` may hold FILENAME_PLACES; absent is {title}.
   Nothing left gives site and date, then "article". Never a path, a hidden file, or a name that a
   system reserves. */
str filename_make(struct arena *arena, const struct filename_parts *parts, str pattern,
    enum filename_letters letters, unsigned number, str suffix);

/* The ASCII letters that stand for a Latin, Greek or Cyrillic letter: "ß" is "ss". NULL for
   characters of other scripts, "" for marks that go. */
const char *filename_transliterate(uint32_t code);

#endif

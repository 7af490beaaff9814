/* What of all that was gathered is bound: each article once, within the limits, in volumes. */
#ifndef EDITION_EDITION_H
#define EDITION_EDITION_H

#include "core/ctx.h"
#include "record/record.h"

/* A list of articles; `list` and what it points to live in the run's arena. */
struct edition_list {
	struct entry **list;
	size_t count;
};

/* For qsort of a list: the order of the inputs. */
int edition_compare_places(const void *a, const void *b);

/* The newest day of a list (sign 1) or the oldest (-1); unset where none has one. */
struct date edition_day(const struct edition_list *entries, int sign);

enum edition_why {
	EDITION_SAME_ADDRESS, /* the same address, and the title or most of the text */
	EDITION_SAME_TEXT,    /* word for word */
	EDITION_NEAR_TEXT     /* nearly word for word */
};

/* An article that was given again and is not bound. */
struct edition_twin {
	struct entry *entry, *kept;
	enum edition_why why;
};

struct edition_twins {
	struct edition_twin *list; /* by place among the inputs */
	size_t count, room;
};

/* Leave out what was given more than once: the same address (url_key) with the same title or a
   like text, the same words, nearly the same words (9 of 10 runs of three words, 49 of 50 under
   another title, and the same numbers in the title). Of those the newest is kept where days tell
   them apart, else the one with more text, else the first; with `keeps_first` always the first,
   whatever comes after. Entries must be in the order of the inputs, and stay so. Each that is left
   out is noted in the log. False when the spool cannot be read. */
bool edition_once(struct ctx *ctx, struct spool *spool, struct edition_list *entries,
    bool keeps_first, struct edition_twins *twins);

/* Note with each article that is kept where else it was found. */
void edition_note_twins(struct arena *arena, const struct edition_twins *twins);

/* Limits: 0 and an unset date are none. */
struct edition_limits {
	size_t articles;
	uint64_t words;
	struct date newer_than; /* a later day; what has no date stays */
	bool keeps_given;       /* which are kept: the first given, else the newest */
};

enum edition_limit { EDITION_OLD, EDITION_ARTICLES, EDITION_WORDS, EDITION_LIMITS };

struct edition_left {
	struct entry **list; /* in the order of the inputs */
	size_t count, room;
	size_t by[EDITION_LIMITS];
};

/* Leave out what goes beyond the limits, each with a note in the log. Of too many words the first
   that does not fit is left out, and a shorter one after it may fit. The order of the inputs stays.
 */
void edition_limit(struct ctx *ctx, struct edition_list *entries,
    const struct edition_limits *limits, struct edition_left *left);

enum edition_split {
	EDITION_UNSPLIT,
	EDITION_BY_COUNT,
	EDITION_BY_SIZE,
	EDITION_BY_MONTH,
	EDITION_BY_YEAR
};

struct edition_splitting {
	enum edition_split split;
	size_t count;  /* articles of a volume */
	uint64_t size; /* bytes of its articles, about */
};

struct edition_volume {
	struct edition_list entries;
	struct date begins; /* of a month or year; unset: what has no date */
	uint32_t number;    /* from 1; 0: what has no date */
	uint64_t size;
};

/* Cut the list, in its order (months and years: by day), into volumes. A volume is full before the
   next begins and looks at nothing behind it. An article larger than a volume has one of its own.
   Sorts the list. */
struct edition_volume *edition_split(struct arena *arena, const struct edition_list *entries,
    const struct edition_splitting *how, size_t *count);

#endif

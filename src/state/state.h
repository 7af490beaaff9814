/* What --only-new remembers: which article was bound in which edition, in an SQLite file. */
#ifndef STATE_STATE_H
#define STATE_STATE_H

#include "core/date.h"

struct state;

enum state_fault {
	STATE_OPEN,
	STATE_NO_LIBRARY, /* SQLite is not installed */
	STATE_BUSY,       /* another run has it; try again */
	STATE_FOREIGN,    /* the file is something else, or of a later octavo */
	STATE_FAILED      /* state_why says why */
};

/* Open a state for a run of its own: nobody else opens it until it is closed or the process ends.
   Waits up to `wait` milliseconds for another. A file that is not there is made, with the folders
   above it; with `must_exist` that is a failure. *state is in `arena`; on a fault *why, where it
   is not NULL, is set. */
enum state_fault state_open(struct arena *arena, const char *path, bool must_exist, int wait,
    struct state **state, str *why);
void state_close(struct state *state);
str state_why(const struct state *state); /* what failed last */

/* An edition: a book that was written, or is about to be. */
struct state_edition {
	int64_t number; /* from 1; 0: a new one */
	str name;       /* of the digest, that it is an edition of; empty without one */
	str title, date, identifier;
	str path;           /* absolute; empty: standard output or a device */
	uint8_t digest[32]; /* SHA-256 of the file */
	bool is_done;
};

struct state_article {
	str identifier, title, address, date;
	str input; /* its name */
	uint8_t text[32];
	uint64_t likeness;
	bool is_twin; /* given as well, and not bound, since it is another of the edition once more
	               */
};

/* Whether an article was bound in a finished edition of the digest: the same text; or the same
   identifier or address, and the title or a like text; or the same title and nearly the same text
   (a like one where the days do not differ). */
bool state_knows(struct state *state, str name, const struct state_article *article, bool *known);

/* Record an edition as pending, or where it will stand after all: done when this returns. Sets its
   number. */
bool state_pend(struct state *state, struct state_edition *edition,
    const struct state_article *articles, size_t count);

bool state_done(struct state *state, int64_t number); /* it stands in its place */
bool state_drop(struct state *state, int64_t number); /* it does not, and never will */

/* Folders where a run that was killed may have left what it was writing. */
bool state_add_folder(struct state *state, str folder);
str *state_folders(struct state *state, struct arena *arena, size_t *count);

/* All editions, by number; NULL and a count of 0 when that failed or there are none. */
struct state_edition *state_editions(struct state *state, struct arena *arena, size_t *count);
struct state_article *
state_articles(struct state *state, struct arena *arena, int64_t number, size_t *count);

/* Forget an edition with its articles, or an article by its identifier or address wherever it was
   bound. *count is how many were forgotten. */
bool state_forget_edition(struct state *state, int64_t number, size_t *count);
bool state_forget_article(struct state *state, str what, size_t *count);

#endif

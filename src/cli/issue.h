/* A message as a book. */
#ifndef CLI_ISSUE_H
#define CLI_ISSUE_H

#include "cli/command.h"

/* A message's book: of its text and of the articles that are attached to it. */
struct issue {
	int fd;        /* the EPUB, in a file without a name */
	uint64_t size; /* its bytes */
	str file_name; /* that it may have */
	str title;     /* the book's */
	str identifier;
	bool has_pictures;
	struct spool *spool;    /* what it is bound of */
	struct entry **entries; /* the first is the message's own text, mostly */
	size_t count, room;
};

/* Make a message's book, in `arena`. False when there is nothing to bind or it failed: said, the
   run's status is raised. `is_again`: what is said of it was said before. */
bool issue_make(struct run *run, struct arena *arena, str name, str message, bool is_again,
    struct issue *issue);

/* Bind the same again after run->book_size has changed, into a file of its own; `other` shares all
   else. Nothing is said. False when it failed: the run's status is raised. */
bool issue_bind_again(
    struct run *run, struct arena *arena, const struct issue *issue, struct issue *other);

void issue_free(struct issue *issue);

#endif

/* Pass 1: one input becomes an Article, in a worker. */
#ifndef CLI_JOB_H
#define CLI_JOB_H

#include "article/article.h"
#include "core/deflate.h"
#include "extract/extract.h"
#include "unpack/unpack.h"

/* A worker's own: all of an item lives in its arena until the next one begins. */
struct job {
	struct arena own;   /* holds the job itself */
	struct arena arena; /* of the item */
	struct diag_log log;
	struct ctx ctx;
	const struct settings *settings;
	struct deflate *deflate;
	struct source_item item; /* what is read */
	struct page *page;       /* the input as it was parsed */
	struct extraction found; /* what extraction said of it */
	struct article *article; /* NULL when the input was refused: the log says why */
	void *result;            /* what the command made of it */
	int fault;               /* an errno: the system failed while it was made */
};

struct job *job_new(const struct settings *settings); /* NULL when memory is out */
void job_free(struct job *job);

/* Get the next item to be read into job->item; false when there are no more. */
bool job_fetch(struct job *job, struct unpacking *unpacking);

/* Read, decode, parse, extract, rebuild and edit the item, then call `then` (if the item was not
   refused) within the item's bounds: when memory runs out in either, the item is refused. */
void job_run(struct job *job,
    void (*then)(struct job *job, const struct source_item *item, void *with), void *with);

/* Decode and parse an item that was told; NULL when refused. Must be called within job_run's `then`
   or with an arena that ends the program. */
struct page *job_page(struct ctx *ctx, struct source_item *item, uint8_t digest[32]);

#endif

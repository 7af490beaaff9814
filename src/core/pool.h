/* Workers: jobs in any order, results in theirs. */
#ifndef CORE_POOL_H
#define CORE_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct pool_work {
	size_t count; /* jobs 0 to count - 1, where `fetch` is NULL */
	void *with;
	/* A worker's own state, made in its thread; NULL ends the run. */
	void *(*begin)(void *with);
	/* Get what job `index` works on: called in order of the index, one at a time. False: there
	   are no more jobs. NULL: nothing is to be got. */
	bool (*fetch)(void *with, void *worker, size_t index);
	/* Do job `index`; the result is the worker's until `take` has had it. */
	void (*work)(void *with, void *worker, size_t index);
	/* Take the result of job `index`: called in order of the index, one at a time. False ends
	   the run. */
	bool (*take)(void *with, void *worker, size_t index);
	void (*end)(void *with, void *worker);
};

/* Runs all jobs with `workers` threads (1: in the calling thread). What take sees does not depend
   on their number. False when begin or take ended it or no thread could be started. */
bool pool_run(const struct pool_work *work, unsigned workers);

unsigned pool_processors(void);

/* Around calls of a library that keeps global state: one thread at a time, one lock for all such
   libraries. Nothing may jump out between the two. */
void pool_lock_library(void);
void pool_unlock_library(void);

#endif

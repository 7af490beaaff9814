/* Workers: jobs in any order, results in theirs. */
#include "core/pool.h"

#include <pthread.h>
#include <unistd.h>

#define MOST_WORKERS 64

static pthread_mutex_t library_lock = PTHREAD_MUTEX_INITIALIZER;

struct pool {
	const struct pool_work *work;
	pthread_mutex_t fetching; /* held for `next` and `drained` */
	pthread_mutex_t lock;     /* held for the others */
	pthread_cond_t turn;
	size_t next;  /* job to be begun */
	bool drained; /* there are no more to be fetched */
	size_t taken; /* jobs whose result was taken */
	bool stopped;
};

/* Fetching has a lock of its own, so that results are taken meanwhile. */
static bool
begin_job(struct pool *pool, void *worker, size_t *index)
{
	const struct pool_work *work = pool->work;
	bool more;

	pthread_mutex_lock(&pool->fetching);
	pthread_mutex_lock(&pool->lock);
	more = !pool->stopped && !pool->drained && (work->fetch || pool->next < work->count);
	pthread_mutex_unlock(&pool->lock);
	*index = pool->next;
	if (more && work->fetch && !work->fetch(work->with, worker, *index)) {
		pool->drained = true;
		more = false;
	}
	pool->next += more;
	pthread_mutex_unlock(&pool->fetching);
	return more;
}

/* Wait for the job's turn, then hand its result over. */
static void
finish_job(struct pool *pool, void *worker, size_t index)
{
	bool go;

	pthread_mutex_lock(&pool->lock);
	while (!pool->stopped && pool->taken != index)
		pthread_cond_wait(&pool->turn, &pool->lock);
	go = !pool->stopped;
	pthread_mutex_unlock(&pool->lock);
	if (go)
		go = pool->work->take(pool->work->with, worker, index);
	pthread_mutex_lock(&pool->lock);
	pool->taken++;
	if (!go)
		pool->stopped = true;
	pthread_cond_broadcast(&pool->turn);
	pthread_mutex_unlock(&pool->lock);
}

static void *
run_worker(void *argument)
{
	struct pool *pool = argument;
	void *worker = pool->work->begin(pool->work->with);
	size_t index;

	if (!worker) {
		pthread_mutex_lock(&pool->lock);
		pool->stopped = true;
		pthread_cond_broadcast(&pool->turn);
		pthread_mutex_unlock(&pool->lock);
		return NULL;
	}
	while (begin_job(pool, worker, &index)) {
		pool->work->work(pool->work->with, worker, index);
		finish_job(pool, worker, index);
	}
	pool->work->end(pool->work->with, worker);
	return NULL;
}

bool
pool_run(const struct pool_work *work, unsigned workers)
{
	struct pool pool = {.work = work};
	pthread_t threads[MOST_WORKERS];
	unsigned started = 0;

	if (workers > MOST_WORKERS)
		workers = MOST_WORKERS;
	if (!work->fetch && workers > work->count)
		workers = (unsigned)work->count;
	pthread_mutex_init(&pool.fetching, NULL);
	pthread_mutex_init(&pool.lock, NULL);
	pthread_cond_init(&pool.turn, NULL);
	while (workers > 1 && started < workers &&
	    pthread_create(&threads[started], NULL, run_worker, &pool) == 0)
		started++;
	if (started == 0)
		run_worker(&pool);
	for (unsigned i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	pthread_cond_destroy(&pool.turn);
	pthread_mutex_destroy(&pool.lock);
	pthread_mutex_destroy(&pool.fetching);
	return !pool.stopped;
}

unsigned
pool_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > MOST_WORKERS ? MOST_WORKERS : (unsigned)n;
}

void
pool_lock_library(void)
{
	pthread_mutex_lock(&library_lock);
}

void
pool_unlock_library(void)
{
	pthread_mutex_unlock(&library_lock);
}

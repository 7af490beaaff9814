/* A process apart: the side of the program. */
#include "cell/cell.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell/keeper.h"
#include "cell/wire.h"

/* As many as there may be threads. */
#define MOST_IDLE 64

struct cell {
	pid_t keeper;
	int control;
	pthread_mutex_t lock; /* of all below, and of the talk with the keeper */
	int idle[MOST_IDLE];  /* workers that nobody is talking with */
	size_t idle_count;
};

struct cell *
cell_start(struct arena *arena)
{
	struct cell *cell = arena_alloc(arena, sizeof *cell);
	int ends[2];

	if (!wire_pair(ends))
		return NULL;
	cell->keeper = fork();
	if (cell->keeper < 0) {
		int fault = errno;

		close(ends[0]);
		close(ends[1]);
		errno = fault;
		return NULL;
	}
	if (cell->keeper == 0) {
		close(ends[0]);
		keeper_run(ends[1]);
	}
	close(ends[1]);
	cell->control = ends[0];
	pthread_mutex_init(&cell->lock, NULL);
	return cell;
}

void
cell_stop(struct cell *cell)
{
	if (!cell)
		return;
	while (cell->idle_count)
		close(cell->idle[--cell->idle_count]);
	close(cell->control);
	while (waitpid(cell->keeper, NULL, 0) < 0 && errno == EINTR)
		;
	pthread_mutex_destroy(&cell->lock);
}

/* A worker of one's own; -1 when there can be none. */
static int
take_worker(struct cell *cell)
{
	int worker;

	pthread_mutex_lock(&cell->lock);
	if (cell->idle_count)
		worker = cell->idle[--cell->idle_count];
	else
		worker = wire_send(cell->control, "", 1) ? wire_take_end(cell->control) : -1;
	pthread_mutex_unlock(&cell->lock);
	return worker;
}

static void
give_back(struct cell *cell, int worker)
{
	bool is_kept;

	pthread_mutex_lock(&cell->lock);
	is_kept = cell->idle_count < MOST_IDLE;
	if (is_kept)
		cell->idle[cell->idle_count++] = worker;
	pthread_mutex_unlock(&cell->lock);
	if (!is_kept)
		close(worker);
}

static bool
is_honest(const struct wire_made *head)
{
	return head->answer <= CODEC_LACKING && head->len <= WIRE_MOST &&
	    (head->format == FORMAT_JPEG || head->format == FORMAT_PNG);
}

/* The arena may jump out, so nothing is taken in while a worker is held but not the arena's. */
struct held {
	struct cell *cell;
	int worker;
};

static void
close_held(void *what)
{
	struct held *held = what;

	if (held->worker >= 0)
		close(held->worker);
	held->worker = -1;
}

struct codec_made
cell_make(struct cell *cell, struct arena *arena, const struct codec_wish *wish, str bytes)
{
	struct codec_made made = {.answer = CODEC_DIED};
	struct wire_wish ask = {.wish = *wish, .len = bytes.len};
	struct held *held = arena_alloc(arena, sizeof *held);
	struct wire_made head;

	held->cell = cell;
	held->worker = -1;
	arena_defer(arena, close_held, held);
	held->worker = take_worker(cell);
	if (held->worker < 0 || !wire_send(held->worker, &ask, sizeof ask) ||
	    !wire_send(held->worker, bytes.at, bytes.len) ||
	    !wire_receive(held->worker, &head, sizeof head) || !is_honest(&head)) {
		close_held(held);
		return made;
	}
	made.bytes.at = arena_grow(arena, NULL, 0, head.len);
	made.bytes.len = head.len;
	if (!wire_receive(held->worker, (char *)made.bytes.at, head.len)) {
		close_held(held);
		return made;
	}
	made.answer = head.answer;
	made.format = head.format;
	made.width = head.width;
	made.height = head.height;
	if (head.is_last)
		close_held(held);
	else
		give_back(cell, held->worker);
	held->worker = -1;
	return made;
}

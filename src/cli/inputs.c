/* All inputs through pass 1, in workers. */
#include <errno.h>
#include <string.h>

#include "cli/command.h"
#include "cli/job.h"
#include "core/pool.h"

struct inputs {
	struct run *run;
	void (*make)(struct job *job, const struct source_item *item, void *with);
	bool (*take)(struct job *job, const struct source_item *item, void *with);
	void *with;
	struct unpacking *unpacking;
	bool is_ended;   /* by the command: it has said why */
	bool holds_more; /* there may be more items than files, as far as names tell */
};

static bool
may_hold_more(const struct source_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (kind_is_container(kind_by_name(list->items[i].path)))
			return true;
	return false;
}

static void *
begin(void *with)
{
	struct inputs *inputs = with;

	return job_new(&inputs->run->invocation.settings);
}

static bool
fetch(void *with, void *worker, size_t index)
{
	struct inputs *inputs = with;

	(void)index;
	return job_fetch(worker, inputs->unpacking);
}

static void
work(void *with, void *worker, size_t index)
{
	struct inputs *inputs = with;

	(void)index;
	job_run(worker, inputs->make, inputs->with);
}

/* Count the pictures of the web that a book will lack. */
static void
count_missing(struct run *run, const struct article *article)
{
	size_t count = 0;

	for (size_t i = 0; i < article->picture_count; i++)
		count += article->pictures[i].missing &&
		    str_starts_nocase(article->pictures[i].address, STR("http"));
	run->missing += count;
	run->missing_articles += count > 0;
}

/* Once a run, and only of books. */
static void
say_missing(struct run *run)
{
	struct buf what = BUF(&run->arena);

	if (!run->missing || !(run->invocation.command & (CONVERT | DIGEST)))
		return;
	buf_printf(&what, "%zu picture%s of %zu article%s %s", run->missing,
	    run->missing == 1 ? "" : "s", run->missing_articles,
	    run->missing_articles == 1 ? "" : "s", run->missing == 1 ? "is" : "are");
	report_say(&run->report, DIAG_IMAGES_MISSING, STR_NONE, buf_zstr(&what));
}

static bool
take(void *with, void *worker, size_t index)
{
	struct inputs *inputs = with;
	struct run *run = inputs->run;
	struct job *job = worker;

	(void)index;
	report_log(&run->report, &job->log);
	if (job->article)
		count_missing(run, job->article);
	if (diag_has_errors(&job->log))
		run_status(run, STATUS_REFUSED);
	if (!inputs->take(job, &job->item, inputs->with)) {
		inputs->is_ended = true;
		return false;
	}
	report_progress(&run->report, ++run->done, inputs->holds_more ? 0 : run->list->count);
	return true;
}

static void
end(void *with, void *worker)
{
	(void)with;
	job_free(worker);
}

bool
run_inputs(struct run *run,
    void (*make)(struct job *job, const struct source_item *item, void *with),
    bool (*take_result)(struct job *job, const struct source_item *item, void *with), void *with)
{
	struct inputs inputs = {.run = run, .make = make, .take = take_result, .with = with};
	struct pool_work all = {.with = &inputs,
	    .begin = begin,
	    .fetch = fetch,
	    .work = work,
	    .take = take,
	    .end = end};
	size_t count = run->list->count;
	bool done;

	inputs.holds_more = may_hold_more(run->list);
	inputs.unpacking = unpack_new(&run->arena, &run->invocation.settings, run->list);
	done = pool_run(
	    &all, inputs.holds_more || count > run->workers ? run->workers : (unsigned)count);
	unpack_free(inputs.unpacking);
	say_missing(run);
	if (done)
		return true;
	if (inputs.is_ended)
		return false;
	if (run->status != STATUS_SYSTEM)
		run_fail(run, STATUS_SYSTEM, DIAG_WORKERS_FAILED, STR_NONE, NULL);
	return false;
}

void
run_pack(struct job *job, const struct source_item *item, void *with)
{
	str *packed;

	(void)with;
	if (job->article->empty) {
		diag_say(&job->log, DIAG_ARTICLE_REFUSED, item->name, "%s",
		    article_absence(job->article->absence));
		return;
	}
	packed = arena_alloc(&job->arena, sizeof *packed);
	*packed =
	    record_pack(&job->arena, job->deflate, job->article, source_label(item), item->order);
	job->result = packed;
}

struct entry *
run_store(struct run *run, struct arena *arena, struct spool *spool, const struct job *job,
    const struct source_item *item)
{
	const str *packed = job->result;
	struct entry *entry = record_store(arena, spool, *packed);

	if (!entry)
		run_fail(run, STATUS_SYSTEM, DIAG_SPOOL_FAILED, item->name, strerror(errno));
	return entry;
}

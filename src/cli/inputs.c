/* All inputs through pass 1, in workers. */
#include "cli/command.h"
#include "cli/job.h"
#include "core/pool.h"

struct inputs {
	struct run *run;
	void (*make)(struct job *job, const struct source_item *item, void *with);
	bool (*take)(struct job *job, const struct source_item *item, void *with);
	void *with;
};

static void *
begin(void *with)
{
	struct inputs *inputs = with;

	return job_new(&inputs->run->invocation.settings);
}

static void
work(void *with, void *worker, size_t index)
{
	struct inputs *inputs = with;

	job_run(worker, &inputs->run->list->items[index], inputs->make, inputs->with);
}

static bool
take(void *with, void *worker, size_t index)
{
	struct inputs *inputs = with;
	struct run *run = inputs->run;
	struct job *job = worker;

	report_log(&run->report, &job->log);
	if (diag_has_errors(&job->log))
		run_status(run, STATUS_REFUSED);
	if (!inputs->take(job, &run->list->items[index], inputs->with))
		return false;
	report_progress(&run->report, ++run->done, run->list->count);
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
	struct inputs inputs = {run, make, take_result, with};
	struct pool_work work_all = {run->list->count, &inputs, begin, work, take, end};

	if (pool_run(&work_all, run->workers))
		return true;
	if (run->status != STATUS_SYSTEM)
		report_say(&run->report, DIAG_WORKERS_FAILED, STR_NONE, NULL);
	run_status(run, STATUS_SYSTEM);
	return false;
}

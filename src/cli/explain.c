/* octavo explain: what was kept of one page and why, as a page of HTML. */
#include "explain/explain.h"

#include "cli/command.h"
#include "cli/job.h"

static void
explain(struct job *job, const struct source_item *item, void *with)
{
	struct explained about = {job->page, &job->found, job->article, source_label(item)};
	struct buf *text = arena_alloc(&job->arena, sizeof *text);

	(void)with;
	*text = BUF(&job->arena);
	if (job->article->empty)
		diag_say(&job->log, DIAG_ARTICLE_NONE, item->name, NULL);
	explain_write(text, &job->ctx, &about);
	job->result = text;
}

static bool
take(struct job *job, const struct source_item *item, void *with)
{
	struct run_print *print = with;
	const struct buf *text = job->result;
	bool *is_printed = print->with;

	(void)item;
	*is_printed = text != NULL;
	return !text || run_print(print, buf_str(text));
}

static bool
explain_page(struct run_print *print)
{
	const bool *is_printed = print->with;

	return run_inputs(print->run, explain, take, print) && *is_printed;
}

enum status
command_explain(struct run *run)
{
	bool is_printed = false;

	if (run->list->count != 1) {
		report_say(&run->report, DIAG_EXPLAIN_ONE, run->list->items[0].name, NULL);
		return STATUS_USAGE;
	}
	run->invocation.settings.explain = true;
	return run_print_all(run, explain_page, &is_printed);
}

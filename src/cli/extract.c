/* octavo extract: the cleaned article as JSON, text, Markdown or HTML. */
#include "cli/command.h"
#include "cli/job.h"
#include "write/formats.h"

struct extracting {
	struct run_print *print;
	const struct format *format;
	bool is_framed; /* several items: the format's frame stands around them */
	size_t written;
};

static void
format_article(struct job *job, const struct source_item *item, void *with)
{
	struct extracting *extracting = with;
	struct buf *text = arena_alloc(&job->arena, sizeof *text);

	*text = BUF(&job->arena);
	if (job->article->empty)
		diag_say(&job->log, DIAG_ARTICLE_NONE, item->name, "%s",
		    article_absence(job->article->absence));
	extracting->format->write(text, job->article, &job->log);
	job->result = text;
}

static bool
put_frame(struct extracting *extracting, const char *frame)
{
	return !extracting->is_framed || !frame || run_print(extracting->print, str_of(frame));
}

static bool
take(struct job *job, const struct source_item *item, void *with)
{
	struct extracting *extracting = with;
	struct buf *text = job->result;

	(void)item;
	if (!text)
		return true;
	if (extracting->written++ && !put_frame(extracting, extracting->format->between))
		return false;
	return run_print(extracting->print, buf_str(text));
}

static bool
extract_all(struct run_print *print)
{
	struct extracting *extracting = print->with;

	extracting->print = print;
	return put_frame(extracting, extracting->format->head) &&
	    run_inputs(print->run, format_article, take, extracting) &&
	    put_frame(extracting, extracting->format->tail) && extracting->written;
}

enum status
command_extract(struct run *run)
{
	str to = run->invocation.given[OPT_TO];
	struct extracting extracting = {
	    .format = format_named(to.at ? to : STR("json")),
	    .is_framed = run->list->count != 1,
	};

	return run_print_all(run, extract_all, &extracting);
}

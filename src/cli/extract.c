/* octavo extract: the cleaned article as JSON, text, Markdown or HTML. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/filename.h"
#include "cli/job.h"
#include "cli/output.h"
#include "write/formats.h"

struct extracting {
	struct run *run;
	const struct format *format;
	bool is_framed; /* several items: the format's frame stands around them */
	size_t written;
	int fd;
};

static void
format_article(struct job *job, const struct source_item *item, void *with)
{
	struct extracting *extracting = with;
	struct buf *text = arena_alloc(&job->arena, sizeof *text);

	*text = BUF(&job->arena);
	if (job->article->empty)
		diag_say(&job->log, DIAG_ARTICLE_NONE, item->name, NULL);
	extracting->format->write(text, job->article, &job->log);
	job->result = text;
}

static bool
put(struct extracting *extracting, str bytes)
{
	struct run *run = extracting->run;
	str name = run->invocation.given[OPT_OUTPUT];

	if (output_write(extracting->fd, bytes))
		return true;
	report_say(&run->report, DIAG_OUTPUT_FAILED,
	    name.at && !run_output_is_stdout(run) ? name : STR("standard output"), strerror(errno));
	run_status(run, STATUS_SYSTEM);
	return false;
}

static bool
put_frame(struct extracting *extracting, const char *frame)
{
	return !extracting->is_framed || !frame || put(extracting, str_of(frame));
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
	return put(extracting, buf_str(text));
}

static bool
extract_all(struct extracting *extracting)
{
	return put_frame(extracting, extracting->format->head) &&
	    run_inputs(extracting->run, format_article, take, extracting) &&
	    put_frame(extracting, extracting->format->tail);
}

enum status
command_extract(struct run *run)
{
	str to = run->invocation.given[OPT_TO], name = run->invocation.given[OPT_OUTPUT];
	struct extracting extracting = {.run = run, .fd = STDOUT_FILENO};
	struct filename_parts none = {0};
	struct output output;

	extracting.format = format_named(to.at ? to : STR("json"));
	extracting.is_framed = run->list->count != 1;
	if (!run_check_output(run, false))
		return run->status;
	if (!name.at || run_output_is_stdout(run)) {
		extract_all(&extracting);
		return run->status;
	}
	if (run_output_is_folder(run)) {
		report_say(&run->report, DIAG_OUTPUT_FAILED, name, "it is a folder; name a file");
		return STATUS_USAGE;
	}
	if (!run_begin_output(run, &run->arena, &output)) {
		report_say(&run->report, DIAG_OUTPUT_FAILED, name, strerror(errno));
		return STATUS_SYSTEM;
	}
	extracting.fd = output.fd;
	if (extract_all(&extracting) && extracting.written)
		run_deliver(run, &output, &none, STR(""), name);
	else
		output_drop(&output);
	return run->status;
}

/* octavo extract: the cleaned article as JSON, text, Markdown or HTML. */
#include "cli/command.h"
#include "cli/job.h"
#include "write/formats.h"

struct extracting {
	struct run_print *print;
	const struct format *format;
	bool is_framed; /* several items: the format's frame stands around them */
	bool is_open;   /* and its head has been printed */
	str held;       /* the first of what may be one alone; absent */
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
put(struct extracting *extracting, str text)
{
	const struct format *format = extracting->format;

	if (!extracting->is_open && !put_frame(extracting, format->head))
		return false;
	extracting->is_open = true;
	if (extracting->written++ && !put_frame(extracting, format->between))
		return false;
	return run_print(extracting->print, text);
}

static bool
put_held(struct extracting *extracting)
{
	str held = extracting->held;

	extracting->held = STR_NONE;
	return !held.at || put(extracting, held);
}

/* One input may turn out to be a list: its first article waits for a second one. */
static bool
take(struct job *job, const struct source_item *item, void *with)
{
	struct extracting *extracting = with;
	struct buf *text = job->result;

	extracting->is_framed |= item->of_many;
	if (!text)
		return true;
	if (!extracting->is_framed && !extracting->held.at) {
		extracting->held = arena_copy(&extracting->print->run->arena, buf_str(text));
		return true;
	}
	extracting->is_framed = true;
	return put_held(extracting) && put(extracting, buf_str(text));
}

static bool
extract_all(struct run_print *print)
{
	struct extracting *extracting = print->with;

	extracting->print = print;
	if (!run_inputs(print->run, format_article, take, extracting) || !put_held(extracting))
		return false;
	if (!extracting->is_open && !put_frame(extracting, extracting->format->head))
		return false;
	return put_frame(extracting, extracting->format->tail) && extracting->written;
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

/* octavo convert: each article its own EPUB. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/filename.h"
#include "cli/job.h"
#include "cli/output.h"
#include "write/epub.h"

/* A book that a worker made, not yet in its place. */
struct made {
	struct output output;
	struct filename_parts parts;
	str identifier;
	struct spool *spool;
};

static void
drop_made(void *what)
{
	struct made *made = what;

	output_drop(&made->output);
	spool_free(made->spool);
}

static void
make_book(struct job *job, const struct source_item *item, void *with)
{
	struct run *run = with;
	struct arena *arena = &job->arena;
	struct bind_request request = run_request(run);
	const struct meta *meta = &job->article->meta;
	struct made *made;
	struct entry *entry;
	struct book *book;

	if (job->article->empty) {
		diag_say(&job->log, DIAG_ARTICLE_REFUSED, item->name, "%s",
		    article_absence(job->article->absence));
		return;
	}
	made = arena_alloc(arena, sizeof *made);
	made->output.fd = -1;
	arena_defer(arena, drop_made, made);
	made->spool = spool_new();
	entry = made->spool
	    ? record_store(arena, made->spool,
		  record_pack(arena, job->deflate, job->article, source_label(item), 0))
	    : NULL;
	if (!entry || !run_begin_output(run, arena, &made->output)) {
		job->fault = errno;
		return;
	}
	request.entries = &entry;
	request.entry_count = 1;
	book = bind_book(&job->ctx, made->spool, &request);
	job->fault = book ? write_epub(book, made->spool, made->output.fd, 1) : errno;
	if (job->fault)
		return;
	run_say_size(&job->log, item->name, book);
	made->identifier = book->identifier;
	made->parts = (struct filename_parts){
	    .title = book->title,
	    .author = meta->author_count ? meta->authors[0] : STR_NONE,
	    .site = meta->site,
	    .date = date_is_set(meta->date) ? date_day_iso(arena, meta->date) : STR_NONE,
	};
	job->result = made;
}

static bool
take(struct job *job, const struct source_item *item, void *with)
{
	struct run *run = with;
	struct made *made = job->result;
	str output = run->invocation.given[OPT_OUTPUT];

	if (job->fault)
		return run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED,
		    output.at ? output : STR("a book here"), strerror(job->fault));
	if (made && run->books++ && !run_output_is_folder(run))
		return run_fail(run, STATUS_USAGE, DIAG_OUTPUT_ONE, output, NULL);
	return !made || run_deliver(run, &made->output, &made->parts, made->identifier, item->name);
}

enum status
command_convert(struct run *run)
{
	if (!run_output_is_folder(run) && run->list->count > 1) {
		report_say(&run->report, DIAG_OUTPUT_ONE, run->invocation.given[OPT_OUTPUT], NULL);
		return STATUS_USAGE;
	}
	if (!run_check_output(run, true))
		return run->status;
	run_inputs(run, make_book, take, run);
	return run->status;
}

/* octavo digest: many articles, one EPUB. */
#include <errno.h>
#include <string.h>

#include "cli/command.h"
#include "cli/filename.h"
#include "cli/job.h"
#include "cli/output.h"
#include "write/epub.h"

/* What pass 1 fills and pass 2 binds. */
struct gathering {
	struct run *run;
	struct spool *spool;
	struct entry **entries;
	size_t count, room;
	str *left_out;
	size_t left_out_count, left_out_room;
};

static void
pack(struct job *job, const struct source_item *item, void *with)
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

static bool
take(struct job *job, const struct source_item *item, void *with)
{
	struct gathering *gathering = with;
	struct run *run = gathering->run;
	str *packed = job->result;
	struct entry *entry;

	if (!packed) {
		*ARENA_PUSH(&run->arena, gathering->left_out, gathering->left_out_count,
		    gathering->left_out_room) = arena_copy(&run->arena, source_label(item));
		return true;
	}
	entry = record_store(&run->arena, gathering->spool, *packed);
	if (!entry) {
		report_say(&run->report, DIAG_SPOOL_FAILED, item->name, strerror(errno));
		run_status(run, STATUS_SYSTEM);
		return false;
	}
	entry->keeps_place = item->keeps_place;
	*ARENA_PUSH(&run->arena, gathering->entries, gathering->count, gathering->room) = entry;
	return true;
}

/* The digest's title when the command line gives none: the name of the one folder or archive it
   names. */
static str
folder_title(const struct run *run)
{
	bool is_archive;
	str name;
	size_t slash;

	if (run->invocation.operand_count != 1 || run->list->keeps_order)
		return STR_NONE;
	name = run->invocation.operands[0];
	while (str_ends(name, STR("/")))
		name.len--;
	slash = str_rfind_char(name, '/');
	name = slash == STR_NOT_FOUND ? name : str_from(name, slash + 1);
	return str_starts(name, STR(".")) ? STR_NONE : kind_unpacked_name(name, &is_archive);
}

static void
bind_and_deliver(struct gathering *gathering)
{
	struct run *run = gathering->run;
	struct ctx ctx = {&run->arena, &run->log, &run->invocation.settings, STR("the digest")};
	struct bind_request request = run_request(run);
	struct filename_parts parts = {0};
	struct output output;
	struct book *book;
	int fault;

	request.is_digest = true;
	request.keeps_order = run->list->keeps_order;
	request.entries = gathering->entries;
	request.entry_count = gathering->count;
	request.left_out = gathering->left_out;
	request.left_out_count = gathering->left_out_count;
	if (!request.title.at)
		request.title = folder_title(run);
	if (!run_begin_output(run, &run->arena, &output)) {
		report_say(&run->report, DIAG_OUTPUT_FAILED, run->invocation.given[OPT_OUTPUT],
		    strerror(errno));
		run_status(run, STATUS_SYSTEM);
		return;
	}
	book = bind_book(&ctx, gathering->spool, &request);
	report_log(&run->report, &run->log);
	fault = book ? write_epub(book, gathering->spool, output.fd, run->workers) : errno;
	if (fault) {
		report_say(&run->report, DIAG_OUTPUT_FAILED, run->invocation.given[OPT_OUTPUT],
		    strerror(fault));
		run_status(run, STATUS_SYSTEM);
		output_drop(&output);
		return;
	}
	parts.title = book->title;
	parts.site = request.publisher;
	parts.author = request.author;
	parts.date = date_day_iso(&run->arena, request.date);
	run_deliver(run, &output, &parts, book->identifier, STR("the digest"));
}

enum status
command_digest(struct run *run)
{
	struct gathering gathering = {.run = run};

	if (!run_check_output(run, true))
		return run->status;
	gathering.spool = spool_new();
	if (!gathering.spool) {
		report_say(&run->report, DIAG_SPOOL_FAILED, STR("the digest"), strerror(errno));
		return STATUS_SYSTEM;
	}
	if (run_inputs(run, pack, take, &gathering)) {
		if (gathering.count)
			bind_and_deliver(&gathering);
		else
			report_say(&run->report, DIAG_DIGEST_EMPTY, STR("the digest"), NULL);
	}
	spool_free(gathering.spool);
	return run->status;
}

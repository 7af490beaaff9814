/* octavo digest: many articles, one EPUB. */
#include <errno.h>
#include <string.h>

#include "cli/digest.h"
#include "cli/filename.h"
#include "cli/job.h"
#include "cli/output.h"
#include "cli/remember.h"
#include "write/epub.h"

static bool
take(struct job *job, const struct source_item *item, void *with)
{
	struct gathering *gathering = with;
	struct run *run = gathering->run;
	struct entry *entry;

	if (!job->result) {
		*ARENA_PUSH(&run->arena, gathering->left_out, gathering->left_out_count,
		    gathering->left_out_room) = arena_copy(&run->arena, source_label(item));
		return true;
	}
	entry = run_store(run, &run->arena, gathering->spool, job, item);
	if (!entry)
		return false;
	entry->keeps_place = item->keeps_place;
	*ARENA_PUSH(&run->arena, gathering->entries, gathering->count, gathering->room) = entry;
	return true;
}

static bool
fail(struct run *run, int fault)
{
	str output = run->invocation.given[OPT_OUTPUT];

	return run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED,
	    output.at ? output : STR("a book here"), strerror(fault));
}

/* As names of files sort it: to 999 volumes, since nobody knows how many there will be. */
static str
file_volume(struct arena *arena, const struct bind_volume *volume)
{
	return volume->kind == BIND_NUMBERED ? arena_printf(arena, "%03u", volume->number)
	    : volume->kind == BIND_UNDATED   ? STR("undated")
					     : bind_volume_key(arena, volume);
}

/* Bind one volume and put it in its place. */
static bool
make_volume(struct gathering *gathering, const struct selection *selection,
    const struct edition_volume *volume, struct made_volume *made)
{
	struct run *run = gathering->run;
	struct arena *arena = arena_inner(&run->arena);
	struct ctx ctx = {arena, &run->log, &run->invocation.settings, STR("the digest")};
	struct bind_request request = selection_request(arena, gathering, selection, volume);
	struct filename_parts parts = {0};
	struct output output;
	struct book *book;
	bool done;
	int fault;

	if (!run_begin_output(run, arena, &output))
		return fail(run, errno);
	book = bind_book(&ctx, gathering->spool, &request);
	run_say_log(run);
	fault = book ? write_epub(book, gathering->spool, output.fd, run->workers) : errno;
	if (fault) {
		output_drop(&output);
		return fail(run, fault);
	}
	run_say_size(&run->log, STR("the digest"), book);
	run_say_log(run);
	parts.title = book->title;
	parts.site = request.publisher;
	parts.author = request.author;
	parts.date = date_is_set(request.date) ? date_day_iso(arena, request.date) : STR_NONE;
	parts.name = request.name.at ? request.name : request.title;
	parts.issue = request.has_issue ? arena_printf(arena, "%u", request.issue) : STR_NONE;
	parts.volume = file_volume(arena, &request.volume);
	if (parts.name.at && parts.volume.at)
		parts.pattern = STR("{name} {volume}");
	if (run->remember)
		remember_begin(run, &volume->entries, &selection->twins, book->title,
		    book->identifier, request.date);
	done = run_deliver(run, &output, &parts, book->identifier, STR("the digest")) &&
	    (!run->remember || remember_done(run));
	*made = (struct made_volume){.title = arena_copy(&run->arena, book->title),
	    .identifier = arena_copy(&run->arena, book->identifier),
	    .path = run->written_count ? run->written[run->written_count - 1] : STR_NONE};
	arena_release(arena);
	return done;
}

static void
bind_all(struct gathering *gathering)
{
	struct run *run = gathering->run;
	struct selection selection;
	struct made_volume *made;

	if (!selection_make(gathering, &selection))
		return;
	if (!selection.entries.count && gathering->count && run->remember) {
		remember_nothing(run);
		return;
	}
	if (!selection.entries.count) {
		run_fail(run, STATUS_REFUSED, DIAG_DIGEST_EMPTY, STR("the digest"), NULL);
		return;
	}
	if (option_given(&run->invocation, OPT_DRY_RUN)) {
		selection_print(gathering, &selection);
		return;
	}
	made = arena_array(&run->arena, selection.volume_count, sizeof *made);
	for (size_t i = 0; i < selection.volume_count; i++)
		if (!make_volume(gathering, &selection, &selection.volumes[i], &made[i]))
			return;
	if (run->invocation.splitting.split)
		volumes_write(gathering, &selection, made);
}

/* Volumes are several files. */
static bool
check_output(struct run *run)
{
	if (option_given(&run->invocation, OPT_DRY_RUN))
		return true;
	if (run->invocation.splitting.split && !run_output_is_folder(run))
		return run_fail(run, STATUS_USAGE, DIAG_OUTPUT_VOLUMES,
		    run->invocation.given[OPT_OUTPUT], NULL);
	return run_check_output(run, true);
}

enum status
command_digest(struct run *run)
{
	struct gathering gathering = {.run = run};

	if (!check_output(run) || !remember_open(run))
		return run->status;
	gathering.spool = spool_new();
	if (!gathering.spool) {
		report_say(&run->report, DIAG_SPOOL_FAILED, STR("the digest"), strerror(errno));
		return STATUS_SYSTEM;
	}
	if (run_inputs(run, run_pack, take, &gathering))
		bind_all(&gathering);
	spool_free(gathering.spool);
	remember_close(run);
	return run->status;
}

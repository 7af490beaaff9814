/* A message as a book. */
#include "cli/issue.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/filename.h"
#include "cli/job.h"
#include "core/tempfile.h"
#include "mime/mime.h"
#include "write/epub.h"

/* What pass 1 is given. */
struct gathering {
	struct run *run;
	struct arena *arena;
	struct issue *issue;
};

static bool
take(struct job *job, const struct source_item *item, void *with)
{
	struct gathering *gathering = with;
	struct issue *issue = gathering->issue;
	struct entry *entry;

	if (!job->result)
		return true;
	entry = run_store(gathering->run, gathering->arena, issue->spool, job, item);
	if (!entry)
		return false;
	entry->keeps_place = true;
	*ARENA_PUSH(gathering->arena, issue->entries, issue->count, issue->room) = entry;
	return true;
}

/* All that the message holds, through pass 1. */
static bool
gather(struct run *run, struct arena *arena, str name, str message, struct issue *issue)
{
	struct gathering gathering = {run, arena, issue};
	struct ctx ctx = {
	    arena, &(struct diag_log){.arena = arena}, &run->invocation.settings, name};
	struct mime_head head;
	size_t body;
	str subject;
	struct source_item item = {.name = name,
	    .named = true,
	    .kind = KIND_MAIL,
	    .stream = stream_of_bytes(arena, message)};
	struct source_list list = {.items = &item, .count = 1, .keeps_order = true};
	struct source_list *all = run->list;
	bool good;

	/* A book does not tell how the file was called that a filter kept the message in. */
	mime_head_read(arena, message, &head, &body);
	subject = mime_text(&ctx, &head, "Subject");
	item.label = subject.len ? subject : STR("message");
	run->list = &list;
	good = run_inputs(run, run_pack, take, &gathering);
	run->list = all;
	return good && issue->count;
}

static str
name_file(struct run *run, struct arena *arena, const struct issue *issue)
{
	const struct entry *first = issue->entries[0];
	struct filename_parts parts = {.title = issue->title,
	    .author = first->author_count ? first->authors[0] : STR_NONE,
	    .site = first->site,
	    .date = date_is_set(first->date) ? date_day_iso(arena, first->date) : STR_NONE};

	return run_file_name(run, arena, &parts, 1);
}

/* Bind what pass 1 left, into the issue's file. */
static bool
bind(struct run *run, struct arena *arena, struct issue *issue)
{
	struct ctx ctx = {arena, &run->log, &run->invocation.settings, STR_NONE};
	struct bind_request request = run_request(run);
	struct book *book;
	struct stat facts;

	request.entries = issue->entries;
	request.entry_count = issue->count;
	request.is_digest = issue->count > 1;
	request.order = BIND_GIVEN;
	if (request.is_digest) {
		request.title = run->invocation.given[OPT_TITLE];
		if (!request.title.at)
			request.title = issue->entries[0]->title;
		request.date = issue->entries[0]->date;
	}
	book = bind_book(&ctx, issue->spool, &request);
	run_say_log(run);
	if (!book)
		return false;
	errno = write_epub(book, issue->spool, issue->fd, run->workers);
	if (errno || fstat(issue->fd, &facts) != 0)
		return false;
	issue->size = (uint64_t)facts.st_size;
	issue->title = book->title;
	issue->identifier = book->identifier;
	for (size_t i = 0; i < issue->count; i++)
		issue->has_pictures |= issue->entries[i]->has_pictures;
	issue->file_name = name_file(run, arena, issue);
	return true;
}

static bool
make(struct run *run, struct arena *arena, str name, str message, struct issue *issue)
{
	*issue = (struct issue){.fd = tempfile_open(), .spool = spool_new()};
	if (!issue->spool || issue->fd < 0)
		return run_fail(run, STATUS_SYSTEM, DIAG_SPOOL_FAILED, name, strerror(errno));
	return gather(run, arena, name, message, issue) &&
	    (bind(run, arena, issue) ||
		run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED, name, strerror(errno)));
}

bool
issue_make(
    struct run *run, struct arena *arena, str name, str message, bool is_again, struct issue *issue)
{
	bool made, was_mute = run->report.is_mute;

	run->report.is_mute = is_again;
	made = make(run, arena, name, message, issue);
	run->report.is_mute = was_mute;
	if (!made)
		issue_free(issue);
	return made;
}

bool
issue_bind_again(
    struct run *run, struct arena *arena, const struct issue *issue, struct issue *other)
{
	bool bound, was_mute = run->report.is_mute;

	*other = *issue;
	other->fd = tempfile_open();
	run->report.is_mute = true;
	bound = other->fd >= 0 && bind(run, arena, other);
	run->report.is_mute = was_mute;
	if (!bound)
		run_status(run, STATUS_SYSTEM);
	if (!bound && other->fd >= 0)
		close(other->fd);
	return bound;
}

void
issue_free(struct issue *issue)
{
	if (issue->fd >= 0)
		close(issue->fd);
	if (issue->spool)
		spool_free(issue->spool);
	issue->fd = -1;
	issue->spool = NULL;
}

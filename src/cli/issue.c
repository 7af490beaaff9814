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

/* What pass 1 fills. */
struct gathered {
	struct run *run;
	struct arena *arena;
	struct spool *spool;
	struct entry **entries;
	size_t count, room;
};

static bool
take(struct job *job, const struct source_item *item, void *with)
{
	struct gathered *gathered = with;
	struct run *run = gathered->run;
	struct entry *entry;

	if (!job->result)
		return true;
	entry = run_store(run, gathered->arena, gathered->spool, job, item);
	if (!entry)
		return false;
	entry->keeps_place = true;
	*ARENA_PUSH(gathered->arena, gathered->entries, gathered->count, gathered->room) = entry;
	return true;
}

/* All that the message holds, through pass 1. */
static bool
gather(struct gathered *gathered, str name, str message)
{
	struct run *run = gathered->run;
	struct ctx ctx = {gathered->arena, &(struct diag_log){.arena = gathered->arena},
	    &run->invocation.settings, name};
	struct mime_head head;
	size_t body;
	str subject;
	struct source_item item = {.name = name,
	    .named = true,
	    .kind = KIND_MAIL,
	    .stream = stream_of_bytes(gathered->arena, message)};
	struct source_list list = {.items = &item, .count = 1, .keeps_order = true};
	struct source_list *all = run->list;
	bool good;

	/* A book does not tell how the file was called that a filter kept the message in. */
	mime_head_read(gathered->arena, message, &head, &body);
	subject = mime_text(&ctx, &head, "Subject");
	item.label = subject.len ? subject : STR("message");
	run->list = &list;
	good = run_inputs(run, run_pack, take, gathered);
	run->list = all;
	return good && gathered->count;
}

static void
name_file(struct run *run, struct arena *arena, struct issue *issue)
{
	const struct entry *first = issue->first;
	struct filename_parts parts = {.title = issue->title,
	    .author = first->author_count ? first->authors[0] : STR_NONE,
	    .site = first->site,
	    .date = date_is_set(first->date) ? date_day_iso(arena, first->date) : STR_NONE};

	issue->file_name = run_file_name(run, arena, &parts, 1);
}

static bool
bind(struct gathered *gathered, struct issue *issue)
{
	struct run *run = gathered->run;
	struct ctx ctx = {gathered->arena, &run->log, &run->invocation.settings, STR_NONE};
	struct bind_request request = run_request(run);
	struct book *book;
	struct stat facts;

	request.entries = gathered->entries;
	request.entry_count = gathered->count;
	request.is_digest = gathered->count > 1;
	request.order = BIND_GIVEN;
	if (request.is_digest) {
		request.title = run->invocation.given[OPT_TITLE];
		if (!request.title.at)
			request.title = gathered->entries[0]->title;
		request.date = gathered->entries[0]->date;
	}
	book = bind_book(&ctx, gathered->spool, &request);
	run_say_log(run);
	if (!book)
		return false;
	errno = write_epub(book, gathered->spool, issue->fd, run->workers);
	if (errno || fstat(issue->fd, &facts) != 0)
		return false;
	issue->size = (uint64_t)facts.st_size;
	issue->title = book->title;
	issue->identifier = book->identifier;
	issue->first = gathered->entries[0];
	for (size_t i = 0; i < gathered->count; i++)
		issue->has_pictures |= gathered->entries[i]->has_pictures;
	name_file(run, gathered->arena, issue);
	return true;
}

bool
issue_make(
    struct run *run, struct arena *arena, str name, str message, bool is_again, struct issue *issue)
{
	struct gathered gathered = {.run = run, .arena = arena, .spool = spool_new()};
	bool made = false, was_mute = run->report.is_mute;

	*issue = (struct issue){.fd = tempfile_open()};
	run->report.is_mute = is_again;
	if (!gathered.spool || issue->fd < 0) {
		run_fail(run, STATUS_SYSTEM, DIAG_SPOOL_FAILED, name, strerror(errno));
	} else if (gather(&gathered, name, message)) {
		made = bind(&gathered, issue);
		if (!made)
			run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED, name, strerror(errno));
	}
	run->report.is_mute = was_mute;
	if (gathered.spool)
		spool_free(gathered.spool);
	if (!made)
		issue_free(issue);
	return made;
}

void
issue_free(struct issue *issue)
{
	if (issue->fd >= 0)
		close(issue->fd);
	issue->fd = -1;
}

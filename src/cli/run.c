/* What the commands share. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/command.h"
#include "cover/cover.h"

void
run_status(struct run *run, enum status status)
{
	if (status > run->status)
		run->status = status;
}

bool
run_fail(struct run *run, enum status status, enum diag_code code, str name, const char *detail)
{
	report_say(&run->report, code, name, detail);
	run_status(run, status);
	return false;
}

void
run_say_log(struct run *run)
{
	report_log(&run->report, &run->log);
	run->log = (struct diag_log){.arena = &run->arena};
}

static str
mebibytes(struct arena *arena, uint64_t bytes)
{
	uint64_t tenths = (bytes * 10 + (1 << 19)) >> 20;

	if (tenths < 10)
		return arena_printf(arena, "%u KiB", (unsigned)(bytes >> 10));
	return arena_printf(arena, "%u.%u MiB", (unsigned)(tenths / 10), (unsigned)(tenths % 10));
}

void
run_say_size(struct diag_log *log, str name, const struct book *book)
{
	uint64_t most = book->request->max_size;

	if (!book->size_before)
		return;
	if (book->pictures_shrunk)
		diag_say(log, DIAG_SIZE_SHRUNK, name, "%zu, from %.*s to %.*s",
		    book->pictures_shrunk, STR_ARG(mebibytes(log->arena, book->size_before)),
		    STR_ARG(mebibytes(log->arena, book->size_after)));
	if (book->size_after > most)
		diag_say(log, DIAG_SIZE_OVER, name, "%.*s",
		    STR_ARG(mebibytes(log->arena, book->size_after)));
}

static str
either(str first, str second)
{
	return first.at ? first : second;
}

struct bind_request
run_request(struct run *run)
{
	const struct invocation *told = &run->invocation;
	const struct front *front = &told->told;
	bool is_digest = told->command == DIGEST;
	struct bind_request request = {
	    .device = told->device,
	    .modified = run->epoch,
	    .css = run->css,
	    .with_cover = !str_eq(told->given[OPT_COVER], STR("none")),
	    .cover_file = run->cover_file,
	    .max_size = run->book_size,
	    .cell = told->settings.cell,
	    .cover_has_lead = str_eq(told->given[OPT_COVER], STR("lead")),
	    .cover_width = COVER_WIDTH,
	    .cover_height = COVER_HEIGHT,
	};

	if (told->given[OPT_COVER_SIZE].len)
		cover_parse_size(
		    told->given[OPT_COVER_SIZE], &request.cover_width, &request.cover_height);

	request.series = told->given[OPT_SERIES];
	if (is_digest) {
		request.title = either(told->given[OPT_TITLE], front->title);
		request.title_sort = front->title_sort;
		request.author = told->given[OPT_AUTHOR];
		request.authors = front->authors;
		request.author_count = front->author_count;
		request.subjects = front->tags;
		request.subject_count = front->tag_count;
		request.lang = either(told->given[OPT_LANG], front->lang);
		request.description = either(told->given[OPT_DESCRIPTION], front->description);
		request.publisher = either(told->given[OPT_PUBLISHER], front->publisher);
		request.rights = front->rights;
		request.source = front->source;
		request.series = either(request.series, front->series);
		request.series_index = front->series_index;
	}
	return request;
}

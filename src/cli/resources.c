/* --resources: where pictures are looked for that are not beside their page. */
#include "cli/resources.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unpack/warc.h"

#define WRONG "it is neither a folder nor a web archive (WARC)"

static struct shelf *
refuse(struct run *run, str path, const char *why)
{
	run_fail(run, STATUS_USAGE, DIAG_RESOURCES_BAD, path, why);
	return NULL;
}

/* An archive is looked through now, and its files are found by their places. */
static struct shelf *
open_archive(struct run *run, str path, int fd)
{
	struct arena *arena = &run->arena, *moment = arena_inner(arena);
	struct stream *stream = stream_of_fd(arena, fd, true);
	struct warc *warc = arena_alloc(arena, sizeof *warc);

	warc_scan(warc, &run->invocation.settings, arena, moment, stream, false);
	arena_release(moment);
	if (warc->held_errno)
		return refuse(run, path, strerror(warc->held_errno));
	if (warc->broken && !warc->index.count)
		return refuse(run, path, WRONG);
	if (warc->broken)
		run_fail(run, STATUS_REFUSED, DIAG_ARCHIVE_BROKEN, path, warc->broken);
	return warc_shelf(arena, warc);
}

static struct shelf *
open_one(struct run *run, str path)
{
	int fd = open(path.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		return refuse(run, path, strerror(errno));
	if (S_ISREG(st.st_mode))
		return open_archive(run, path, fd);
	close(fd);
	return S_ISDIR(st.st_mode) ? shelf_of_mirror(&run->arena, path) : refuse(run, path, WRONG);
}

bool
resources_open(struct run *run)
{
	const struct option_values *values = &run->invocation.values[OPT_RESOURCES];
	const struct shelf **last = &run->invocation.settings.resources;

	for (size_t i = 0; i < values->count; i++) {
		struct shelf *shelf = open_one(run, values->list[i]);

		if (!shelf)
			return false;
		*last = shelf;
		last = &shelf->next;
	}
	return true;
}

/* Where results go. */

/* O_TMPFILE stands under this name in glibc: a file without a name leaves nothing when killed. */
#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fd.h"

static str
inside(struct arena *arena, str folder, const char *name)
{
	if (!folder.len)
		return arena_copy(arena, str_of(name));
	return arena_printf(
	    arena, "%.*s%s%s", STR_ARG(folder), str_ends(folder, STR("/")) ? "" : "/", name);
}

static mode_t
usual_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

bool
output_begin(struct arena *arena, struct output *output, str folder, str name)
{
	*output = (struct output){.fd = -1, .folder = arena_copy(arena, folder), .name = name};
#ifdef O_TMPFILE
	output->fd =
	    open(folder.len ? output->folder.at : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
	if (output->fd >= 0)
		return true;
	if (errno == ENOENT || errno == EACCES || errno == ENOSPC || errno == EROFS)
		return false;
#endif
	if (name.at) {
		output->temporary = inside(arena, folder, arena_zstr(arena, name));
		output->fd =
		    open(output->temporary.at, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
		return output->fd >= 0;
	}
	output->temporary = inside(arena, folder, ".octavo-XXXXXX");
	output->fd = mkstemp((char *)output->temporary.at);
	if (output->fd < 0)
		return false;
	fchmod(output->fd, usual_mode());
	return true;
}

/* Give a hidden file a name of its own, so that it can be renamed. */
static bool
name_hidden(struct arena *arena, struct output *output)
{
	char proc[64];

	if (output->temporary.at)
		return true;
	snprintf(proc, sizeof proc, "/proc/self/fd/%d", output->fd);
	for (unsigned attempt = 0; attempt < 1000; attempt++) {
		char name[64];
		str path;

		snprintf(name, sizeof name, ".octavo-%ld-%u", (long)getpid(), attempt);
		path = inside(arena, output->folder,
		    output->name.at ? arena_zstr(arena, output->name) : name);
		if (linkat(AT_FDCWD, proc, AT_FDCWD, path.at, AT_SYMLINK_FOLLOW) == 0) {
			output->temporary = path;
			return true;
		}
		if (errno != EEXIST || output->name.at)
			return false;
	}
	return false;
}

static void
close_output(struct output *output)
{
	close(output->fd);
	output->fd = -1;
}

bool
output_keep(struct arena *arena, struct output *output, str path)
{
	if (fsync(output->fd) != 0 || !name_hidden(arena, output))
		return false;
	if (rename(output->temporary.at, arena_zstr(arena, path)) != 0)
		return false;
	output->temporary = STR_NONE;
	close_output(output);
	return true;
}

bool
output_keep_new(struct arena *arena, struct output *output, str path)
{
	const char *to = arena_zstr(arena, path);
	char proc[64];

	if (fsync(output->fd) != 0)
		return false;
	if (output->temporary.at) {
		if (link(output->temporary.at, to) != 0)
			return false;
		unlink(output->temporary.at);
		output->temporary = STR_NONE;
	} else {
		snprintf(proc, sizeof proc, "/proc/self/fd/%d", output->fd);
		if (linkat(AT_FDCWD, proc, AT_FDCWD, to, AT_SYMLINK_FOLLOW) != 0)
			return false;
	}
	close_output(output);
	return true;
}

void
output_drop(struct output *output)
{
	if (output->fd < 0)
		return;
	if (output->temporary.at)
		unlink(output->temporary.at);
	output->temporary = STR_NONE;
	close_output(output);
}

bool
output_write(int fd, str bytes)
{
	return fd_write(fd, bytes);
}

bool
output_copy(int from, int to)
{
	char piece[1 << 16];
	off_t at = 0;

	for (;;) {
		ssize_t n = pread(from, piece, sizeof piece, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		if (!output_write(to, (str){piece, (size_t)n}))
			return false;
		at += n;
	}
}

/* Where finished books go: files replaced whole, folders, devices, standard output. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/filename.h"
#include "cli/mailto.h"
#include "cli/output.h"
#include "cli/remember.h"
#include "write/zip.h"

static str
output_name(const struct run *run)
{
	return run->invocation.given[OPT_OUTPUT];
}

bool
run_output_is_stdout(const struct run *run)
{
	str name = output_name(run);

	return str_eq(name, STR("-")) || str_eq(name, STR("/dev/stdout"));
}

bool
run_output_is_folder(const struct run *run)
{
	str name = output_name(run);
	struct stat facts;

	if (!name.at || str_ends(name, STR("/")))
		return true;
	return stat(name.at, &facts) == 0 && S_ISDIR(facts.st_mode);
}

/* The folder that a path lies in. */
static str
folder_of(str path)
{
	size_t slash = str_rfind_char(path, '/');

	return slash == STR_NOT_FOUND ? STR("") : str_head(path, slash ? slash : 1);
}

static str
output_folder(const struct run *run)
{
	str name = output_name(run);

	if (!name.at)
		return STR("");
	return run_output_is_folder(run) ? name : folder_of(name);
}

/* A device, a pipe, or a link to one: written to, not replaced. */
static bool
is_device(const char *path)
{
	struct stat facts;

	return stat(path, &facts) == 0 && !S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode);
}

static bool
is_terminal(const char *path)
{
	struct stat facts;
	bool found;
	int fd;

	if (stat(path, &facts) != 0 || !S_ISCHR(facts.st_mode))
		return false;
	fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	found = fd >= 0 && isatty(fd) == 1;
	if (fd >= 0)
		close(fd);
	return found;
}

static bool
is_an_input(const struct run *run, const char *path)
{
	struct stat output, input;

	if (!run->list)
		return false;
	if (run->list->skips_input)
		return true;
	if (stat(path, &output) != 0)
		return false;
	for (size_t i = 0; i < run->list->count; i++)
		if (run->list->items[i].path.at && stat(run->list->items[i].path.at, &input) == 0 &&
		    input.st_dev == output.st_dev && input.st_ino == output.st_ino)
			return true;
	return false;
}

bool
run_check_output(struct run *run, bool is_book)
{
	str name = output_name(run), folder = output_folder(run);
	struct stat facts;

	if (option_given(&run->invocation, OPT_MAIL_TO) && run_output_is_folder(run))
		return run_fail(run, STATUS_USAGE, DIAG_MAIL_FOLDER, name, NULL);
	if (run_output_is_stdout(run) || (!name.at && !is_book)) {
		if (is_book && isatty(STDOUT_FILENO) == 1)
			return run_fail(
			    run, STATUS_USAGE, DIAG_OUTPUT_TERMINAL, STR("standard output"), NULL);
		return true;
	}
	if (folder.len &&
	    (stat(folder.at ? arena_zstr(&run->arena, folder) : ".", &facts) != 0 ||
		!S_ISDIR(facts.st_mode)))
		return run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FOLDER, name,
		    arena_zstr(&run->arena, diag_harmless(&run->arena, folder)));
	if (is_book && name.at && is_terminal(name.at))
		return run_fail(run, STATUS_USAGE, DIAG_OUTPUT_TERMINAL, name, NULL);
	if (!run_output_is_folder(run) && is_an_input(run, name.at))
		return run_fail(run, STATUS_USAGE, DIAG_OUTPUT_IS_INPUT, name, NULL);
	return true;
}

bool
run_begin_output(struct run *run, struct arena *arena, struct output *output)
{
	const char *temporary = getenv("TMPDIR");

	if (run_output_is_stdout(run) ||
	    (!run_output_is_folder(run) && is_device(output_name(run).at)))
		return output_begin(
		    arena, output, str_of(temporary && *temporary ? temporary : "/tmp"), STR_NONE);
	return output_begin(arena, output, output_folder(run), remember_name(run));
}

static bool
fail(struct run *run, struct output *output, str name)
{
	run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED, name, strerror(errno));
	output_drop(output);
	return false;
}

static bool
deliver_stream(struct run *run, struct output *output, str name, int fd)
{
	bool good = fd >= 0 && (!run->remember || remember_place(run, output, STR(""))) &&
	    output_copy(output->fd, fd);

	if (fd >= 0 && fd != STDOUT_FILENO && close(fd) != 0)
		good = false;
	if (!good)
		return fail(run, output, name);
	output_drop(output);
	return true;
}

/* Whether a file is a book that octavo made of the same thing. */
static bool
is_same_book(const char *path, str identifier)
{
	struct arena arena;
	str package;
	bool same;

	arena_init(&arena, (size_t)16 << 20, NULL);
	same = zip_peek(&arena, path, "EPUB/package.opf", (size_t)8 << 20, &package) &&
	    str_find(package, STR(">octavo</dc:contributor>")) != STR_NOT_FOUND &&
	    str_find(package, arena_printf(&arena, ">%.*s</dc:identifier>", STR_ARG(identifier))) !=
		STR_NOT_FOUND;
	arena_release(&arena);
	return same;
}

static bool
was_written(const struct run *run, str path)
{
	for (size_t i = 0; i < run->written_count; i++)
		if (str_eq(run->written[i], path))
			return true;
	return false;
}

str
run_file_name(
    struct run *run, struct arena *arena, const struct filename_parts *parts, unsigned number)
{
	const struct invocation *told = &run->invocation;
	enum filename_letters letters = option_given(told, OPT_ASCII) ? FILENAME_ASCII
	    : told->device->keeps_letters                             ? FILENAME_TITLE
								      : FILENAME_PLAIN;
	str pattern = told->given[OPT_NAME_PATTERN];

	return filename_make(arena, parts, pattern.at ? pattern : parts->pattern, letters, number,
	    str_of(told->device->suffix));
}

/* Whether the file gets through to its device, and is what the device takes it for. */
static void
check_for_device(struct run *run, const struct output *output, str name, bool is_named)
{
	const struct device *device = run->invocation.device;
	struct stat facts;
	const char *size;

	if (is_named && device->is_kepub && !str_ends(name, str_of(device->suffix)))
		report_say(&run->report, DIAG_DEVICE_NAME, name, device->suffix);
	if (!device->mail || fstat(output->fd, &facts) != 0 ||
	    (uint64_t)facts.st_size <= device->mail)
		return;
	size = arena_zstr(&run->arena,
	    arena_printf(&run->arena, "%zu MB", (size_t)(facts.st_size + 500000) / 1000000));
	report_say(&run->report,
	    (uint64_t)facts.st_size > device->most ? DIAG_DEVICE_SIZE : DIAG_DEVICE_MAIL, name,
	    size);
}

/* Keep a book under a name that is free or, without --only-new, its own: editions may be called
   alike. False with EEXIST when it is another's. */
static bool
keep_named(struct run *run, struct output *output, str path, str identifier)
{
	if (run->remember) {
		errno = EEXIST;
		return access(path.at, F_OK) != 0 && remember_place(run, output, path) &&
		    output_keep_new(&run->arena, output, path);
	}
	if (output_keep_new(&run->arena, output, path))
		return true;
	if (errno != EEXIST)
		return false;
	if (is_same_book(path.at, identifier))
		return output_keep(&run->arena, output, path);
	errno = EEXIST;
	return false;
}

/* In a folder: a free name, or the place of the same book. */
static bool
deliver_named(struct run *run, struct output *output, const struct filename_parts *parts,
    str identifier, str input)
{
	str folder = output_folder(run);

	for (unsigned number = 1; number < 100000; number++) {
		str name = run_file_name(run, &run->arena, parts, number);
		str path = !folder.len ? name
				       : arena_printf(&run->arena, "%.*s%s%.*s", STR_ARG(folder),
					     str_ends(folder, STR("/")) ? "" : "/", STR_ARG(name));

		if (was_written(run, path))
			continue;
		if (!keep_named(run, output, path, identifier)) {
			if (errno == EEXIST)
				continue;
			return fail(run, output, path);
		}
		*ARENA_PUSH(&run->arena, run->written, run->written_count, run->written_room) =
		    path;
		if (number > 1)
			report_say(&run->report, DIAG_OUTPUT_RENAMED, input, path.at);
		return true;
	}
	errno = EEXIST;
	return fail(run, output, folder);
}

bool
run_deliver(struct run *run, struct output *output, const struct filename_parts *parts,
    str identifier, str input)
{
	str name = output_name(run);
	bool is_folder = run_output_is_folder(run), is_stream = run_output_is_stdout(run);

	check_for_device(run, output, is_folder || is_stream ? input : name,
	    !is_folder && !is_stream && !is_device(name.at));
	if (option_given(&run->invocation, OPT_MAIL_TO) &&
	    !mailto_wrap(run, output, parts, identifier))
		return fail(run, output, name);
	if (is_stream)
		return deliver_stream(run, output, STR("standard output"), STDOUT_FILENO);
	if (is_folder)
		return deliver_named(run, output, parts, identifier, input);
	if (is_device(name.at))
		return deliver_stream(run, output, name, open(name.at, O_WRONLY | O_CLOEXEC));
	if ((run->remember && !remember_place(run, output, name)) ||
	    !output_keep(&run->arena, output, name))
		return fail(run, output, name);
	return true;
}

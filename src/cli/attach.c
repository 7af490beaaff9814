/* octavo attach: newsletters, and the same with their EPUB attached. */
#include "cli/attach.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.h"
#include "mime/write.h"
#include "source/maildir.h"
#include "unpack/mbox.h"

#define MOST_MESSAGE ((size_t)1 << 30) /* that is passed on, with a book or without */
#define MOST_MEMORY ((size_t)8 << 30)

static void
refuse_unreadable(struct run *run, const struct source_item *item)
{
	run_fail(run, STATUS_REFUSED, DIAG_INPUT_UNREADABLE, item->name,
	    item->stream->why ? item->stream->why : "it ends too early");
}

/* Without the blank line by which a mailbox sets messages apart. */
static str
without_gap(str raw, str *gap)
{
	*gap = STR_NONE;
	if (str_ends(raw, STR("\r\n\r\n")))
		*gap = STR("\r\n");
	else if (str_ends(raw, STR("\n\n")))
		*gap = STR("\n");
	return str_head(raw, raw.len - gap->len);
}

static bool
print_letter(struct run_print *print, struct arena *arena, str name, struct mbox_letter *letter,
    bool is_last)
{
	str gap, message = without_gap(letter->raw, &gap);

	if (!is_last && !gap.len)
		gap = str_ends(letter->envelope, STR("\r\n")) ? STR("\r\n") : STR("\n");
	return run_print(print, letter->envelope) &&
	    attach_message(print->run, print, arena, name, message, letter->text) &&
	    run_print(print, gap);
}

static bool
attach_mailbox(struct run_print *print, const struct source_item *item)
{
	struct run *run = print->run;
	bool good = true, more = true;

	for (size_t number = 1; good && more; number++) {
		struct arena *arena = arena_new(MOST_MEMORY, NULL);
		struct diag_log log = {.arena = arena};
		struct ctx ctx = {arena, &log, &run->invocation.settings, item->name};
		struct mbox_letter letter;

		more = mbox_next(&ctx, item->stream, MOST_MESSAGE, &letter);
		/* What stands before the place that could not be read may be cut off. */
		if (item->stream->why && !stream_peek(item->stream, 1).len) {
			refuse_unreadable(run, item);
			more = false;
		} else if (more && letter.raw.len > MOST_MESSAGE) {
			good = run_fail(run, STATUS_SYSTEM, DIAG_ATTACH_SIZE, item->name, NULL);
		} else if (more) {
			bool is_last = !stream_peek(item->stream, 1).len;
			str name = number == 1 && is_last
			    ? item->name
			    : arena_printf(
				  arena, "%.*s (message %zu)", STR_ARG(item->name), number);

			good = print_letter(print, arena, name, &letter, is_last);
		}
		arena_free(arena);
	}
	return good;
}

/* A page, a book, an archive: what is no message, by its bytes. */
static bool
is_other(const struct source_item *item, str head)
{
	const char *foreign;

	switch (kind_tell(item->path, head, &foreign)) {
	case KIND_UNKNOWN:
	case KIND_TEXT:
	case KIND_MARKDOWN:
	case KIND_MAIL:
	case KIND_MBOX:
	case KIND_MHTML:
		return false;
	default:
		return true;
	}
}

static bool
attach_stream(struct run_print *print, struct arena *arena, const struct source_item *item)
{
	struct run *run = print->run;
	str head = stream_peek(item->stream, STREAM_PEEK), bytes;

	if (mbox_is(head))
		return attach_mailbox(print, item);
	if (!head.len) {
		run_fail(run, STATUS_REFUSED, DIAG_INPUT_EMPTY, item->name, NULL);
		return true;
	}
	if (is_other(item, head)) {
		run_fail(run, STATUS_REFUSED, DIAG_ATTACH_KIND, item->name, NULL);
		return true;
	}
	switch (stream_all(item->stream, arena, MOST_MESSAGE, &bytes)) {
	case STREAM_TOO_LARGE:
		return run_fail(run, STATUS_SYSTEM, DIAG_ATTACH_SIZE, item->name, NULL);
	case STREAM_FAILED:
		refuse_unreadable(run, item);
		return true;
	default:
		return attach_message(run, print, arena, item->name, bytes, bytes);
	}
}

static bool
attach_item(struct run_print *print, struct source_item item)
{
	struct run *run = print->run;
	struct arena *arena = arena_new(MOST_MEMORY, NULL);
	struct diag_log log = {.arena = arena};
	struct ctx ctx = {arena, &log, &run->invocation.settings, item.name};
	bool good = true;

	if (source_open(&ctx, &item, arena))
		good = attach_stream(print, arena, &item);
	else
		run_status(run, STATUS_REFUSED);
	report_log(&run->report, &log);
	arena_free(arena);
	return good;
}

static bool
attach_all(struct run_print *print)
{
	struct source_list *list = print->run->list;

	for (size_t i = 0; i < list->count; i++)
		if (!attach_item(print, list->items[i]))
			return false;
	return true;
}

static bool
fail(struct run *run, str name)
{
	return run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED, name, strerror(errno));
}

/* The folders that a path leads through, from `from` bytes on. */
static void
make_folders(struct arena *arena, str path, size_t from)
{
	for (size_t i = from; i < path.len; i++)
		if (path.at[i] == '/')
			mkdir(arena_zstr(arena, str_head(path, i)), 0777);
}

/* Programs write a message's length into its name in a Maildir (",S=1234,W=1250"): the first is
   made true, the second goes. */
static str
correct_name(struct arena *arena, str name, size_t size)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < name.len;) {
		str rest = str_from(name, i);
		uint32_t number;
		size_t digits = str_number(str_from(rest, 3), 10, &number);

		if (digits && str_starts(rest, STR(",S=")))
			buf_printf(&out, ",S=%zu", size);
		else if (!digits || !str_starts(rest, STR(",W=")))
			digits = 0;
		if (digits) {
			i += 3 + digits;
		} else {
			buf_char(&out, rest.at[0]);
			i++;
		}
	}
	return buf_str(&out);
}

/* Whether a file is a message that has a book of ours. */
static bool
has_book(const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct arena arena;
	bool found = false;
	str bytes;

	if (fd < 0)
		return false;
	arena_init(&arena, MOST_MEMORY, NULL);
	if (stream_all(stream_of_fd(&arena, fd, true), &arena, MOST_MESSAGE, &bytes) ==
	    STREAM_WHOLE)
		found = str_find(bytes, STR(MIME_MARK ":")) != STR_NOT_FOUND;
	arena_release(&arena);
	return found;
}

static bool
is_same_file(const char *one, const char *two)
{
	struct stat a, b;

	return stat(one, &a) == 0 && stat(two, &b) == 0 && a.st_dev == b.st_dev &&
	    a.st_ino == b.st_ino;
}

static bool
keep(struct run *run, struct arena *arena, struct output *output, str path)
{
	struct stat facts;

	if (fstat(output->fd, &facts) != 0)
		return fail(run, path);
	if (facts.st_size == 0)
		return true;
	path = arena_copy(arena, correct_name(arena, path, (size_t)facts.st_size));
	if (output_keep_new(arena, output, path))
		return true;
	if (errno != EEXIST)
		return fail(run, path);
	if (!has_book(path.at)) {
		run_fail(run, STATUS_REFUSED, DIAG_ATTACH_EXISTS, path, NULL);
		return true;
	}
	return output_keep(arena, output, path) || fail(run, path);
}

/* A message's or a mailbox's place in a folder is that which it had in its own. */
static bool
attach_into(struct run *run, struct arena *arena, const struct source_item *item)
{
	str folder = run->invocation.given[OPT_OUTPUT], name = source_label(item);
	size_t slash = str_rfind_char(name, '/');
	struct run_print print = {run, NULL, -1};
	struct output output;
	str path, within;
	bool good;

	if (!item->path.at)
		name = STR("message.eml");
	path = arena_printf(arena, "%.*s%s%.*s", STR_ARG(folder),
	    str_ends(folder, STR("/")) ? "" : "/", STR_ARG(name));
	within = str_head(path, str_rfind_char(path, '/'));
	if (item->path.at && is_same_file(path.at, item->path.at)) {
		run_fail(run, STATUS_REFUSED, DIAG_OUTPUT_IS_INPUT, path, NULL);
		return true;
	}
	make_folders(arena, path, folder.len);
	if (slash != STR_NOT_FOUND && item->path.at &&
	    maildir_holds(arena, str_head(item->path, str_rfind_char(item->path, '/'))))
		for (size_t i = 0; i < 3; i++)
			mkdir(arena_printf(arena, "%.*s/%s",
				  STR_ARG(str_head(within, str_rfind_char(within, '/'))),
				  (const char *[]){"cur", "new", "tmp"}[i])
				  .at,
			    0777);
	if (!output_begin(arena, &output, within, STR_NONE))
		return fail(run, path);
	print.fd = output.fd;
	good = attach_item(&print, *item) && keep(run, arena, &output, path);
	output_drop(&output);
	return good;
}

enum status
command_attach(struct run *run)
{
	str output = run->invocation.given[OPT_OUTPUT];
	bool is_folder = output.at && run_output_is_folder(run);

	if (!is_folder && run->list->count > 1) {
		report_say(&run->report, DIAG_ATTACH_MANY, output, NULL);
		return STATUS_USAGE;
	}
	if (!is_folder)
		return run_print_all(run, attach_all, NULL);
	if (!run_check_output(run, true))
		return run->status;
	for (size_t i = 0; i < run->list->count; i++) {
		struct arena *arena = arena_new(MOST_MEMORY, NULL);
		bool good = attach_into(run, arena, &run->list->items[i]);

		arena_free(arena);
		if (!good)
			break;
	}
	return run->status;
}

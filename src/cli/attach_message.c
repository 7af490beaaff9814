/* One message, and the same with its book attached. */
#include <unistd.h>

#include "cli/attach.h"
#include "cli/command.h"
#include "cli/issue.h"
#include "cli/mailto.h"
#include "mime/write.h"
#include "template/template.h"
#include "unpack/mbox.h"

#define MOST_HEADINGS 20 /* that a note lists */

/* A message that is being given its book. */
struct attaching {
	struct run *run;
	struct run_print *print;
	struct ctx ctx;
};

static str
size_of(struct arena *arena, size_t bytes)
{
	if (bytes >> 20 << 20 == bytes)
		return arena_printf(arena, "%zu MiB", bytes >> 20);
	return arena_printf(arena, "%zu bytes", bytes);
}

/* What stands in the message in place of its text. */
static str
make_note(struct arena *arena, const struct issue *issue)
{
	const struct entry *first = issue->entries[0];
	struct words *words = words_new(arena, first->lang);
	struct buf to = BUF(arena);
	str dek = first->subtitle.len ? first->subtitle : first->description;

	buf_printf(&to, "%.*s\n\n", STR_ARG(issue->title));
	if (dek.len && !str_eq(dek, issue->title))
		buf_printf(&to, "%.*s\n\n", STR_ARG(dek));
	for (uint32_t i = 0; i < first->heading_count && i < MOST_HEADINGS; i++)
		buf_printf(&to, "- %.*s\n%s", STR_ARG(first->headings[i]),
		    i + 1 == first->heading_count || i + 1 == MOST_HEADINGS ? "\n" : "");
	buf_printf(&to, "%.*s\n", STR_ARG(words_get(words, "attached")));
	if (first->canonical.len)
		buf_printf(&to, "%.*s: %.*s\n", STR_ARG(words_get(words, "read_on_web")),
		    STR_ARG(first->canonical));
	return buf_str(&to);
}

static bool
print_lines(void *print, str lines)
{
	return run_print(print, lines);
}

static bool
print_framed(struct attaching *a, const struct issue *issue, const struct mime_frame *frame)
{
	return run_print(a->print, frame->before) &&
	    mailto_base64(a->ctx.arena, issue->fd, frame->line_end, print_lines, a->print) &&
	    run_print(a->print, frame->after);
}

static void
put_in(struct attaching *a, str message, const struct issue *issue, struct mime_frame *frame)
{
	struct mime_attachment file = {.type = "application/epub+zip",
	    .name = issue->file_name,
	    .mark = issue->identifier,
	    .size = issue->size};

	if (str_eq(a->run->invocation.given[OPT_BODY], STR("short")))
		file.note = make_note(a->ctx.arena, issue);
	mime_attach(&a->ctx, message, &file, frame);
}

/* The book again, with pictures so small that the message keeps its size; issue and frame stay as
   they are where that is not to be had. */
static void
shrink(struct attaching *a, str message, struct issue *issue, struct mime_frame *frame)
{
	struct run *run = a->run;
	size_t most = run->invocation.max_size;
	/* Base64: 3 bytes are 4, and lines have ends. */
	uint64_t less = (frame->size - most) / 4 * 3 + 4096;
	struct issue smaller;

	if (less >= issue->size)
		return;
	run->book_size = (size_t)(issue->size - less);
	if (issue_bind_again(run, a->ctx.arena, issue, &smaller)) {
		struct mime_frame framed;
		int other = smaller.fd;

		put_in(a, message, &smaller, &framed);
		if (framed.size <= most) {
			other = issue->fd;
			*issue = smaller;
			*frame = framed;
			report_say(&run->report, DIAG_ATTACH_SHRUNK, a->ctx.name,
			    arena_zstr(a->ctx.arena, size_of(a->ctx.arena, most)));
		}
		close(other);
	}
	run->book_size = 0;
}

/* Where a message gets too large its pictures become smaller, or are left out. */
static void
fit(struct attaching *a, str text, str message, struct issue *issue, struct mime_frame *frame)
{
	struct run *run = a->run;
	size_t most = run->invocation.max_size;
	const char *limit = arena_zstr(a->ctx.arena, size_of(a->ctx.arena, most));
	struct issue smaller;

	if (frame->size > most && issue->has_pictures)
		shrink(a, message, issue, frame);
	if (frame->size > most && issue->has_pictures) {
		run->invocation.settings.pictures = false;
		if (issue_make(run, a->ctx.arena, a->ctx.name, text, true, &smaller)) {
			issue_free(issue);
			*issue = smaller;
			put_in(a, message, issue, frame);
			report_say(&run->report, DIAG_ATTACH_PICTURES, a->ctx.name, limit);
		}
		run->invocation.settings.pictures = true;
	}
	if (frame->size > most)
		report_say(&run->report, DIAG_ATTACH_LARGE, a->ctx.name, limit);
}

bool
attach_message(
    struct run *run, struct run_print *print, struct arena *arena, str name, str message, str text)
{
	struct diag_log log = {.arena = arena};
	struct attaching a = {run, print, {arena, &log, &run->invocation.settings, name}};
	size_t most = run->invocation.settings.max_input;
	struct mime_frame frame;
	struct issue issue;
	bool printed;

	text = mime_detach(arena, text);
	if (text.len > most) {
		run_fail(run, STATUS_REFUSED, DIAG_LIMIT_INPUT, name,
		    arena_zstr(arena, size_of(arena, most)));
	} else if (issue_make(run, arena, name, text, false, &issue)) {
		put_in(&a, message, &issue, &frame);
		fit(&a, text, message, &issue, &frame);
		if (frame.keeps_text)
			report_say(&run->report, DIAG_ATTACH_TEXT, name, NULL);
		printed = print_framed(&a, &issue, &frame);
		issue_free(&issue);
		return printed;
	}
	/* A message must not be lost for want of a book. */
	run_fail(run, STATUS_REFUSED, DIAG_ATTACH_NOTHING, name, NULL);
	return run_print(print, message);
}

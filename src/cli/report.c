/* What is said to a person. */
#include "cli/report.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int64_t
now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

void
report_begin(struct report *report)
{
	report->is_terminal = isatty(STDERR_FILENO) == 1;
	report->began = now();
}

void
report_end(struct report *report)
{
	if (report->shows_progress)
		fputs("\r\033[K", stderr);
	report->shows_progress = false;
}

static void
say(struct report *report, const struct diag *diag)
{
	static const char *const levels[] = {"note", "warning", "error"};
	const struct diag_kind *kind = diag_kind(diag->code);
	struct arena arena;
	str name, text;

	if (report->is_mute || (kind->level == DIAG_NOTE && !report->is_verbose) ||
	    (kind->level != DIAG_ERROR && report->is_quiet))
		return;
	report_end(report);
	arena_init(&arena, (size_t)1 << 24, NULL);
	name = diag_harmless(&arena, diag->name);
	text = diag_text(&arena, diag);
	if (name.len)
		fprintf(stderr, "octavo: %.*s: %s: %.*s [%s]\n", STR_ARG(name), levels[kind->level],
		    STR_ARG(text), kind->code);
	else
		fprintf(stderr, "octavo: %s: %.*s [%s]\n", levels[kind->level], STR_ARG(text),
		    kind->code);
	arena_release(&arena);
}

void
report_log(struct report *report, const struct diag_log *log)
{
	for (size_t i = 0; i < log->count; i++)
		say(report, &log->list[i]);
}

void
report_say(struct report *report, enum diag_code code, str name, const char *detail)
{
	struct diag diag = {code, name, str_of(detail)};

	say(report, &diag);
}

void
report_progress(struct report *report, size_t done, size_t all)
{
	if (!report->is_terminal || report->is_quiet || all == 1 || now() - report->began < 1000)
		return;
	if (all)
		fprintf(stderr, "\roctavo: %zu of %zu\033[K", done, all);
	else
		fprintf(stderr, "\roctavo: %zu\033[K", done);
	report->shows_progress = true;
}

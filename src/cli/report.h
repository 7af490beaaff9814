/* What is said to a person: diagnostics and progress on standard error. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "core/diag.h"

struct report {
	bool is_quiet, is_verbose; /* -q: errors alone; -v: notes too */
	bool is_mute;              /* nothing: it was said before */
	bool is_terminal;          /* standard error is one: progress may be shown */
	bool shows_progress;       /* a progress line stands there now */
	int64_t began;             /* milliseconds of a clock that never goes back */
};

void report_begin(struct report *report);

/* "octavo: NAME: warning: what, and what to do [CODE]", a line each; names and details harmless. */
void report_log(struct report *report, const struct diag_log *log);

/* One thing, at once. */
void report_say(struct report *report, enum diag_code code, str name, const char *detail);

/* On a terminal, once a second of work has passed: "octavo: 120 of 1497 …"; the line is replaced
   each time and taken away by what is said next. `all` is 0 where it is not known. */
void report_progress(struct report *report, size_t done, size_t all);
void report_end(struct report *report);

#endif

/* The commands: what each run shares, and one function each. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "bind/bind.h"
#include "cli/option.h"
#include "cli/report.h"
#include "source/source.h"

enum status {
	STATUS_DONE = 0,
	STATUS_REFUSED = 1, /* an input or a part of one */
	STATUS_USAGE = 2,
	STATUS_SYSTEM = 3,
	STATUS_NOTHING_NEW = 4
};

struct run {
	struct arena arena; /* of the run; exhaustion ends the program with status 3 */
	struct diag_log log;
	struct report report;
	struct invocation invocation;
	struct source_list *list;
	const struct manifest *manifest; /* NULL without */
	struct remember *remember;       /* --only-new; NULL without */
	enum status status;
	unsigned workers;
	int64_t epoch; /* SOURCE_DATE_EPOCH, or -1 */
	struct date today;
	size_t book_size;                 /* the largest book, bytes; 0: any */
	str css, cover_file;              /* contents of --css and --cover; absent */
	size_t done;                      /* items so far */
	size_t missing, missing_articles; /* pictures that were not at hand, and of how many */
	size_t books;                     /* that convert has put in their place */
	str *written;                     /* paths of the books made so far */
	size_t written_count, written_room;
};

enum status command_convert(struct run *run);
enum status command_digest(struct run *run);
enum status command_extract(struct run *run);
enum status command_explain(struct run *run);
enum status command_features(struct run *run);
enum status command_attach(struct run *run);
enum status command_state(struct run *run);

/* Shared by those that make books. */

/* Raise the status; a graver one stays. */
void run_status(struct run *run, enum status status);

/* Say what the run's log holds, and begin another. */
void run_say_log(struct run *run);

/* Say what is wrong and raise the status; false. */
bool
run_fail(struct run *run, enum status status, enum diag_code code, str name, const char *detail);

/* Turn every item of the inputs into what the command makes of it: `make` in workers (job_run's
   `then`), `take` with each result in their order, one at a time, also for those that were refused
   (job->article is NULL). Says what the items' logs hold, raises the status, shows progress. False
   when take ended it or no worker could begin; then the status is STATUS_SYSTEM. */
struct job;
bool run_inputs(struct run *run,
    void (*make)(struct job *job, const struct source_item *item, void *with),
    bool (*take)(struct job *job, const struct source_item *item, void *with), void *with);

/* For run_inputs: the article as a record, job->result; a page without one is refused. */
void run_pack(struct job *job, const struct source_item *item, void *with);

/* Put such a record into the spool; its entry in `arena`. NULL: said, status set. */
struct entry *run_store(struct run *run, struct arena *arena, struct spool *spool,
    const struct job *job, const struct source_item *item);

/* What came of the book's largest size, if it was over it. */
struct book;
void run_say_size(struct diag_log *log, str name, const struct book *book);

/* What the command line says of every book. */
struct bind_request run_request(struct run *run);

/* "-o" is absent, "-", an existing folder or ends in "/": no file's name. */
bool run_output_is_folder(const struct run *run);
bool run_output_is_stdout(const struct run *run);

/* Where a book that is written may go: checked before anything is read. False: said, status set. */
bool run_check_output(struct run *run, bool is_book);

/* Put a finished book at -o's place (a file, a device or standard output), or in a folder under a
   name made of `parts`. `identifier` tells whether a file that stands there is the same book. */
struct output;
struct filename_parts;
bool run_deliver(struct run *run, struct output *output, const struct filename_parts *parts,
    str identifier, str name);

/* A file's name by the command line's options; `number` as filename_make takes it. */
str run_file_name(
    struct run *run, struct arena *arena, const struct filename_parts *parts, unsigned number);

/* Text for standard output, or for the file that -o names. */
struct run_print {
	struct run *run;
	void *with; /* the caller's */
	int fd;
};

/* Let `all` print with run_print; the file is kept when it returns true. Failures are said. */
enum status run_print_all(struct run *run, bool (*all)(struct run_print *print), void *with);
bool run_print(struct run_print *print, str bytes);

/* A place for a book to be written to before it is delivered. */
bool run_begin_output(struct run *run, struct arena *arena, struct output *output);

#endif

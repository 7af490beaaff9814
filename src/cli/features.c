/* octavo features: what the learned tables see of a page, for training; not in the help. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/job.h"
#include "cli/output.h"
#include "extract/feature.h"
#include "extract/learn.h"

enum status
command_features(struct run *run)
{
	enum learn_kind learn = learn_named(run->invocation.given[OPT_FEATURES_OF]);

	for (size_t i = 0; i < run->list->count; i++) {
		struct arena arena;
		struct diag_log log = {.arena = &arena};
		struct ctx ctx = {
		    &arena, &log, &run->invocation.settings, run->list->items[i].name};
		struct buf text = BUF(&arena);
		struct page *page;
		uint8_t digest[32];
		struct source_item item = run->list->items[i];

		arena_init(&arena, LIMIT_ITEM_MEMORY, NULL);
		page = source_open(&ctx, &item, &arena) && source_tell(&ctx, &item)
		    ? job_page(&ctx, &item, digest)
		    : NULL;
		if (page && learn)
			learn_dump(&ctx, page, learn, &text);
		else if (page)
			extract_dump_features(&ctx, page, &text);
		report_log(&run->report, &log);
		run_status(run, page ? STATUS_DONE : STATUS_REFUSED);
		if (!output_write(STDOUT_FILENO, buf_str(&text)))
			run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED, STR("standard output"),
			    strerror(errno));
		arena_release(&arena);
	}
	return run->status;
}

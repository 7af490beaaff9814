/* Bytes as mail or what looks like it, through all stages: the first byte says which kind, the rest
   is the file. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/job.h"
#include "core/tempfile.h"
#include "parse/parse.h"
#include "write/formats.h"

#define ITEMS 50

static void
write_out(struct job *job, const struct source_item *item, void *with)
{
	struct buf out = BUF(job->ctx.arena);
	str bytes;

	(void)with;
	if (!job->article)
		return;
	format_named(STR("json"))->write(&out, job->article, &job->log);
	format_named(STR("html"))->write(&out, job->article, &job->log);
	if (item->shelf)
		shelf_find(&job->ctx, item->shelf, STR("cid:a@b"), STR_NONE, 1 << 16, &bytes);
}

static void
try_file(const struct settings *settings, enum kind kind, int fd)
{
	char path[64];
	struct arena arena;
	struct job *job = job_new(settings);
	struct source_item item = {.kind = kind, .name = STR("fuzz")};
	struct source_list list = {.items = &item, .count = 1};
	struct unpacking *unpacking;

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	item.path = str_of(path);
	arena_init(&arena, (size_t)256 << 20, NULL);
	unpacking = unpack_new(&arena, settings, &list);
	for (int i = 0; i < ITEMS && job_fetch(job, unpacking); i++)
		job_run(job, write_out, NULL);
	job_free(job);
	unpack_free(unpacking);
	arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum kind kinds[] = {KIND_MAIL, KIND_MBOX, KIND_MHTML, KIND_WEBARCHIVE};
	struct settings settings = {.max_input = (size_t)1 << 20};
	int fd;

	if (size < 1)
		return 0;
	tree_begin();
	parse_markdown_begin();
	settings.pictures = (data[0] & 4) != 0;
	settings.explain = (data[0] & 8) != 0;
	fd = tempfile_open();
	if (fd < 0 || write(fd, data + 1, size - 1) != (ssize_t)(size - 1))
		abort();
	try_file(&settings, kinds[data[0] & 3], fd);
	close(fd);
	return 0;
}

/* A Book as an EPUB: pages made and packed by workers, then the ZIP. */
#include "write/epub.h"

#include <errno.h>
#include <setjmp.h>

#include "core/ctx.h"
#include "core/deflate.h"
#include "core/pool.h"
#include "write/shrink.h"

#define THUMB_QUALITY 75

struct job {
	const struct part *part;
	struct zip_item *item;
	struct zip_place *place;
};

struct work {
	struct book *book;
	struct spool *records, *pages;
	struct job *jobs;
	int error;
};

struct worker {
	struct arena own;  /* the worker itself */
	struct arena page; /* one page after the other */
	jmp_buf escape;
	struct deflate *deflate;
	str packed;
	uint64_t size;
	uint32_t crc;
	bool is_deflated;
	int error;
};

static void *
begin(void *with)
{
	struct worker *worker;
	struct arena own;
	jmp_buf escape;

	(void)with;
	arena_init(&own, (size_t)1 << 20, &escape);
	if (setjmp(escape) != 0)
		return NULL;
	worker = arena_alloc(&own, sizeof *worker);
	worker->own = own;
	worker->deflate = deflate_new();
	arena_init(&worker->page, LIMIT_ITEM_MEMORY, &worker->escape);
	if (worker->deflate)
		return worker;
	arena_release(&own);
	return NULL;
}

static void
end(void *with, void *state)
{
	struct worker *worker = state;
	struct arena own = worker->own;

	(void)with;
	deflate_free(worker->deflate);
	arena_release(&worker->page);
	arena_release(&own);
}

/* The picture made small; as it is where that cannot be done. */
static bool
make_thumb(const struct work *work, struct worker *worker, const struct record_picture *picture,
    str *bytes)
{
	struct arena *arena = &worker->page;
	struct codec_wish wish = {.edge = BIND_THUMB_EDGE, .quality = THUMB_QUALITY};
	str made;

	*bytes =
	    spool_unpack(work->records, arena, picture->bytes, picture->is_deflated, picture->size);
	if (!bytes->at)
		return false;
	made = shrink_picture(arena, work->book, *bytes, wish, bytes->len);
	if (made.at)
		*bytes = made;
	return true;
}

static void
make_page(void *with, void *state, size_t index)
{
	struct work *work = with;
	struct worker *worker = state;
	const struct part *part = work->jobs[index].part;
	str bytes;

	worker->error = 0;
	if (setjmp(worker->escape) != 0) {
		worker->error = ENOMEM;
		return;
	}
	if (part->thumb ? !make_thumb(work, worker, part->thumb, &bytes)
			: !bind_page(&worker->page, work->book, work->records, part, &bytes)) {
		worker->error = errno ? errno : EIO;
		return;
	}
	worker->size = bytes.len;
	worker->crc = deflate_crc(0, bytes);
	worker->packed = deflate_bytes(worker->deflate, &worker->page, bytes);
	worker->is_deflated = worker->packed.len > 0 && worker->packed.len < bytes.len;
	if (!worker->is_deflated)
		worker->packed = bytes;
}

static bool
take_page(void *with, void *state, size_t index)
{
	struct work *work = with;
	struct worker *worker = state;
	struct job *job = &work->jobs[index];

	job->place->spool = work->pages;
	if (!worker->error && !spool_add(work->pages, worker->packed, &job->place->range))
		worker->error = errno ? errno : EIO;
	job->item->size = worker->size;
	job->item->packed = worker->packed.len;
	job->item->crc = worker->crc;
	job->item->is_deflated = worker->is_deflated;
	work->error = worker->error;
	arena_release(&worker->page);
	return !work->error;
}

static bool
read_place(const void *with, uint64_t at, char *to, size_t len)
{
	const struct zip_place *place = with;

	return spool_read(place->spool, (struct spool_range){place->range.at + at, len}, to);
}

static void
set_picture(struct zip_item *item, struct zip_place *place, struct spool *records,
    const struct record_picture *picture)
{
	*place = (struct zip_place){records, picture->bytes};
	item->size = picture->size;
	item->packed = picture->bytes.len;
	item->crc = picture->crc;
	item->is_deflated = picture->is_deflated;
}

static int
write_book(struct arena *arena, struct work *work, int fd, unsigned workers)
{
	str type = STR("application/epub+zip");
	struct book *book = work->book;
	size_t count = book->part_count + 1, jobs = 0;
	struct zip_item *items = arena_array(arena, count, sizeof *items);
	struct zip_place *places = arena_array(arena, count, sizeof *places);
	struct pool_work pool = {
	    .with = work, .begin = begin, .work = make_page, .take = take_page, .end = end};

	work->jobs = arena_array(arena, count, sizeof *work->jobs);
	items[0] = (struct zip_item){.name = "mimetype",
	    .size = type.len,
	    .packed = type.len,
	    .crc = deflate_crc(0, type),
	    .bytes = type};
	for (size_t i = 1; i < count; i++) {
		const struct part *part = &book->parts[i - 1];

		items[i].name = arena_zstr(arena, part->path);
		items[i].read = read_place;
		items[i].with = &places[i];
		if (part->picture)
			set_picture(&items[i], &places[i], work->records, part->picture);
		else
			work->jobs[jobs++] = (struct job){part, &items[i], &places[i]};
	}
	pool.count = jobs;
	if (!pool_run(&pool, workers))
		return work->error ? work->error : ENOMEM;
	if (!shrink_pictures(arena, book, work->pages, items, places, count))
		return errno ? errno : EIO;
	return zip_write_items(fd, items, count);
}

int
write_epub(struct book *book, struct spool *spool, int fd, unsigned workers)
{
	struct work work = {.book = book, .records = spool};
	struct arena arena;
	jmp_buf escape;
	int error;

	if (book->part_count >= ZIP_MOST_ENTRIES)
		return EOVERFLOW;
	work.pages = spool_new();
	if (!work.pages)
		return errno;
	arena_init(&arena, LIMIT_ITEM_MEMORY, &escape);
	if (setjmp(escape) == 0)
		error = write_book(&arena, &work, fd, workers);
	else
		error = ENOMEM;
	arena_release(&arena);
	spool_free(work.pages);
	return error;
}

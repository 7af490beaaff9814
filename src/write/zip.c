/* ZIP files by libzip, from ready-made data to a file descriptor of ours. */
#include "write/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "bind/bind.h"
#include "core/fd.h"
#include "core/tempfile.h"

#define WINDOW ((size_t)128 << 10)

/* 1980-01-01 as DOS has it: year 0, month 1, day 1. */
#define DOS_DATE ((0 << 9) | (1 << 5) | 1)

/* Where the ZIP goes: a file with a window of bytes that are not written yet. libzip goes back to
   each entry's head when its data are written, mostly within the window. */
struct sink {
	int fd;
	off_t base;    /* of the ZIP in the file */
	uint64_t at;   /* where libzip writes next */
	uint64_t from; /* of the window */
	uint64_t end;  /* of all that was written */
	size_t len;    /* bytes in the window */
	int error;     /* first errno */
	zip_error_t zip_error;
	char window[WINDOW];
};

struct source {
	const struct zip_item *item;
	uint64_t at;
	int *error;
};

static bool
flush(struct sink *sink)
{
	str window = {sink->window, sink->len};

	sink->len = 0;
	if (fd_write_at(sink->fd, window, (uint64_t)sink->base + sink->from))
		return true;
	sink->error = errno;
	return false;
}

static zip_int64_t
sink_write(struct sink *sink, const char *bytes, size_t len)
{
	size_t done = 0;

	while (done < len) {
		size_t offset, part;

		/* The place must be in the window or right behind it. */
		if (sink->len &&
		    (sink->at < sink->from || sink->at > sink->from + sink->len ||
			sink->at - sink->from == WINDOW) &&
		    !flush(sink))
			return -1;
		if (!sink->len)
			sink->from = sink->at;
		offset = (size_t)(sink->at - sink->from);
		part = len - done < WINDOW - offset ? len - done : WINDOW - offset;
		memcpy(sink->window + offset, bytes + done, part);
		if (offset + part > sink->len)
			sink->len = offset + part;
		done += part;
		sink->at += part;
		if (sink->at > sink->end)
			sink->end = sink->at;
	}
	return (zip_int64_t)len;
}

static zip_int64_t
sink_seek(struct sink *sink, void *data, zip_uint64_t len)
{
	zip_int64_t to =
	    zip_source_seek_compute_offset(sink->at, sink->end, data, len, &sink->zip_error);

	if (to < 0)
		return -1;
	sink->at = (uint64_t)to;
	return 0;
}

static zip_int64_t
failed(zip_error_t *error, int code, int number)
{
	zip_error_set(error, code, number);
	return -1;
}

/* libzip's view of the sink: an archive that is empty until it is written. */
static zip_int64_t
serve_sink(void *with, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct sink *sink = with;
	zip_int64_t result;

	switch (command) {
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_WRITABLE;
	case ZIP_SOURCE_STAT:
		zip_stat_init(data);
		((zip_stat_t *)data)->size = 0;
		((zip_stat_t *)data)->valid = ZIP_STAT_SIZE;
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_WRITE:
		result = sink_write(sink, data, (size_t)len);
		return result < 0 ? failed(&sink->zip_error, ZIP_ER_WRITE, sink->error) : result;
	case ZIP_SOURCE_SEEK_WRITE:
		return sink_seek(sink, data, len);
	case ZIP_SOURCE_TELL_WRITE:
		return (zip_int64_t)sink->at;
	case ZIP_SOURCE_COMMIT_WRITE:
		return flush(sink) ? 0 : failed(&sink->zip_error, ZIP_ER_WRITE, sink->error);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&sink->zip_error, data, len);
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_READ: /* there is nothing to read */
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_SEEK:
	case ZIP_SOURCE_TELL:
	case ZIP_SOURCE_BEGIN_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		return failed(&sink->zip_error, ZIP_ER_OPNOTSUPP, 0);
	}
}

static zip_int64_t
read_item(struct source *source, char *to, uint64_t len)
{
	const struct zip_item *item = source->item;

	if (len > item->packed - source->at)
		len = item->packed - source->at;
	if (item->bytes.at && len)
		memcpy(to, item->bytes.at + source->at, (size_t)len);
	else if (len && !item->read(item->with, source->at, to, (size_t)len)) {
		*source->error = errno ? errno : EIO;
		return -1;
	}
	source->at += len;
	return (zip_int64_t)len;
}

static zip_int64_t
serve_item(void *with, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct source *source = with;
	zip_stat_t *stat = data;

	switch (command) {
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_READABLE;
	case ZIP_SOURCE_OPEN:
		source->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_item(source, data, len);
	case ZIP_SOURCE_STAT:
		zip_stat_init(stat);
		stat->size = source->item->size;
		stat->comp_size = source->item->packed;
		stat->crc = source->item->crc;
		stat->comp_method = source->item->is_deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
		stat->valid =
		    ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
		return sizeof *stat;
	case ZIP_SOURCE_ERROR:
		((int *)data)[0] = ZIP_ER_READ;
		((int *)data)[1] = *source->error;
		return 2 * sizeof(int);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		return -1;
	}
}

static bool
add_items(
    zip_t *zip, struct source *sources, const struct zip_item *items, size_t count, int *error)
{
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source;
		zip_int64_t index;

		sources[i] = (struct source){&items[i], 0, error};
		source = zip_source_function(zip, serve_item, &sources[i]);
		if (!source)
			return false;
		index = zip_file_add(zip, items[i].name, source, ZIP_FL_ENC_GUESS);
		if (index < 0) {
			zip_source_free(source);
			return false;
		}
		if (zip_set_file_compression(zip, (zip_uint64_t)index,
			items[i].is_deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0) < 0 ||
		    zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DOS_DATE, 0) < 0)
			return false;
	}
	return true;
}

static int
write_sink(struct sink *sink, struct arena *arena, const struct zip_item *items, size_t count)
{
	struct source *sources = arena_array(arena, count + 1, sizeof *sources);
	zip_source_t *target;
	zip_t *zip;
	zip_error_t error;

	zip_error_init(&error);
	zip_error_init(&sink->zip_error);
	target = zip_source_function_create(serve_sink, sink, &error);
	if (!target)
		return ENOMEM;
	zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
	if (!zip) {
		zip_source_free(target);
		return sink->error ? sink->error : ENOMEM;
	}
	if (!add_items(zip, sources, items, count, &sink->error) || zip_close(zip) < 0) {
		if (!sink->error)
			sink->error = zip_error_system_type(zip_get_error(zip)) == ZIP_ET_SYS
			    ? zip_error_code_system(zip_get_error(zip))
			    : EIO;
		zip_discard(zip);
	}
	return sink->error;
}

static int
copy_file(int from, int to, uint64_t len)
{
	char buffer[1 << 16];

	for (uint64_t at = 0; at < len;) {
		ssize_t n = pread(from, buffer, sizeof buffer, (off_t)at);

		if (n <= 0)
			return n < 0 ? errno : EIO;
		if (!fd_write(to, (str){buffer, (size_t)n}))
			return errno;
		at += (uint64_t)n;
	}
	return 0;
}

static bool
can_go_back(int fd, off_t *at)
{
	struct stat facts;
	int flags = fcntl(fd, F_GETFL);

	*at = lseek(fd, 0, SEEK_CUR);
	return *at >= 0 && flags >= 0 && !(flags & O_APPEND) && fstat(fd, &facts) == 0 &&
	    S_ISREG(facts.st_mode);
}

int
zip_write_items(int fd, const struct zip_item *items, size_t count)
{
	struct arena arena;
	jmp_buf escape;
	struct sink *sink;
	off_t at;
	int error;
	volatile int file = -1;
	bool goes_back = can_go_back(fd, &at);

	if (count > ZIP_MOST_ENTRIES)
		return EOVERFLOW;
	arena_init(&arena, (size_t)64 << 20, &escape);
	if (setjmp(escape) != 0) {
		arena_release(&arena);
		if (file >= 0)
			close(file);
		return ENOMEM;
	}
	sink = arena_alloc(&arena, sizeof *sink);
	if (!goes_back && (file = tempfile_open()) < 0) {
		arena_release(&arena);
		return errno;
	}
	sink->fd = goes_back ? fd : file;
	sink->base = goes_back ? at : 0;
	error = write_sink(sink, &arena, items, count);
	if (!error && goes_back && lseek(fd, at + (off_t)sink->end, SEEK_SET) < 0)
		error = errno;
	if (!goes_back) {
		if (!error)
			error = copy_file(file, fd, sink->end);
		close(file);
	}
	arena_release(&arena);
	return error;
}

static bool
read_entry(struct arena *arena, zip_t *zip, const char *name, size_t most, str *bytes)
{
	zip_stat_t facts;
	zip_file_t *file;
	zip_int64_t got;
	char *at;

	if (zip_stat(zip, name, 0, &facts) != 0 || !(facts.valid & ZIP_STAT_SIZE) ||
	    facts.size > most)
		return false;
	file = zip_fopen(zip, name, 0);
	if (!file)
		return false;
	at = arena_alloc(arena, (size_t)facts.size + 1);
	got = zip_fread(file, at, facts.size);
	zip_fclose(file);
	*bytes = (str){at, (size_t)facts.size};
	return got == (zip_int64_t)facts.size;
}

bool
zip_peek(struct arena *arena, const char *path, const char *name, size_t most, str *bytes)
{
	int fault;
	zip_t *zip = zip_open(path, ZIP_RDONLY, &fault);
	bool found = zip && read_entry(arena, zip, name, most, bytes);

	if (zip)
		zip_discard(zip);
	return found;
}

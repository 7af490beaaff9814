/* The file of a model. */
#include "extract/model_file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILE ((size_t)4 << 20)

const unsigned char *
model_file_take(struct model_file *file, size_t len)
{
	const char *at = file->rest.at;

	if (len > file->rest.len) {
		file->bad = true;
		return NULL;
	}
	file->rest = str_from(file->rest, len);
	return (const unsigned char *)at;
}

uint32_t
model_file_number(struct model_file *file, size_t len)
{
	const unsigned char *at = model_file_take(file, len);
	uint32_t value = 0;

	for (size_t i = len; at && i-- > 0;)
		value = value << 8 | at[i];
	return value;
}

float
model_file_float(struct model_file *file)
{
	uint32_t bits = model_file_number(file, 4);
	float value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

static str
read_file(struct ctx *ctx, str path)
{
	int fd = open(arena_zstr(ctx->arena, path), O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *bytes;
	size_t len = 0;
	ssize_t got;

	if (fd < 0)
		return STR_NONE;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || (size_t)st.st_size > MAX_FILE) {
		close(fd);
		return STR_NONE;
	}
	bytes = arena_alloc(ctx->arena, (size_t)st.st_size + 1);
	while (len < (size_t)st.st_size) {
		got = read(fd, bytes + len, (size_t)st.st_size - len);
		if (got <= 0)
			break;
		len += (size_t)got;
	}
	close(fd);
	return (str){bytes, len};
}

bool
model_file_open(struct ctx *ctx, struct model_file *file, str path, str magic,
    const char *(*name)(size_t feature), size_t count)
{
	const unsigned char *start;

	*file = (struct model_file){.rest = read_file(ctx, path)};
	start = model_file_take(file, magic.len);
	if (!start || memcmp(start, magic.at, magic.len) != 0 ||
	    model_file_number(file, 2) != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t len = model_file_number(file, 1);
		const unsigned char *told = model_file_take(file, len);

		if (!told || !str_eq((str){(const char *)told, len}, str_of(name(i))))
			return false;
	}
	return true;
}

int16_t *
model_file_leaves(struct ctx *ctx, struct model_file *file, size_t count)
{
	int16_t *values = arena_array(ctx->arena, count + 1, sizeof *values);

	for (size_t i = 0; i < count && !file->bad; i++)
		values[i] = (int16_t)model_file_number(file, 2);
	return values;
}

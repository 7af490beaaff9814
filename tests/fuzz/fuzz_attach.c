/* Bytes as a message: a book is attached to it, found in it, and attached again nothing changes. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "mime/write.h"

static const struct mime_attachment book = {.type = "application/epub+zip",
    .name = {"\xe6\xb8\xaf \"quay\".epub", 15},
    .mark = {"urn:uuid:0", 10},
    .size = 100};

static str
attach(struct ctx *ctx, str message, const struct mime_attachment *file)
{
	static const char bytes[100] = "PK";
	struct buf out = BUF(ctx->arena);
	struct mime_frame frame;

	mime_attach(ctx, message, file, &frame);
	buf_add(&out, frame.before);
	mime_put_base64(&out, (str){bytes, sizeof bytes}, frame.line_end);
	buf_add(&out, frame.after);
	if (out.len != frame.size)
		abort();
	return buf_str(&out);
}

static size_t
count_books(struct ctx *ctx, str message)
{
	struct mime *mime = mime_read(ctx->arena, message);
	size_t count = 0;

	for (size_t i = 0; i < mime->count; i++)
		count +=
		    str_eq(mime_field(ctx->arena, &mime->parts[i].fields, MIME_MARK), book.mark);
	return count;
}

static void
try_message(struct ctx *ctx, str message)
{
	struct mime_attachment with_note = book;
	bool is_fresh = str_find(message, STR(MIME_MARK)) == STR_NOT_FOUND;
	str once = attach(ctx, message, &book);

	if (is_fresh && (count_books(ctx, once) != 1 || !str_eq(attach(ctx, once, &book), once)))
		abort();
	with_note.note = STR("A note.\nFrom here on.\n.\n");
	once = attach(ctx, message, &with_note);
	if (is_fresh && count_books(ctx, once) != 1)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_try(
	    (struct settings){0}, (size_t)512 << 20, try_message, (str){(const char *)data, size});
}

/* One file, compressed: gzip (RFC 1952) or Zstandard (RFC 8878). */
#include "unpack/container.h"

/* "page.html.gz" is "page.html", "notes.tgz" is "notes.tar". */
static str
name_within(struct ctx *ctx, str path)
{
	static const struct {
		const char *ext, *instead;
	} rows[] = {{"tgz", "tar"}, {"gz", ""}, {"tzst", "tar"}, {"zst", ""}};
	str ext = kind_extension(path);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq_nocase(ext, str_of(rows[i].ext)))
			return arena_printf(ctx->arena, "%.*s%s",
			    STR_ARG(
				str_head(path, path.len - ext.len - (rows[i].instead[0] ? 0 : 1))),
			    rows[i].instead);
	return path;
}

static struct stream *
open_within(struct arena *arena, struct stream *from, enum kind kind)
{
	return kind == KIND_GZIP ? stream_inflate(arena, from, INFLATE_GZIP, false)
				 : stream_zstd(arena, from, false, STR_NONE);
}

/* Records of a web archive are compressed one by one, so that they can be found by their places:
   such a file is handed on as it is. One of zstd may begin with a dictionary for its frames. */
static bool
is_warc(struct container *container)
{
	static const char dictionary[] = "\x5d\x2a\x4d\x18";
	struct arena *moment = arena_inner(&container->entry);
	str head = stream_peek(container->from.stream, STREAM_PEEK);
	char first[5];
	bool is;

	is = stream_read(open_within(moment, stream_of_bytes(moment, head), container->from.kind),
		 first, 5) == 5 &&
	    str_eq((str){first, 5}, STR("WARC/"));
	arena_release(moment);
	return is || str_starts(head, STR(dictionary));
}

static enum container_step
next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	const struct source_item *from = &container->from;

	if (container->given)
		return CONTAINER_END;
	item->name = from->name;
	item->label = from->label;
	item->path = name_within(ctx, from->path);
	item->root = from->root;
	item->base_url = from->base_url;
	item->charset = from->charset;
	if (is_warc(container)) {
		item->kind = KIND_WARC;
		item->stream = from->stream;
	} else {
		item->stream = open_within(&container->entry, from->stream, from->kind);
	}
	return CONTAINER_ITEM;
}

const struct container_kind container_gzip = {KIND_GZIP, NULL, next, NULL};
const struct container_kind container_zstd = {KIND_ZSTD, NULL, next, NULL};

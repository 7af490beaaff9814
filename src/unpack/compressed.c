/* One file, compressed: gzip (RFC 1952). */
#include "unpack/container.h"

/* "page.html.gz" is "page.html", "notes.tgz" is "notes.tar". */
static str
name_within(struct ctx *ctx, str path)
{
	static const struct {
		const char *ext, *instead;
	} rows[] = {{"tgz", "tar"}, {"gz", ""}};
	str ext = kind_extension(path);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq_nocase(ext, str_of(rows[i].ext)))
			return arena_printf(ctx->arena, "%.*s%s",
			    STR_ARG(
				str_head(path, path.len - ext.len - (rows[i].instead[0] ? 0 : 1))),
			    rows[i].instead);
	return path;
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
	item->stream = stream_inflate(&container->entry, from->stream, INFLATE_GZIP, false);
	return CONTAINER_ITEM;
}

const struct container_kind container_gzip = {KIND_GZIP, NULL, next, NULL};

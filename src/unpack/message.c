/* A message as a container: its parts, and how they find each other. */
#include "unpack/message.h"

#include "core/idmap.h"
#include "core/url.h"
#include "decode/decode.h"

struct message_index {
	struct idmap by_id, by_location;
};

static void
put(struct idmap *map, str key, uint32_t part)
{
	bool is_new;
	struct idmap_entry *entry;

	if (!key.len)
		return;
	entry = idmap_add(map, key, &is_new);
	if (is_new)
		entry->value = part;
}

str
message_location(struct ctx *ctx, const struct mime *mime, uint32_t number)
{
	const struct mime_part *part = &mime->parts[number];
	str location = mime_field(ctx->arena, &part->fields, "Content-Location");

	if (!location.len)
		location = mime_field(ctx->arena, &part->fields, "Content-Base");
	for (uint32_t above = part->parent;
	     above != MIME_NONE && location.len && str_find_char(location, ':') == STR_NOT_FOUND;
	     above = mime->parts[above].parent) {
		str base = mime_field(ctx->arena, &mime->parts[above].fields, "Content-Location");

		if (!base.len)
			base = mime_field(ctx->arena, &mime->parts[above].fields, "Content-Base");
		if (base.len)
			location = url_resolve(ctx->arena, base, location);
	}
	return location;
}

/* In the container's arena: asked from several threads later. */
static struct message_index *
index_parts(struct ctx *ctx, const struct mime *mime)
{
	struct message_index *index = arena_alloc(ctx->arena, sizeof *index);

	index->by_id = IDMAP(ctx->arena);
	index->by_location = IDMAP(ctx->arena);
	for (uint32_t i = 0; i < mime->count; i++) {
		const struct mime_head *fields = &mime->parts[i].fields;
		str raw = mime_field(ctx->arena, fields, "Content-Location");

		if (mime->parts[i].is_multipart)
			continue;
		put(&index->by_id,
		    mime_id(ctx->arena, mime_field(ctx->arena, fields, "Content-ID")), i);
		put(&index->by_location, raw, i);
		put(&index->by_location, message_location(ctx, mime, i), i);
		if (!raw.len)
			continue;
		/* Mail programs write the bare id there, too. */
		if (str_starts_nocase(raw, STR("cid:")))
			put(&index->by_id, mime_id(ctx->arena, raw), i);
	}
	return index;
}

struct message *
message_open(struct container *container, struct ctx *ctx)
{
	struct message *message = arena_alloc(container->arena, sizeof *message);
	struct source_item whole = container->from;
	struct ctx own = *ctx;

	own.arena = container->arena;
	if (!source_read(&own, &whole))
		return NULL;
	message->container = container;
	message->mime = mime_read(container->arena, whole.bytes);
	message->index = index_parts(&own, message->mime);
	if (message->mime->is_cut)
		diag_say(ctx->log, DIAG_LIMIT_PARTS, whole.name, "%d", LIMIT_MIME_PARTS);
	if (message->mime->is_flattened)
		diag_say(ctx->log, DIAG_LIMIT_DEPTH, whole.name, "%d", LIMIT_MIME_DEPTH);
	return message;
}

static uint32_t
find_part(struct ctx *ctx, const struct message *message, str address, str absolute)
{
	const struct idmap_entry *entry = NULL;

	if (str_starts_nocase(address, STR("cid:")))
		entry = idmap_find(&message->index->by_id, mime_id(ctx->arena, address));
	else if (str_starts_nocase(address, STR("mid:")) &&
	    str_find_char(address, '/') != STR_NOT_FOUND)
		entry = idmap_find(&message->index->by_id,
		    mime_id(ctx->arena, str_from(address, str_find_char(address, '/') + 1)));
	if (!entry)
		entry = idmap_find(&message->index->by_location, address);
	if (!entry && absolute.len)
		entry = idmap_find(&message->index->by_location, absolute);
	if (!entry && absolute.len)
		entry = idmap_find(
		    &message->index->by_location, str_head(absolute, str_find_char(absolute, '#')));
	return entry ? entry->value : MIME_NONE;
}

uint32_t
message_find(struct ctx *ctx, const struct message *message, str address, str absolute)
{
	uint32_t number = find_part(ctx, message, address, absolute);
	size_t folder = str_rfind_char(message->base, '/');

	/* A page that was saved from a disk, or whose base is another. */
	if (number == MIME_NONE && message->base.len)
		number = find_part(
		    ctx, message, address, url_resolve(ctx->arena, message->base, address));
	/* Locations that are relative to nothing but the page. */
	if (number == MIME_NONE && absolute.len && folder != STR_NOT_FOUND &&
	    str_starts(absolute, str_head(message->base, folder + 1)))
		number = find_part(ctx, message, str_from(absolute, folder + 1), STR_NONE);
	return number;
}

static enum shelf_result
find(struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes)
{
	const struct message *message = shelf->state;
	uint32_t number = message_find(ctx, message, address, absolute);
	const struct mime_part *part;
	str path;

	if (number == MIME_NONE)
		return shelf_path(ctx->arena, STR(""), address, &path) == SHELF_OUTSIDE
		    ? SHELF_OUTSIDE
		    : SHELF_MISSING;
	part = &message->mime->parts[number];
	if (part->tail - part->body > most * 4)
		return SHELF_TOO_LARGE;
	*bytes = mime_bytes(ctx, message->mime, part);
	return bytes->len > most ? SHELF_TOO_LARGE : SHELF_FOUND;
}

uint32_t
message_start(struct ctx *ctx, const struct mime *mime, uint32_t related)
{
	const struct mime_part *parts = mime->parts;
	str type = mime_field(ctx->arena, &parts[related].fields, "Content-Type");
	str start = mime_id(ctx->arena, mime_parameter(ctx, type, "start"));

	for (uint32_t child = related + 1; start.len && child < parts[related].end;
	     child = parts[child].end) {
		str id = mime_field(ctx->arena, &parts[child].fields, "Content-ID");

		if (str_eq(mime_id(ctx->arena, id), start))
			return child;
	}
	return MIME_NONE;
}

bool
message_is_html(const struct mime_part *part)
{
	return str_eq(part->type, STR("text/html")) ||
	    str_eq(part->type, STR("application/xhtml+xml"));
}

/* The parts as files: by cid: and by Content-Location (RFC 2392, RFC 2557). */
static const struct shelf *
shelf_of(struct message *message, struct ctx *ctx)
{
	message->shelf = (struct shelf){find, message, NULL};
	container_hold(message->container, ctx);
	return &message->shelf;
}

void
message_fill(struct message *message, struct ctx *ctx, uint32_t number, struct source_item *item)
{
	const struct source_item *from = &message->container->from;
	const struct mime *mime = message->mime;
	const struct mime_part *part = &mime->parts[number];
	str location = message_location(ctx, mime, number);

	item->name = from->name;
	item->label = from->label;
	item->path = from->path;
	item->root = from->root;
	item->kind = str_eq(part->type, STR("application/xhtml+xml")) ? KIND_XHTML : KIND_HTML;
	item->charset = message_charset(ctx, part);
	message->base = arena_copy(message->container->arena, location);
	item->base_url = url_is_web(location) ? location : STR_NONE;
	item->shelf = shelf_of(message, ctx);
}

void
message_keep(const struct message *message, struct ctx *ctx, str bytes, struct source_item *item)
{
	str whole = message->mime->bytes;

	/* A view of the message, which may be gone when the item is worked on. */
	if (bytes.at >= whole.at && bytes.at <= whole.at + whole.len)
		bytes = arena_copy(ctx->arena, bytes);
	item->bytes = bytes;
}

str
message_charset(struct ctx *ctx, const struct mime_part *part)
{
	str charset =
	    mime_parameter(ctx, mime_field(ctx->arena, &part->fields, "Content-Type"), "charset");

	/* What mail programs write when nobody told them is no claim. */
	if (str_eq_nocase(charset, STR("us-ascii")) || str_starts_nocase(charset, STR("unknown")))
		return STR_NONE;
	return charset.len ? charset : STR_NONE;
}

str
message_text(struct ctx *ctx, const struct mime_part *part, str bytes)
{
	return decode_text(ctx, bytes, message_charset(ctx, part));
}

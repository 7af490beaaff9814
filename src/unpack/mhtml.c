/* A page in a message (MHTML, RFC 2557), as browsers save them. */
#include "core/url.h"
#include "unpack/message.h"

/* The part that is the page: what the `start` of the first multipart/related names, else what lies
   where the page was taken from (Chromium's Snapshot-Content-Location), else the first page. */
static uint32_t
find_page(struct ctx *ctx, const struct message *message)
{
	const struct mime *mime = message->mime;
	str from = mime_field(ctx->arena, &mime->parts[0].fields, "Snapshot-Content-Location");
	uint32_t found = MIME_NONE;

	for (uint32_t i = 0; i < mime->count && found == MIME_NONE; i++)
		if (mime->parts[i].is_multipart)
			found = message_start(ctx, mime, i);
	if (found == MIME_NONE || mime->parts[found].is_multipart)
		found = message_find(ctx, message, from, from);
	for (uint32_t i = 0; i < mime->count && found == MIME_NONE; i++)
		if (message_is_html(&mime->parts[i]))
			found = i;
	return found != MIME_NONE && message_is_html(&mime->parts[found]) ? found : MIME_NONE;
}

/* Of a page that is nothing but a set of frames the largest page among the parts; *bytes are the
   page's, and then the frame's. */
static uint32_t
find_frame(struct ctx *ctx, const struct message *message, uint32_t page, str *bytes)
{
	const struct mime *mime = message->mime;
	str text = message_text(ctx, &mime->parts[page], *bytes);
	uint32_t best = page;
	size_t most = 0;

	if (str_find_nocase(text, STR("<frameset")) == STR_NOT_FOUND)
		return page;
	for (uint32_t i = 0; i < mime->count; i++) {
		size_t size = mime->parts[i].tail - mime->parts[i].body;

		if (i != page && message_is_html(&mime->parts[i]) && size > most) {
			most = size;
			best = i;
		}
	}
	if (best != page)
		*bytes = mime_bytes(ctx, mime, &mime->parts[best]);
	return best;
}

static bool
open_mhtml(struct container *container, struct ctx *ctx)
{
	container->state = message_open(container, ctx);
	return container->state != NULL;
}

static enum container_step
next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct message *message = container->state;
	uint32_t page;
	str bytes;

	if (container->given)
		return CONTAINER_END;
	page = find_page(ctx, message);
	if (page == MIME_NONE) {
		item->name = container->from.name;
		item->label = container->from.label;
		diag_say(ctx->log, DIAG_MHTML_NONE, item->name, NULL);
		return CONTAINER_REFUSED;
	}
	bytes = mime_bytes(ctx, message->mime, &message->mime->parts[page]);
	message_fill(message, ctx, find_frame(ctx, message, page, &bytes), item);
	message_keep(message, ctx, bytes, item);
	item->as = KIND_MHTML;
	/* Parts need not say where they were. */
	if (!item->base_url.at) {
		str from = mime_field(
		    ctx->arena, &message->mime->parts[0].fields, "Snapshot-Content-Location");

		item->base_url = url_is_web(from) ? from : STR_NONE;
	}
	return CONTAINER_ITEM;
}

const struct container_kind container_mhtml = {KIND_MHTML, open_mhtml, next, NULL};

/* Safari's web archives: a page with its resources, in a property list. */
#include "unpack/webarchive.h"

#include "core/base64.h"
#include "core/idmap.h"
#include "core/url.h"
#include "unpack/container.h"

struct webarchive {
	struct webarchive_list resources;
	struct idmap by_url;
	str base;
	struct shelf shelf;
};

void
webarchive_add(struct webarchive_list *list, const struct webarchive_resource *resource)
{
	if (list->count >= LIMIT_WEBARCHIVE_RESOURCES) {
		list->is_cut = true;
		return;
	}
	*ARENA_PUSH(list->arena, list->list, list->count, list->room) = *resource;
}

str *
webarchive_field(struct webarchive_resource *resource, str key)
{
	if (str_eq(key, STR("WebResourceData")))
		return &resource->data;
	if (str_eq(key, STR("WebResourceURL")))
		return &resource->url;
	if (str_eq(key, STR("WebResourceMIMEType")))
		return &resource->type;
	return str_eq(key, STR("WebResourceTextEncodingName")) ? &resource->charset : NULL;
}

static bool
open_webarchive(struct container *container, struct ctx *ctx)
{
	struct webarchive *archive = arena_alloc(container->arena, sizeof *archive);
	struct source_item whole = container->from;
	struct ctx own = *ctx;

	own.arena = container->arena;
	if (!source_read(&own, &whole))
		return false;
	container->state = archive;
	archive->resources.arena = container->arena;
	archive->by_url = IDMAP(container->arena);
	if (str_starts(whole.bytes, STR("bplist")))
		webarchive_binary(&archive->resources, whole.bytes);
	else
		webarchive_xml(&archive->resources, whole.bytes);
	if (archive->resources.is_cut)
		diag_say(
		    ctx->log, DIAG_LIMIT_RESOURCES, whole.name, "%d", LIMIT_WEBARCHIVE_RESOURCES);
	for (size_t i = 0; i < archive->resources.count; i++) {
		str url = archive->resources.list[i].url;
		bool is_new;
		struct idmap_entry *entry;

		if (!url.len)
			continue;
		entry = idmap_add(&archive->by_url, url, &is_new);
		if (is_new)
			entry->value = (uint32_t)i;
	}
	return true;
}

static str
bytes_of(struct arena *arena, const struct webarchive_resource *resource)
{
	return resource->is_base64 ? base64_decode(arena, resource->data) : resource->data;
}

static const struct idmap_entry *
find_url(const struct webarchive *archive, str url)
{
	const struct idmap_entry *entry = url.len ? idmap_find(&archive->by_url, url) : NULL;

	if (!entry && url.len)
		entry = idmap_find(&archive->by_url, str_head(url, str_find_char(url, '#')));
	return entry;
}

static enum shelf_result
find(struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes)
{
	const struct webarchive *archive = shelf->state;
	const struct webarchive_resource *resource;
	const struct idmap_entry *entry = find_url(archive, absolute);
	str path;

	if (!entry)
		entry = find_url(archive, address);
	/* A page that was saved from a disk. */
	if (!entry && archive->base.len)
		entry = find_url(archive, url_resolve(ctx->arena, archive->base, address));
	if (!entry)
		return shelf_path(ctx->arena, STR(""), address, &path) == SHELF_OUTSIDE
		    ? SHELF_OUTSIDE
		    : SHELF_MISSING;
	resource = &archive->resources.list[entry->value];
	if (resource->data.len / 2 > most)
		return SHELF_TOO_LARGE;
	*bytes = bytes_of(ctx->arena, resource);
	return bytes->len > most ? SHELF_TOO_LARGE : SHELF_FOUND;
}

static bool
is_html(const struct webarchive_resource *resource)
{
	return resource->is_page && resource->data.len &&
	    (str_eq_nocase(resource->type, STR("text/html")) ||
		str_eq_nocase(resource->type, STR("application/xhtml+xml")) || !resource->type.len);
}

/* The page that was saved, its bytes in *bytes; where that is nothing but a set of frames, the
   largest of them. */
static const struct webarchive_resource *
find_page(struct ctx *ctx, const struct webarchive *archive, str *bytes)
{
	const struct webarchive_list *list = &archive->resources;
	const struct webarchive_resource *page = NULL, *best;

	for (size_t i = 0; i < list->count && !page; i++)
		if (list->list[i].is_page)
			page = &list->list[i];
	if (!page || !is_html(page))
		return NULL;
	*bytes = bytes_of(ctx->arena, page);
	if (str_find_nocase(*bytes, STR("<frameset")) == STR_NOT_FOUND)
		return page;
	best = page;
	for (size_t i = 0; i < list->count; i++)
		if (&list->list[i] != page && is_html(&list->list[i]) &&
		    (best == page || list->list[i].data.len > best->data.len))
			best = &list->list[i];
	if (best != page)
		*bytes = bytes_of(ctx->arena, best);
	return best;
}

static enum container_step
next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct webarchive *archive = container->state;
	const struct webarchive_resource *page;
	str bytes;

	if (container->given)
		return CONTAINER_END;
	item->name = container->from.name;
	item->label = container->from.label;
	page = find_page(ctx, archive, &bytes);
	if (!page) {
		diag_say(ctx->log, DIAG_WEBARCHIVE_NONE, item->name, NULL);
		return CONTAINER_REFUSED;
	}
	item->path = container->from.path;
	item->root = container->from.root;
	item->kind =
	    str_eq_nocase(page->type, STR("application/xhtml+xml")) ? KIND_XHTML : KIND_HTML;
	item->as = KIND_WEBARCHIVE;
	item->charset = page->charset.len ? page->charset : STR_NONE;
	item->bytes = page->is_base64 ? bytes : arena_copy(ctx->arena, bytes);
	archive->base = page->url;
	item->base_url = url_is_web(page->url) ? page->url : STR_NONE;
	archive->shelf = (struct shelf){find, archive, NULL};
	item->shelf = &archive->shelf;
	container_hold(container, ctx);
	return CONTAINER_ITEM;
}

const struct container_kind container_webarchive = {KIND_WEBARCHIVE, open_webarchive, next, NULL};

/* Feeds as containers: each item an article, the feed its section. */
#include "unpack/feed.h"

#include "core/idmap.h"
#include "core/url.h"
#include "core/utf8.h"
#include "decode/decode.h"

#define KEY_BYTES 1000 /* of the id of an item that is compared */

struct reading {
	struct feed feed;
	str bytes;
	bool is_page; /* HTML that is called a feed */
	size_t next;  /* of the items */
	struct idmap ids;
};

static bool
open(struct container *container, struct ctx *ctx)
{
	struct reading *reading = arena_alloc(container->arena, sizeof *reading);
	struct ctx own = *ctx;
	const char *encoding;
	struct feed *feed = &reading->feed;

	own.arena = container->arena;
	container->state = reading;
	if (!source_read(&own, &container->from))
		return false;
	reading->bytes = container->from.bytes;
	feed->text =
	    decode_document(&own, reading->bytes, container->from.charset, true, &encoding);
	feed->is_json = str_starts(str_trim(feed->text), STR("{"));
	reading->ids = IDMAP(container->arena);
	if (feed->is_json ? feed_json_index(container->arena, feed)
			  : feed_xml_index(container->arena, feed)) {
		if (feed->is_full)
			diag_say(ctx->log, DIAG_LIMIT_ITEMS, container->from.name, "%d",
			    LIMIT_SOURCE_ITEMS);
		if (!feed->count)
			diag_say(ctx->log, DIAG_FEED_EMPTY, container->from.name, NULL);
		return feed->count > 0;
	}
	reading->is_page = feed->is_page;
	if (!feed->is_page)
		diag_say(ctx->log, DIAG_FEED_NONE, container->from.name, NULL);
	return feed->is_page;
}

/* What was called a feed, and is a page. */
static enum container_step
give_page(struct container *container, struct ctx *ctx, struct source_item *item)
{
	const struct source_item *from = &container->from;
	struct reading *reading = container->state;

	if (container->given)
		return CONTAINER_END;
	item->name = from->name;
	item->label = from->label;
	item->path = from->path;
	item->root = from->root;
	item->base_url = from->base_url;
	item->kind = KIND_HTML;
	item->bytes = arena_copy(ctx->arena, reading->bytes);
	return CONTAINER_ITEM;
}

/* Whether an item with the same id, or without one the same address and title, was there. */
static bool
is_known(struct container *container, const struct feed_entry *entry)
{
	struct reading *reading = container->state;
	bool is_new;
	str key = entry->id.len ? entry->id
	    : entry->link.len   ? arena_printf(&container->entry, "%.*s %.*s", STR_ARG(entry->link),
				      STR_ARG(entry->title.text))
				: STR_NONE;

	if (!key.len || key.len > KEY_BYTES || idmap_find(&reading->ids, key))
		return key.len && key.len <= KEY_BYTES;
	idmap_add(&reading->ids, arena_copy(container->arena, key), &is_new);
	return false;
}

static void
tell_people(struct front *front, const struct feed_entry *entry, const struct feed_entry *about)
{
	const struct feed_entry *of = entry;

	if (!of->author_count && entry->origin && entry->origin->author_count)
		of = entry->origin;
	if (!of->author_count)
		of = about;
	front->authors = (str *)of->authors;
	front->author_count = of->author_count;
	front->tags = (str *)entry->tags;
	front->tag_count = entry->tag_count;
}

static str
first_of(str a, str b)
{
	return a.len ? a : b;
}

/* The address of the item; absent where it has none. */
static str
address_of(struct arena *arena, const struct feed *feed, const struct feed_entry *entry)
{
	str home = feed_address(arena, feed->about.link, feed->base);

	return feed_address(arena, entry->link, home.at ? home : feed->about.self);
}

/* What the feed says of the item. */
static struct front *
tell(struct arena *arena, const struct feed *feed, const struct feed_entry *entry,
    const struct feed_text *body, str markup)
{
	struct front *front = arena_alloc(arena, sizeof *front);
	const struct feed_entry *about = &feed->about;
	const struct feed_text *site =
	    entry->origin && entry->origin->title.text.len ? &entry->origin->title : &about->title;

	front->title = feed_plain(arena, &entry->title);
	if (!front->title.len)
		front->title = feed_first_words(arena, markup);
	if (!front->title.len)
		front->title = feed_plain(arena, &about->title);
	front->site = feed_plain(arena, site);
	front->source = address_of(arena, feed, entry);
	front->lang = first_of(entry->lang, about->lang);
	front->rights = utf8_fold_space(arena, first_of(entry->rights, about->rights));
	front->publisher = utf8_fold_space(arena, first_of(entry->publisher, about->publisher));
	if (body != &entry->summary && entry->summary.rank)
		front->description = feed_plain(arena, &entry->summary);
	front->date = date_is_set(entry->date) ? entry->date : entry->modified;
	front->modified = date_is_set(entry->date) ? entry->modified : (struct date){0};
	tell_people(front, entry, about);
	return front;
}

/* What lies beside the feed; the container may be gone while its items are worked on. */
static const struct shelf *
shelf_beside(struct arena *arena, const struct source_item *from)
{
	struct source_item own = {.shelf = from->shelf};

	if (from->root.at) {
		own.root = arena_copy(arena, from->root);
		own.path = arena_copy(arena, from->path);
	}
	return source_shelf(arena, &own);
}

static void
fill(struct container *container, struct ctx *ctx, struct source_item *item,
    const struct feed_entry *entry)
{
	struct reading *reading = container->state;
	const struct feed *feed = &reading->feed;
	const struct feed_text *body = entry->content.rank ? &entry->content
	    : entry->summary.rank                          ? &entry->summary
							   : NULL;
	str home = feed_address(&container->entry, feed->about.link, feed->base), markup;
	struct front *front;
	const struct container *above = container->above;

	markup = feed_body(ctx->arena, entry, body);
	front = tell(&container->entry, feed, entry, body, str_from(markup, 3));
	item->told = front_copy(ctx->arena, front);
	item->bytes = markup;
	item->kind = KIND_HTML;
	item->is_body = true;
	if (body && body->base.at)
		item->base_url = body->base;
	else if (front->source.at || home.at)
		item->base_url = first_of(front->source, home);
	/* Who names the feed in a list knows it better. */
	item->feed = feed_plain(&container->entry, &feed->about.title);
	if (!item->feed.len)
		item->feed = STR_NONE;
	if (!above || above->kind->kind != KIND_OPML)
		item->section = item->feed;
	item->shelf = shelf_beside(ctx->arena, &container->from);
}

static void
name(struct container *container, struct ctx *ctx, struct source_item *item,
    const struct feed_entry *entry, size_t number)
{
	str title = entry ? utf8_head(feed_plain(&container->entry, &entry->title), 80) : STR("");

	container_name(container, ctx, item, " (",
	    arena_printf(&container->entry, title.len ? "item %zu: %.*s" : "item %zu%.*s", number,
		STR_ARG(title)),
	    ")");
}

static enum container_step
next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct reading *reading = container->state;
	const struct feed *feed = &reading->feed;

	if (reading->is_page)
		return give_page(container, ctx, item);
	while (reading->next < feed->count) {
		const struct feed_place *place = &feed->places[reading->next++];
		struct feed_entry *entry = arena_alloc(&container->entry, sizeof *entry);
		bool whole = feed->is_json ? feed_json_item(&container->entry, feed, place, entry)
					   : feed_xml_item(&container->entry, feed, place, entry);

		if (whole && is_known(container, entry)) {
			arena_release(&container->entry);
			arena_init(&container->entry, LIMIT_ITEM_MEMORY, ctx->arena->escape);
			continue;
		}
		name(container, ctx, item, entry, reading->next);
		if (!whole) {
			diag_say(ctx->log, DIAG_FEED_CUT, item->name, NULL);
			return CONTAINER_REFUSED;
		}
		if (!entry->content.rank && !entry->summary.rank && !entry->picture_rank &&
		    !entry->enclosure_count) {
			str address = address_of(&container->entry, feed, entry);

			diag_say(ctx->log, DIAG_FEED_BARE, item->name, "%.*s",
			    STR_ARG(address.len ? address : STR("its address is not said")));
			return CONTAINER_REFUSED;
		}
		fill(container, ctx, item, entry);
		return CONTAINER_ITEM;
	}
	return CONTAINER_END;
}

const struct container_kind container_feed = {KIND_FEED, open, next, NULL};

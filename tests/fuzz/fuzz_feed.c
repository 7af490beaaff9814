/* Bytes as a feed: what it says of itself, its items, and the articles made of them. */
#include "fuzz.h"

#include <stdlib.h>

#include "decode/decode.h"
#include "unpack/feed.h"

static void
try_feed(struct ctx *ctx, str bytes)
{
	struct feed *feed = arena_alloc(ctx->arena, sizeof *feed);
	const char *encoding;

	feed->text = decode_document(ctx, bytes, STR_NONE, true, &encoding);
	feed->is_json = str_starts(str_trim(feed->text), STR("{"));
	if (!(feed->is_json ? feed_json_index(ctx->arena, feed) : feed_xml_index(ctx->arena, feed)))
		return;
	for (size_t i = 0; i < feed->count && i < 100; i++) {
		struct arena *moment = arena_inner(ctx->arena);
		struct feed_entry *entry = arena_alloc(moment, sizeof *entry);
		const struct feed_place *place = &feed->places[i];

		if (place->from > place->to || place->to > feed->text.len)
			abort();
		if (feed->is_json)
			feed_json_item(moment, feed, place, entry);
		else
			feed_xml_item(moment, feed, place, entry);
		feed_plain(moment, &entry->title);
		feed_first_words(moment,
		    feed_body(
			moment, entry, entry->content.rank ? &entry->content : &entry->summary));
		feed_address(moment, entry->link, feed->base);
		arena_release(moment);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_try(
	    (struct settings){0}, (size_t)512 << 20, try_feed, (str){(const char *)data, size});
}

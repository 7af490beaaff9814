/* What a file says of itself: a feed its own and its site's address, a page its canonical one. */
#include "unpack/beside_head.h"

#include "core/url.h"
#include "core/utf8.h"
#include "unpack/feed.h"
#include "unpack/xml.h"

#define TITLE_BYTES 500

void
beside_add(struct ctx *ctx, struct arena *arena, str address, struct beside_file *file)
{
	str key = url_is_web(address) ? url_key(ctx->arena, address) : STR_NONE;

	if (key.len && file->address_count < BESIDE_ADDRESSES_MAX)
		file->addresses[file->address_count++] = arena_copy(arena, key);
}

static void
set_title(struct ctx *ctx, struct arena *arena, struct beside_file *file, str title)
{
	if (!file->title.len)
		file->title =
		    arena_copy(arena, utf8_fold_words(ctx->arena, utf8_head(title, TITLE_BYTES)));
}

static void
read_feed(struct ctx *ctx, struct arena *arena, str text, struct beside_file *file)
{
	struct feed *feed = arena_alloc(ctx->arena, sizeof *feed);

	feed->text = text;
	if (str_starts(str_trim(text), STR("{")) ? !feed_json_index(ctx->arena, feed)
						 : !feed_xml_index(ctx->arena, feed))
		return;
	beside_add(ctx, arena, feed->about.self, file);
	beside_add(ctx, arena, feed->about.link, file);
	set_title(ctx, arena, file, feed_plain(ctx->arena, &feed->about.title));
}

/* "<!-- saved from url=(0026)https://example.org/a -->" */
static void
read_saved_from(struct ctx *ctx, struct arena *arena, str text, struct beside_file *file)
{
	size_t at = str_find(str_head(text, 4096), STR("saved from url=("));
	size_t close;

	if (at == STR_NOT_FOUND)
		return;
	text = str_from(text, at);
	close = str_find_char(str_head(text, 40), ')');
	if (close == STR_NOT_FOUND)
		return;
	text = str_from(text, close + 1);
	beside_add(ctx, arena, str_head(text, str_find_char(str_head(text, 4000), ' ')), file);
}

static void
read_page(struct ctx *ctx, struct arena *arena, str text, struct beside_file *file)
{
	struct xml *xml = arena_alloc(ctx->arena, sizeof *xml);
	bool in_title = false;

	read_saved_from(ctx, arena, text, file);
	xml_begin(xml, ctx->arena, text);
	xml->flat = "link meta base p";
	while (xml_next(xml) != XML_END) {
		if (xml->kind == XML_TEXT) {
			if (in_title)
				set_title(ctx, arena, file, xml_text(xml));
			continue;
		}
		in_title = xml->kind == XML_OPEN && str_eq_nocase(xml->name, STR("title"));
		if (xml->kind != XML_OPEN)
			continue;
		if (str_eq_nocase(xml->name, STR("body")))
			return;
		if (str_eq_nocase(xml->name, STR("link")) &&
		    str_eq_nocase(xml_get(xml, "rel"), STR("canonical")))
			beside_add(ctx, arena, xml_get(xml, "href"), file);
		if (str_eq_nocase(xml->name, STR("meta")) &&
		    str_eq_nocase(xml_get(xml, "property"), STR("og:url")))
			beside_add(ctx, arena, xml_get(xml, "content"), file);
	}
}

void
beside_head(struct ctx *ctx, struct arena *arena, str text, struct beside_file *file)
{
	if (file->kind == KIND_FEED)
		read_feed(ctx, arena, text, file);
	else
		read_page(ctx, arena, text, file);
}

/* Pages within frames: the document that a page without a text of its own shows. */
#include "cli/frame.h"

#include <string.h>

#include "core/url.h"
#include "decode/decode.h"
#include "parse/parse.h"

#define MOST_FRAMES 64 /* that are looked at */
#define MOST_LEVELS 4
/* A page with more text of its own is no wrapper: what its frames hold are comments, players and
   advertisements. */
#define MOST_AROUND ((size_t)4000)

static size_t
text_length(const struct page *page)
{
	size_t len = 0;

	for (size_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_TEXT)
			len += str_trim(page->nodes[i].text).len;
	return len;
}

/* The value of a srcdoc that stands in the page as it was written: what serialisers escape in an
   attribute (HTML Living Standard, 13.3) resolved. */
static str
resolve_references(struct arena *arena, str value)
{
	static const struct {
		const char *name, *text;
	} names[] = {{"&quot;", "\""}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"},
	    {"&nbsp;", "\xC2\xA0"}, {"&#39;", "'"}, {"&#x27;", "'"}, {"&#34;", "\""}};
	struct buf out = BUF(arena);
	size_t at;

	while ((at = str_find_char(value, '&')) != STR_NOT_FOUND) {
		size_t i = 0;

		buf_add(&out, str_head(value, at));
		value = str_from(value, at);
		while (
		    i < sizeof names / sizeof *names && !str_starts(value, str_of(names[i].name)))
			i++;
		if (i < sizeof names / sizeof *names) {
			buf_z(&out, names[i].text);
			value = str_from(value, strlen(names[i].name));
		} else {
			buf_char(&out, '&');
			value = str_from(value, 1);
		}
	}
	buf_add(&out, value);
	return buf_str(&out);
}

/* The document of one frame; NULL when it is not here. */
static struct page *
open_frame(struct ctx *ctx, const struct shelf *shelf, const struct page *page, uint32_t at)
{
	str srcdoc = page_get(page, at, STR("srcdoc")), src = page_get(page, at, STR("src"));
	str absolute, bytes, base = page->base_url;
	struct page *found;
	const char *encoding;

	if (srcdoc.len) {
		found = parse_html(ctx, resolve_references(ctx->arena, srcdoc));
		found->encoding = page->encoding;
	} else {
		if (!src.len || str_starts_nocase(src, STR("data:")) ||
		    str_starts_nocase(src, STR("about:")))
			return NULL;
		absolute = url_resolve(ctx->arena, page->base_url, src);
		if (shelf_find(ctx, shelf, src, absolute, ctx->settings->max_input, &bytes) !=
			SHELF_FOUND ||
		    kind_tell(src, str_head(bytes, 4096), &(const char *){NULL}) != KIND_HTML)
			return NULL;
		found = parse_html(ctx, decode_document(ctx, bytes, STR_NONE, true, &encoding));
		found->encoding = str_of(encoding);
		base = absolute.len ? absolute : base;
	}
	if (!found->base_url.at)
		found->base_url = base;
	if (!found->saved_from.at)
		found->saved_from = page->saved_from;
	return found;
}

static const struct page *
largest_frame(struct ctx *ctx, const struct shelf *shelf, const struct page *page)
{
	bool is_set = page_find(page, 0, (uint32_t)page->count, TAG_FRAMESET) != PAGE_NONE;
	size_t around = text_length(page), most = is_set ? 0 : 4 * around, frames = 0;
	const struct page *best = NULL;

	if (around > MOST_AROUND)
		return NULL;
	for (uint32_t at = 0; at < page->count && frames < MOST_FRAMES; at++) {
		const struct page *found;
		size_t len;

		if (page->nodes[at].tag != TAG_IFRAME && page->nodes[at].tag != TAG_FRAME)
			continue;
		frames++;
		found = open_frame(ctx, shelf, page, at);
		len = found ? text_length(found) : 0;
		if (len > most) {
			most = len;
			best = found;
		}
	}
	return best;
}

struct page *
frame_page(struct ctx *ctx, const struct source_item *item, const struct page *page)
{
	const struct page *found = NULL, *next = page;
	const struct shelf *shelf = source_shelf(ctx->arena, item);

	for (size_t level = 0; level < MOST_LEVELS && next; level++) {
		next = largest_frame(ctx, shelf, next);
		found = next ? next : found;
	}
	return (struct page *)found;
}

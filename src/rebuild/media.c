/* Video, sound and frames: a paragraph with a link to them. */
#include "core/url.h"
#include "core/utf8.h"
#include "rebuild/classname.h"
#include "rebuild/visit.h"

/* The longest caption that becomes the text of a link. */
#define CAPTION_BYTES 120

/* Its own address, or that of the first source within. */
static str
address_of(struct rebuild *rebuild, uint32_t at)
{
	static const char *const names[] = {"src", "data-src", "data", "data-lazy-src"};
	const struct page *page = rebuild->page;

	for (uint32_t i = at; i < page->nodes[at].end; i++) {
		if (i != at && page->nodes[i].tag != TAG_SOURCE && page->nodes[i].tag != TAG_EMBED)
			continue;
		for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
			str address = str_trim(page_get(page, i, str_of(names[k])));

			if (address.len)
				address = url_resolve(rebuild->ctx->arena, page->base_url, address);
			if (url_is_web(address))
				return address;
		}
	}
	return STR_NONE;
}

static str
title_of(struct rebuild *rebuild, uint32_t at)
{
	str title = page_get(rebuild->page, at, STR("title"));

	if (str_is_blank(title))
		title = page_get(rebuild->page, at, STR("aria-label"));
	return utf8_fold_space(rebuild->ctx->arena, title);
}

/* The caption of the figure around it, when it is short: it names what the link leads to. */
static uint32_t
caption_of(const struct page *page, uint32_t at)
{
	uint32_t figure = page->nodes[at].parent, caption;

	for (int level = 0; level < 3 && figure != PAGE_NONE; level++) {
		if (page->nodes[figure].tag == TAG_FIGURE)
			break;
		figure = page->nodes[figure].parent;
	}
	if (figure == PAGE_NONE || page->nodes[figure].tag != TAG_FIGURE)
		return PAGE_NONE;
	caption = page_find(page, figure, page->nodes[figure].end, TAG_FIGCAPTION);
	if (caption == PAGE_NONE ||
	    page_find(page, caption, page->nodes[caption].end, TAG_A) != PAGE_NONE)
		return PAGE_NONE;
	return caption;
}

/* What a player calls its title, beside what it plays. */
static uint32_t
title_beside(const struct page *page, uint32_t at)
{
	static const char *const players[] = {"audio", "media", "player", "podcast", "video", NULL};
	static const char *const titles[] = {"heading", "name", "title", NULL};
	uint32_t up = at;

	for (int level = 0; level < 3; level++) {
		up = page->nodes[up].parent;
		if (up == PAGE_NONE || page->nodes[up].tag == TAG_BODY ||
		    page->nodes[up].end - up > 80)
			return PAGE_NONE;
		for (uint32_t i = up + 1; i < page->nodes[up].end; i++) {
			str class_ = page_get(page, i, STR("class")), part;
			bool is_player = false, is_title = false;

			while (classname_part(&class_, &part)) {
				is_player = is_player || classname_lists(players, part);
				is_title = is_title || classname_lists(titles, part);
			}
			if (i > at && is_player && is_title)
				return i;
		}
	}
	return PAGE_NONE;
}

/* An address that says that it plays or shows a thing of its own. */
static bool
is_player(str address)
{
	static const char *const words[] = {"audio", "embed", "embeds", "player", "video", NULL};
	str part;

	for (address = str_head(address, 200); classname_part(&address, &part);)
		if (classname_lists(words, part))
			return true;
	return false;
}

/* Frames show advertisements and counters too: one that is worth a link has a title of its own, is
   a player by its address or may fill the screen. */
static bool
is_worth_it(const struct rebuild *rebuild, uint32_t at, str title, str address)
{
	const struct page *page = rebuild->page;
	unsigned tag = page->nodes[at].tag;
	str width = page_get(page, at, STR("width")), height = page_get(page, at, STR("height"));
	uint32_t w, h;

	if ((str_number(width, 5, &w) && w < 50) || (str_number(height, 5, &h) && h < 30))
		return false;
	return (tag != TAG_IFRAME && tag != TAG_AMP_IFRAME) || title.len || is_player(address) ||
	    caption_of(page, at) != PAGE_NONE || page_has(page, at, STR("allowfullscreen"));
}

static void
place_poster(struct rebuild *rebuild, uint32_t at, str title)
{
	str poster = str_trim(page_get(rebuild->page, at, STR("poster")));
	xmlNode *node;

	if (!poster.len || str_starts_nocase(poster, STR("javascript:")))
		return;
	node = build_void(&rebuild->build, EL_IMG);
	tree_set(rebuild->tree, node, "src", image_address(rebuild, poster));
	tree_set(rebuild->tree, node, "alt", title.len ? title : STR(""));
	build_boundary(&rebuild->build);
}

/* The frame that shows what a quotation before it links to (WordPress). */
static bool
is_copy(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	uint32_t before = at;
	str secret = page_get(page, at, STR("data-secret"));

	for (int i = 0; secret.len && i < 8 && before != PAGE_NONE; i++) {
		before = plan_before(page, before);
		if (before != PAGE_NONE && page->nodes[before].tag == TAG_BLOCKQUOTE)
			return str_eq(page_get(page, before, STR("data-secret")), secret);
	}
	return false;
}

uint32_t
visit_media(struct rebuild *rebuild, uint32_t at, enum element element)
{
	struct build *build = &rebuild->build;
	str address = address_of(rebuild, at), title = title_of(rebuild, at);
	uint32_t end = rebuild->page->nodes[at].end;
	struct format link = {.element = EL_A, .href = address};
	size_t open = build->format_count;
	uint32_t caption;

	(void)element;
	if (!address.len || !is_worth_it(rebuild, at, title, address) || is_copy(rebuild, at) ||
	    str_eq(address, rebuild->media_address))
		return end;
	rebuild->media_address = address;
	caption = title.len ? PAGE_NONE : caption_of(rebuild->page, at);
	if (!title.len && caption == PAGE_NONE)
		caption = title_beside(rebuild->page, at);
	if (caption != PAGE_NONE) {
		str text = page_text_of(rebuild->ctx->arena, rebuild->page, caption);

		if (text.len && text.len <= CAPTION_BYTES) {
			title = text;
			rebuild->plan->marks[caption] |= PLAN_DROP;
		}
	}
	build_boundary(build);
	place_poster(rebuild, at, title);
	build_format(build, &link);
	build_text(build, title.len ? title : url_host(address));
	build_end_formats(build, open);
	build_boundary(build);
	return end;
}

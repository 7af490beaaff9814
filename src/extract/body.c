/* An article's markup that came without a page around it: all but what was added for sending. */
#include "extract/body.h"

#include "core/url.h"
#include "core/utf8.h"
#include "extract/choose_mark.h"
#include "extract/trace.h"
#include "extract/words.h"

#define ROW_WORDS 60   /* a row for sharing says less */
#define ROW_LINKS 0.4  /* and so much of it are links */
#define BACK_WORDS 60  /* a line that leads back says less */
#define BACK_LOOSE 10  /* of which so many are no links */
#define BACK_LINES 10  /* of links at the end that are looked at */
#define LOOK_UP 12     /* ancestors that may be a link */
#define BACK_NODES 200 /* of a line that are looked at */

#define BITS_ADDED                                                                  \
	(GROUP_BIT(GROUP_SOCIAL) | GROUP_BIT(GROUP_RELATED) | GROUP_BIT(GROUP_AD) | \
	    GROUP_BIT(GROUP_NEWS) | GROUP_BIT(GROUP_COMMENT) | GROUP_BIT(GROUP_PROMO))
#define BITS_OWN                                                                       \
	(GROUP_BIT(GROUP_ARTICLE) | GROUP_BIT(GROUP_BODY) | GROUP_BIT(GROUP_CAPTION) | \
	    GROUP_BIT(GROUP_GALLERY))

/* What those who write feeds call their rows, where no word of it says what it is. */
static const char *const rows[] = {"sharedaddy", "addtoany", "feedflare", "sociable",
    "jp-relatedposts", "heateor", "addthis", "wpfeed", "essb_"};

static void
unkeep(struct page *page, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		page->nodes[i].flags &= (uint16_t)~NODE_KEEP;
}

static bool
keeps_any(const struct page *page, bool pictures)
{
	for (uint32_t i = 0; i < page->count; i++)
		if (page->nodes[i].flags & NODE_KEEP &&
		    (page->nodes[i].tag == TAG_TEXT ? !str_is_blank(page->nodes[i].text)
						    : pictures))
			return true;
	return false;
}

static bool
is_added(const struct page *page, uint32_t at)
{
	uint64_t groups = words_of_element(page, at);
	str class = str_head(page_get(page, at, STR("class")), 400);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_find_nocase(class, str_of(rows[i])) != STR_NOT_FOUND)
			return true;
	return groups & BITS_ADDED && !(groups & BITS_OWN);
}

/* Elements that their class calls a row of links, and that are one. */
static void
drop_rows(struct page *page, const struct blocks *blocks)
{
	size_t next = 0;

	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		uint32_t words = 0, chars = 0, links = 0;

		if (!(tag_kinds(node->tag) & IS_BLOCK) || !node->attr_count || !is_added(page, i))
			continue;
		while (next < blocks->count && blocks->list[next].first < i)
			next++;
		for (size_t k = next; k < blocks->count && blocks->list[k].first < node->end &&
		     words < ROW_WORDS && k < next + ROW_WORDS;
		     k++) {
			words += blocks->list[k].words;
			chars += blocks->list[k].chars;
			links += blocks->list[k].link_chars;
		}
		if (words >= ROW_WORDS || (double)links < ROW_LINKS * (double)chars)
			continue;
		unkeep(page, i, node->end);
		i = node->end - 1;
	}
}

/* Whether an address is that of the article, whatever part of it, or of the front page there. */
static bool
leads_back(struct arena *arena, str address, str source)
{
	str key = url_key(arena, address), own = url_key(arena, source), host = url_host(source);

	if (!key.len || !own.len)
		return false;
	return str_eq(key, own) ||
	    (str_eq_nocase(url_host(key), host) && str_ends_nocase(key, host));
}

/* The link that a text stands in; PAGE_NONE when it stands in none. */
static uint32_t
link_around(const struct page *page, uint32_t at)
{
	for (unsigned i = 0; i < LOOK_UP && at; i++) {
		at = page->nodes[at].parent;
		if (page->nodes[at].tag == TAG_A)
			return at;
	}
	return PAGE_NONE;
}

enum line { LINE_PROSE, LINE_LINKS, LINE_BACK };

/* What a line is: one whose links all lead back, and that says little else; one of other links. */
static enum line
line_of(struct arena *arena, const struct page *page, const struct block *block, str source)
{
	enum line line = LINE_BACK;
	uint32_t last = PAGE_NONE;
	size_t loose = 0;

	if (block->words > BACK_WORDS || block->last - block->first > BACK_NODES ||
	    !block->link_chars)
		return LINE_PROSE;
	for (uint32_t i = block->first; i < block->last; i++) {
		uint32_t link;

		if (page->nodes[i].tag != TAG_TEXT)
			continue;
		link = link_around(page, i);
		if (link == PAGE_NONE)
			loose += utf8_words(page->nodes[i].text);
		else if (link != last &&
		    !leads_back(arena,
			url_resolve(arena, page->base_url, page_get(page, link, STR("href"))),
			source))
			line = LINE_LINKS;
		last = link == PAGE_NONE ? last : link;
	}
	return loose <= BACK_LOOSE ? line : LINE_PROSE;
}

/* Lines at the end that lead back: "The post … appeared first on …", "Read on". */
static void
drop_ways_back(struct arena *arena, struct page *page, const struct blocks *blocks, str source)
{
	size_t lines = 0;

	for (size_t left = blocks->count; left > 1 && lines < BACK_LINES; left--) {
		const struct block *block = &blocks->list[left - 1];
		enum line line;

		if (!(page->nodes[block->first].flags & NODE_KEEP))
			continue;
		line = line_of(arena, page, block, source);
		if (line == LINE_PROSE)
			return;
		if (line == LINE_BACK)
			unkeep(page, block->first, block->last);
		lines++;
	}
}

void
body_keep(struct ctx *ctx, struct page *page, const struct blocks *blocks, str source,
    struct trace *trace)
{
	uint32_t body = page_body(page);

	choose_mark_all(page, blocks, body);
	trace_note_nodes(trace, REASON_ALL, page);
	drop_rows(page, blocks);
	if (source.len)
		drop_ways_back(ctx->arena, page, blocks, source);
	if (!keeps_any(page, false))
		choose_mark_all(page, blocks, body);
	trace_note_nodes(trace, REASON_SENT, page);
}

bool
body_holds(struct page *page, const struct blocks *blocks, struct extraction *out)
{
	if (!keeps_any(page, false)) {
		choose_mark_all(page, blocks, page_body(page));
		out->title_node = PAGE_NONE;
	}
	return keeps_any(page, true);
}

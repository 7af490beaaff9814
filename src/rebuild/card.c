/* Cards: boxes that show another page by its title, and lead to it. */
#include "rebuild/card.h"

#include "rebuild/classname.h"
#include "rebuild/visit.h"

#define CARD_NODES 80
#define CARD_BYTES 1200
#define OUTER_NODES 120

static const char *const whole_words[] = {"blogcard", "bookmark", "linkcard", "mixtape", NULL};
static const char *const kinds[] = {"embed", "embedded", "external", "link", "url", NULL};
static const char *const boxes[] = {"block", "card", "post", "preview", NULL};
static const char *const titles[] = {"heading", "headline", "title", NULL};
static const char *const descriptions[] = {
    "abstract", "body", "desc", "description", "excerpt", "snippet", "subtitle", "summary", NULL};

static bool
has_part(const struct page *page, uint32_t at, const char *const *list)
{
	str class_ = str_head(page_get(page, at, STR("class")), 500), part;

	while (classname_part(&class_, &part))
		if (classname_lists(list, part))
			return true;
	return false;
}

/* By its class: a part that says it all, or a kind and a box behind it, as in "link-card". */
static bool
is_called(const struct page *page, uint32_t at)
{
	str class_ = str_head(page_get(page, at, STR("class")), 500), word;

	while (str_word(&class_, &word)) {
		bool is_kind = false; /* so is the part before */
		str part;

		while (classname_part(&word, &part)) {
			if (classname_lists(whole_words, part))
				return true;
			if (is_kind && classname_lists(boxes, part))
				return true;
			is_kind = classname_lists(kinds, part);
		}
	}
	return false;
}

static bool
is_title(const struct page *page, uint32_t at)
{
	unsigned tag = page->nodes[at].tag;

	return tag_kinds(tag) & IS_HEADING || tag == TAG_STRONG || has_part(page, at, titles);
}

static bool
leads_somewhere(const struct page *page, uint32_t at)
{
	str href = str_trim(page_get(page, at, STR("href")));

	return href.len && *href.at != '#' && !str_starts_nocase(href, STR("javascript:"));
}

bool
card_find(const struct page *page, uint32_t at, struct card *card)
{
	const struct node *node = &page->nodes[at];
	uint32_t first = at;
	size_t text = 0;

	*card = (struct card){PAGE_NONE, PAGE_NONE, PAGE_NONE};
	if ((node->tag != TAG_A && node->tag != TAG_DIV) || !node->attr_count ||
	    node->end - at > CARD_NODES || !is_called(page, at))
		return false;
	for (uint32_t i = first; i < node->end; i++) {
		const struct node *inner = &page->nodes[i];

		if (inner->tag == TAG_TEXT) {
			text += inner->text.len;
			continue;
		}
		if (inner->tag == TAG_FIGCAPTION || inner->tag == TAG_BLOCKQUOTE ||
		    inner->tag == TAG_IFRAME || inner->tag == TAG_PRE || inner->tag == TAG_TABLE)
			return false;
		if (inner->tag == TAG_A && leads_somewhere(page, i)) {
			str href = page_get(page, i, STR("href"));

			if (card->link == PAGE_NONE)
				card->link = i;
			else if (!str_eq(href, page_get(page, card->link, STR("href"))))
				return false;
		} else if (i != at && is_title(page, i) &&
		    (card->title == PAGE_NONE || i < page->nodes[card->title].end) &&
		    page_text_of(page->arena, page, i).len) {
			card->title = i;
		} else if (i != at && card->description == PAGE_NONE &&
		    (inner->tag == TAG_EM || has_part(page, i, descriptions))) {
			card->description = i;
		}
	}
	return card->link != PAGE_NONE && card->title != PAGE_NONE && text <= CARD_BYTES;
}

bool
card_is_in(const struct page *page, uint32_t at)
{
	uint32_t end = page->nodes[at].end;
	struct card card;

	if (page->nodes[at].tag != TAG_FIGURE && page->nodes[at].tag != TAG_DIV)
		return false;
	if (card_find(page, at, &card))
		return true;
	for (uint32_t i = at + 1; i < end && end - at <= OUTER_NODES; i++)
		if (page->nodes[i].tag == TAG_A)
			return card_find(page, i, &card);
	return false;
}

static void
place(struct rebuild *rebuild, str text, str href)
{
	struct format link = {.element = EL_A, .href = href};
	struct build *build = &rebuild->build;
	size_t open = build->format_count;

	if (!text.len)
		return;
	build_boundary(build);
	if (href.len)
		build_format(build, &link);
	build_text(build, text);
	build_end_formats(build, open);
	build_boundary(build);
}

bool
visit_card(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	struct arena *arena = rebuild->ctx->arena;
	struct card card;

	if (rebuild->take == TAKE_NONE || rebuild->build.fixed || !card_find(page, at, &card))
		return false;
	place(rebuild, page_text_of(arena, page, card.title), visit_address(rebuild, card.link));
	if (card.description != PAGE_NONE)
		place(rebuild, page_text_of(arena, page, card.description), STR_NONE);
	return true;
}

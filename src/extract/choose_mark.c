/* Marking nodes: texts, images, notes, the lead image. */
#include "extract/choose_mark.h"

#include "extract/choose_note.h"
#include "extract/words.h"

#define GAP_WORDS 25      /* dropped words that may stand between an image and kept text */
#define LEAD_GAP_WORDS 60 /* and between the lead image and the text */
#define LEAD_LOOK 40      /* blocks before the text that are looked at for it */
#define SMALL_PIXELS 64   /* images that say they are smaller are icons */
#define LEAD_PIXELS 200
#define LOOK_UP 12 /* ancestors whose classes are read */

#define BITS_CHROME                                                                         \
	(GROUP_BIT(GROUP_NAV) | GROUP_BIT(GROUP_FOOTER) | GROUP_BIT(GROUP_SIDEBAR) |        \
	    GROUP_BIT(GROUP_COMMENT) | GROUP_BIT(GROUP_SOCIAL) | GROUP_BIT(GROUP_RELATED) | \
	    GROUP_BIT(GROUP_AD) | GROUP_BIT(GROUP_PROMO) | GROUP_BIT(GROUP_NEWS) |          \
	    GROUP_BIT(GROUP_BYLINE) | GROUP_BIT(GROUP_MODAL) | GROUP_BIT(GROUP_COOKIE))

static bool
is_media(enum tag tag)
{
	switch (tag) {
	case TAG_IMG:
	case TAG_AMP_IMG:
	case TAG_HR:
	case TAG_IFRAME:
	case TAG_AMP_IFRAME:
	case TAG_VIDEO:
	case TAG_AMP_VIDEO:
	case TAG_AUDIO:
	case TAG_OBJECT:
	case TAG_EMBED:
		return true;
	default:
		return false;
	}
}

static bool
is_image(enum tag tag)
{
	return tag == TAG_IMG || tag == TAG_AMP_IMG;
}

void
choose_mark_range(
    struct page *page, const struct blocks *blocks, uint32_t first, uint32_t last, unsigned flags)
{
	for (uint32_t i = first; i < last;) {
		struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT || node->tag == TAG_BR || node->tag == TAG_WBR ||
		    is_media(node->tag))
			node->flags |= (uint16_t)flags;
		i = node->tag != TAG_TEXT && block_skips(blocks, page, i) ? node->end : i + 1;
	}
}

void
choose_mark_all(struct page *page, const struct blocks *blocks, uint32_t at)
{
	choose_mark_range(page, blocks, at, page->nodes[at].end, NODE_KEEP);
}

/* Pixels that a width or height attribute gives; 0 when it gives none. */
static uint32_t
pixels(const struct page *page, uint32_t at, str name)
{
	uint32_t value = 0;
	str text = str_trim(page_get(page, at, name));
	size_t digits = str_number(text, 6, &value);

	return digits && !str_ends(text, STR("%")) ? value : 0;
}

static bool
is_small(const struct page *page, uint32_t at, uint32_t least)
{
	uint32_t width = pixels(page, at, STR("width")), height = pixels(page, at, STR("height"));

	return (width && width < least) || (height && height < least);
}

/* Groups of an element and its ancestors up to `top` (not its own), the nearest ones at least. */
static uint64_t
groups_up_to(const struct page *page, uint32_t at, uint32_t top)
{
	uint64_t groups = 0;

	for (unsigned i = 0; i < LOOK_UP && at != top && at != PAGE_NONE; i++) {
		groups |= words_of_element(page, at);
		at = page->nodes[at].parent;
	}
	return groups;
}

static uint32_t
common_ancestor(const struct page *page, uint32_t a, uint32_t b)
{
	while (a != b) {
		if (page->nodes[a].depth >= page->nodes[b].depth)
			a = page->nodes[a].parent;
		else
			b = page->nodes[b].parent;
	}
	return a;
}

static uint32_t
figure_of(const struct page *page, uint32_t at)
{
	for (unsigned i = 0; i < 6 && at != PAGE_NONE; i++, at = page->nodes[at].parent)
		if (page->nodes[at].tag == TAG_FIGURE)
			return at;
	return PAGE_NONE;
}

size_t
choose_mark_first(const struct blocks *blocks, uint32_t node)
{
	size_t low = 0, high = blocks->count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (blocks->list[mid].first < node)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* A place between blocks: the kept block before and after, and the words dropped to each. */
struct between {
	size_t next;          /* index of the first block that starts behind */
	size_t before, after; /* kept blocks; SIZE_MAX none */
	size_t words_before;
	const uint32_t *words; /* dropped words before each block */
	const size_t *afters;  /* the kept block at or after each index */
};

static bool
belongs(
    const struct page *page, const struct blocks *blocks, const struct between *at, uint32_t node)
{
	uint32_t figure = figure_of(page, node), top;
	const struct block *before, *after;

	if (figure != PAGE_NONE) {
		size_t caption = at->afters[choose_mark_first(blocks, figure)];

		if (caption != SIZE_MAX && blocks->list[caption].first < page->nodes[figure].end)
			return true;
	}
	if (at->before == SIZE_MAX || at->after == SIZE_MAX)
		return false;
	before = &blocks->list[at->before];
	after = &blocks->list[at->after];
	if (at->words[at->after] - at->words[at->before] > GAP_WORDS)
		return false;
	top = common_ancestor(page, before->owner, after->owner);
	if (page->nodes[node].tag == TAG_HR)
		return page->nodes[node].parent == top;
	return !is_small(page, node, SMALL_PIXELS) &&
	    !(groups_up_to(page, node, top) & BITS_CHROME);
}

/* An image after the last kept block still belongs where it shares that block's container. */
static bool
ends_article(
    const struct page *page, const struct blocks *blocks, const struct between *at, uint32_t node)
{
	const struct block *before;
	uint32_t parent;

	if (at->before == SIZE_MAX || at->after != SIZE_MAX || !is_image(page->nodes[node].tag))
		return false;
	before = &blocks->list[at->before];
	if (at->next != at->before + 1 || is_small(page, node, SMALL_PIXELS))
		return false;
	parent = page->nodes[before->owner].parent;
	return parent != PAGE_NONE && node < page->nodes[parent].end &&
	    !(groups_up_to(page, node, parent) & BITS_CHROME);
}

/* A line break between two kept blocks of one owner. */
static bool
breaks_text(const struct blocks *blocks, const struct between *at)
{
	return at->before != SIZE_MAX && at->after != SIZE_MAX &&
	    blocks->list[at->before].owner == blocks->list[at->after].owner;
}

static bool
is_between(
    const struct page *page, const struct blocks *blocks, const struct between *at, uint32_t node)
{
	if (page->nodes[node].tag == TAG_BR)
		return breaks_text(blocks, at);
	return is_media(page->nodes[node].tag) &&
	    (belongs(page, blocks, at, node) || ends_article(page, blocks, at, node));
}

static void
mark_media(struct page *page, const struct blocks *blocks, const bool *kept, const uint32_t *words,
    const size_t *afters)
{
	struct between at = {.before = SIZE_MAX, .words = words, .afters = afters};

	for (uint32_t i = 0; i < page->count;) {
		struct node *node = &page->nodes[i];

		while (at.next < blocks->count && blocks->list[at.next].first <= i) {
			at.before = kept[at.next] ? at.next : at.before;
			at.next++;
		}
		at.after = afters[at.next];
		if (!(node->flags & NODE_KEEP) && is_between(page, blocks, &at, i))
			node->flags |= NODE_KEEP;
		i = node->tag != TAG_TEXT && block_skips(blocks, page, i) ? node->end : i + 1;
	}
}

/* The last part of an address, without its query. */
static str
file_of(str address)
{
	size_t query = str_find_char(address, '?'), slash;

	address = query == STR_NOT_FOUND ? address : str_head(address, query);
	slash = str_rfind_char(address, '/');
	return slash == STR_NOT_FOUND ? address : str_from(address, slash + 1);
}

static str
shared_image(const struct page *page)
{
	for (uint32_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_META &&
		    str_eq_nocase(page_get(page, i, STR("property")), STR("og:image")))
			return file_of(page_get(page, i, STR("content")));
	return STR_NONE;
}

/* How well an image does as the lead image; 0 not at all. */
static unsigned
lead_rank(const struct page *page, uint32_t at, uint32_t body, str shared)
{
	str file = file_of(page_get(page, at, STR("src")));
	uint64_t groups;

	if (is_small(page, at, LEAD_PIXELS))
		return 0;
	if (shared.len > 4 && str_eq(file, shared))
		return figure_of(page, at) != PAGE_NONE ? 4 : 3;
	/* What lies around image and text says nothing against the image. */
	groups = groups_up_to(page, at, common_ancestor(page, at, body));
	if (groups & (BITS_CHROME | GROUP_BIT(GROUP_TOOL)))
		return 0;
	if (figure_of(page, at) != PAGE_NONE)
		return 2;
	return pixels(page, at, STR("width")) >= LEAD_PIXELS ||
		groups & (GROUP_BIT(GROUP_CAPTION) | GROUP_BIT(GROUP_HERO))
	    ? 1
	    : 0;
}

static void
find_lead(struct page *page, const struct blocks *blocks, size_t first, struct extraction *out)
{
	size_t from = first, words = 0;
	unsigned best = 0;
	uint32_t start, found = PAGE_NONE;
	uint32_t body = blocks->list[first].owner;
	str shared = shared_image(page);

	while (from > 0 && first - from < LEAD_LOOK && words <= LEAD_GAP_WORDS) {
		from--;
		words += blocks->list[from].words;
	}
	start = from ? blocks->list[from].first : page_body(page);
	for (uint32_t i = start; i < blocks->list[first].first; i++) {
		unsigned rank = is_image(page->nodes[i].tag) ? lead_rank(page, i, body, shared) : 0;

		if (rank && rank >= best) {
			best = rank;
			found = i;
		}
	}
	if (found == PAGE_NONE)
		return;
	page->nodes[found].flags |= NODE_KEEP;
	out->lead_image = figure_of(page, found) != PAGE_NONE ? figure_of(page, found) : found;
}

/* A kept picture keeps its caption, in its figure or (where that is closed too early) beside it. */
static void
mark_captions(struct ctx *ctx, struct page *page, const struct blocks *blocks)
{
	uint32_t *images =
	    arena_array(ctx->arena, page->count + 1, sizeof *images); /* kept before */

	for (uint32_t i = 0; i < page->count; i++)
		images[i + 1] =
		    images[i] + (is_image(page->nodes[i].tag) && page->nodes[i].flags & NODE_KEEP);
	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t around;

		if (page->nodes[i].tag != TAG_FIGCAPTION)
			continue;
		around = figure_of(page, i);
		if (around == PAGE_NONE)
			around = page->nodes[i].parent;
		if (images[page->nodes[around].end] > images[around])
			choose_mark_range(page, blocks, i, page->nodes[i].end, NODE_KEEP);
	}
}

void
choose_mark(struct ctx *ctx, struct page *page, const struct blocks *blocks, bool *kept,
    struct extraction *out)
{
	uint32_t *words = arena_array(ctx->arena, blocks->count + 1, sizeof *words);
	size_t *afters = arena_array(ctx->arena, blocks->count + 1, sizeof *afters);
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < blocks->count; i++)
		if (kept[i])
			choose_mark_range(
			    page, blocks, blocks->list[i].first, blocks->list[i].last, NODE_KEEP);
	choose_note_mark(ctx, page, blocks, kept);
	for (size_t i = 0; i < blocks->count; i++) {
		words[i + 1] = words[i] + (kept[i] ? 0 : blocks->list[i].words);
		first = kept[i] && first == SIZE_MAX ? i : first;
	}
	afters[blocks->count] = SIZE_MAX;
	for (size_t i = blocks->count; i-- > 0;)
		afters[i] = kept[i] ? i : afters[i + 1];
	mark_media(page, blocks, kept, words, afters);
	if (first != SIZE_MAX)
		find_lead(page, blocks, first, out);
	mark_captions(ctx, page, blocks);
}

/* Figures and galleries that are none by name. */
#include "rebuild/classname.h"
#include "rebuild/plan.h"

#define FIGURE_NODES 40
#define FIGURE_LEVELS 6
#define CAPTIONS 3
#define GALLERY_TEXT 300 /* bytes for a picture */

/* What is called a title in what is called a figure. */
static bool
is_title(const struct page *page, uint32_t at, uint32_t figure)
{
	static const char *const words[] = {
	    "figure", "imageblock", "informalfigure", "mediaobject", NULL};
	str class_ = page_get(page, figure, STR("class")), part;

	if (!page_has_token(page, at, STR("class"), STR("title")))
		return false;
	while (classname_part(&class_, &part))
		if (classname_lists(words, part))
			return true;
	return false;
}

struct captions {
	uint32_t list[CAPTIONS];
	size_t count;
};

/* One picture, captions, and no other text. */
static bool
is_figure(const struct plan *plan, uint32_t at, struct captions *captions)
{
	const struct page *page = plan->page;
	uint32_t images = 0;

	captions->count = 0;
	for (uint32_t i = at + 1; i < page->nodes[at].end;) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_FIGURE || node->tag == TAG_FIGCAPTION)
			return false;
		if (node->tag == TAG_NOSCRIPT || plan_is_hidden(page, i)) {
			i = node->end;
			continue;
		}
		if (node->tag == TAG_TEXT) {
			if (!str_is_blank(node->text))
				return false;
		} else if (node->attr_count && !plan_within(plan, plan->media, i) &&
		    ((images && classname_is_caption(page_get(page, i, STR("class")))) ||
			is_title(page, i, at))) {
			if (captions->count < CAPTIONS)
				captions->list[captions->count++] = i;
			i = node->end;
			continue;
		}
		images += node->tag == TAG_IMG || node->tag == TAG_AMP_IMG;
		i++;
	}
	return images == 1 && captions->count;
}

/* A wrapper of a picture and an element with a caption's class is a figure. Looked for from the
   picture up, in small elements alone; in a table, only the whole of it. */
static void
see_image(struct plan *plan, uint32_t at)
{
	const struct page *page = plan->page;
	struct captions captions;
	bool is_in_cell = false;

	for (int level = 0; level < FIGURE_LEVELS; level++) {
		at = page->nodes[at].parent;
		if (at == PAGE_NONE || page->nodes[at].tag == TAG_BODY ||
		    page->nodes[at].end - at > FIGURE_NODES || page->nodes[at].tag == TAG_FIGURE)
			return;
		is_in_cell = (is_in_cell || page->nodes[at].tag == TAG_TD) &&
		    page->nodes[at].tag != TAG_TABLE;
		if (is_in_cell || !is_figure(plan, at, &captions))
			continue;
		plan->marks[at] |= PLAN_FIGURE;
		for (size_t i = 0; i < captions.count; i++)
			plan->marks[captions.list[i]] |= PLAN_CAPTION;
		return;
	}
}

/* A list of pictures: what is called a gallery, and has a picture for each little text. */
static void
see_list(struct plan *plan, uint32_t at)
{
	static const char *const words[] = {
	    "carousel", "galleries", "gallery", "slider", "slides", "slideshow", NULL};
	const struct page *page = plan->page;
	str class_ = page_get(page, at, STR("class")), part;
	uint32_t media = plan_within(plan, plan->media, at);
	size_t text = 0;
	bool is_called = false;

	while (classname_part(&class_, &part))
		is_called = is_called || classname_lists(words, part);
	if (!is_called || !media)
		return;
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		text += page->nodes[i].tag == TAG_TEXT ? str_trim(page->nodes[i].text).len : 0;
	if (text > (size_t)GALLERY_TEXT * media)
		return;
	plan->marks[at] |= PLAN_GALLERY;
	for (uint32_t i = page_first(page, at); i != PAGE_NONE; i = page_next(page, i))
		plan->marks[i] |= PLAN_GALLERY;
}

void
plan_figures(struct plan *plan)
{
	const struct page *page = plan->page;

	for (uint32_t i = 1; i < page->count; i++)
		switch (page->nodes[i].tag) {
		case TAG_AMP_IMG:
		case TAG_IMG:
			see_image(plan, i);
			break;
		case TAG_DL:
		case TAG_OL:
		case TAG_UL:
			if (page->nodes[i].attr_count)
				see_list(plan, i);
			break;
		default:
			break;
		}
}

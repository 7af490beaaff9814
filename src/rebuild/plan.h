/* What is known of a Page before the first node is built, each by one pass over it. */
#ifndef REBUILD_PLAN_H
#define REBUILD_PLAN_H

#include "page/page.h"

enum plan_mark {
	PLAN_FIGURE = 1,      /* not a figure by name, but a picture and its caption */
	PLAN_CAPTION = 2,     /* the caption in it */
	PLAN_TABLE = 4,       /* holds data; others are layout */
	PLAN_TABLE_TEXT = 8,  /* has too many cells: a row becomes a paragraph */
	PLAN_TABLE_CODE = 16, /* a listing with its line numbers */
	PLAN_DROP = 32,       /* works the page, says nothing */
	PLAN_TITLE = 64,      /* the title of a listing */
	PLAN_LISTING = 128,   /* a listing without a pre */
	PLAN_TAKE = 256,      /* goes with what is kept, as a whole */
	PLAN_GALLERY = 512,   /* a list of pictures, and its items */
	PLAN_EQUATION = 1024, /* a table of formulas */
	PLAN_PANEL = 2048,    /* what a tab shows */
	PLAN_WAY = 4096       /* holds a title, else nothing to be taken */
};

/* What a tab shows, and the tab's name. */
struct plan_panel {
	uint32_t panel, label;
};

/* Sums have count + 1 elements: sum[i] counts what stands before node i. */
struct plan {
	const struct page *page;
	uint32_t *kept;  /* texts and media that extraction kept */
	uint32_t *other; /* bytes of text that it did not keep */
	uint32_t *media; /* elements that show something: img, video, iframe … */
	uint32_t *maths;
	uint16_t *marks;
	struct plan_panel *panels; /* in document order */
	size_t panel_count, panel_room;
	uint32_t first, last; /* kept nodes; first > last where there is none */
};

struct plan *plan_make(struct ctx *ctx, const struct page *page, uint32_t title_node);

/* The tag of an element, for a part of a table by its role that of the part. */
enum tag plan_table_tag(const struct page *page, uint32_t at);

void plan_tables(struct ctx *ctx, struct plan *plan);
void plan_figures(struct plan *plan);
void plan_listings(struct plan *plan);
void plan_equations(struct plan *plan);
void plan_pulled(struct ctx *ctx, struct plan *plan);

/* A layout of formulas: by its class, and since it holds some. */
bool plan_is_equations(const struct plan *plan, uint32_t at);
void plan_tabs(struct plan *plan);
void plan_adopt(struct plan *plan);

/* The name of the tab that shows a panel. */
uint32_t plan_label(const struct plan *plan, uint32_t panel);

static inline uint32_t
plan_within(const struct plan *plan, const uint32_t *sum, uint32_t at)
{
	return sum[plan->page->nodes[at].end] - sum[at];
}

/* Something below it, or itself, was kept. */
static inline bool
plan_is_taken(const struct plan *plan, uint32_t at)
{
	return plan_within(plan, plan->kept, at) > 0;
}

bool plan_is_media(unsigned tag);
bool plan_is_hidden(const struct page *page, uint32_t at); /* with all below it */

/* The node before it in its parent. */
uint32_t plan_before(const struct page *page, uint32_t at);

/* Its text that was not kept is little. */
bool plan_is_small(const struct plan *plan, uint32_t at);

/* An element that was not kept, but is a part of what was: the term of a description, the source
   of a quotation, the summary of details. */
bool plan_is_part(const struct plan *plan, uint32_t at);

/* An element that was not kept, but shows a picture among kept blocks, and little else. */
bool plan_is_adopted(const struct plan *plan, uint32_t at);

#endif

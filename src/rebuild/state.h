/* One rebuilding: the page, what is known of it, the builder, and the page's elements that are
   open. */
#ifndef REBUILD_STATE_H
#define REBUILD_STATE_H

#include "article/article.h"
#include "rebuild/build.h"
#include "rebuild/plan.h"

enum take {
	TAKE_KEPT, /* text that extraction kept */
	TAKE_ALL,  /* all text: within a table or figure that is kept as a whole */
	TAKE_NONE  /* none: pictures alone are adopted */
};

struct rebuild;

/* An element of the page that is open. At its end `leave` sees what was built for it (may be
   NULL), and the builder's state goes back to what it was. */
struct frame {
	uint32_t end;
	void (*leave)(struct rebuild *rebuild, xmlNode *node);
	xmlNode *node;
	bool is_block;     /* ends a run */
	bool is_container; /* base, flow and depth go back */
	bool is_paragraph; /* so does what the next paragraph gets */
	xmlNode *base, *flow, *fixed;
	unsigned depth;
	size_t formats;
	enum take take;
	str lang;
};

struct rebuild {
	struct ctx *ctx;
	const struct page *page;
	struct article *article;
	struct tree *tree;
	struct plan *plan;
	struct anchors *anchors;
	struct build build;
	uint32_t title_node;
	size_t post;    /* of the page's posts: the next one */
	uint32_t links; /* that were met, LIMIT_ARTICLE_LINKS + 1 at most */
	struct frame frames[LIMIT_NESTING + 4];
	size_t depth;
	enum take take;
	str lang; /* of the place at hand; absent where none was said */

	bool has_dollars;        /* single dollar signs may delimit formulas */
	uint32_t listing_titled; /* end of the title placed for the next listing; 0: none */

	/* The picture that was met last, for twins in noscript and copies. */
	uint32_t image_at;
	xmlNode *image;
	str image_address;

	str media_address; /* of what was linked last: a page may show a player twice */

	/* The picture that stands before the text. */
	bool has_images;
	xmlNode *lead;
	str lead_address;
};

/* Opens a frame for the page's node; NULL when there is no room, then its children are walked
   without one. */
struct frame *state_push(struct rebuild *rebuild, uint32_t at);
void state_pop(struct rebuild *rebuild);

/* Attributes that all elements may keep, absent where the page has none of worth: lang when it
   differs from the place's, dir when it is ltr, rtl or auto. */
str state_lang(const struct rebuild *rebuild, uint32_t at);
str state_dir(const struct rebuild *rebuild, uint32_t at);

bool state_takes(const struct rebuild *rebuild, uint32_t text);

#endif

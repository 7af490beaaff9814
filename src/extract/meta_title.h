/* The title: candidates from many sources, and a vote. */
#ifndef EXTRACT_META_TITLE_H
#define EXTRACT_META_TITLE_H

#include "article/article.h"
#include "extract/meta_witness.h"

/* What yields a candidate; the weights stand in meta_title.c. */
enum title_source {
#define TITLE(symbol, weight) TITLE_##symbol,
#include "extract/meta_title.def"
#undef TITLE
	TITLE_SOURCE_COUNT
};

struct title_candidate {
	str text, folded; /* folded: its words in lower case */
	uint64_t sources; /* a bit each */
	double score;
};

#define TITLE_POOL_MAX 64

struct title_pool {
	struct title_candidate list[TITLE_POOL_MAX];
	size_t count;
};

void meta_title_pool(struct witnesses *w, struct title_pool *pool);

/* The winner; absent when there is none. */
str meta_title_choose(struct witnesses *w);

/* The first heading that shows the title, PAGE_NONE when none does. */
uint32_t meta_title_node(const struct witnesses *w, str title);

/* Names and hosts by which the site is known; returns how many. */
#define SITE_NAMES_MAX 8
size_t meta_site_names(const struct witnesses *w, str known[SITE_NAMES_MAX]);

#endif

/* The title: candidates from many sources, and a ranker. */
#ifndef EXTRACT_META_TITLE_H
#define EXTRACT_META_TITLE_H

#include "article/article.h"
#include "extract/meta_witness.h"
#include "extract/seen.h"

/* What yields a candidate. */
enum title_source {
#define TITLE(symbol, what) TITLE_##symbol,
#include "extract/meta_title.def"
#undef TITLE
	TITLE_SOURCE_COUNT
};

/* What the ranker is told of a candidate: its sources, what it is, and the page's likely types. */
enum title_sign {
	TITLE_SIGN_FIRST = TITLE_SOURCE_COUNT - 1,
#define TITLE_SIGN(symbol, what) TITLE_SIGN_##symbol,
#include "extract/meta_title_sign.def"
#undef TITLE_SIGN
	TITLE_SIGN_TYPES,
	TITLE_SIGN_COUNT = TITLE_SIGN_TYPES + TYPE_COUNT
};

struct title_candidate {
	str text, folded; /* folded: its words in lower case */
	uint64_t sources; /* a bit each */
	float sign[TITLE_SIGN_COUNT];
	float score;
};

#define TITLE_POOL_MAX 64

struct title_pool {
	struct title_candidate list[TITLE_POOL_MAX];
	size_t count;
};

const char *meta_title_sign_name(size_t sign);

extern const struct forest title_forest_builtin;

/* All candidates and their signs. `seen` is what the block model saw, NULL where it was not
   asked; then the signs that come from it are 0. */
void meta_title_pool(struct witnesses *w, const struct seen *seen, struct title_pool *pool);
void meta_title_look(struct witnesses *w, const struct seen *seen, struct title_pool *pool);

/* The same with their scores. */
void meta_title_rank(struct witnesses *w, const struct seen *seen, struct title_pool *pool);

/* The winner; absent when there is none. *sure is how likely it is right, 0 where a line that the
   ranker does not know took its place. */
str meta_title_choose(struct witnesses *w, const struct seen *seen, double *sure);

/* The first node of the text that is likely kept; PAGE_NONE when nothing is, or not known. */
uint32_t meta_title_text_begins(const struct seen *seen);

/* Words of a that stand in b, both folded, and words; bounded by their lengths' caps. */
size_t meta_title_shared(str a, str b);
size_t meta_title_words(str folded);

/* The first heading that shows the title, PAGE_NONE when none does. */
uint32_t meta_title_node(const struct witnesses *w, str title);

/* Names and hosts by which the site is known; returns how many. */
#define SITE_NAMES_MAX 8
size_t meta_site_names(const struct witnesses *w, str known[SITE_NAMES_MAX]);

#endif

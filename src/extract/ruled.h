/* What the user's rules and --selector say of a page, before anything else is asked. */
#ifndef EXTRACT_RULED_H
#define EXTRACT_RULED_H

#include "article/article.h"
#include "extract/byline.h"
#include "page/page.h"
#include "rules/rules.h"

#define RULED_DATES_MAX 16

/* Absent and empty where no rule says it. */
struct ruled {
	str title;
	struct byline_names authors;
	str byline;                 /* the one text that the names were read from */
	str dates[RULED_DATES_MAX]; /* texts, the first in which there is a date counts */
	size_t date_count;
	bool selected; /* nodes have NODE_SELECTED: they are the article */
	/* Of each key the first rule that found something: "octavo.rules:12". */
	str places[RULE_COUNT];
};

/* The rules are those for the page's address: settings->base_url, else where its comment says that
   it was saved from, else its canonical link, its og:url, its <base>. All selectors see the page as
   it was; then what `remove` matches is taken out of it, so that it has no weight either. Markup
   alone is ruled, not Markdown and text. Under settings->whole the body is left as it is;
   settings->selected stands for `content`. NULL where there is nothing to ask. */
const struct ruled *ruled_read(struct ctx *ctx, struct page *page);

/* Puts the authors and the date that the rules found into meta; its language must be known. */
void ruled_people(struct ctx *ctx, const struct ruled *ruled, struct meta *meta);

#endif

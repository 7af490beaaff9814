/* What helps where the article was found wrongly: a beginning of a rule for the page. */
#ifndef EXPLAIN_CURE_H
#define EXPLAIN_CURE_H

#include "article/article.h"
#include "extract/trace.h"
#include "template/template.h"

/* Sets "host", of the article's address, and "content", a selector of the smallest element with a
   class or an id that holds most of what is kept; those that are not known stay absent. */
void cure_add(
    struct values *to, const struct trace *trace, const struct page *page, const struct meta *meta);

#endif

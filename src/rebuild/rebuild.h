/* From the kept nodes of a Page to the Article's body: a new tree of the fixed vocabulary. */
#ifndef REBUILD_REBUILD_H
#define REBUILD_REBUILD_H

#include "article/article.h"
#include "page/page.h"

/* Builds article->body. Nesting follows HTML's content model whatever the page's does: no block in
   a phrase, rows only in tables, items only in lists. `title_node` (PAGE_NONE for none) is left
   out. Pictures that stand between kept blocks come along. Classes that carry meaning are kept in
   one form (language-x on code, callout, credit, noteref); all others go. ids stay as the page has
   them; edit makes them legal. */
void rebuild_article(
    struct ctx *ctx, const struct page *page, struct article *article, uint32_t title_node);

#endif

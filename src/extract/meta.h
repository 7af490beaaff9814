/* Metadata of a page from ranked witnesses. */
#ifndef EXTRACT_META_H
#define EXTRACT_META_H

#include "extract/extract.h"

/* Fills article->meta from front matter, JSON-LD, OpenGraph, microdata, meta elements, the visible
   byline and date, in the order of docs/extraction.md; out->ruled wins over these, and settings'
   overrides over all.
   Addresses are made absolute against page->base_url. Sets out->title_node. Does not look at
   NODE_KEEP. */
void
meta_collect(struct ctx *ctx, struct page *page, struct article *article, struct extraction *out);

/* What the user said of the article wins over all that was found; meta_collect does this, and so
   must whoever sets the same fields after it. */
void meta_override(struct ctx *ctx, struct meta *meta);

/* Nodes that are metadata shown (title, byline, date, dek) and not body: NODE_KEEP is cleared on
   them after the decision. A dek that turns out to be the body's first paragraph is none: the
   subtitle becomes absent. */
void meta_unkeep_shown(
    struct ctx *ctx, struct page *page, struct article *article, const struct extraction *out);

/* Whether a line shows the title, the byline or the date. */
bool meta_is_shown(struct arena *arena, const struct meta *meta, str text);

/* Where nobody has declared a language: that of the kept text, or of the body's where nothing is
   kept, by its letters, else by CLD2. */
void meta_guess_lang(struct ctx *ctx, struct page *page, struct meta *meta);

#endif

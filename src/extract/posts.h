/* Posts of a thread: who wrote which part of the page, and when. */
#ifndef EXTRACT_POSTS_H
#define EXTRACT_POSTS_H

#include "extract/block.h"

/* Finds the posts that hold kept text: repeated elements that are called a post, comment, answer
   or the like by their class or by schema.org, each with an author of its own. Fills page->posts;
   what shows the author and the date of a post loses NODE_KEEP, and what a short post says gets
   it. A page with fewer than two posts, or on which less than a quarter of what is kept was
   said in posts, is no thread. Linear in nodes. */
void posts_find(struct ctx *ctx, struct page *page, const struct blocks *blocks);

#endif

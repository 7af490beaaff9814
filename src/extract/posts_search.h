/* Within posts: what is known of a page while its posts are looked for. */
#ifndef EXTRACT_POSTS_SEARCH_H
#define EXTRACT_POSTS_SEARCH_H

#include "extract/block.h"

#define POSTS_AUTHOR_NODES 40 /* an element of more nodes is no name */

struct posts_search {
	struct ctx *ctx;
	struct page *page;
	str lang;
	uint32_t *kept;     /* bytes of kept text before each node */
	uint32_t *bytes;    /* of all text */
	uint32_t *profiles; /* links to members before each node */
	uint32_t *headings; /* headings before each node */
	uint64_t *kinds;    /* of each element that may be a post: what it is alike by; else 0 */
	uint8_t *is_post;   /* of each element */
	uint8_t *authors;   /* enum author_rank of each element */
	uint32_t *lines;    /* of a post: the element that names its author */
	uint32_t *says;     /* of a post: the element that holds what it says; 0 where unknown */
};

/* What elements are alike by: tag and first word of the class; tag and a word; how its numbered id
   begins ("post_" of "post_17", empty where it has none). */
uint64_t posts_kind(const struct page *page, uint32_t at);
uint64_t posts_kind_by(const struct page *page, uint32_t at, str word);
str posts_numbered_id(const struct page *page, uint32_t at);

/* What half of the posts say in elements of one kind is said there in all of them, however short: a
   post of which nothing else was kept gets it. */
void posts_keep_sayings(struct posts_search *search, const struct blocks *blocks);

/* The post's date, and the lines of author and date out of what is kept. */
void posts_sign(struct posts_search *search, struct post *post);

/* Lists and tables around the posts, and tables around their authors' lines, are but layout. */
void posts_mark_frames(struct posts_search *search);

#endif

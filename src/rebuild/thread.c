/* Posts of a thread: each begins with a heading that says who and when. */
#include "rebuild/visit.h"

static const struct post *
next_post(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;

	while (rebuild->post < page->post_count && page->posts[rebuild->post].node < at)
		rebuild->post++;
	return rebuild->post < page->post_count ? &page->posts[rebuild->post] : NULL;
}

static void
put_heading(struct rebuild *rebuild, const struct post *post)
{
	struct build *build = &rebuild->build;
	xmlNode *before = build->fixed, *node;

	build_boundary(build);
	node = build_open_fixed(build, EL_H2, BUILD_BLOCK);
	if (!node)
		return;
	tree_set(rebuild->tree, node, "class", STR("post"));
	build_text(build, post->author);
	if (post->date.len) {
		build_text(build, STR(", "));
		build_text(build, post->date);
	}
	build->fixed = before;
	build->is_apart = false;
	build_boundary(build);
}

bool
visit_thread(struct rebuild *rebuild, uint32_t at)
{
	const struct post *post = next_post(rebuild, at);

	if (post && post->node == at)
		put_heading(rebuild, post);
	else if (!(rebuild->page->nodes[at].flags & NODE_FRAME))
		return false;
	visit_push(rebuild, at);
	return true;
}

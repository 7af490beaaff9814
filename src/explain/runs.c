/* Cutting a block's text at the edges of its links. */
#include "explain/runs.h"

#include "core/utf8.h"

#define RUNS_MAX 400 /* of a block; a page can open a link at every letter */

struct runs {
	struct values *to;
	struct buf text; /* of the run that is open */
	size_t count, left, cut;
	bool linked, gap;
};

static void
close_run(struct runs *runs)
{
	struct values *run;

	if (!runs->text.len)
		return;
	run = values_add(runs->to, "runs");
	values_set(run, "text", buf_str(&runs->text));
	values_set_flag(run, "link", runs->linked);
	runs->text = BUF(runs->text.arena);
	runs->count++;
}

static void
add_text(struct runs *runs, str text, bool linked)
{
	bool some = runs->count || runs->text.len;
	size_t len;

	while (text.len) {
		uint32_t code = utf8_decode(text, &len);

		if (code_is_space(code)) {
			runs->gap = true;
		} else if (runs->left < len + 1) {
			runs->cut += len;
		} else {
			if (linked != runs->linked && runs->count < RUNS_MAX) {
				/* A space between a link and what is none belongs to the latter. */
				if (runs->gap && some && linked)
					buf_char(&runs->text, ' ');
				runs->gap = runs->gap && !linked;
				close_run(runs);
				runs->linked = linked;
			}
			if (runs->gap && some)
				buf_char(&runs->text, ' ');
			buf_add(&runs->text, str_head(text, len));
			runs->left -= len + (runs->gap ? 1 : 0);
			runs->gap = false;
			some = true;
		}
		text = str_from(text, len);
	}
}

size_t
runs_of_block(struct values *to, struct arena *arena, const struct page *page,
    const struct blocks *blocks, const struct block *block, size_t most)
{
	struct runs runs = {.to = to, .text = BUF(arena), .left = most};
	uint32_t link_end = 0;

	/* A link may hold the block, and others beside it. */
	for (uint32_t at = page->nodes[block->first].parent; at != PAGE_NONE;
	     at = page->nodes[at].parent)
		if (page->nodes[at].tag == TAG_A)
			link_end = page->nodes[at].end;
	for (uint32_t i = block->first; i < block->last;) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT) {
			add_text(&runs, node->text, i < link_end);
		} else if (block_skips(blocks, page, i)) {
			i = node->end;
			continue;
		} else if (node->tag == TAG_BR) {
			runs.gap = true;
		} else if (node->tag == TAG_A && node->end > link_end) {
			link_end = node->end;
		}
		i++;
	}
	close_run(&runs);
	return runs.cut;
}

size_t
runs_of_text(struct values *to, str text, size_t most)
{
	str head = utf8_head(text, most);

	values_set(values_add(to, "runs"), "text", head);
	return text.len - head.len;
}

/* For unit tests: a page of HTML, all of it kept, rebuilt and edited. */
#ifndef TESTS_UNIT_EDITED_H
#define TESTS_UNIT_EDITED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "edit/edit.h"
#include "parse/parse.h"
#include "rebuild/rebuild.h"

struct world {
	struct arena arena;
	jmp_buf escape;
	struct diag_log log;
	struct settings settings;
	struct ctx ctx;
	struct article *article;
};

static inline void
world_begin(struct world *world)
{
	memset(world, 0, sizeof *world);
	arena_init(&world->arena, (size_t)256 << 20, NULL);
	world->log.arena = &world->arena;
	world->ctx = (struct ctx){&world->arena, &world->log, &world->settings, STR("page")};
	world->article = article_new(&world->arena);
}

static inline struct page *
world_page(struct world *world, const char *html)
{
	struct page *page = parse_html(&world->ctx, str_of(html));

	for (size_t i = 0; i < page->count; i++)
		page->nodes[i].flags |= NODE_KEEP;
	return page;
}

static inline const char *
world_xhtml(struct world *world)
{
	struct buf buf = BUF(&world->arena);

	tree_write_xhtml(&buf, world->article->body->root, NULL);
	for (size_t i = 0, to = 0; buf.len && i <= buf.len; i++) {
		if (i == buf.len)
			buf.len = to;
		else if (buf.at[i] != '\n' || (to && buf.at[to - 1] != '>'))
			buf.at[to++] = buf.at[i];
	}
	return buf_zstr(&buf);
}

static inline void
world_end(struct world *world)
{
	arena_release(&world->arena);
}

/* What becomes of HTML, without the line ends between blocks. */
static inline void
check_edited(const char *html, const char *expected)
{
	struct world world;
	struct page *page;

	world_begin(&world);
	world.article->meta.source = STR("https://site.example/dir/page.html");
	page = world_page(&world, html);
	world.article->base_url = page->base_url;
	rebuild_article(&world.ctx, page, world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	assert_string_equal(world_xhtml(&world), expected);
	world_end(&world);
}

#endif

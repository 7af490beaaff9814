/* The address that a page's links are relative to. */
#include "parse/base.h"

#include "core/url.h"

void
base_find(struct ctx *ctx, struct page *page)
{
	page->base_url = ctx->settings->base_url;
	for (uint32_t i = 0; i < page->count; i++) {
		str base;

		if (page->nodes[i].tag != TAG_BASE || !page_has(page, i, STR("href")))
			continue;
		base = url_resolve(ctx->arena, page->base_url, page_get(page, i, STR("href")));
		if (url_is_web(base))
			page->base_url = base;
		return;
	}
}

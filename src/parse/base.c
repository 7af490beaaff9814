/* The address that a page's links are relative to, and the one it was saved from. */
#include "parse/base.h"

#include "core/url.h"

#define COMMENT_BYTES 4096 /* of a comment that are looked at */

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
		else
			page->base_href = page_get(page, i, STR("href"));
		return;
	}
}

void
base_comment(struct page *page, str comment)
{
	str text = str_trim(str_head(comment, COMMENT_BYTES)), address;
	size_t at;

	if (page->saved_from.at)
		return;
	if (str_starts_nocase(text, STR("saved from url=("))) {
		at = str_find_char(text, ')');
		text = at == STR_NOT_FOUND ? STR_NONE : str_from(text, at + 1);
	} else if (str_starts_nocase(text, STR("page saved with "))) {
		at = str_find(text, STR("url: "));
		text = at == STR_NOT_FOUND ? STR_NONE : str_from(text, at + 5);
	} else {
		return;
	}
	if (str_word(&text, &address) && url_is_web(address))
		page->saved_from = address;
}

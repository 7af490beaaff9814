/* A selector and a host to begin a rule with. */
#include "explain/cure.h"

#include "core/url.h"

#define MOST 8 /* of ten words that are kept */
#define NAME_BYTES 60

/* The smallest element that holds most of the kept words, PAGE_NONE where nothing is kept. */
static uint32_t
container(const struct trace *trace, const struct page *page)
{
	uint64_t *words = arena_array(trace->ctx->arena, page->count + 1, sizeof *words);
	uint32_t found = PAGE_NONE;

	for (size_t i = 0; i < trace->count; i++)
		if (trace->kept[i])
			words[trace->blocks->list[i].owner] += trace->blocks->list[i].words;
	for (uint32_t i = (uint32_t)page->count; i-- > 1;)
		words[page->nodes[i].parent] += words[i];
	/* In document order those that hold most are one within another. */
	for (uint32_t i = 0; i < page->count; i++)
		if (words[0] && words[i] * 10 >= words[0] * MOST)
			found = i;
	return found;
}

/* A name that a selector can have as it is. */
static bool
is_plain(str name)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.at[i];

		if (!ascii_is_alpha(c) && c != '_' && (i == 0 || (!ascii_is_digit(c) && c != '-')))
			return false;
	}
	return name.len > 0 && name.len <= NAME_BYTES;
}

static str
selector(struct arena *arena, const struct page *page, uint32_t at)
{
	for (; at != PAGE_NONE && at != 0; at = page->nodes[at].parent) {
		enum tag tag = (enum tag)page->nodes[at].tag;
		str id = page_get(page, at, STR("id")), rest = page_get(page, at, STR("class"));
		str class, name = tag_name(tag);

		if (tag == TAG_OTHER)
			continue;
		if (tag == TAG_ARTICLE || tag == TAG_MAIN || tag == TAG_BODY)
			return name;
		if (is_plain(id))
			return arena_printf(arena, "%.*s#%.*s", STR_ARG(name), STR_ARG(id));
		while (str_word(&rest, &class))
			if (is_plain(class))
				return arena_printf(
				    arena, "%.*s.%.*s", STR_ARG(name), STR_ARG(class));
	}
	return STR_NONE;
}

void
cure_add(
    struct values *to, const struct trace *trace, const struct page *page, const struct meta *meta)
{
	str address = meta->canonical.len ? meta->canonical : meta->source;

	if (!trace->blocks || page->is_written || page->is_body)
		return;
	values_set(to, "host", url_host(address));
	values_set(to, "content", selector(trace->ctx->arena, page, container(trace, page)));
}

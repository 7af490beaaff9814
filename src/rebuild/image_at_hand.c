/* Of a picture's addresses one whose file is there: a browser that was recorded asked for one size
   of several, and an archive holds that alone. */
#include "core/url.h"
#include "rebuild/srcset.h"
#include "rebuild/visit.h"

#define MOST_ASKED 64 /* addresses of one picture */

struct choice {
	const struct rebuild *rebuild;
	str best; /* so far */
	uint32_t width;
	unsigned asked;
};

static bool
has(const struct rebuild *rebuild, str address)
{
	const struct article_files *files = rebuild->article->files;
	str absolute = url_resolve(rebuild->ctx->arena, rebuild->page->base_url, address);

	return files->has(rebuild->ctx, files->with, address, absolute);
}

/* E-readers read no WebP and AVIF. */
static bool
is_modern(str address)
{
	address = str_head(address, str_find_char(address, '?'));
	return str_ends_nocase(address, STR(".webp")) || str_ends_nocase(address, STR(".avif"));
}

static void
try(struct choice *choice, str address, uint32_t width)
{
	if (!address.len || is_modern(address) || (choice->best.len && width <= choice->width) ||
	    choice->asked >= MOST_ASKED)
		return;
	choice->asked++;
	if (has(choice->rebuild, address)) {
		choice->best = address;
		choice->width = width;
	}
}

static void
try_node(struct choice *choice, uint32_t at)
{
	static const char *const sets[] = {"srcset", "data-srcset", "data-lazy-srcset"};
	static const char *const ones[] = {"src", "data-src", "data-original", "data-lazy-src"};
	const struct page *page = choice->rebuild->page;
	struct candidate one;

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		str set = page_get(page, at, str_of(sets[i]));

		while (srcset_next(&set, &one))
			try(choice, one.address, one.width ? one.width : one.density);
	}
	for (size_t i = 0; i < sizeof ones / sizeof *ones; i++)
		try(choice, str_trim(page_get(page, at, str_of(ones[i]))), 0);
}

str
image_at_hand(const struct rebuild *rebuild, uint32_t at, str best)
{
	struct choice choice = {.rebuild = rebuild};
	uint32_t parent = rebuild->page->nodes[at].parent;

	if (!rebuild->article->files || !best.len || has(rebuild, best))
		return best;
	if (parent != PAGE_NONE && rebuild->page->nodes[parent].tag == TAG_PICTURE)
		for (uint32_t i = parent + 1; i < at; i++)
			if (rebuild->page->nodes[i].tag == TAG_SOURCE)
				try_node(&choice, i);
	try_node(&choice, at);
	return choice.best.len ? choice.best : best;
}

/* The text that stands in a page's data alone. */
#include "extract/payload.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "core/utf8.h"
#include "extract/jsonld.h"

#define DEPTH_MAX JSONLD_DEPTH_MAX
#define INNER_MAX 2     /* JSON within strings of JSON */
#define INNER_LEAST 200 /* bytes of a string that is read as JSON */
#define STRINGS_MAX 4000
#define PIECE_WORDS 2  /* a post of fewer is left out */
#define TITLE_BYTES 3  /* shorter words of a title say nothing */
#define TITLE_WORDS 30 /* of a title that are looked for */
#define TITLE_SHARE 0.5

/* Where platforms keep the text of an article or a post. */
static const char *const keys[] = {"articleBody", "body", "bodyHtml", "bodyText", "body_html",
    "content", "contentHtml", "content_html", "cooked", "html", "markdown", "raw", "rendered",
    "text", "reviewBody"};

struct found {
	str text;
	const char *key;
	size_t depth, words;
};

struct search {
	struct ctx *ctx;
	struct found *list;
	size_t count, room, bytes;
};

static void
delete_tree(void *tree)
{
	cJSON_Delete(tree);
}

static cJSON *
parse(struct search *search, str text)
{
	str strict;
	cJSON *tree;

	search->bytes += text.len;
	if (search->bytes > PAYLOAD_MAX)
		return NULL;
	strict = jsonld_mend(search->ctx->arena, text);
	tree = strict.len ? cJSON_ParseWithLength(strict.at, strict.len) : NULL;
	if (tree)
		arena_defer(search->ctx->arena, delete_tree, tree);
	return tree;
}

static void
take_string(struct search *search, const char *key, const char *value, size_t depth)
{
	str text = str_of(value);
	size_t words;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (strcmp(keys[i], key) != 0)
			continue;
		words = utf8_words(text);
		if (words >= PIECE_WORDS && search->count < STRINGS_MAX)
			*ARENA_PUSH(search->ctx->arena, search->list, search->count, search->room) =
			    (struct found){text, keys[i], depth, words};
		return;
	}
}

/* All strings of the tree in document order; those that hold JSON go to `inner`, for they are read
   in their turn. Members of a list have its key. */
struct inner {
	str *list;
	size_t count, room;
};

static void
walk(struct search *search, const cJSON *root, struct inner *inner)
{
	const cJSON *stack[DEPTH_MAX + 4], *at = root;
	const char *names[DEPTH_MAX + 4] = {""};
	size_t depth = 0;

	while (at) {
		const char *key = at->string ? at->string : names[depth];

		if (cJSON_IsString(at) && at->valuestring) {
			str value = str_of(at->valuestring);

			if (value.len >= INNER_LEAST && (value.at[0] == '{' || value.at[0] == '['))
				*ARENA_PUSH(search->ctx->arena, inner->list, inner->count,
				    inner->room) = value;
			else
				take_string(search, key, at->valuestring, depth);
		}
		if (at->child && depth + 1 < sizeof stack / sizeof *stack) {
			stack[depth++] = at;
			names[depth] = key;
			at = at->child;
			continue;
		}
		while (depth && !at->next)
			at = stack[--depth];
		at = depth ? at->next : NULL;
	}
}

static void
read_json(struct search *search, str text)
{
	struct inner now = {NULL, 0, 0};

	*ARENA_PUSH(search->ctx->arena, now.list, now.count, now.room) = text;
	for (unsigned level = 0; level <= INNER_MAX && now.count; level++) {
		struct inner next = {NULL, 0, 0};

		for (size_t i = 0; i < now.count; i++) {
			const cJSON *tree = parse(search, now.list[i]);

			if (tree)
				walk(search, tree, &next);
		}
		now = next;
	}
}

/* Scripts' bodies, and attributes such as data-preloaded. */
static void
read_all(struct search *search, const struct page *page)
{
	for (size_t i = 0; i < page->jsonld_count; i++)
		read_json(search, page->jsonld[i]);
	for (size_t i = 0; i < page->data_count; i++)
		read_json(search, page->data[i]);
	for (size_t i = 0; i < page->attr_count; i++) {
		str value = page->attrs[i].value;

		if (value.len >= INNER_LEAST && (value.at[0] == '{' || value.at[0] == '[') &&
		    str_starts(page->attrs[i].name, STR("data-")))
			read_json(search, value);
	}
}

/* The longest, when it is long enough. */
static const struct found *
longest(const struct search *search)
{
	const struct found *best = NULL;

	for (size_t i = 0; i < search->count; i++)
		if (!best || search->list[i].words > best->words)
			best = &search->list[i];
	return best;
}

/* Whether half of the title's words stand in the text: state holds other articles too. */
static bool
is_about_title(struct ctx *ctx, const struct page *page, str text)
{
	uint32_t at = page_find(page, 0, (uint32_t)page->count, TAG_TITLE);
	str title = at == PAGE_NONE ? STR("") : page_text_of(ctx->arena, page, at), word;
	str folded = utf8_fold_words(ctx->arena, text);
	size_t words = 0, known = 0;

	title = utf8_fold_words(ctx->arena, title);
	while (words < TITLE_WORDS && str_word(&title, &word)) {
		if (word.len < TITLE_BYTES)
			continue;
		words++;
		known += str_find(folded, word) != STR_NOT_FOUND;
	}
	return known && (double)known >= TITLE_SHARE * (double)words;
}

/* Name of the tag at the start of `s`; `len` becomes the bytes of the tag, 0 when it is none. */
static str
tag_at(str s, size_t *len)
{
	size_t close = str_find_char(str_head(s, 4000), '>'), first = 1, end;

	*len = 0;
	if (close == STR_NOT_FOUND)
		return STR_NONE;
	first += s.len > 1 && s.at[1] == '/';
	for (end = first; end < close &&
	     (ascii_is_alpha((unsigned char)s.at[end]) || ascii_is_digit((unsigned char)s.at[end]));
	     end++)
		;
	if (end == first)
		return STR_NONE;
	*len = close + 1;
	return (str){s.at + first, end - first};
}

static bool
ends_paragraph(str tag)
{
	static const char *const tags[] = {"p", "div", "br", "li", "ul", "ol", "blockquote", "pre",
	    "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "tr", "figure", "hr",
	    "aside", "dd", "dt", "figcaption"};

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (str_eq_nocase(tag, str_of(tags[i])))
			return true;
	return false;
}

static void
put_paragraph(struct ctx *ctx, struct page *page, str text, bool heading)
{
	str plain = jsonld_plain(ctx->arena, text);

	if (str_is_blank(plain))
		return;
	page_open(page, heading ? TAG_H2 : TAG_P, STR_NONE);
	page_text(page, plain);
	page_close(page);
}

/* A text in paragraphs, at ends of lines and at tags that end one. */
static void
put_text(struct ctx *ctx, struct page *page, str text)
{
	size_t from = 0, len, at = 0;
	bool heading = false;

	for (; at < text.len; at += len) {
		str tag = STR_NONE;

		len = 0;
		if (text.at[at] == '<')
			tag = tag_at(str_from(text, at), &len);
		if (!len)
			len = 1;
		if (text.at[at] != '\n' && !(tag.len && ends_paragraph(tag)))
			continue;
		put_paragraph(ctx, page, (str){text.at + from, at - from}, heading);
		from = at + len;
		heading = tag.len == 2 && ascii_lower((unsigned char)tag.at[0]) == 'h' &&
		    tag.at[1] != 'r' && text.at[at + 1] != '/';
	}
	put_paragraph(ctx, page, str_from(text, from), heading);
}

uint32_t
payload_build(struct ctx *ctx, struct page *page)
{
	struct search search = {.ctx = ctx};
	const struct found *best;
	uint32_t body = page_body(page), article;

	read_all(&search, page);
	best = longest(&search);
	if (!best || best->words < PAYLOAD_WORDS || !is_about_title(ctx, page, best->text))
		return PAGE_NONE;
	page_resume(page, page->nodes[body].end == page->count ? body : 0);
	article = page_open(page, TAG_ARTICLE, STR_NONE);
	for (size_t i = 0; i < search.count; i++)
		if (search.list[i].key == best->key && search.list[i].depth == best->depth)
			put_text(ctx, page, search.list[i].text);
	page_finish(page);
	return article;
}

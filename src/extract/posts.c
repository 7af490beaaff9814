/* Posts of a thread: repeated elements with an author of their own, by class or schema.org. */
#include "extract/posts.h"

#include "core/utf8.h"
#include "extract/byline.h"
#include "extract/feature.h"
#include "extract/posts_search.h"
#include "extract/words.h"

#define POSTS_LEAST 2
#define POST_BYTES 30    /* of what is kept of a post whose kind counts: more than a name */
#define AUTHOR_BYTES 120 /* a longer one is a text about somebody */
#define ROW_LEVELS 8

/* How an author is told, the surest first. */
enum author_rank { RANK_NONE, RANK_PROFILE, RANK_CLASS, RANK_REL, RANK_DATA };

/* Its attribute ends with one of the values. */
static bool
says(const struct page *page, uint32_t at, const char *name, const char *const values[])
{
	str value = page_get(page, at, str_of(name));

	for (size_t i = 0; value.len && values[i]; i++)
		if (str_ends(value, str_of(values[i])))
			return true;
	return false;
}

/* Its class holds one of the words, by themselves or within another. */
static bool
is_called(const struct page *page, uint32_t at, const char *const words[])
{
	str value = page_get(page, at, STR("class"));

	for (size_t i = 0; value.len && words[i]; i++)
		if (str_find_nocase(value, str_of(words[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

static bool
is_declared(const struct page *page, uint32_t at)
{
	static const char *const types[] = {
	    "/Answer", "/Comment", "/DiscussionForumPosting", "/Question", NULL};
	static const char *const parts[] = {"comment", "suggestedAnswer", "acceptedAnswer", NULL};

	return says(page, at, "itemtype", types) || says(page, at, "itemprop", parts);
}

/* The part of an id before its number ("post_" of "post_17"); empty where it has none. */
str
posts_numbered_id(const struct page *page, uint32_t at)
{
	str id = page_get(page, at, STR("id"));
	size_t len = id.len;

	while (len && ascii_is_digit((unsigned char)id.at[len - 1]))
		len--;
	return len < id.len ? str_head(id, len) : STR_NONE;
}

uint64_t
posts_kind_by(const struct page *page, uint32_t at, str word)
{
	uint64_t hash = feature_hash(FEATURE_HASH_START, word);

	hash = (hash ^ page->nodes[at].tag) * 0x9E3779B97F4A7C15u;
	return hash | 1;
}

/* Its tag and the first word of its class. */
uint64_t
posts_kind(const struct page *page, uint32_t at)
{
	str rest = page_get(page, at, STR("class")), word = STR_NONE;

	str_word(&rest, &word);
	return posts_kind_by(page, at, word);
}

/* A link to the page of a member. */
static bool
is_profile(const struct page *page, uint32_t at)
{
	static const char *const profiles[] = {"/user/", "/users/", "/u/", "/member", "/profile",
	    "/people/", "user?id=", "memberlist.php", "member.php", "action=profile", "/~", "/@",
	    NULL};
	str href = page->nodes[at].tag == TAG_A ? page_get(page, at, STR("href")) : STR_NONE;

	for (size_t i = 0; href.len && profiles[i]; i++)
		if (str_find(href, str_of(profiles[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

static enum author_rank
author_rank(const struct page *page, uint32_t at, uint64_t groups)
{
	static const char *const parts[] = {"author", NULL};
	static const char *const names[] = {
	    "username", "user-name", "user_name", "hnuser", "nickname", "postername", NULL};
	static const char *const pictures[] = {"avatar", NULL};

	if (is_called(page, at, pictures))
		return RANK_NONE;
	if (says(page, at, "itemprop", parts))
		return RANK_DATA;
	if (says(page, at, "rel", parts))
		return RANK_REL;
	if (groups & GROUP_BIT(GROUP_BYLINE) || is_called(page, at, names))
		return RANK_CLASS;
	return is_profile(page, at) ? RANK_PROFILE : RANK_NONE;
}

/* Kind of what is called a post or the like, 0 of what is not; what is called an article or a post
   and has a heading of its own, but no link to a member, is a teaser. */
static uint64_t
post_kind(const struct posts_search *search, uint32_t at, uint64_t groups)
{
	static const char *const words[] = {"post", NULL};
	const struct page *page = search->page;
	str id;

	if (groups & (GROUP_BIT(GROUP_FORUM) | GROUP_BIT(GROUP_COMMENT)) || is_declared(page, at))
		return posts_kind(page, at);
	if (search->headings[page->nodes[at].end] > search->headings[at] &&
	    search->profiles[page->nodes[at].end] == search->profiles[at])
		return 0;
	if (is_called(page, at, words))
		return posts_kind(page, at);
	id = posts_numbered_id(page, at);
	return str_find_nocase(id, STR("post")) != STR_NOT_FOUND ? posts_kind_by(page, at, id) : 0;
}

static void
count_before(struct posts_search *search)
{
	const struct page *page = search->page;

	for (uint32_t i = 0; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		bool is_heading = node->tag >= TAG_H1 && node->tag <= TAG_H3;
		size_t kept = node->tag == TAG_TEXT && node->flags & NODE_KEEP ? node->text.len : 0;

		search->kept[i + 1] = search->kept[i] + (uint32_t)kept;
		search->bytes[i + 1] = search->bytes[i] +
		    (node->tag == TAG_TEXT && !str_is_blank(node->text) ? (uint32_t)node->text.len
									: 0);
		search->profiles[i + 1] =
		    search->profiles[i] + (node->attr_count && is_profile(page, i));
		search->headings[i + 1] = search->headings[i] + is_heading;
	}
}

/* Some threads are tables: the row around what is called a comment may be the post. */
static void
look_for_row(struct posts_search *search, uint32_t at)
{
	const struct page *page = search->page;

	for (int level = 0; level < ROW_LEVELS && at; level++) {
		at = page->nodes[at].parent;
		if (page->nodes[at].tag == TAG_TR && page->nodes[at].attr_count) {
			search->kinds[at] = posts_kind(page, at);
			return;
		}
	}
}

static void
look_at(struct posts_search *search, uint32_t at, uint64_t groups)
{
	search->kinds[at] = post_kind(search, at, groups);
	if (search->kinds[at])
		look_for_row(search, at);
}

/* Whether what is kept can be a thread: most pages are done with here. */
static bool
is_promising(struct posts_search *search)
{
	const struct page *page = search->page;
	struct tally alike = tally_new(search->ctx, page->count / 8);
	bool found = false;

	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];

		if (!node->attr_count || !(tag_kinds(node->tag) & IS_BLOCK) ||
		    search->kept[node->end] < search->kept[i] + POST_BYTES)
			continue;
		look_at(search, i, words_of_element(page, i));
		if (search->kinds[i])
			found |= is_declared(page, i) ||
			    tally_add(&alike, search->kinds[i]) >= POSTS_LEAST;
	}
	return found;
}

/* What may be a post though little of it is kept, and what may name an author. */
static void
look_further(struct posts_search *search)
{
	const struct page *page = search->page;

	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		uint64_t groups;

		if (!node->attr_count)
			continue;
		groups = words_of_element(page, i);
		if (node->end - i <= POSTS_AUTHOR_NODES)
			search->authors[i] = (uint8_t)author_rank(page, i, groups);
		if (tag_kinds(node->tag) & IS_BLOCK && !search->kinds[i])
			look_at(search, i, groups);
	}
}

/* A name ends where a separator or a bracket begins: "Ann » 4 March", "Ann (member)". */
static size_t
name_end(str text)
{
	static const char *const marks[] = {"\xc2\xbb", "|", "\xc2\xb7", "\xe2\x80\xa2", "(", ","};
	size_t end = text.len;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = str_find(text, str_of(marks[i]));

		if (at != STR_NOT_FOUND && at > 0 && at < end)
			end = at;
	}
	return end;
}

static str
name_of(const struct posts_search *search, uint32_t at)
{
	const struct page *page = search->page;
	str name;

	for (uint32_t i = at + 1; i < page->nodes[at].end; i++)
		if (str_eq(page_get(page, i, STR("itemprop")), STR("name"))) {
			name = page_text_of(search->ctx->arena, page, i);
			return name.len ? name : page_get(page, i, STR("content"));
		}
	name = page_text_of(search->ctx->arena, page, at);
	name = str_from(name, byline_prefix(name));
	name = str_trim(str_head(name, name_end(name)));
	return name.len && name.len <= AUTHOR_BYTES && utf8_words(name) ? name : STR_NONE;
}

/* Surer, or as sure and within the other: it has less around the name. */
static bool
is_better(const struct posts_search *search, uint32_t at, uint32_t best)
{
	if (best == PAGE_NONE || search->authors[at] > search->authors[best])
		return true;
	return at < search->page->nodes[best].end && search->authors[at] == RANK_CLASS &&
	    search->authors[best] == RANK_CLASS;
}

/* The element that names the author of the post best; what stands in a post within it is that
   one's. PAGE_NONE where none does. */
static uint32_t
find_author(const struct posts_search *search, uint32_t post)
{
	const struct page *page = search->page;
	uint32_t best = PAGE_NONE;

	for (uint32_t i = post + 1; i < page->nodes[post].end;) {
		if (search->is_post[i]) {
			i = page->nodes[i].end;
			continue;
		}
		if (search->authors[i] && is_better(search, i, best) && name_of(search, i).len)
			best = i;
		i++;
	}
	return best;
}

/* Of elements that are called so, are alike, and each have an author, at least two are posts; so
   are others like them, and those that schema.org calls so. A part of a post that is there once in
   each is not another one. */
static void
choose(struct posts_search *search)
{
	const struct page *page = search->page;
	struct tally alike = tally_new(search->ctx, page->count);
	uint32_t *authors = arena_array(search->ctx->arena, page->count + 1, sizeof *authors);
	uint32_t *around = arena_array(search->ctx->arena, page->count, sizeof *around);

	for (uint32_t i = 0; i < page->count; i++)
		authors[i + 1] = authors[i] + (search->authors[i] != 0);
	for (uint32_t i = 1; i < page->count; i++)
		if (search->kinds[i] && authors[page->nodes[i].end] > authors[i + 1] &&
		    search->kept[page->nodes[i].end] >= search->kept[i] + POST_BYTES)
			tally_add(&alike, search->kinds[i]);
	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t parent = page->nodes[i].parent, outer, count;

		around[i] = search->is_post[parent] ? parent : around[parent];
		outer = around[i];
		if (!search->kinds[i] || authors[page->nodes[i].end] == authors[i + 1])
			continue;
		count = tally_get(&alike, search->kinds[i]);
		if (is_declared(page, i))
			search->is_post[i] = true;
		else if (count >= POSTS_LEAST)
			search->is_post[i] = !outer || search->kinds[outer] == search->kinds[i] ||
			    count >= 2 * tally_get(&alike, search->kinds[outer]);
	}
}

/* A good part of what is kept is said in posts, of which there are at least two. */
static bool
is_thread(const struct posts_search *search)
{
	const struct page *page = search->page;
	uint32_t end = 0, posts = 0, words = 0;

	for (size_t i = 0; i < page->post_count; i++) {
		uint32_t at = page->posts[i].node, until = page->nodes[at].end;
		uint32_t kept = search->kept[until] - search->kept[at];

		posts += kept > 0;
		if (until > end) {
			words += search->kept[until] - search->kept[at > end ? at : end];
			end = until;
		}
	}
	return posts && page->post_count >= POSTS_LEAST && words * 4 >= search->kept[page->count];
}

static struct posts_search
search_begin(struct ctx *ctx, struct page *page)
{
	struct posts_search search = {.ctx = ctx, .page = page};
	size_t count = page->count;

	search.is_post = arena_array(ctx->arena, count, 1);
	search.kept = arena_array(ctx->arena, count + 1, sizeof *search.kept);
	search.bytes = arena_array(ctx->arena, count + 1, sizeof *search.bytes);
	search.profiles = arena_array(ctx->arena, count + 1, sizeof *search.profiles);
	search.headings = arena_array(ctx->arena, count + 1, sizeof *search.headings);
	search.kinds = arena_array(ctx->arena, count, sizeof *search.kinds);
	count_before(&search);
	return search;
}

/* Looks once with memory that is given back at once, since most pages hold no thread. */
static bool
may_hold_posts(struct ctx *ctx, struct page *page)
{
	struct ctx inner = *ctx;
	struct posts_search search;
	bool found;

	inner.arena = arena_inner(ctx->arena);
	search = search_begin(&inner, page);
	found = is_promising(&search);
	arena_release(inner.arena);
	return found;
}

void
posts_find(struct ctx *ctx, struct page *page, const struct blocks *blocks)
{
	uint32_t html = page_find(page, 0, (uint32_t)page->count, TAG_HTML);
	struct posts_search search;
	size_t count = 0;

	if (!may_hold_posts(ctx, page))
		return;
	search = search_begin(ctx, page);
	is_promising(&search);
	search.lang = html == PAGE_NONE ? STR_NONE : page_get(page, html, STR("lang"));
	search.authors = arena_array(ctx->arena, page->count, sizeof *search.authors);
	search.says = arena_array(ctx->arena, page->count, sizeof *search.says);
	search.lines = arena_array(ctx->arena, page->count, sizeof *search.lines);
	look_further(&search);
	choose(&search);
	for (uint32_t i = 0; i < page->count; i++)
		count += search.is_post[i];
	if (count < POSTS_LEAST)
		return;
	page->posts = arena_array(ctx->arena, count, sizeof *page->posts);
	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t author = search.is_post[i] ? find_author(&search, i) : PAGE_NONE;

		if (author == PAGE_NONE)
			continue;
		page->posts[page->post_count++] =
		    (struct post){.node = i, .author = name_of(&search, author)};
		search.lines[i] = author;
	}
	if (!is_thread(&search)) {
		page->post_count = 0;
		return;
	}
	posts_keep_sayings(&search, blocks);
	for (size_t i = 0; i < page->post_count; i++)
		posts_sign(&search, &page->posts[i]);
	posts_mark_frames(&search);
}

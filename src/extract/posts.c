/* Posts of a thread: repeated elements with an author of their own, by their class or schema.org.
 */
#include "extract/posts.h"

#include "core/utf8.h"
#include "extract/byline.h"
#include "extract/feature.h"
#include "extract/words.h"

#define POSTS_LEAST 2
#define AUTHOR_BYTES 120 /* a longer one is a text about somebody */
#define DATE_BYTES 80
#define LINE_BYTES 240  /* of a line that says who and when, and no more */
#define AUTHOR_NODES 40 /* an element of more nodes is no name */
#define LINE_LEVELS 4

struct search {
	struct ctx *ctx;
	struct page *page;
	str lang;
	uint32_t *kept;     /* kept texts before each node */
	uint32_t *headings; /* headings before each node */
	uint64_t *kinds;    /* of each element that may be a post: what it is alike by; else 0 */
	uint8_t *authors;   /* enum author_rank of each element */
};

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

/* Its tag and the first word of its class, or the letters of its id. */
static uint64_t
kind_of(const struct page *page, uint32_t at)
{
	str rest = page_get(page, at, STR("class")), word = STR_NONE;
	uint64_t hash = FEATURE_HASH_START;
	size_t len = 0;

	if (!str_word(&rest, &word))
		word = page_get(page, at, STR("id"));
	while (len < word.len && !ascii_is_digit((unsigned char)word.at[len]))
		len++;
	hash = feature_hash(hash, str_head(word, len));
	hash = (hash ^ page->nodes[at].tag) * 0x9E3779B97F4A7C15u;
	return hash | 1;
}

static enum author_rank
author_rank(const struct page *page, uint32_t at, uint64_t groups)
{
	static const char *const parts[] = {"author", NULL};
	static const char *const names[] = {
	    "username", "user-name", "user_name", "hnuser", "nickname", "postername", NULL};
	static const char *const profiles[] = {
	    "/user/", "/users/", "/u/", "/member", "/profile", "/people/", "user?id=", NULL};
	str href;

	if (says(page, at, "itemprop", parts))
		return RANK_DATA;
	if (says(page, at, "rel", parts))
		return RANK_REL;
	if (groups & GROUP_BIT(GROUP_BYLINE) || is_called(page, at, names))
		return RANK_CLASS;
	href = page->nodes[at].tag == TAG_A ? page_get(page, at, STR("href")) : STR_NONE;
	for (size_t i = 0; href.len && profiles[i]; i++)
		if (str_find(href, str_of(profiles[i])) != STR_NOT_FOUND)
			return RANK_PROFILE;
	return RANK_NONE;
}

/* Called a post or the like; what is called an article or a post and has a heading of its own is a
   teaser. */
static bool
may_be_post(const struct search *search, uint32_t at, uint64_t groups)
{
	static const char *const words[] = {"post", NULL};
	const struct page *page = search->page;
	uint32_t end = page->nodes[at].end;

	if (!(tag_kinds(page->nodes[at].tag) & IS_BLOCK) || search->kept[end] == search->kept[at])
		return false;
	if (groups & (GROUP_BIT(GROUP_FORUM) | GROUP_BIT(GROUP_COMMENT)) || is_declared(page, at))
		return true;
	return is_called(page, at, words) && search->headings[end] == search->headings[at];
}

/* What may be a post, and what may name an author. */
static void
look(struct search *search)
{
	struct page *page = search->page;

	for (uint32_t i = 0; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		bool is_kept = node->tag == TAG_TEXT && node->flags & NODE_KEEP;
		bool is_heading = node->tag >= TAG_H1 && node->tag <= TAG_H3;

		search->kept[i + 1] = search->kept[i] + is_kept;
		search->headings[i + 1] = search->headings[i] + is_heading;
	}
	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		uint64_t groups;

		if (!node->attr_count)
			continue;
		groups = words_of_element(page, i);
		if (node->end - i <= AUTHOR_NODES)
			search->authors[i] = (uint8_t)author_rank(page, i, groups);
		if (may_be_post(search, i, groups))
			search->kinds[i] = kind_of(page, i);
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
name_of(const struct search *search, uint32_t at)
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

/* The element that names the author of the post best; what stands in a post within it is that
   one's. PAGE_NONE where none does. */
static uint32_t
find_author(const struct search *search, uint32_t post, const uint8_t *is_post)
{
	const struct page *page = search->page;
	uint32_t best = PAGE_NONE;

	for (uint32_t i = post + 1; i < page->nodes[post].end;) {
		if (is_post[i]) {
			i = page->nodes[i].end;
			continue;
		}
		if (search->authors[i] &&
		    (best == PAGE_NONE || search->authors[i] > search->authors[best]) &&
		    name_of(search, i).len)
			best = i;
		i++;
	}
	return best;
}

/* Of elements that are alike, and each has an author, at least two siblings are posts; then all
   others that are like them are, and what schema.org calls so. */
static void
choose(const struct search *search, uint8_t *is_post)
{
	const struct page *page = search->page;
	struct tally siblings = tally_new(search->ctx, page->count);
	struct tally accepted = tally_new(search->ctx, page->count);
	uint32_t *authors = arena_array(search->ctx->arena, page->count + 1, sizeof *authors);

	for (uint32_t i = 0; i < page->count; i++)
		authors[i + 1] = authors[i] + (search->authors[i] != 0);
	for (uint32_t i = 1; i < page->count; i++) {
		uint64_t place = search->kinds[i] ^ page->nodes[i].parent * 0xBF58476D1CE4E5B9u;

		if (!search->kinds[i] || authors[page->nodes[i].end] == authors[i + 1])
			continue;
		tally_add(&siblings, place);
		if (tally_get(&siblings, place) >= POSTS_LEAST)
			tally_add(&accepted, search->kinds[i]);
	}
	for (uint32_t i = 1; i < page->count; i++)
		is_post[i] = search->kinds[i] && authors[page->nodes[i].end] > authors[i + 1] &&
		    (tally_get(&accepted, search->kinds[i]) || is_declared(page, i));
}

/* What shows the date within the post: a time, else what is called so by its class. Where words
   such as "2 days ago" stand for a day that the markup names, *shown is that day. */
static uint32_t
find_date(const struct search *search, uint32_t post, const uint8_t *is_post, str *shown)
{
	const struct page *page = search->page;
	struct arena *arena = search->ctx->arena;
	uint32_t found = PAGE_NONE;

	*shown = STR_NONE;
	for (uint32_t i = post + 1; i < page->nodes[post].end; i++) {
		const struct node *node = &page->nodes[i];
		str stamp = page_get(page, i, STR("datetime")), text;
		bool is_time = node->tag == TAG_TIME || stamp.len;
		struct date date;

		if (is_post[i]) {
			i = node->end - 1;
			continue;
		}
		if (!node->attr_count || node->end - i > AUTHOR_NODES ||
		    (!is_time &&
			(found != PAGE_NONE ||
			    !(words_of_element(page, i) & GROUP_BIT(GROUP_META)))))
			continue;
		text = page_text_of(arena, page, i);
		if (!date_parse(text, search->lang, &date)) {
			if (!is_time || !date_parse(stamp, STR_NONE, &date))
				continue;
			text = date_day_iso(arena, date);
		}
		if (text.len > DATE_BYTES)
			continue;
		*shown = text;
		found = i;
		if (is_time)
			break;
	}
	return found;
}

static void
unkeep(struct page *page, uint32_t at)
{
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		page->nodes[i].flags &= (uint16_t)~NODE_KEEP;
}

/* The line around what says who and when, as far as it says nothing else. */
static uint32_t
line_around(const struct search *search, uint32_t at, uint32_t post)
{
	const struct page *page = search->page;

	for (int level = 0; level < LINE_LEVELS; level++) {
		uint32_t parent = page->nodes[at].parent;

		if (parent == post || parent == 0 ||
		    page->nodes[parent].end - parent > 2 * AUTHOR_NODES ||
		    page_text_of(search->ctx->arena, page, parent).len > LINE_BYTES / 2)
			break;
		at = parent;
	}
	return at;
}

/* A date behind the name in the author's own line: "by Ann » 4 March 2019, 5:11 pm". */
static str
date_behind(str line, str name, str lang)
{
	size_t at = str_find(line, name);
	struct date date;
	str rest;

	if (at == STR_NOT_FOUND || line.len > LINE_BYTES)
		return STR_NONE;
	rest = str_from(line, at + name.len);
	while (rest.len) {
		size_t len;
		uint32_t code = utf8_decode(rest, &len);

		if (code_is_word(code))
			break;
		rest = str_from(rest, len);
	}
	if (str_starts_nocase(rest, STR("on ")))
		rest = str_from(rest, 3);
	return rest.len <= DATE_BYTES && date_parse(rest, lang, &date) ? rest : STR_NONE;
}

/* The first line of the post that names its author and a date behind the name. */
static str
find_line(struct search *search, uint32_t at, const uint8_t *is_post, str name)
{
	struct page *page = search->page;

	for (uint32_t i = at + 1; i < page->nodes[at].end; i++) {
		uint32_t line;
		str date;

		if (is_post[i])
			i = page->nodes[i].end - 1;
		if (is_post[i] || !search->authors[i])
			continue;
		line = line_around(search, i, at);
		date =
		    date_behind(page_text_of(search->ctx->arena, page, line), name, search->lang);
		if (date.len) {
			unkeep(page, line);
			return date;
		}
	}
	return STR_NONE;
}

static void
add_post(struct search *search, uint32_t at, uint32_t author, const uint8_t *is_post)
{
	struct page *page = search->page;
	struct post *post = &page->posts[page->post_count];
	uint32_t date;

	*post = (struct post){.node = at, .author = name_of(search, author)};
	date = find_date(search, at, is_post, &post->date);
	if (date == PAGE_NONE)
		post->date = find_line(search, at, is_post, post->author);
	else
		unkeep(page, line_around(search, date, at));
	unkeep(page, line_around(search, author, at));
	page->post_count++;
}

void
posts_find(struct ctx *ctx, struct page *page)
{
	struct search search = {.ctx = ctx, .page = page};
	uint8_t *is_post = arena_array(ctx->arena, page->count, 1);
	uint32_t html = page_find(page, 0, (uint32_t)page->count, TAG_HTML);
	size_t count = 0;

	search.lang = html == PAGE_NONE ? STR_NONE : page_get(page, html, STR("lang"));
	search.kept = arena_array(ctx->arena, page->count + 1, sizeof *search.kept);
	search.headings = arena_array(ctx->arena, page->count + 1, sizeof *search.headings);
	search.kinds = arena_array(ctx->arena, page->count, sizeof *search.kinds);
	search.authors = arena_array(ctx->arena, page->count, sizeof *search.authors);
	look(&search);
	choose(&search, is_post);
	for (uint32_t i = 0; i < page->count; i++)
		count += is_post[i];
	if (count < POSTS_LEAST)
		return;
	page->posts = arena_array(ctx->arena, count, sizeof *page->posts);
	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t author = is_post[i] ? find_author(&search, i, is_post) : PAGE_NONE;

		if (author != PAGE_NONE)
			add_post(&search, i, author, is_post);
	}
	if (page->post_count < POSTS_LEAST)
		page->post_count = 0;
}

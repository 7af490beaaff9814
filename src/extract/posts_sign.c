/* What the posts of a thread say, and the lines that say who wrote them and when. */
#include "core/utf8.h"
#include "extract/choose_mark.h"
#include "extract/feature.h"
#include "extract/posts_search.h"
#include "extract/words.h"

#define DATE_BYTES 80
#define DATE_TEXT 32   /* of a text that is but a date */
#define LINE_BYTES 240 /* of a line that says who and when, and no more */
#define LINE_LEVELS 4

/* A kind of the parts of posts, and in how many posts it was met. */
struct saying {
	uint64_t kind;
	uint32_t count;
};

/* What shows the date within the post: a time, else what is called so by its class. Where words
   such as "2 days ago" stand for a day that the markup names, *shown is that day. */
static uint32_t
find_date(const struct posts_search *search, uint32_t post, str *shown)
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

		if (search->is_post[i]) {
			i = node->end - 1;
			continue;
		}
		if (!node->attr_count || node->end - i > POSTS_AUTHOR_NODES ||
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
line_around(const struct posts_search *search, uint32_t at, uint32_t post)
{
	const struct page *page = search->page;
	uint32_t says = search->says[post];

	for (int level = 0; level < LINE_LEVELS; level++) {
		uint32_t parent = page->nodes[at].parent;

		if (parent == post || parent == 0 ||
		    (says > parent && says < page->nodes[parent].end) ||
		    page->nodes[parent].end - parent > 2 * POSTS_AUTHOR_NODES ||
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
find_line(struct posts_search *search, uint32_t at, str name)
{
	struct page *page = search->page;

	for (uint32_t i = at + 1; i < page->nodes[at].end; i++) {
		uint32_t line;
		str date;

		if (search->is_post[i])
			i = page->nodes[i].end - 1;
		if (search->is_post[i] || !search->authors[i])
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

/* A text that is a date and hardly more. */
static uint32_t
find_dated_text(const struct posts_search *search, uint32_t post, str *shown)
{
	const struct page *page = search->page;

	for (uint32_t i = post + 1; i < page->nodes[post].end; i++) {
		str text = str_trim(page->nodes[i].text);
		struct date date;

		if (search->is_post[i])
			i = page->nodes[i].end - 1;
		else if (page->nodes[i].tag == TAG_TEXT && text.len > 5 && text.len <= DATE_TEXT &&
		    date_parse(text, search->lang, &date)) {
			*shown = utf8_fold_space(search->ctx->arena, text);
			return i;
		}
	}
	return PAGE_NONE;
}

/* What its author puts below all posts. */
static void
unkeep_signature(struct posts_search *search, uint32_t post)
{
	struct page *page = search->page;

	for (uint32_t i = post + 1; i < page->nodes[post].end; i++) {
		if (search->is_post[i] || search->says[post] == i)
			i = page->nodes[i].end - 1;
		else if (page->nodes[i].attr_count &&
		    str_find_nocase(page_get(page, i, STR("class")), STR("signature")) !=
			STR_NOT_FOUND)
			unkeep(page, i);
	}
}

/* Its date, and the lines of author and date out of what is kept. */
void
posts_sign(struct posts_search *search, struct post *post)
{
	struct page *page = search->page;
	uint32_t date = find_date(search, post->node, &post->date);

	if (date == PAGE_NONE)
		post->date = find_line(search, post->node, post->author);
	if (!post->date.len)
		date = find_dated_text(search, post->node, &post->date);
	if (date != PAGE_NONE)
		unkeep(page, line_around(search, date, post->node));
	unkeep(page, line_around(search, search->lines[post->node], post->node));
	unkeep_signature(search, post->node);
}

static bool
is_frame(enum tag tag)
{
	return tag == TAG_UL || tag == TAG_OL || tag == TAG_LI || tag == TAG_DL || tag == TAG_DD ||
	    tag == TAG_TABLE || tag == TAG_TBODY || tag == TAG_TR || tag == TAG_TD;
}

/* Lists and tables around the posts, and tables around their authors' lines, are but layout. */
void
posts_mark_frames(struct posts_search *search)
{
	struct page *page = search->page;

	for (size_t i = 0; i < page->post_count; i++) {
		uint32_t at = search->lines[page->posts[i].node];

		for (; at && !(page->nodes[at].flags & NODE_FRAME); at = page->nodes[at].parent)
			if (is_frame(page->nodes[at].tag))
				page->nodes[at].flags |= NODE_FRAME;
	}
	for (uint32_t i = 1; i < page->count; i++) {
		enum tag tag = page->nodes[i].tag;

		if ((tag == TAG_TBODY || tag == TAG_TR || tag == TAG_TD) &&
		    page->nodes[page->nodes[i].parent].flags & NODE_FRAME)
			page->nodes[i].flags |= NODE_FRAME;
	}
}

/* What a part of a post is alike by: how its numbered id begins, else its kind. */
static uint64_t
part_kind(const struct page *page, uint32_t at)
{
	str id = posts_numbered_id(page, at);

	return id.len ? posts_kind_by(page, at, id) : posts_kind(page, at);
}

/* The longest kept text of the post; its end where it has none. */
static uint32_t
longest_kept(const struct posts_search *search, uint32_t post)
{
	const struct page *page = search->page;
	uint32_t end = page->nodes[post].end, longest = end;

	for (uint32_t i = post + 1; i < end; i++) {
		const struct node *node = &page->nodes[i];

		if (search->is_post[i])
			i = node->end - 1;
		else if (node->tag == TAG_TEXT && node->flags & NODE_KEEP &&
		    (longest == end || node->text.len > page->nodes[longest].text.len))
			longest = i;
	}
	return longest;
}

/* Counts the elements around the longest kept text of the post of which nearly all is kept: one of
   them may be all that is said there. */
static void
count_sayings(const struct posts_search *search, const struct post *post, struct saying *best,
    struct tally *kinds)
{
	const struct page *page = search->page;
	uint32_t end = page->nodes[post->node].end;
	uint32_t at = longest_kept(search, post->node);

	while (at < end && page->nodes[at].parent != post->node) {
		uint32_t until, count;

		at = page->nodes[at].parent;
		until = page->nodes[at].end;
		if ((search->kept[until] - search->kept[at]) * 10 <
		    (search->bytes[until] - search->bytes[at]) * 9)
			break;
		if (!page->nodes[at].attr_count)
			continue;
		count = tally_add(kinds, part_kind(page, at));
		if (count >= best->count)
			*best = (struct saying){part_kind(page, at), count};
	}
}

/* What half of the posts say in elements of one kind is said there in all of them, however short: a
   post of which nothing else was kept gets it. */
void
posts_keep_sayings(struct posts_search *search, const struct blocks *blocks)
{
	struct page *page = search->page;
	struct tally kinds = tally_new(search->ctx, page->count);
	struct saying best = {0, 0};

	for (size_t i = 0; i < page->post_count; i++)
		count_sayings(search, &page->posts[i], &best, &kinds);
	if (best.count * 2 < page->post_count)
		return;
	for (size_t i = 0; i < page->post_count; i++) {
		uint32_t post = page->posts[i].node, end = page->nodes[post].end, at = post + 1;
		uint32_t longest = longest_kept(search, post);

		while (
		    at < end && (!page->nodes[at].attr_count || part_kind(page, at) != best.kind))
			at = search->is_post[at] ? page->nodes[at].end : at + 1;
		if (at >= end)
			continue;
		search->says[post] = at;
		if (longest == end || longest < at || longest >= page->nodes[at].end)
			choose_mark_all(page, blocks, at);
	}
}

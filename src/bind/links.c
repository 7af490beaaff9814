/* Links from one article of a digest to another. */
#include <stdlib.h>
#include <string.h>

#include "bind/plan.h"
#include "core/url.h"

static int
compare_links(const void *a, const void *b)
{
	const struct link *one = a, *two = b;
	int order = str_compare(one->key, two->key);

	return order ? order : one->chapter < two->chapter ? -1 : one->chapter > two->chapter;
}

void
links_gather(struct plan *plan)
{
	plan->links = arena_array(plan->arena, plan->chapter_count * 2 + 1, sizeof *plan->links);
	for (size_t i = 0; i < plan->chapter_count; i++) {
		const struct chapter *chapter = &plan->chapters[i];
		str addresses[] = {chapter->entry->canonical, chapter->entry->source};

		for (size_t j = 0; j < 2; j++)
			if (url_is_web(addresses[j]))
				plan->links[plan->link_count++] =
				    (struct link){url_key(plan->arena, addresses[j]), chapter};
	}
	qsort(plan->links, plan->link_count, sizeof *plan->links, compare_links);
}

/* The first chapter in reading order that has the address; NULL when none has. */
static const struct chapter *
find_chapter(const struct plan *plan, str key)
{
	size_t low = 0, high = plan->link_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(plan->links[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < plan->link_count && str_eq(plan->links[low].key, key)
	    ? plan->links[low].chapter
	    : NULL;
}

/* An attribute's value without XML's escapes. */
static str
unescape(struct arena *arena, str value)
{
	static const struct {
		const char *escape;
		char plain;
	} escapes[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
	struct buf to = BUF(arena);

	if (str_find_char(value, '&') == STR_NOT_FOUND)
		return value;
	while (value.len) {
		size_t len = 1;
		char plain = value.at[0];

		for (size_t i = 0; plain == '&' && i < sizeof escapes / sizeof escapes[0]; i++)
			if (str_starts(value, str_of(escapes[i].escape))) {
				len = strlen(escapes[i].escape);
				plain = escapes[i].plain;
				break;
			}
		buf_char(&to, plain);
		value = str_from(value, len);
	}
	return buf_str(&to);
}

static void
resolve(struct buf *to, const struct plan *plan, const struct chapter *chapter, str escaped)
{
	const struct chapter *target = NULL;
	str href;

	if (plan->link_count) {
		href = unescape(to->arena, escaped);
		if (url_is_web(href))
			target = find_chapter(plan, url_key(to->arena, href));
	}
	buf_add(to, target && target != chapter ? target->file : escaped);
}

/* A tag; its link into another piece of a long article gets that piece's file. */
static void
add_tag(struct buf *to, const struct chapter *chapter, uint32_t piece, str tag)
{
	str mark = STR(" href=\"#"), id;
	size_t at = str_find(tag, mark);
	uint32_t other;

	if (at != STR_NOT_FOUND) {
		id = str_from(tag, at + mark.len);
		id = str_head(id, str_find_char(id, '"'));
		other = split_piece(chapter->split, id);
		buf_add(to, str_head(tag, at + mark.len - 1));
		if (other != piece)
			buf_add(to, split_file(to->arena, chapter, other));
		tag = str_from(tag, at + mark.len - 1);
	}
	buf_add(to, tag);
}

static void
add_text(struct buf *to, const struct chapter *chapter, uint32_t piece, str text)
{
	size_t open, close;

	while (chapter->split && (open = str_find_char(text, '<')) != STR_NOT_FOUND) {
		buf_add(to, str_head(text, open));
		text = str_from(text, open);
		close = str_find_char(text, '>');
		add_tag(to, chapter, piece, str_head(text, close));
		text = close == STR_NOT_FOUND ? STR_NONE : str_from(text, close);
	}
	buf_add(to, text);
}

void
links_resolve(struct buf *to, const struct plan *plan, const struct chapter *chapter,
    uint32_t piece, str body)
{
	size_t open, close;

	while ((open = str_find_char(body, RECORD_LINK_OPEN)) != STR_NOT_FOUND) {
		str rest = str_from(body, open + 1);

		add_text(to, chapter, piece, str_head(body, open));
		close = str_find_char(rest, RECORD_LINK_CLOSE);
		if (close == STR_NOT_FOUND) {
			body = rest;
			break;
		}
		resolve(to, plan, chapter, str_head(rest, close));
		body = str_from(rest, close + 1);
	}
	add_text(to, chapter, piece, body);
}

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

static void
add_link(struct plan *plan, str address, const struct chapter *chapter)
{
	if (url_is_web(address))
		plan->links[plan->link_count++] =
		    (struct link){url_key(plan->arena, address), chapter};
}

void
links_gather(struct plan *plan)
{
	size_t count = plan->chapter_count * 2 + 1;

	for (size_t i = 0; i < plan->chapter_count; i++)
		count += plan->chapters[i].entry->twin_count;
	plan->links = arena_array(plan->arena, count, sizeof *plan->links);
	for (size_t i = 0; i < plan->chapter_count; i++) {
		const struct chapter *chapter = &plan->chapters[i];
		const struct entry *entry = chapter->entry;

		add_link(plan, entry->canonical, chapter);
		add_link(plan, entry->source, chapter);
		for (size_t j = 0; j < entry->twin_count; j++)
			add_link(plan, entry->twins[j].address, chapter);
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

/* The address between the marks; false when it leads nowhere. */
static bool
resolve(struct buf *to, const struct plan *plan, const struct chapter *chapter, str escaped)
{
	const struct chapter *target = NULL;
	str href = unescape(to->arena, escaped);

	if (places_is_local(href)) {
		target = places_find(plan, to->arena, chapter, href);
		if (!target || target == chapter)
			return false;
	} else if (plan->link_count && url_is_web(href)) {
		target = find_chapter(plan, url_key(to->arena, href));
	}
	buf_add(to, target && target != chapter ? target->file : escaped);
	return true;
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

/* A link that leads nowhere becomes its text; one that is a place too, with an id, only loses its
   address. What is out ends in the attribute's name. Returns what is left of the body. */
static str
drop_link(struct buf *to, const struct chapter *chapter, uint32_t piece, str rest)
{
	static const str tag = {"<a href=\"", 9}, name = {" href=\"", 7};
	size_t end = str_find(rest, STR("</a>")), other = str_find_char(rest, RECORD_LINK_OPEN);

	if (end < other && str_starts(rest, STR("\">")) && str_ends(buf_str(to), tag)) {
		to->len -= tag.len;
		add_text(to, chapter, piece, str_from(str_head(rest, end), 2));
		return str_from(rest, end + 4);
	}
	if (!str_starts(rest, STR("\"")) || !str_ends(buf_str(to), name))
		return rest;
	to->len -= name.len;
	return str_from(rest, 1);
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
		body = str_from(rest, close + 1);
		if (!resolve(to, plan, chapter, str_head(rest, close)))
			body = drop_link(to, chapter, piece, body);
	}
	add_text(to, chapter, piece, body);
}

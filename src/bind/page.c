/* The page of an article, made when it is its turn. */
#include "bind/plan.h"

static bool
add_range(struct buf *to, struct spool *spool, struct spool_range body, uint64_t at, uint64_t len)
{
	char *room = buf_reserve(to, (size_t)len);

	if (at > body.len || len > body.len - at ||
	    !spool_read(spool, (struct spool_range){body.at + at, len}, room))
		return false;
	to->len += (size_t)len;
	return true;
}

static bool
read_body(struct buf *to, struct spool *spool, const struct part *part)
{
	const struct split *split = part->chapter->split;
	struct spool_range body = part->chapter->entry->body;

	if (!split)
		return add_range(to, spool, body, 0, body.len);
	for (size_t i = 0; i < split->pieces[part->piece].count; i++) {
		const struct stretch *stretch = &split->pieces[part->piece].stretches[i];

		if (stretch->text.at)
			buf_add(to, stretch->text);
		else if (!add_range(to, spool, body, stretch->at, stretch->len))
			return false;
	}
	return true;
}

/* Who, where, when, and how long it takes. */
static void
add_facts(struct arena *arena, const struct chapter *chapter, struct values *values)
{
	const struct entry *entry = chapter->entry;
	str by = label_byline(arena, chapter->words, entry);
	struct values *fact;
	size_t count = 0;

	lists_fact(values, by, &count);
	if (!str_eq(entry->site, by))
		lists_fact(values, entry->site, &count);
	if (date_is_set(entry->date)) {
		fact = lists_item(
		    values, "facts", words_date(arena, chapter->words, entry->date, false), &count);
		values_set(fact, "datetime", date_day_iso(arena, entry->date));
	}
	lists_fact(values, label_minutes(arena, chapter->words, entry->words), &count);
	values_set_flag(values, "has_facts", count > 0);
}

static void
add_turn(struct values *values, str text, str href, size_t *count)
{
	values_set(lists_item(values, "turns", text, count), "href", href);
}

static void
add_next(struct values *values, str file, str title)
{
	struct values *link = values_add(values, "next");

	values_set(link, "href", file);
	values_set(link, "title", title);
}

/* Links at the end: next, section, contents, previous (as Calibre's news books have them), web; a
   book of one article has the last alone. */
static void
add_turns(struct arena *arena, const struct book *book, const struct chapter *chapter,
    struct values *values)
{
	const struct plan *plan = book->plan;
	const struct section *section = &plan->sections[chapter->section];
	const struct words *words = chapter->words;
	bool is_digest = book->request->is_digest;
	size_t count = 0;

	if (is_digest && chapter->next)
		add_next(values, chapter->next->file, chapter->next->title);
	if (is_digest && section->file.len)
		add_turn(values, words_with(arena, words, "section", "title", section->name),
		    section->file, &count);
	if (is_digest)
		add_turn(values, words_get(words, "contents"), STR("front.xhtml"), &count);
	if (is_digest && chapter->previous)
		add_turn(values, words_get(words, "previous"), chapter->previous->file, &count);
	if (chapter->address.len)
		add_turn(values, words_get(words, "read_on_web"), chapter->address, &count);
	values_set_flag(values, "has_turns", count > 0);
	values_set_flag(values, "is_end", !is_digest || !chapter->next);
}

/* The title, and on the later pieces of a long article that it goes on. */
static str
heading_of(struct arena *arena, const struct chapter *chapter, uint32_t piece)
{
	return piece ? words_with(arena, chapter->words, "continued", "title", chapter->title)
		     : chapter->title;
}

static bool
make_page(struct arena *arena, const struct book *book, struct spool *spool,
    const struct part *part, str *bytes)
{
	const struct chapter *chapter = part->chapter;
	struct buf body = BUF(arena), linked = BUF(arena), page = BUF(arena);
	struct values *values = values_new(arena);
	bool is_last = !chapter->split || part->piece + 1 == chapter->split->count;

	if (!read_body(&body, spool, part))
		return false;
	buf_reserve(&linked, body.len + body.len / 16);
	links_resolve(&linked, book->plan, chapter, part->piece, buf_str(&body));
	language_page(values, chapter->lang, chapter->title, "../");
	values_set(values, "item_dir", language_other_dir(book->plan, chapter->lang));
	values_set(values, "heading", heading_of(arena, chapter, part->piece));
	values_set_flag(values, "is_continued", part->piece > 0);
	if (!part->piece) {
		values_set(values, "dek", label_cut(arena, chapter->entry->subtitle, 600));
		add_facts(arena, chapter, values);
	}
	/* The page's own ids may be any: ours stands back. */
	if (str_find(buf_str(&linked), STR(" id=\"octavo-title\"")) == STR_NOT_FOUND)
		values_set(values, "title_id", STR("octavo-title"));
	values_set(values, "body", str_trim(buf_str(&linked)));
	if (!is_last)
		add_next(values, split_file(arena, chapter, part->piece + 1),
		    heading_of(arena, chapter, part->piece + 1));
	else
		add_turns(arena, book, chapter, values);
	buf_reserve(&page, linked.len + 4096);
	template_fill(&page, "epub/article.xhtml", values, chapter->words);
	*bytes = buf_str(&page);
	return true;
}

bool
bind_page(struct arena *arena, const struct book *book, struct spool *spool,
    const struct part *part, str *bytes)
{
	*bytes = part->bytes;
	if (part->chapter && !make_page(arena, book, spool, part, bytes))
		return false;
	if (part->in_spine && book->plan->device->is_kepub)
		*bytes = kepub_page(arena, *bytes);
	return true;
}

/* Pulled quotations: sentences of the text that a page shows once more, large and beside it. */
#include "core/utf8.h"
#include "rebuild/classname.h"
#include "rebuild/plan.h"

#define PULLED_MOST 20
#define PULLED_NODES 40
#define PULLED_BYTES 600
#define PULLED_WORDS 4

static bool
is_called(const struct page *page, uint32_t at)
{
	str class_ = str_head(page_get(page, at, STR("class")), 500), part;
	bool is_pull = false;

	while (classname_part(&class_, &part)) {
		if (str_eq_nocase(part, STR("pullquote")) ||
		    str_eq_nocase(part, STR("pullquotes")) ||
		    (is_pull && str_eq_nocase(part, STR("quote"))))
			return true;
		is_pull = str_eq_nocase(part, STR("pull")) || str_eq_nocase(part, STR("pulled"));
	}
	return false;
}

/* Its words, without whom it is by. */
static str
words_of(struct arena *arena, const struct page *page, uint32_t at)
{
	struct buf buf = BUF(arena);

	for (uint32_t i = at; i < page->nodes[at].end; i++) {
		unsigned tag = page->nodes[i].tag;

		if (tag == TAG_CITE || tag == TAG_FIGCAPTION || tag == TAG_FOOTER)
			i = page->nodes[i].end - 1;
		else if (tag == TAG_TEXT)
			buf_add(&buf, page->nodes[i].text);
		if (buf.len > PULLED_BYTES)
			return STR_NONE;
	}
	return utf8_fold_words(arena, buf_str(&buf));
}

/* The words of all that is kept, one space between. */
static str
kept_words(struct arena *arena, const struct page *page)
{
	struct buf buf = BUF(arena);

	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT && node->flags & NODE_KEEP)
			buf_add(&buf, node->text);
		else if (node->tag != TAG_TEXT && tag_kinds(node->tag) & IS_BLOCK)
			buf_char(&buf, ' ');
	}
	return utf8_fold_words(arena, buf_str(&buf));
}

static size_t
count_of(str text, str what)
{
	size_t count = 0, at;

	while ((at = str_find(text, what)) != STR_NOT_FOUND) {
		count++;
		text = str_from(text, at + what.len);
	}
	return count;
}

void
plan_pulled(struct ctx *ctx, struct plan *plan)
{
	const struct page *page = plan->page;
	str all = STR_NONE;
	int found = 0;

	for (uint32_t i = 1; i < page->count && found < PULLED_MOST; i++) {
		const struct node *node = &page->nodes[i];
		str words;

		if (node->tag == TAG_TEXT || !node->attr_count || node->end - i > PULLED_NODES ||
		    !is_called(page, i))
			continue;
		found++;
		words = words_of(ctx->arena, page, i);
		if (utf8_words(words) < PULLED_WORDS)
			continue;
		if (!all.at)
			all = kept_words(ctx->arena, page);
		if (count_of(all, words) >= 1 + (size_t)plan_is_taken(plan, i))
			plan->marks[i] |= PLAN_DROP;
		i = node->end - 1;
	}
}

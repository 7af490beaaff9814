/* Bylines as a page shows them near its title. */
#include "extract/meta_near.h"

#include "core/utf8.h"
#include "extract/meta_title.h"
#include "extract/meta_title_shown.h"

#define RUN_MAX 160     /* bytes of a run that may be a byline or hold the date */
#define HEADINGS_MAX 40 /* that are compared with the title */
#define LAST_REACH 400  /* runs at the end of the page among which the last byline is looked for */

/* The heading before `end` that shares most words with the title, at least half of both in the
 * mean. */
static uint32_t
likest_heading(const struct witnesses *w, str title, uint32_t end)
{
	struct arena *arena = w->ctx->arena;
	str wanted = utf8_fold_words(arena, str_head(title, 500));
	size_t words = meta_title_shared(wanted, wanted), best = 0;
	uint32_t found = PAGE_NONE;

	for (size_t i = 0; i < w->heading_count && i < HEADINGS_MAX; i++) {
		const struct heading *heading = &w->headings[i];
		size_t shared;
		str folded;

		if (heading->node >= end)
			break;
		if (w->region[heading->node] & (IN_NAV | IN_FOOTER | IN_RELATED))
			continue;
		folded = utf8_fold_words(arena, str_head(heading->text, 500));
		shared = meta_title_shared(folded, wanted);
		if (shared > best && 4 * shared >= words + meta_title_shared(folded, folded)) {
			best = shared;
			found = heading->node;
		}
	}
	return found;
}

uint32_t
meta_near_title(const struct witnesses *w, str title)
{
	uint32_t node = meta_title_node(w, title), before = PAGE_NONE;

	if (node == PAGE_NONE)
		node = meta_title_shown_node(w, title);
	if (node == PAGE_NONE || w->page->nodes[node].tag != TAG_H1)
		before = likest_heading(w, title, node);
	return before == PAGE_NONE ? node : before;
}

/* A word or mark between names, with which a byline goes on in the next run. */
static bool
goes_on(str text)
{
	static const char *const joints[] = {",", "and", "&", "und", "et", "y", "e", "och", "og",
	    "with", ", and", ", &", "и", "、", ";", "/"};

	for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
		if (str_eq_nocase(text, str_of(joints[i])))
			return true;
	return str_starts(text, STR(", ")) || str_starts_nocase(text, STR("and ")) ||
	    str_starts(text, STR("& "));
}

static bool
wants_more(str text)
{
	return str_ends(text, STR(",")) || str_ends_nocase(text, STR(" and")) ||
	    str_ends(text, STR("&")) || goes_on(text);
}

/* The runs of a byline from `at` on, whose word for "by" is `prefix` bytes long. */
static struct near_byline
gather_byline(const struct witnesses *w, size_t at, size_t prefix)
{
	const struct run *first = &w->runs[at];
	struct near_byline found = {.first = first->node, .last = first->node};
	struct buf buf = BUF(w->ctx->arena);
	bool open = str_from(first->text, prefix).len == 0;

	buf_add(&buf, first->text);
	for (size_t i = at + 1; i < w->run_count && i < at + 12; i++) {
		const struct run *run = &w->runs[i];
		bool same = run->block == first->block;

		if (!(open && i == at + 1) && !same)
			break;
		if (run->text.len > RUN_MAX || !(open || goes_on(run->text)))
			break;
		if (run->text.at[0] != ',' && run->text.at[0] != ';')
			buf_char(&buf, ' ');
		buf_add(&buf, run->text);
		found.last = run->node;
		open = wants_more(run->text);
	}
	found.text = utf8_fold_space(w->ctx->arena, buf_str(&buf));
	return found;
}

static bool
is_name_like(const struct witnesses *w, str text)
{
	struct byline_names names = {0};

	byline_split(w->ctx->arena, text, BYLINE_SHOWN, &names);
	return names.count > 0;
}

/* "by" is also a word of sentences: a byline has capitals, or a letter of a script without them. */
static bool
begins_name(str text)
{
	size_t len;
	uint32_t code;

	while (text.len && (text.at[0] == ' ' || text.at[0] == ':' || text.at[0] == '@'))
		text = str_from(text, 1);
	if (!text.len)
		return true;
	code = utf8_decode(text, &len);
	return code_is_word(code) && (code_lower(code) != code || code > 0x500) &&
	    !ascii_is_digit((unsigned char)text.at[0]);
}

/* The byline that begins with the run, if one does. */
static bool
byline_at(const struct witnesses *w, size_t at, struct near_byline *found)
{
	const struct run *run = &w->runs[at];
	size_t prefix = run->text.len > RUN_MAX ? 0 : byline_prefix(run->text);

	if (!prefix || w->region[run->node] & ~w->own & IN_ASTRAY ||
	    !begins_name(str_from(run->text, prefix)))
		return false;
	*found = gather_byline(w, at, prefix);
	return is_name_like(w, found->text);
}

struct near_byline
meta_near_byline(const struct witnesses *w, uint32_t anchor, size_t reach)
{
	size_t from = anchor == PAGE_NONE ? 0 : meta_witness_run(w, w->page->nodes[anchor].end);
	size_t start = from > NEAR_BEFORE && anchor != PAGE_NONE ? from - NEAR_BEFORE : 0;
	struct near_byline found;

	for (size_t i = from; i < from + reach && i < w->run_count; i++)
		if (byline_at(w, i, &found))
			return found;
	for (size_t i = start; i < from && i < w->run_count; i++)
		if (byline_at(w, i, &found))
			return found;
	return (struct near_byline){.first = PAGE_NONE, .last = PAGE_NONE};
}

struct near_byline
meta_last_byline(const struct witnesses *w)
{
	struct near_byline found;
	size_t end = w->run_count > LAST_REACH ? w->run_count - LAST_REACH : 0;

	for (size_t i = w->run_count; i-- > end;)
		if (byline_at(w, i, &found))
			return found;
	return (struct near_byline){.first = PAGE_NONE, .last = PAGE_NONE};
}

/* Grouping, capping and describing passages. */
#include "explain/passage.h"

#include "core/utf8.h"
#include "explain/phrase.h"
#include "explain/runs.h"
#include "explain/why.h"
#include "extract/dump_line.h"

#define HINT_BYTES 110 /* of the first texts in a fold's summary */
#define PLACE_UP 8     /* elements looked at for a class or an id */
#define NAME_BYTES 40
#define WEIGHT_LEAST 0.05 /* of a feature that is shown */

/* A run of passages that are shown together. */
struct stretch {
	size_t from, end;
	size_t skip_from, skip_end; /* of these, not shown */
	bool is_fold;
};

struct passages {
	struct arena *arena;
	const struct trace *trace;
	const struct page *page;
	const struct why *whys; /* NULL: nobody asked the model */
	bool *wanted;
	struct stretch *groups;
	size_t group_count, group_room;
	size_t shown, end; /* how many; one past the last */
};

struct passage
passage_at(const struct trace *trace, size_t index)
{
	struct passage passage = {
	    .score = -1, .kept = trace->kept[index], .reason = (enum reason)trace->reasons[index]};

	if (trace->lines) {
		passage.text = trace->lines->list[index].text;
		passage.words = trace->lines->list[index].words;
		if (!trace->is_plain)
			passage.score = trace->lines->list[index].score;
	} else {
		passage.text = trace->blocks->list[index].text;
		passage.words = trace->blocks->list[index].words;
		if (trace->scores)
			passage.score = trace->scores[index];
	}
	return passage;
}

enum side { SIDE_KEPT, SIDE_DROPPED, SIDE_NEAR };

static enum side
side_of(const struct trace *trace, size_t index)
{
	struct passage passage = passage_at(trace, index);

	if (passage.kept)
		return SIDE_KEPT;
	return passage.score >= FOLD_SCORE ? SIDE_NEAR : SIDE_DROPPED;
}

/* Kept ones stand together, dropped ones too, and many of these are folded. */
static void
find_groups(struct passages *all)
{
	const struct trace *trace = all->trace;

	for (size_t i = 0, end; i < trace->count && all->shown < PASSAGES_MAX; i = end) {
		enum side side = side_of(trace, i);
		struct stretch *group;
		size_t room = PASSAGES_MAX - all->shown;

		for (end = i + 1; end < trace->count && side_of(trace, end) == side; end++)
			;
		group = ARENA_PUSH(all->arena, all->groups, all->group_count, all->group_room);
		*group = (struct stretch){
		    i, end, end, end, side == SIDE_DROPPED && end - i >= FOLD_LEAST};
		if (side == SIDE_DROPPED && end - i > 2 * FOLD_ENDS) {
			group->skip_from = i + FOLD_ENDS;
			group->skip_end = end - FOLD_ENDS;
		} else if (end - i > room) {
			group->end = group->skip_from = group->skip_end = end = i + room;
		}
		all->shown += group->end - group->from - (group->skip_end - group->skip_from);
		all->end = end;
		for (size_t k = i; k < end; k++)
			all->wanted[k] = k < group->skip_from || k >= group->skip_end;
		if (end < trace->count && all->shown >= PASSAGES_MAX)
			break;
	}
}

static str
short_score(struct arena *arena, float score)
{
	if (score < 0)
		return STR_NONE;
	/* What is no certainty does not look like one. */
	if (score > 0.99f && score < 1)
		return STR("> .99");
	if (score < 0.01f)
		return STR("< .01");
	return str_from(arena_printf(arena, "%.2f", (double)score), score < 1 ? 1 : 0);
}

static str
shade(struct arena *arena, float score)
{
	int tenth = (int)(score * 10);

	if (score < 0)
		return STR("sx");
	return arena_printf(arena, "s%d", tenth > 9 ? 9 : tenth);
}

static str
name_of(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];

	return node->tag == TAG_OTHER ? node->text : tag_name((enum tag)node->tag);
}

/* Where a block stands, as a selector says it: "p in div.entry". */
static str
place_of(const struct passages *all, uint32_t owner)
{
	const struct page *page = all->page;
	str name = utf8_head(name_of(page, owner), NAME_BYTES);
	uint32_t at = owner;

	for (unsigned i = 0; i < PLACE_UP && at != PAGE_NONE; i++, at = page->nodes[at].parent) {
		str rest = page_get(page, at, STR("class")), id = page_get(page, at, STR("id"));
		str class = STR_NONE;

		if (!str_word(&rest, &class) && str_is_blank(id))
			continue;
		return arena_printf(all->arena, "%.*s%s%.*s%s%.*s", STR_ARG(name),
		    at == owner ? "" : " in ",
		    STR_ARG(at == owner ? STR("") : utf8_head(name_of(page, at), NAME_BYTES)),
		    class.len ? "." : "#", STR_ARG(utf8_head(class.len ? class : id, NAME_BYTES)));
	}
	return name;
}

static void
add_why(struct values *to, const struct passages *all, size_t index)
{
	const struct why *why = all->whys ? &all->whys[index] : NULL;

	for (size_t i = 0; why && i < WHY_COUNT; i++) {
		double weight = (double)why->most[i].weight;
		struct values *entry;

		if (weight < WEIGHT_LEAST && weight > -WEIGHT_LEAST)
			break;
		entry = values_add(to, "why");
		values_set(entry, "weight",
		    arena_printf(all->arena, "%s%.1f", weight > 0 ? "+" : "\xe2\x88\x92",
			weight > 0 ? weight : -weight));
		values_set(
		    entry, "what", phrase_of(all->arena, why->most[i].feature, why->most[i].value));
	}
}

static void
add_markup(struct values *to, const struct passages *all, const struct block *block)
{
	enum tag tag = (enum tag)all->page->nodes[block->owner].tag;
	size_t links = (size_t)block->link_chars * 100 / (block->chars ? block->chars : 1);

	if (tag_kinds(tag) & IS_HEADING)
		values_set(to, "level", arena_printf(all->arena, "%d", tag - TAG_H1 + 1));
	values_set_flag(to, "item", tag == TAG_LI);
	values_set_flag(to, "code", tag == TAG_PRE);
	if (links)
		values_set_number(to, "links", links);
	values_set(to, "place", place_of(all, block->owner));
}

static void
add_passage(struct values *group, const struct passages *all, size_t index)
{
	const struct trace *trace = all->trace;
	struct passage passage = passage_at(trace, index);
	struct values *to = values_add(group, "passages");
	size_t most = passage.kept ? PASSAGE_BYTES : PASSAGE_DROPPED, cut;

	if (trace->lines) {
		cut = runs_of_text(to, passage.text, most);
		values_set_flag(to, "item", trace->lines->list[index].item);
	} else {
		const struct block *block = &trace->blocks->list[index];

		add_markup(to, all, block);
		cut = runs_of_block(to, all->arena, all->page, trace->blocks, block, most);
	}
	if (cut)
		values_set_number(to, "cut", cut);
	values_set_flag(to, "kept", passage.kept);
	values_set(to, "shade", shade(all->arena, passage.score));
	values_set(to, "score", short_score(all->arena, passage.score));
	if (passage.reason != REASON_SCORE && (passage.reason != REASON_ALL || !passage.kept))
		values_set(to, "rule", str_of(reason_what(passage.reason)));
	add_why(to, all, index);
}

/* What was folded: how much, how sure, and how it begins. */
static void
add_summary(struct values *to, const struct passages *all, const struct stretch *group)
{
	struct buf begins = BUF(all->arena);
	size_t words = 0;
	float best = -1;

	for (size_t i = group->from; i < group->end; i++) {
		struct passage passage = passage_at(all->trace, i);

		words += passage.words;
		best = passage.score > best ? passage.score : best;
		if (begins.len < HINT_BYTES) {
			buf_z(&begins, begins.len ? " \xc2\xb7 " : "");
			buf_add(&begins, utf8_head(passage.text, HINT_BYTES));
		}
	}
	values_set_flag(to, "fold", true);
	values_set_number(to, "count", group->end - group->from);
	values_set_number(to, "words", words);
	values_set(to, "shade", shade(all->arena, best));
	values_set(to, "best", short_score(all->arena, best));
	values_set(to, "begins", utf8_head(buf_str(&begins), HINT_BYTES));
}

void
passages_add(struct values *to, const struct trace *trace, const struct page *page)
{
	struct passages all = {.arena = trace->ctx->arena, .trace = trace, .page = page};
	size_t rest = 0, rest_kept = 0;

	all.wanted = arena_array(all.arena, trace->count + 1, sizeof *all.wanted);
	find_groups(&all);
	all.whys = why_blocks(trace, page, all.wanted);
	for (size_t i = 0; i < all.group_count; i++) {
		const struct stretch *group = &all.groups[i];
		struct values *entry = values_add(to, "groups");

		if (group->is_fold)
			add_summary(entry, &all, group);
		for (size_t k = group->from; k < group->end; k++) {
			if (k == group->skip_from && group->skip_end > k) {
				values_set_number(
				    values_add(entry, "passages"), "skipped", group->skip_end - k);
				k = group->skip_end;
			}
			add_passage(entry, &all, k);
		}
	}
	for (size_t i = all.end; i < trace->count; i++, rest++)
		rest_kept += trace->kept[i];
	if (rest) {
		values_set_number(to, "rest", rest);
		values_set_number(to, "rest_kept", rest_kept);
	}
}

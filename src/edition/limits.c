/* The limits of an edition. */
#include <stdlib.h>

#include "edition/edition.h"

int
edition_compare_places(const void *a, const void *b)
{
	const struct entry *one = *(struct entry *const *)a, *two = *(struct entry *const *)b;

	return one->index < two->index ? -1 : one->index > two->index;
}

/* The newest first; what has no date last. */
static int
compare_days(const void *a, const void *b)
{
	const struct entry *one = *(struct entry *const *)a, *two = *(struct entry *const *)b;
	bool first = date_is_set(one->date), second = date_is_set(two->date);
	int day = first && second ? date_compare_day(two->date, one->date) : 0;

	if (first != second)
		return first ? -1 : 1;
	return day ? day : edition_compare_places(a, b);
}

static void
leave_out(struct ctx *ctx, struct edition_left *left, struct entry *entry, enum edition_limit limit,
    const char *option)
{
	left->by[limit]++;
	*ARENA_PUSH(ctx->arena, left->list, left->count, left->room) = entry;
	diag_say(ctx->log, DIAG_ARTICLE_LIMIT, entry->name, "%s", option);
}

void
edition_limit(struct ctx *ctx, struct edition_list *entries, const struct edition_limits *limits,
    struct edition_left *left)
{
	size_t kept = 0, count = entries->count;
	uint64_t words = 0;

	if (!count)
		return;
	qsort(entries->list, count, sizeof *entries->list,
	    limits->keeps_given ? edition_compare_places : compare_days);
	for (size_t i = 0; i < count; i++) {
		struct entry *entry = entries->list[i];

		if (date_is_set(limits->newer_than) && date_is_set(entry->date) &&
		    date_compare_day(entry->date, limits->newer_than) <= 0)
			leave_out(ctx, left, entry, EDITION_OLD, "--newer-than");
		else if (limits->articles && kept == limits->articles)
			leave_out(ctx, left, entry, EDITION_ARTICLES, "--max-articles");
		else if (limits->words && kept && words + entry->words > limits->words)
			leave_out(ctx, left, entry, EDITION_WORDS, "--max-words");
		else {
			words += entry->words;
			entries->list[kept++] = entry;
		}
	}
	entries->count = kept;
	if (kept)
		qsort(entries->list, kept, sizeof *entries->list, edition_compare_places);
	if (left->count)
		qsort(left->list, left->count, sizeof *left->list, edition_compare_places);
}

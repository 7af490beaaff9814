/* Articles that are the same, given twice: bound once. */
#include <stdlib.h>
#include <string.h>

#include "bind/plan.h"

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *one = *(struct entry *const *)a, *two = *(struct entry *const *)b;
	int order = str_compare(one->identifier, two->identifier);

	if (order)
		return order;
	if (one->body_size != two->body_size)
		return one->body_size < two->body_size ? -1 : 1;
	return one->index < two->index ? -1 : one->index > two->index;
}

/* The same address (or input), the same title and the same text, byte for byte. */
static bool
are_twins(struct plan *plan, struct spool *spool, const struct entry *one, const struct entry *two)
{
	struct arena scratch;
	char *first, *second;
	bool same;

	if (!str_eq(one->identifier, two->identifier) || one->body_size != two->body_size ||
	    one->body.len != two->body.len || !str_eq(one->title, two->title))
		return false;
	arena_init(&scratch, plan->arena->ceiling, plan->arena->escape);
	first = arena_alloc(&scratch, (size_t)one->body.len);
	second = arena_alloc(&scratch, (size_t)two->body.len);
	same = spool_read(spool, one->body, first) && spool_read(spool, two->body, second) &&
	    memcmp(first, second, (size_t)one->body.len) == 0;
	arena_release(&scratch);
	return same;
}

static int
compare_indexes(const void *a, const void *b)
{
	const struct entry *one = *(struct entry *const *)a, *two = *(struct entry *const *)b;

	return one->index < two->index ? -1 : one->index > two->index;
}

void
twins_drop(struct plan *plan, struct ctx *ctx, struct spool *spool)
{
	const struct bind_request *request = plan->request;
	size_t kept = 0, count = request->entry_count;
	struct entry **list = arena_array(plan->arena, count + 1, sizeof *list);

	memcpy(list, request->entries, count * sizeof *list);
	qsort(list, count, sizeof *list, compare_entries);
	for (size_t i = 0; i < count; i++)
		if (kept && are_twins(plan, spool, list[kept - 1], list[i]))
			diag_say(ctx->log, DIAG_ARTICLE_TWICE, list[i]->name, "%.*s",
			    STR_ARG(list[kept - 1]->name));
		else
			list[kept++] = list[i];
	qsort(list, kept, sizeof *list, compare_indexes);
	plan->entries = list;
	plan->entry_count = kept;
}

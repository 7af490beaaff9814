/* What a book would hold, for a person to read. */
#include "bind/plan.h"

void
bind_outline(struct ctx *ctx, const struct bind_request *request, struct buf *to)
{
	struct plan *plan = bind_plan(ctx, request);

	buf_add(to, plan->book->title);
	buf_char(to, '\n');
	for (size_t s = 0; s < plan->section_count; s++) {
		const struct section *section = &plan->sections[s];

		if (section->name.len)
			buf_printf(to, "  %.*s\n", STR_ARG(section->name));
		for (size_t i = section->first; i < section->first + section->count; i++) {
			const struct entry *entry = plan->chapters[i].entry;
			str day = date_is_set(entry->date)
			    ? date_day_iso(plan->scratch, entry->date)
			    : STR("undated");

			buf_printf(to, "    %.*s (%.*s, %u word%s, %.*s)\n",
			    STR_ARG(plan->chapters[i].title), STR_ARG(day), entry->words,
			    entry->words == 1 ? "" : "s", STR_ARG(entry->name));
		}
	}
}

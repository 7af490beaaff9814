/* The provenance of a volume, for programs: docs/provenance.schema.json describes it. */
#include "bind/plan.h"
#include "core/sha256.h"
#include "core/version.h"

static void
add_member(struct buf *to, const char *indent, const char *name, str value, const char *end)
{
	buf_printf(to, "%s\"%s\": ", indent, name);
	buf_json(to, value);
	buf_z(to, end);
}

static str
iso_of(struct plan *plan, struct date date)
{
	return date_is_set(date) ? date_iso(plan->scratch, date) : STR_NONE;
}

static void
add_article(struct plan *plan, struct buf *to, const struct chapter *chapter)
{
	const struct entry *entry = chapter->entry;

	buf_z(to, "\n    {\n");
	add_member(to, "      ", "file",
	    arena_printf(plan->scratch, "text/%.*s", STR_ARG(chapter->file)), ",\n");
	add_member(to, "      ", "title", chapter->title, ",\n");
	add_member(to, "      ", "identifier", entry->identifier, ",\n");
	add_member(to, "      ", "source", entry->source, ",\n");
	add_member(to, "      ", "canonical", entry->canonical, ",\n");
	add_member(to, "      ", "date", iso_of(plan, entry->date), ",\n");
	add_member(to, "      ", "captured", iso_of(plan, entry->captured), ",\n");
	add_member(to, "      ", "input", entry->name, ",\n");
	add_member(
	    to, "      ", "sha256", sha256_hex(plan->scratch, entry->input_digest, 32), ",\n");
	add_member(
	    to, "      ", "text_sha256", sha256_hex(plan->scratch, entry->text_digest, 32), "\n");
	buf_z(to, "    }");
}

void
provenance_add(struct plan *plan)
{
	const struct bind_request *request = plan->request;
	struct buf to = BUF(plan->scratch);
	struct part *part =
	    bind_part(plan, STR("provenance.json"), "application/json", STR("provenance"));

	buf_z(&to, "{\n");
	add_member(&to, "  ", "octavo", STR(OCTAVO_VERSION), ",\n");
	add_member(&to, "  ", "title", plan->book->title, ",\n");
	add_member(&to, "  ", "identifier", plan->book->identifier, ",\n");
	buf_printf(&to, "  \"volume\": %u,\n", request->volume.number);
	buf_z(&to, "  \"options\": {");
	for (size_t i = 0; i < request->option_count; i++) {
		buf_z(&to, i ? ",\n    " : "\n    ");
		buf_json(&to, request->options[i].name);
		buf_z(&to, ": ");
		buf_json(&to, request->options[i].value);
	}
	buf_z(&to, request->option_count ? "\n  },\n" : "},\n");
	buf_z(&to, "  \"articles\": [");
	for (size_t i = 0; i < plan->chapter_count; i++) {
		buf_z(&to, i ? "," : "");
		add_article(plan, &to, &plan->chapters[i]);
	}
	buf_z(&to, "\n  ]\n}\n");
	part->bytes = bind_keep(plan, &to);
}

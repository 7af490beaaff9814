/* octavo state: what --only-new remembers. */
#include "state/state.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/remember.h"
#include "core/sha256.h"

static void
add_line(struct buf *to, struct arena *arena, const struct state_edition *edition, size_t count)
{
	str title = diag_harmless(arena, edition->title);
	str path = diag_harmless(arena, edition->path);

	buf_printf(to, "%lld\t%.*s\t%zu\t%s\t%.*s\t%.*s\n", (long long)edition->number,
	    STR_ARG(edition->date), count, edition->is_done ? "done" : "pending", STR_ARG(title),
	    STR_ARG(path));
}

static str
list(struct run *run, struct state *state)
{
	struct buf out = BUF(&run->arena);
	size_t count, articles;
	struct state_edition *editions = state_editions(state, &run->arena, &count);

	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_inner(&run->arena);
		struct state_article *all =
		    state_articles(state, arena, editions[i].number, &articles);
		size_t bound = 0;

		for (size_t k = 0; k < articles; k++)
			bound += !all[k].is_twin;
		add_line(&out, arena, &editions[i], bound);
		arena_release(arena);
	}
	return out.len ? buf_str(&out) : STR("");
}

/* "name": value, with null for what is not known. */
static void
add_field(struct buf *to, const char *name, str value)
{
	buf_printf(to, "\"%s\": ", name);
	buf_json(to, value.len ? value : STR_NONE);
	buf_z(to, ", ");
}

static void
add_article(struct buf *to, const struct state_article *article)
{
	str hex = sha256_hex(to->arena, article->text, sizeof article->text);

	buf_z(to, "\n      {");
	add_field(to, "title", article->title);
	add_field(to, "address", article->address);
	add_field(to, "date", article->date);
	add_field(to, "input", article->input);
	add_field(to, "identifier", article->identifier);
	add_field(to, "text_sha256", hex);
	buf_printf(to, "\"bound\": %s}", article->is_twin ? "false" : "true");
}

static void
add_edition(struct buf *to, struct state *state, const struct state_edition *edition)
{
	str hex = sha256_hex(to->arena, edition->digest, sizeof edition->digest);
	size_t count;
	struct state_article *all = state_articles(state, to->arena, edition->number, &count);

	buf_printf(to, "\n    {\"number\": %lld, ", (long long)edition->number);
	add_field(to, "name", edition->name);
	add_field(to, "title", edition->title);
	add_field(to, "date", edition->date);
	add_field(to, "identifier", edition->identifier);
	add_field(to, "file", edition->path);
	add_field(to, "sha256", hex);
	buf_printf(to, "\"done\": %s, \"articles\": [", edition->is_done ? "true" : "false");
	for (size_t i = 0; i < count; i++) {
		buf_z(to, i ? "," : "");
		add_article(to, &all[i]);
	}
	buf_z(to, "]}");
}

static str
export_all(struct run *run, struct state *state)
{
	struct buf out = BUF(&run->arena);
	size_t count;
	struct state_edition *editions = state_editions(state, &run->arena, &count);

	buf_z(&out, "{\"version\": 1, \"editions\": [");
	for (size_t i = 0; i < count; i++) {
		buf_z(&out, i ? "," : "");
		add_edition(&out, state, &editions[i]);
	}
	buf_z(&out, "]}\n");
	return buf_str(&out);
}

/* Numbers of editions, and identifiers or addresses of articles. */
static void
forget(struct run *run, struct state *state)
{
	const struct invocation *told = &run->invocation;

	for (size_t i = 1; i < told->operand_count; i++) {
		str what = told->operands[i];
		uint32_t number;
		size_t digits = str_number(what, 9, &number), count = 0;
		bool good = digits && digits == what.len
		    ? state_forget_edition(state, number, &count)
		    : state_forget_article(state, what, &count);

		if (!good) {
			run_fail(run, STATUS_SYSTEM, DIAG_STATE_FAILED, remember_path(run),
			    state_why(state).at);
			return;
		}
		if (!count)
			run_fail(run, STATUS_REFUSED, DIAG_STATE_NONE, what, NULL);
	}
}

static bool
print_text(struct run_print *print)
{
	const str *text = print->with;

	return run_print(print, *text);
}

enum status
command_state(struct run *run)
{
	const struct invocation *told = &run->invocation;
	str verb = told->operand_count ? told->operands[0] : STR(""), text = STR_NONE;
	bool is_list = str_eq(verb, STR("list")), is_export = str_eq(verb, STR("export"));
	bool is_forget = str_eq(verb, STR("forget")) && told->operand_count > 1;
	struct state *state;

	if (!is_forget && (!(is_list || is_export) || told->operand_count > 1)) {
		report_say(&run->report, DIAG_STATE_USAGE, STR("octavo state"), NULL);
		return STATUS_USAGE;
	}
	state = remember_open_state(run, true);
	if (!state)
		return run->status;
	if (is_forget)
		forget(run, state);
	else
		text = is_list ? list(run, state) : export_all(run, state);
	state_close(state);
	return is_forget ? run->status : run_print_all(run, print_text, &text);
}

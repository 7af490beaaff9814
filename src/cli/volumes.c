/* volumes.json: what the volumes of an archive are, and what of it is in none. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/digest.h"
#include "cli/output.h"
#include "cli/remember.h"
#include "core/sha256.h"
#include "core/version.h"

#define VOLUMES_NAME "volumes.json"

static void
add_text(struct buf *to, const char *name, str value)
{
	buf_printf(to, ", \"%s\": ", name);
	buf_json(to, value);
}

static void
add_day(struct arena *arena, struct buf *to, const char *name, struct date date)
{
	add_text(to, name, date_is_set(date) ? date_day_iso(arena, date) : STR_NONE);
}

/* Size and digest of a book that was just written; null where it cannot be read any more. */
static void
add_file(struct arena *arena, struct buf *to, str path)
{
	int fd = open(path.at, O_RDONLY | O_CLOEXEC);
	uint8_t digest[32];
	size_t size;

	if (fd >= 0 && sha256_file(fd, digest, &size)) {
		buf_printf(to, ", \"bytes\": %zu", size);
		add_text(to, "sha256", sha256_hex(arena, digest, 32));
	} else {
		buf_z(to, ", \"bytes\": null, \"sha256\": null");
	}
	if (fd >= 0)
		close(fd);
}

static void
add_volumes(struct arena *arena, struct buf *to, const struct selection *selection,
    const struct made_volume *made)
{
	for (size_t i = 0; i < selection->volume_count; i++) {
		const struct edition_volume *volume = &selection->volumes[i];

		buf_printf(to, "%s\n    {\"number\": %u", i ? "," : "", volume->number);
		add_text(to, "file", str_after_last(made[i].path, '/'));
		add_text(to, "title", made[i].title);
		add_text(to, "identifier", made[i].identifier);
		buf_printf(to, ", \"articles\": %zu", volume->entries.count);
		add_day(arena, to, "first", edition_day(&volume->entries, -1));
		add_day(arena, to, "last", edition_day(&volume->entries, 1));
		add_file(arena, to, made[i].path);
		buf_char(to, '}');
	}
}

static void
add_entry(struct arena *arena, struct buf *to, const struct entry *entry)
{
	buf_z(to, "\n    {\"input\": ");
	buf_json(to, entry->name);
	add_text(to, "title", entry->title);
	add_text(to, "source", entry->source);
	add_text(to, "sha256", sha256_hex(arena, entry->input_digest, 32));
}

static void
add_duplicates(struct arena *arena, struct buf *to, const struct selection *selection)
{
	static const char *const whys[] = {"address", "text", "near"};
	const struct edition_twins *twins = &selection->twins;

	for (size_t i = 0; i < twins->count; i++) {
		const struct edition_twin *twin = &twins->list[i];

		buf_z(to, i ? "," : "");
		add_entry(arena, to, twin->entry);
		add_text(to, "same", str_of(whys[twin->why]));
		add_text(to, "as", twin->kept->name);
		buf_printf(to, ", \"volume\": %u}", twin->kept->volume);
	}
}

static void
add_left_out(struct arena *arena, struct buf *to, const struct gathering *gathering,
    const struct selection *selection)
{
	const struct edition_left *left = &selection->left;

	for (size_t i = 0; i < left->count; i++) {
		buf_z(to, i ? "," : "");
		add_entry(arena, to, left->list[i]);
		add_text(to, "why", STR("limit"));
		buf_char(to, '}');
	}
	for (size_t i = 0; i < gathering->left_out_count; i++) {
		buf_z(to, i || left->count ? ",\n    {\"input\": " : "\n    {\"input\": ");
		buf_json(to, gathering->left_out[i]);
		add_text(to, "why", STR("no article"));
		buf_char(to, '}');
	}
}

static void
put(struct run *run, str folder, str bytes)
{
	struct arena *arena = &run->arena;
	str path = arena_printf(arena, "%.*s%s", STR_ARG(folder), VOLUMES_NAME);
	struct output output;

	if (!output_begin(arena, &output, folder, remember_name(run))) {
		run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED, path, strerror(errno));
		return;
	}
	if (output_write(output.fd, bytes) && output_keep(arena, &output, path))
		return;
	run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED, path, strerror(errno));
	output_drop(&output);
}

void
volumes_write(const struct gathering *gathering, const struct selection *selection,
    const struct made_volume *made)
{
	struct run *run = gathering->run;
	struct arena *arena = &run->arena;
	struct buf to = BUF(arena);
	str path = made[0].path;

	buf_z(&to, "{\n  \"octavo\": ");
	buf_json(&to, STR(OCTAVO_VERSION));
	buf_z(&to, ",\n  \"split\": ");
	buf_json(&to, run->invocation.given[OPT_SPLIT]);
	buf_z(&to, ",\n  \"volumes\": [");
	add_volumes(arena, &to, selection, made);
	buf_z(&to, "\n  ],\n  \"duplicates\": [");
	add_duplicates(arena, &to, selection);
	buf_z(&to, selection->twins.count ? "\n  ],\n  \"left_out\": [" : "],\n  \"left_out\": [");
	add_left_out(arena, &to, gathering, selection);
	buf_z(&to, selection->left.count || gathering->left_out_count ? "\n  ]\n}\n" : "]\n}\n");
	put(run, str_head(path, path.len - str_after_last(path, '/').len), buf_str(&to));
}

/* WACZ (Web Archive Collection Zipped 1.1.1): web archives in a ZIP, with lists of their pages. */
#include "unpack/wacz.h"

#include "unpack/json.h"

#define PAGE_LINE ((size_t)64 << 10) /* of a list: what is longer holds a page's text behind */

static bool
is_archive(str path)
{
	static const char *const endings[] = {".warc", ".warc.gz", ".warc.zst"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_starts(path, STR("archive/")) && str_ends_nocase(path, str_of(endings[i])))
			return true;
	return false;
}

/* A list has a page a line, JSON objects with its address as "url" (section 5.2). */
static void
read_list(struct archive *archive, struct arena *arena, const struct archive_entry *entry,
    struct warc_set *pages)
{
	struct arena *list = arena_inner(arena), *line = arena_inner(arena);
	struct stream *stream = archive->open(archive, list, entry);
	str text;

	while (stream && (text = stream_line(stream, line, PAGE_LINE)).at &&
	    pages->count < LIMIT_WARC_PAGES) {
		struct json json;

		json_begin(&json, text);
		while (str_starts(str_trim(text), STR("{")) && json_next(&json))
			if (json_has_key(&json, "url")) {
				uint64_t hash =
				    warc_hash_address(line, json_string(line, json.value));

				if (hash)
					warc_set_add(arena, pages, hash);
				break;
			}
		arena_release(line);
	}
	arena_release(line);
	arena_release(list);
}

void
wacz_narrow(struct archive *archive, struct arena *arena)
{
	struct warc_set *pages;
	size_t kept = 0;

	if (!archive_find(archive, STR("datapackage.json")))
		return;
	for (size_t i = 0; i < archive->count && !kept; i++)
		kept = is_archive(archive->entries[i].path);
	if (!kept)
		return;
	pages = arena_alloc(arena, sizeof *pages);
	for (size_t i = 0; i < archive->count; i++)
		if (str_starts(archive->entries[i].path, STR("pages/")) &&
		    str_ends_nocase(archive->entries[i].path, STR(".jsonl")))
			read_list(archive, arena, &archive->entries[i], pages);
	archive->pages = pages;
	kept = 0;
	for (size_t i = 0; i < archive->count; i++)
		if (is_archive(archive->entries[i].path))
			archive->entries[kept++] = archive->entries[i];
	archive->count = kept;
	archive->folder = STR("archive/");
}

const struct warc_set *
wacz_pages(const struct container *container)
{
	while (container && container->kind->kind != KIND_ZIP)
		container = container->above;
	return container ? ((const struct archive *)container->state)->pages : NULL;
}

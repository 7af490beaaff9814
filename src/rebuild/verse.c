/* Verse that a page keeps in a pre: stanzas as paragraphs, lines with their ends. */
#include "rebuild/visit.h"

static void
begin_stanza(struct rebuild *rebuild)
{
	build_boundary(&rebuild->build);
	rebuild->build.paragraph = (struct paragraph){.is_wanted = true, .class_ = STR("verse")};
}

uint32_t
visit_verse(struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	struct build *build = &rebuild->build;
	uint32_t end = page->nodes[at].end;
	unsigned line_ends = 0;

	begin_stanza(rebuild);
	for (uint32_t i = at + 1; i < end; i++) {
		str rest = page->nodes[i].tag == TAG_TEXT ? page->nodes[i].text : STR_NONE;

		line_ends += page->nodes[i].tag == TAG_BR;
		while (rest.len) {
			size_t stop = str_find_char(rest, '\n');
			str line = str_head(rest, stop);

			if (!str_is_blank(line)) {
				if (line_ends > 1)
					begin_stanza(rebuild);
				else if (line_ends)
					build_break(build);
				line_ends = 0;
				build_text(build, line);
			}
			line_ends += stop != STR_NOT_FOUND;
			rest = stop == STR_NOT_FOUND ? STR_NONE : str_from(rest, stop + 1);
		}
	}
	build_boundary(build);
	build->paragraph = (struct paragraph){0};
	return end;
}

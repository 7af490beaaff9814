/* --help. */
#include "cli/help.h"

#include "core/version.h"

static const char usage[] =
    "octavo " OCTAVO_VERSION
    ": turns articles (saved web pages, Markdown, text) into EPUB books, offline.\n"
    "\n"
    "  octavo convert INPUT... [-o OUT]        each article its own EPUB\n"
    "  octavo digest  INPUT... [-o OUT.epub]   many articles, one EPUB\n"
    "  octavo extract INPUT... [--to FORMAT]   the cleaned article: JSON, text, Markdown, HTML\n"
    "  octavo explain INPUT    [-o OUT.html]   what of a page was kept, and why\n"
    "  octavo attach  [MESSAGE]                a newsletter, with its EPUB attached\n"
    "  octavo state   list|forget|export       what --only-new remembers\n"
    "\n"
    "INPUT is a file, a folder, or - for standard input; octavo INPUT... alone is convert.\n"
    "\n"
    "Options\n";

static const char ending[] =
    "\n"
    "Exit status: 0 all was done; 1 an input was refused (named, the rest was bound); 2 wrong\n"
    "usage; 3 the output could not be written or the system failed; 4 nothing is new.\n"
    "\n"
    "Examples\n"
    "  octavo page.html                                  \"The title.epub\" in this folder\n"
    "  octavo digest ~/Clippings -o today.epub           a small newspaper of a folder\n"
    "  octavo extract --to markdown page.html > page.md  the article as Markdown\n"
    "  octavo explain page.html -o why.html              a report, to look at in a browser\n";

#define HELP_COLUMN 26
#define HELP_WIDTH 98

/* Commands that an option is for, where not all of them take it. */
static const char *
only_for(const struct option_row *row, unsigned commands)
{
	unsigned main_commands = CONVERT | DIGEST | EXTRACT | EXPLAIN | ATTACH;
	static const struct {
		unsigned commands;
		const char *words;
	} rows[] = {{DIGEST, " (digest)"}, {EXTRACT, " (extract)"}, {ATTACH, " (attach)"},
	    {CONVERT | DIGEST, " (convert, digest)"},
	    {CONVERT | DIGEST | ATTACH, " (convert, digest, attach)"}};

	for (size_t i = 0; commands == main_commands && i < sizeof rows / sizeof *rows; i++)
		if ((row->commands & main_commands) == rows[i].commands)
			return rows[i].words;
	return "";
}

static void
begin_help_line(struct buf *to)
{
	buf_char(to, '\n');
	for (size_t i = 0; i < HELP_COLUMN; i++)
		buf_char(to, ' ');
}

static void
add_option(struct buf *to, const struct option_row *row, unsigned commands)
{
	size_t start = to->len;
	str text = arena_printf(to->arena, "%s%s", row->help, only_for(row, commands)), word;

	if (row->letter)
		buf_printf(to, "  -%c, --%s", row->letter, row->name);
	else
		buf_printf(to, "      --%s", row->name);
	if (row->argument)
		buf_printf(to, " %s", row->argument);
	while (to->len - start < HELP_COLUMN)
		buf_char(to, ' ');
	if (to->len - start > HELP_COLUMN || to->at[to->len - 1] != ' ') {
		begin_help_line(to);
		start = to->len - HELP_COLUMN;
	}
	for (bool is_first = true; str_word(&text, &word); is_first = false) {
		if (!is_first && to->len - start + 1 + word.len > HELP_WIDTH) {
			begin_help_line(to);
			start = to->len - HELP_COLUMN;
		} else if (!is_first) {
			buf_char(to, ' ');
		}
		buf_add(to, word);
	}
	buf_char(to, '\n');
}

str
help_text(struct arena *arena, unsigned commands)
{
	struct buf buf = BUF(arena);

	buf_z(&buf, usage);
	for (size_t i = 0; i < OPT_COUNT; i++)
		if (option_rows[i].commands & commands & ~(unsigned)HIDDEN)
			add_option(&buf, &option_rows[i], commands);
	buf_z(&buf, ending);
	return buf_str(&buf);
}

/* Lines of Markdown. */
#include "write/markdown_line.h"

#include "core/utf8.h"

void
markdown_ask(struct markdown *md, enum markdown_gap gap)
{
	if (md->cells && gap > MARKDOWN_BREAK)
		gap = MARKDOWN_BREAK;
	if (gap > md->gap)
		md->gap = gap;
}

/* The prefix of a blank line. */
static void
write_blank(struct markdown *md)
{
	str prefix = str_head(buf_str(&md->prefix), md->gap_prefix);

	while (prefix.len && prefix.at[prefix.len - 1] == ' ')
		prefix.len--;
	buf_add(md->to, prefix);
}

/* The prefix of a line, the marker of an item standing in for its end. */
static void
write_prefix(struct markdown *md)
{
	str prefix = buf_str(&md->prefix);

	if (md->marker.len) {
		buf_add(md->to, str_head(prefix, md->marker_base));
		buf_add(md->to, md->marker);
	} else {
		buf_add(md->to, prefix);
	}
	md->marker = STR_NONE;
	md->gap_prefix = prefix.len;
}

void
markdown_begin(struct markdown *md)
{
	bool is_first = md->to->len == md->start;

	if (md->gap == MARKDOWN_SPACE && !md->at_line_start && !is_first &&
	    !(md->cells && md->is_cell_empty))
		buf_char(md->to, ' ');
	if (md->gap == MARKDOWN_BREAK && !md->is_cell_empty)
		buf_z(md->to, "<br>");
	md->is_cell_empty = false;
	if (md->gap >= MARKDOWN_LINE && !is_first) {
		buf_char(md->to, '\n');
		if (md->gap == MARKDOWN_BLANK) {
			write_blank(md);
			buf_char(md->to, '\n');
		}
		md->at_line_start = true;
	}
	if (md->at_line_start || is_first) {
		write_prefix(md);
		md->at_line_start = false;
	}
	md->gap = MARKDOWN_TIGHT;
	for (size_t i = 0; i < md->opener_count; i++)
		buf_z(md->to, md->openers[i]);
	md->opener_count = 0;
}

void
markdown_raw(struct markdown *md, const char *text)
{
	markdown_begin(md);
	buf_z(md->to, text);
}

/* Whether a character at this place would be read as markup. */
static bool
needs_escape(const struct markdown *md, str run, size_t at, bool is_line_start)
{
	char c = run.at[at], next = at + 1 < run.len ? run.at[at + 1] : ' ';
	bool inside_word = at > 0 &&
	    (ascii_is_alpha((unsigned char)run.at[at - 1]) ||
		ascii_is_digit((unsigned char)run.at[at - 1])) &&
	    (ascii_is_alpha((unsigned char)next) || ascii_is_digit((unsigned char)next));

	switch (c) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '<':
		return true;
	case '_':
		return !inside_word;
	case '&':
		return ascii_is_alpha((unsigned char)next) || next == '#';
	case '~':
	case '=':
		return next == c || is_line_start;
	case '|':
		return md->cells > 0;
	case '#':
	case '>':
	case '+':
	case '-':
		return is_line_start;
	case '.':
	case ')':
		return is_line_start; /* the caller says so behind a number that begins a line */
	default:
		return false;
	}
}

void
markdown_text(struct markdown *md, str run)
{
	bool number_begins = false;
	size_t len;

	for (size_t i = 0; i < run.len; i += len) {
		uint32_t code = utf8_decode(str_from(run, i), &len);
		bool starts;

		if (code_is_space(code) && code != 0xA0) {
			markdown_ask(md, MARKDOWN_SPACE);
			number_begins = false;
			continue;
		}
		if (code == 0xAD) /* a soft hyphen is for who lays out the text */
			continue;
		starts = md->at_line_start || md->gap >= MARKDOWN_LINE || md->to->len == md->start;
		markdown_begin(md);
		if (code < 0x80 &&
		    needs_escape(
			md, run, i, starts || (number_begins && (code == '.' || code == ')'))))
			buf_char(md->to, '\\');
		buf_add(md->to, str_head(str_from(run, i), len));
		number_begins =
		    code < 0x80 && ascii_is_digit((unsigned char)code) && (starts || number_begins);
	}
}

void
markdown_line(struct markdown *md, str line)
{
	md->gap = md->gap > MARKDOWN_LINE ? md->gap : MARKDOWN_LINE;
	if (line.len == 0 && md->gap == MARKDOWN_LINE) {
		buf_char(md->to, '\n');
		write_blank(md);
		return;
	}
	markdown_begin(md);
	buf_add(md->to, line);
}

void
markdown_open(struct markdown *md, const char *mark)
{
	if (md->opener_count < MARKDOWN_OPENERS)
		md->openers[md->opener_count++] = mark;
}

void
markdown_close(struct markdown *md, const char *mark)
{
	for (size_t i = md->opener_count; i > 0; i--)
		if (md->openers[i - 1] == mark) {
			md->opener_count = i - 1;
			return;
		}
	buf_z(md->to, mark);
}

void
markdown_indent(struct markdown *md, const char *prefix, str marker)
{
	if (md->prefix_count < MARKDOWN_LEVELS)
		md->prefix_lens[md->prefix_count] = md->prefix.len;
	md->prefix_count++;
	md->marker_base = md->prefix.len;
	buf_z(&md->prefix, prefix);
	md->marker = marker;
}

void
markdown_dedent(struct markdown *md)
{
	md->prefix_count--;
	if (md->prefix_count < MARKDOWN_LEVELS)
		md->prefix.len = md->prefix_lens[md->prefix_count];
	if (md->gap_prefix > md->prefix.len)
		md->gap_prefix = md->prefix.len;
	md->marker = STR_NONE;
}

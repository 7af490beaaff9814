/* A text/plain body as HTML: paragraphs joined, quotations, lists, addresses as links. */
#include "core/utf8.h"
#include "unpack/plain.h"

bool
plain_is_rule(str text)
{
	size_t count = 0;
	char mark;

	text = str_trim(text);
	mark = text.len ? text.at[0] : ' ';
	if (str_find_char(STR("-=*_~#+"), mark) == STR_NOT_FOUND)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != mark && text.at[i] != ' ')
			return false;
		count += text.at[i] == mark;
	}
	return count >= 3;
}

static void
set_depth(struct plain *plain, unsigned depth)
{
	for (; plain->depth < depth; plain->depth++)
		buf_z(&plain->out, "<blockquote>\n");
	for (; plain->depth > depth; plain->depth--)
		buf_z(&plain->out, "</blockquote>\n");
}

size_t
plain_address(str s)
{
	size_t n = 0;

	if (!str_starts_nocase(s, STR("http://")) && !str_starts_nocase(s, STR("https://")))
		return 0;
	while (n < s.len && !ascii_is_space((unsigned char)s.at[n]) && s.at[n] != '<' &&
	    s.at[n] != '>' && s.at[n] != '"' && s.at[n] != ')' && s.at[n] != ']')
		n++;
	while (n && str_find_char(STR(".,;:!?'*"), s.at[n - 1]) != STR_NOT_FOUND)
		n--;
	return n > 10 ? n : 0;
}

static void
add_link(struct plain *plain, str address, str text)
{
	buf_z(&plain->out, "<a href=\"");
	buf_xml_attribute(&plain->out, address);
	buf_z(&plain->out, "\">");
	buf_xml(&plain->out, text);
	buf_z(&plain->out, "</a>");
}

/* An address, or a reference to one, at text[at]: how much of it is a link, from where. */
static size_t
find_link(const struct plain *plain, str text, size_t at, str *address, str *shown)
{
	static const char pairs[] = "()[]<>";
	str rest = str_from(text, at);
	size_t n;

	if (*rest.at == '[') {
		n = plain_reference(plain, rest, address);
		if (n) {
			*shown = str_head(rest, n);
			return n;
		}
	}
	/* "(https://…)" is a link with its brackets, "<https://…>" without. */
	for (size_t i = 0; i < 6; i += 2) {
		if (*rest.at != pairs[i])
			continue;
		n = plain_address(str_from(rest, 1));
		if (!n || n + 1 >= rest.len || rest.at[n + 1] != pairs[i + 1])
			return 0;
		*address = (str){rest.at + 1, n};
		*shown = *rest.at == '<' ? *address : str_head(rest, n + 2);
		return n + 2;
	}
	n = plain_address(rest);
	*address = *shown = str_head(rest, n);
	return n;
}

/* Text with its addresses as links. */
static void
add_text(struct plain *plain, str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.len;) {
		bool may = str_find_char(STR("hH([<"), text.at[i]) != STR_NOT_FOUND;
		str address, shown;
		size_t n = may ? find_link(plain, text, i, &address, &shown) : 0;

		if (!n) {
			i++;
			continue;
		}
		buf_xml(&plain->out, (str){text.at + from, i - from});
		add_link(plain, address, shown);
		i += n;
		from = i;
	}
	buf_xml(&plain->out, str_from(text, from));
}

/* Length of "- ", "* ", "• ", "1. ", "2) " at the start of a line, blanks before included. */
static size_t
bullet_length(str text, bool *is_number)
{
	size_t n = 0, digits = 0;

	while (n < text.len && text.at[n] == ' ')
		n++;
	if (n > 8)
		return 0;
	*is_number = false;
	if (str_starts(str_from(text, n), STR("- ")) || str_starts(str_from(text, n), STR("* ")) ||
	    str_starts(str_from(text, n), STR("+ ")))
		return n + 2;
	if (str_starts(str_from(text, n), STR("\xe2\x80\xa2 ")))
		return n + 4;
	while (n + digits < text.len && digits < 3 &&
	    ascii_is_digit((unsigned char)text.at[n + digits]))
		digits++;
	*is_number = true;
	if (digits &&
	    (str_starts(str_from(text, n + digits), STR(". ")) ||
		str_starts(str_from(text, n + digits), STR(") "))))
		return n + digits + 2;
	return 0;
}

#define FIRST_WIDE 0x2E80 /* where the blocks of the East Asian scripts begin */

size_t
plain_width(str text)
{
	size_t width = 0, len;

	for (; text.len; text = str_from(text, len))
		width += utf8_decode(text, &len) >= FIRST_WIDE ? 2 : 1;
	return width;
}

static bool
begins_wide(str text)
{
	size_t len;

	return text.len && utf8_decode(text, &len) >= FIRST_WIDE;
}

/* Whether a line ends in a script that knows no spaces, and the next begins in one. */
static bool
joins_unspaced(str line, str next)
{
	size_t last;

	line = str_trim(line);
	last = line.len;
	while (last && ((unsigned char)line.at[last - 1] & 0xC0) == 0x80)
		last--;
	return last && begins_wide(str_from(line, last - 1)) && begins_wide(str_trim(next));
}

/* Whether a line was broken where it was full: the next word had no room in it. */
static bool
is_full(const struct plain *plain, str line, str next)
{
	size_t word = 0, len;

	next = str_trim(next);
	while (word < next.len && !ascii_is_space((unsigned char)next.at[word])) {
		bool wide = utf8_decode(str_from(next, word), &len) >= FIRST_WIDE;

		word += len;
		if (wide)
			break;
	}
	return plain_width(line) + 1 + plain_width(str_head(next, word)) > plain->width;
}

/* Whether the next line goes on with the sentence of this one: then they were one. */
static bool
goes_on(const struct plain *plain, size_t at, size_t next)
{
	const struct plain_line *line = &plain->lines[at], *other = &plain->lines[next];

	if (plain->is_flowed)
		return line->is_soft;
	if (plain_address(str_trim(line->text)) == str_trim(line->text).len)
		return false;
	return is_full(plain, line->text, other->text) ||
	    is_full(plain, str_trim(line->text), other->text);
}

/* A block: lines of one depth without a blank one between. */
static size_t
block_end(const struct plain *plain, size_t at)
{
	size_t end = at + 1;

	while (end < plain->count && !plain->lines[end].is_out &&
	    plain->lines[end].depth == plain->lines[at].depth &&
	    !str_is_blank(plain->lines[end].text) && !plain_is_rule(plain->lines[end].text))
		end++;
	return end;
}

/* Most lines are indented, or keep columns apart: it is no prose. */
static bool
is_preformatted(const struct plain *plain, size_t at, size_t end)
{
	size_t wide = 0;
	bool is_number;

	for (size_t i = at; i < end; i++) {
		str text = plain->lines[i].text, trimmed = str_trim(text);

		if (bullet_length(text, &is_number))
			return false;
		wide += str_starts(text, STR("    ")) || str_starts(text, STR("\t")) ||
		    str_find(trimmed, STR("    ")) != STR_NOT_FOUND ||
		    str_find_char(trimmed, '\t') != STR_NOT_FOUND;
	}
	return end - at > 1 && wide * 4 > (end - at) * 3;
}

static void
write_preformatted(struct plain *plain, size_t at, size_t end)
{
	buf_z(&plain->out, "<pre>");
	for (size_t i = at; i < end; i++) {
		buf_xml(&plain->out, plain->lines[i].text);
		buf_char(&plain->out, '\n');
	}
	buf_z(&plain->out, "</pre>\n");
}

/* A list: each bullet begins an item, other lines go on with it. */
static void
write_list(struct plain *plain, size_t at, size_t end)
{
	bool is_numbered, is_number;

	bullet_length(plain->lines[at].text, &is_numbered);
	buf_z(&plain->out, is_numbered ? "<ol>\n" : "<ul>\n");
	for (size_t i = at; i < end; i++) {
		size_t n = bullet_length(plain->lines[i].text, &is_number);

		buf_z(&plain->out, !n ? " " : i > at ? "</li>\n<li>" : "<li>");
		add_text(plain, str_trim(str_from(plain->lines[i].text, n)));
	}
	buf_z(&plain->out, is_numbered ? "</li>\n</ol>\n" : "</li>\n</ul>\n");
}

static void
write_paragraph(struct plain *plain, size_t at, size_t end)
{
	buf_z(&plain->out, "<p>");
	for (size_t i = at; i < end; i++) {
		str text = plain->lines[i].text;

		add_text(plain, plain->joins_words ? text : str_trim(text));
		if (i + 1 == end)
			break;
		if (!goes_on(plain, i, i + 1))
			buf_z(&plain->out, "<br>\n");
		else if (!plain->joins_words && !joins_unspaced(text, plain->lines[i + 1].text))
			buf_char(&plain->out, ' ');
	}
	buf_z(&plain->out, "</p>\n");
}

/* A line between rules, or above one: a heading. */
static bool
is_heading(const struct plain *plain, size_t at, size_t end)
{
	str text = str_trim(plain->lines[at].text);
	size_t letters = 0, small = 0;

	if (end - at != 1 || text.len > 80 || plain->lines[at].depth ||
	    str_find_nocase(text, STR("http")) != STR_NOT_FOUND)
		return false;
	if (end < plain->count && !plain->lines[end].is_out &&
	    plain_is_rule(plain->lines[end].text) &&
	    str_find_char(STR("=-~"), str_trim(plain->lines[end].text).at[0]) != STR_NOT_FOUND)
		return true;
	if (str_starts(text, STR("# ")) || str_starts(text, STR("## ")))
		return true;
	for (size_t i = 0; i < text.len; i++) {
		letters += ascii_is_alpha((unsigned char)text.at[i]);
		small += text.at[i] >= 'a' && text.at[i] <= 'z';
	}
	return letters > 3 && !small && plain_address(text) == 0;
}

static void
write_heading(struct plain *plain, str text)
{
	text = str_trim(text);
	while (str_starts(text, STR("#")))
		text = str_from(text, 1);
	buf_z(&plain->out, "<h2>");
	add_text(plain, str_trim(text));
	buf_z(&plain->out, "</h2>\n");
}

void
plain_write(struct plain *plain)
{
	for (size_t at = 0; at < plain->count;) {
		const struct plain_line *line = &plain->lines[at];
		size_t end, first;
		bool is_number;

		if (line->is_out || str_is_blank(line->text)) {
			at++;
			continue;
		}
		set_depth(plain, line->depth);
		if (plain_is_rule(line->text)) {
			buf_z(&plain->out, "<hr>\n");
			at++;
			continue;
		}
		end = block_end(plain, at);
		for (first = at; first < end; first++)
			if (bullet_length(plain->lines[first].text, &is_number))
				break;
		if (is_heading(plain, at, end)) {
			write_heading(plain, line->text);
			at = end;
			at += at < plain->count && !plain->lines[at].is_out &&
			    plain_is_rule(plain->lines[at].text);
			continue;
		}
		if (is_preformatted(plain, at, end)) {
			write_preformatted(plain, at, end);
		} else {
			if (first > at)
				write_paragraph(plain, at, first);
			if (first < end)
				write_list(plain, first, end);
		}
		at = end;
	}
	set_depth(plain, 0);
}

/* Breaking a text into lines and finding its size. */
#include "cover/layout.h"

/* Where a word that is wider than the line is torn: behind its last slash or the like in the second
   half of what has room, else behind its last character there; one character at least is taken. */
static size_t
tear_word(const struct glyphs_text *text, size_t first, size_t end)
{
	size_t at = end;

	while (at > first + (end - first) / 2 && !text->at[at].may_tear)
		at--;
	if (text->at[at].may_tear && at > first)
		return at;
	for (at = end; at > first && !text->at[at].is_cluster;)
		at--;
	if (at > first)
		return at;
	for (at = first + 1; at < text->count && !text->at[at].is_cluster;)
		at++;
	return at;
}

/* The longest line from glyph `first` on that is not wider than `width`: where the next begins. */
static size_t
take_line(const struct glyphs_text *text, size_t first, int64_t width, bool *torn)
{
	size_t word_end = first;
	int64_t x = 0;

	for (size_t i = first; i < text->count; i++) {
		const struct glyph *glyph = &text->at[i];

		if (glyph->may_begin)
			word_end = i;
		x += glyph->advance;
		if (x <= width || glyph->is_space)
			continue;
		if (word_end > first)
			return word_end;
		*torn = true;
		return tear_word(text, first, i);
	}
	return text->count;
}

static struct layout_line
make_line(const struct glyphs_text *text, size_t first, size_t end)
{
	struct layout_line line = {.first = first};

	while (end > first && text->at[end - 1].is_space)
		end--;
	line.count = end - first;
	for (size_t i = first; i < end; i++)
		line.width += text->at[i].advance;
	return line;
}

/* Fills in lines; returns where the text that found no room begins. */
static size_t
fill(struct layout *layout, const struct glyphs_text *text, int64_t width, size_t most)
{
	size_t at = 0, next;

	layout->count = 0;
	layout->is_torn = false;
	while (at < text->count && layout->count < most) {
		next = take_line(text, at, width, &layout->is_torn);
		layout->lines[layout->count++] = make_line(text, at, next);
		at = next;
	}
	return at;
}

/* The narrowest width that gives as many lines: they come out even. */
static void
even_out(struct layout *layout, const struct glyphs_text *text, int64_t width)
{
	int64_t low = width / 3, high = width;
	struct layout tried = *layout;

	if (layout->count < 2 || layout->is_torn)
		return;
	while (high - low > width / 128) {
		int64_t mid = (low + high) / 2;

		if (fill(&tried, text, mid, layout->count) == text->count && !tried.is_torn) {
			high = mid;
			*layout = tried;
		} else {
			low = mid;
		}
	}
}

/* Shorten the last line until the ellipsis has room, between words if that costs less than half
   of it. */
static void
cut_last(struct layout *layout, const struct glyphs_text *text, int64_t width, int64_t ellipsis)
{
	struct layout_line *line = &layout->lines[layout->count - 1];
	size_t end = line->first + line->count, word;
	int64_t x = line->width;

	while (end > line->first && (x + ellipsis > width || !text->at[end].is_cluster))
		x -= text->at[--end].advance;
	for (word = end; word > line->first && !text->at[word].may_begin; word--)
		continue;
	if (word - line->first > (end - line->first) / 2)
		end = word;
	*line = make_line(text, line->first, end);
	line->width += ellipsis;
	line->is_cut = true;
}

struct layout
layout_break(const struct layout_box *box, const struct glyphs_text *text, int size)
{
	struct layout layout = {.text = text, .size = size};
	int64_t width = (int64_t)box->width * box->units / size;
	size_t most = box->lines < LAYOUT_LINES ? box->lines : LAYOUT_LINES;
	size_t end = fill(&layout, text, width, most);

	layout.is_whole = end == text->count;
	if (layout.is_whole)
		even_out(&layout, text, width);
	else if (layout.count)
		cut_last(&layout, text, width, box->ellipsis);
	return layout;
}

struct layout
layout_fit(
    const struct layout_box *box, const struct glyphs_text *text, const struct layout_size *sizes)
{
	struct layout layout = {.text = text}, torn = {0};

	for (size_t i = 0; sizes[i].size; i++) {
		struct layout_box with = *box;

		with.lines = sizes[i].lines;
		layout = layout_break(&with, text, sizes[i].size);
		if (layout.is_whole && !layout.is_torn)
			return layout;
		if (layout.is_whole && sizes[i].may_tear && !torn.size)
			torn = layout;
	}
	return torn.size ? torn : layout;
}

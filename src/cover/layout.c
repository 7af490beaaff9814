/* Breaking a text into lines and finding its size. */
#include "cover/layout.h"

/* Where a word that is wider than the line is torn: behind its last slash or the like in the second
   half of what has room, else where a syllable may begin, with a hyphen, else behind its last
   character there; one character at least is taken. */
static size_t
tear_word(const struct glyphs_text *text, size_t first, size_t end, bool *hyphen)
{
	size_t at, half = first + (end - first) / 2;

	*hyphen = false;
	for (at = end; at > half && !text->at[at].may_tear;)
		at--;
	if (at > half)
		return at;
	for (at = end; at > half && !text->at[at].may_hyphenate;)
		at--;
	if (at > half && at > first + 1) {
		*hyphen = true;
		return at;
	}
	for (at = end; at > first && !text->at[at].is_cluster;)
		at--;
	if (at > first)
		return at;
	for (at = first + 1; at < text->count && !text->at[at].is_cluster;)
		at++;
	return at;
}

/* How many glyphs from `first` on are no wider than `width`. */
static size_t
count_room(const struct glyphs_text *text, size_t first, int64_t width)
{
	int64_t x = 0;
	size_t i = first;

	while (i < text->count && (x += text->at[i].advance) <= width)
		i++;
	return i - first;
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

/* The longest line from glyph `first` on that is not wider than `width`. Returns where the next
   begins. */
static size_t
take_line(const struct layout_box *box, const struct glyphs_text *text, size_t first, int64_t width,
    struct layout *layout)
{
	struct layout_line *line = &layout->lines[layout->count++];
	size_t word_end = first, end, i;
	int64_t x = 0;
	bool hyphen;

	for (i = first; i < text->count; i++) {
		const struct glyph *glyph = &text->at[i];

		if (glyph->may_begin)
			word_end = i;
		x += glyph->advance;
		if (x > width && !glyph->is_space)
			break;
	}
	end = i == text->count ? i : word_end;
	*line = make_line(text, first, end);
	if (end > first)
		return end;
	layout->is_torn = true;
	end = first + count_room(text, first, width - box->hyphen);
	end = tear_word(text, first, end, &hyphen);
	*line = make_line(text, first, end);
	line->is_hyphenated = hyphen;
	line->width += hyphen ? box->hyphen : 0;
	return end;
}

/* Fills in lines; returns where the text that found no room begins. */
static size_t
fill(const struct layout_box *box, struct layout *layout, const struct glyphs_text *text,
    int64_t width, size_t most)
{
	size_t at = 0;

	layout->count = 0;
	layout->is_torn = false;
	while (at < text->count && layout->count < most)
		at = take_line(box, text, at, width, layout);
	return at;
}

#define MOST_BREAKS 256
#define NEVER (1 << 28)

/* What the lines' looks cost; a line that is off the mean length by half of it costs 160. */
#define COST_DANGLING 45  /* a short word at a line's end: "of", "a", "58" */
#define COST_IN_CLAUSE 20 /* a line that ends within a clause */
#define COST_IN_WORD 90   /* of a script without spaces, where no phrase begins */
#define COST_WIDOW 150    /* a short last line of one word */
#define COST_ALONE 120    /* another line of one short word */
#define SHORT_WORD 3      /* glyphs */

/* The places where lines may be broken, and the best way to each in so many lines. */
struct breaks {
	const struct glyphs_text *text;
	int64_t width, mean;
	size_t count;
	size_t at[MOST_BREAKS + 1];     /* glyphs: 0, then where a line may begin, then the end */
	int64_t left[MOST_BREAKS + 1];  /* where the glyph begins */
	int64_t right[MOST_BREAKS + 1]; /* where the ink before it ends */
	int cost[LAYOUT_LINES + 1][MOST_BREAKS + 1];
	uint16_t from[LAYOUT_LINES + 1][MOST_BREAKS + 1];
};

static bool
gather_breaks(struct breaks *breaks)
{
	const struct glyphs_text *text = breaks->text;
	int64_t x = 0, ink = 0;

	breaks->count = 0;
	for (size_t i = 0; i <= text->count; i++) {
		if (i == 0 || i == text->count || text->at[i].may_begin) {
			if (breaks->count > MOST_BREAKS)
				return false;
			breaks->at[breaks->count] = i;
			breaks->left[breaks->count] = x;
			breaks->right[breaks->count++] = ink;
		}
		if (i == text->count)
			break;
		x += text->at[i].advance;
		if (!text->at[i].is_space)
			ink = x;
	}
	return true;
}

/* Whether the word before a break is short, and ends at a space. */
static bool
is_dangling(const struct breaks *breaks, size_t to)
{
	const struct glyph *glyphs = breaks->text->at;
	size_t end = breaks->at[to], letters = 0;

	if (end == 0 || !glyphs[end - 1].is_space)
		return false;
	for (end--; end > 0 && !glyphs[end - 1].is_space; end--)
		letters++;
	return letters + (end == 0 && !glyphs[0].is_space) <= SHORT_WORD;
}

static int
line_cost(const struct breaks *breaks, size_t from, size_t to, bool is_last)
{
	const struct glyph *glyphs = breaks->text->at;
	int64_t width = breaks->right[to] - breaks->left[from];
	int off = (int)((width - breaks->mean) * 800 / breaks->mean), cost = off * off / 1000;
	bool is_short = width < breaks->width / 3;
	size_t end = breaks->at[to];

	if (is_last)
		return (off < 0 ? cost / 2 : cost) + (is_short && to == from + 1 ? COST_WIDOW : 0);
	if (is_short && to == from + 1)
		cost += COST_ALONE;
	while (end > 0 && glyphs[end - 1].is_space)
		end--;
	if (end > 0 && glyphs[end - 1].ends_clause)
		return cost;
	if (!glyphs[breaks->at[to]].begins_word)
		cost += COST_IN_WORD;
	return cost + COST_IN_CLAUSE + (is_dangling(breaks, to) ? COST_DANGLING : 0);
}

static void
find_best(struct breaks *breaks, size_t lines)
{
	size_t last = breaks->count - 1;

	for (size_t to = 0; to <= last; to++)
		breaks->cost[0][to] = to ? NEVER : 0;
	for (size_t line = 1; line <= lines; line++)
		for (size_t to = 0; to <= last; to++) {
			breaks->cost[line][to] = NEVER;
			for (size_t from = to; from-- > 0;) {
				int cost = breaks->cost[line - 1][from];

				if (breaks->right[to] - breaks->left[from] > breaks->width)
					break;
				if (cost == NEVER)
					continue;
				cost += line_cost(breaks, from, to, to == last);
				if (cost < breaks->cost[line][to]) {
					breaks->cost[line][to] = cost;
					breaks->from[line][to] = (uint16_t)from;
				}
			}
		}
}

/* Break the lines anew, as many as there are, where they look best. */
static void
balance(struct layout *layout, const struct glyphs_text *text, int64_t width)
{
	struct breaks breaks;
	size_t to;

	breaks.text = text;
	breaks.width = width;
	if (layout->count < 2 || layout->is_torn || !gather_breaks(&breaks))
		return;
	to = breaks.count - 1;
	breaks.mean = breaks.right[to] / (int64_t)layout->count + 1;
	find_best(&breaks, layout->count);
	layout->cost = breaks.cost[layout->count][to];
	if (layout->cost == NEVER)
		return;
	for (size_t line = layout->count; line > 0; line--) {
		size_t from = breaks.from[line][to];

		layout->lines[line - 1] = make_line(text, breaks.at[from], breaks.at[to]);
		to = from;
	}
}

/* Shorten the last line until the ellipsis has room, between words if that costs less than half
   of it. */
static void
cut_last(struct layout *layout, const struct glyphs_text *text, int64_t width, int64_t ellipsis)
{
	struct layout_line *line = &layout->lines[layout->count - 1];
	size_t end = line->first + line->count, word;
	int64_t x = 0;

	for (size_t i = line->first; i < end; i++)
		x += text->at[i].advance;
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
	size_t end = fill(box, &layout, text, width, most);

	layout.is_whole = end == text->count;
	if (layout.is_whole)
		balance(&layout, text, width);
	else if (layout.count)
		cut_last(&layout, text, width, box->ellipsis);
	return layout;
}

struct layout
layout_fit(const struct layout_box *box, const struct glyphs_text *text,
    const struct layout_size *sizes, int steps)
{
	struct layout layout = {.text = text}, torn = {0}, best = {0};

	for (size_t i = 0; sizes[i].size && (!best.size || steps-- > 0); i++) {
		struct layout_box with = *box;

		with.lines = sizes[i].lines;
		layout = layout_break(&with, text, sizes[i].size);
		layout.cost += (int)i * LAYOUT_STEP;
		if (layout.is_whole && !layout.is_torn && (!best.size || layout.cost < best.cost))
			best = layout;
		if (layout.is_whole && sizes[i].may_tear && !torn.size)
			torn = layout;
	}
	return best.size ? best : torn.size ? torn : layout;
}

/* Long articles are cut into pieces at the ends of blocks: readers stumble over large files. The
   body is our own serialisation, so no > stands within a tag. */
#include <stdlib.h>
#include <string.h>

#include "bind/plan.h"

/* Up to so many bytes as the device takes an article is one file. Else a piece ends after ENOUGH of
   them where no block is open, after MOST where only blocks are open that can be closed and opened
   again, and after all of them between two words, whatever is open. The notes that a piece refers
   to count with it: they go to its end. */
#define ENOUGH(whole) ((whole) / 5 * 3)
#define MOST(whole) ((whole) / 5 * 4)
#define TAIL 20000 /* no cut so near the end */
#define DEEPEST 500
#define UNBROKEN 2000 /* bytes without white space before a word is cut */

struct open {
	str name, tag;
	size_t items; /* li below an ol so far */
};

struct note {
	str id;
	size_t from, to;
	bool is_moved;       /* it goes to the end of a piece */
	bool is_referred_to; /* in this piece first */
	uint32_t piece;
};

struct cutter {
	struct arena *arena; /* what stays */
	struct arena *while_cutting;
	str body;
	size_t whole; /* bytes of a file at most */
	struct split *split;
	size_t piece_room, anchor_room;
	struct note *notes;
	struct idmap by_id; /* the first note of each id, its place among them */
	size_t note_count, note_room, next_note;
	struct open stack[DEEPEST];
	str headings[7];    /* the one at hand of each level, with its tags; h2 to h6 */
	size_t depth, firm, /* open elements that cannot be cut, from the outermost of them on */
	    solid;          /* those that can never be */
	size_t from;        /* of the stretch at hand */
	size_t size;        /* of the piece at hand */
	size_t notes_size;  /* of the notes that it refers to first */
};

/* Elements that can be closed before the cut and opened again behind it. */
static bool
can_be_cut(str name)
{
	return str_has_word(STR("aside blockquote dd div dl li ol table tbody ul"), name);
}

/* Elements within which none stands, whatever they hold: their parts belong together. */
static bool
is_solid(str name)
{
	return str_has_word(STR("dt math ruby"), name);
}

/* Elements before which a cut may stand: never amid a run of text, nor between a term and what is
   said of it. */
static bool
begins_block(str name)
{
	return str_has_word(STR("aside blockquote div dl dt figure h2 h3 h4 h5 h6 hr li ol "
				"p pre table tr ul"),
	    name);
}

static struct piece *
last_piece(struct cutter *cutter)
{
	return &cutter->split->pieces[cutter->split->count - 1];
}

static void
new_piece(struct cutter *cutter)
{
	size_t count = cutter->split->count;

	ARENA_PUSH(cutter->arena, cutter->split->pieces, count, cutter->piece_room);
	cutter->split->count = (uint32_t)count;
	cutter->size = cutter->notes_size = 0;
}

static void
add_stretch(struct cutter *cutter, struct piece *piece, size_t from, size_t to)
{
	struct stretch *stretch;

	if (from >= to)
		return;
	stretch = ARENA_PUSH(cutter->arena, piece->stretches, piece->count, piece->room);
	*stretch = (struct stretch){.at = from, .len = to - from};
	piece->bytes += to - from;
}

static void
add_literal(struct cutter *cutter, str text)
{
	struct piece *piece = last_piece(cutter);

	if (text.len)
		ARENA_PUSH(cutter->arena, piece->stretches, piece->count, piece->room)->text = text;
}

/* The value of an attribute in a tag; absent when it has none. */
static str
attribute(str tag, const char *start)
{
	size_t at = str_find(tag, str_of(start));
	str value;

	if (at == STR_NOT_FOUND)
		return STR_NONE;
	value = str_from(tag, at + strlen(start));
	return str_head(value, str_find_char(value, '"'));
}

static str
without(struct arena *arena, str tag, const char *start)
{
	str value = attribute(tag, start);
	size_t at;

	if (!value.at)
		return tag;
	at = (size_t)(value.at - tag.at);
	return arena_printf(arena, "%.*s%.*s", STR_ARG(str_head(tag, at - strlen(start))),
	    STR_ARG(str_from(tag, at + value.len + 1)));
}

/* A tag to open an element again: without its id, and an ol goes on counting. */
static void
reopen(struct buf *to, const struct open *open)
{
	str start = attribute(open->tag, " start=\""),
	    tag = without(to->arena, open->tag, " id=\"");
	uint32_t first = 1;

	/* What is said of a term must not stand without one. */
	if (str_eq(open->name, STR("dd")))
		buf_z(to, "<dt>…</dt>");
	if (str_eq(open->name, STR("ol")) && str_find(tag, STR(" reversed")) == STR_NOT_FOUND) {
		if (start.at)
			str_number(start, 8, &first);
		tag = str_from(without(to->arena, tag, " start=\""), strlen("<ol"));
		buf_printf(to, "<ol start=\"%zu\"", first + open->items);
	}
	buf_add(to, tag);
}

/* 2 to 6; 0 for what is no heading. */
static size_t
heading_level(str name)
{
	return name.len == 2 && name.at[0] == 'h' && name.at[1] >= '2' && name.at[1] <= '6'
	    ? (size_t)(name.at[1] - '0')
	    : 0;
}

/* The headings below which a piece goes on, again: for the eye, and so that no level is skipped. */
static void
add_headings(struct cutter *cutter, struct buf *to, size_t below)
{
	for (size_t level = 2; level < below; level++) {
		str rest = cutter->headings[level];
		size_t open;

		if (!rest.len)
			continue;
		buf_printf(to, "<h%zu class=\"continued\">", level);
		while ((open = str_find_char(rest, '<')) != STR_NOT_FOUND) {
			buf_add(to, str_head(rest, open));
			rest = str_from(rest, open);
			rest = str_from(str_from(rest, str_find_char(rest, '>')), 1);
		}
		buf_add(to, rest);
		buf_printf(to, "</h%zu>\n", level);
	}
}

/* The element named begins at the cut; "" where it is a text. */
static void
cut(struct cutter *cutter, size_t at, str name)
{
	struct buf close = BUF(cutter->arena), open = BUF(cutter->arena);
	size_t level = heading_level(name);

	add_stretch(cutter, last_piece(cutter), cutter->from, at);
	for (size_t i = cutter->depth; i-- > 0;)
		buf_printf(&close, "</%.*s>", STR_ARG(cutter->stack[i].name));
	add_headings(cutter, &open, level ? level : 7);
	for (size_t i = 0; i < cutter->depth; i++)
		reopen(&open, &cutter->stack[i]);
	add_literal(cutter, buf_str(&close));
	new_piece(cutter);
	add_literal(cutter, buf_str(&open));
	cutter->from = at;
}

static bool
is_note(str tag)
{
	return str_find(tag, STR("\"footnote\"")) != STR_NOT_FOUND;
}

static size_t
end_of_note(str body, size_t at)
{
	size_t end = str_find(str_from(body, at), STR("</aside>"));

	return end == STR_NOT_FOUND ? body.len : at + end + strlen("</aside>");
}

/* All notes of the body, before anything refers to them. */
static void
find_notes(struct cutter *cutter)
{
	size_t at = 0, next;

	while ((next = str_find(str_from(cutter->body, at), STR("<aside "))) != STR_NOT_FOUND) {
		str tag;

		at += next;
		tag = str_from(cutter->body, at);
		tag = str_head(tag, str_find_char(tag, '>'));
		if (is_note(tag))
			*ARENA_PUSH(cutter->while_cutting, cutter->notes, cutter->note_count,
			    cutter->note_room) = (struct note){.id = attribute(tag, " id=\""),
			    .from = at,
			    .to = end_of_note(cutter->body, at)};
		at += tag.len;
	}
	for (size_t i = 0; i < cutter->note_count; i++) {
		bool is_new;
		struct idmap_entry *entry = idmap_add(&cutter->by_id, cutter->notes[i].id, &is_new);

		if (is_new)
			entry->value = (uint32_t)i;
	}
}

/* The first note of an id; NULL when there is none. */
static struct note *
note_of(const struct cutter *cutter, str id)
{
	const struct idmap_entry *entry = idmap_find(&cutter->by_id, id);

	return entry ? &cutter->notes[entry->value] : NULL;
}

/* A note counts with the piece that refers to it first, but for one that fits nowhere. */
static void
count_note(struct cutter *cutter, str id)
{
	struct note *note = note_of(cutter, id);

	if (!note || note->is_referred_to)
		return;
	note->is_referred_to = true;
	note->piece = cutter->split->count - 1;
	if (note->to - note->from <= cutter->whole / 2)
		cutter->notes_size += note->to - note->from;
}

static void
add_anchor(struct cutter *cutter, str id, uint32_t piece)
{
	*ARENA_PUSH(cutter->arena, cutter->split->anchors, cutter->split->anchor_count,
	    cutter->anchor_room) = (struct anchor){arena_copy(cutter->arena, id), piece};
}

static void
see_attributes(struct cutter *cutter, str tag)
{
	str id = attribute(tag, " id=\""), href = attribute(tag, " href=\"#");

	if (id.len)
		add_anchor(cutter, id, cutter->split->count - 1);
	if (href.len)
		count_note(cutter, href);
}

static void
enter(struct cutter *cutter, str tag, str name)
{
	struct open *outer = cutter->depth ? &cutter->stack[cutter->depth - 1] : NULL;

	if (outer && str_eq(name, STR("li")))
		outer->items++;
	if (tag.at[tag.len - 2] == '/' || cutter->depth == DEEPEST)
		return;
	cutter->stack[cutter->depth++] = (struct open){name, tag, 0};
	if (!cutter->firm && !can_be_cut(name))
		cutter->firm = cutter->depth;
	if (!cutter->solid && is_solid(name))
		cutter->solid = cutter->depth;
}

static void
leave(struct cutter *cutter)
{
	if (!cutter->depth)
		return;
	cutter->depth--;
	if (cutter->firm > cutter->depth)
		cutter->firm = 0;
	if (cutter->solid > cutter->depth)
		cutter->solid = 0;
}

/* Bytes of the piece at hand if it ended here, its notes with it. */
static size_t
filled(const struct cutter *cutter, size_t at)
{
	return cutter->size + cutter->notes_size + (at - cutter->from);
}

/* The first place from `at` on where a text may be cut: behind white space, else before a
   character that is neither ASCII nor a mark within another. */
static size_t
find_gap(str body, size_t at, size_t end)
{
	size_t from = at;

	for (; at < end; at++)
		if (ascii_is_space((unsigned char)body.at[at]))
			return at + 1;
		else if (at - from > UNBROKEN && ((unsigned char)body.at[at] & 0xC0) == 0xC0)
			return at;
	return end;
}

/* A run of text that is too much for its piece is cut, and all that is open around it. */
static void
see_text(struct cutter *cutter, size_t from, size_t end)
{
	while (!cutter->solid && filled(cutter, end) > cutter->whole &&
	    cutter->body.len - from > TAIL) {
		size_t over = filled(cutter, end) - cutter->whole;
		size_t at = over < end - from ? end - over : from;

		at = find_gap(cutter->body, at, end);
		if (at >= end)
			return;
		cut(cutter, at, STR(""));
		from = at;
	}
}

static void
see_heading(struct cutter *cutter, str name, size_t end)
{
	size_t level = heading_level(name);
	str rest = str_from(cutter->body, end);

	if (!level)
		return;
	for (size_t i = level; i < 7; i++)
		cutter->headings[i] = STR_NONE;
	cutter->headings[level] = str_head(rest, str_find(rest, STR("</h")));
}

/* Deals with the tag at `at`; returns where to go on. */
static size_t
see_tag(struct cutter *cutter, size_t at)
{
	size_t end = str_find_char(str_from(cutter->body, at), '>'), len = 0;
	str tag, name;

	if (end == STR_NOT_FOUND)
		return cutter->body.len;
	tag = (str){cutter->body.at + at, end + 1};
	end += at + 1;
	if (tag.len > 1 && tag.at[1] == '/') {
		leave(cutter);
		return end;
	}
	name = str_from(tag, 1);
	while (len < name.len &&
	    (ascii_is_alpha((unsigned char)name.at[len]) ||
		ascii_is_digit((unsigned char)name.at[len])))
		len++;
	name = str_head(name, len);
	while (cutter->next_note < cutter->note_count && cutter->notes[cutter->next_note].from < at)
		cutter->next_note++;
	if (!cutter->firm && cutter->next_note < cutter->note_count &&
	    cutter->notes[cutter->next_note].from == at) {
		cutter->notes[cutter->next_note].is_moved = true;
		end = cutter->notes[cutter->next_note].to;
		add_stretch(cutter, last_piece(cutter), cutter->from, at);
		cutter->size += at - cutter->from;
		cutter->from = end;
		return end;
	}
	if (!cutter->firm && begins_block(name) && cutter->body.len - at > TAIL &&
	    filled(cutter, at) > (cutter->depth ? MOST(cutter->whole) : ENOUGH(cutter->whole)))
		cut(cutter, at, name);
	see_heading(cutter, name, end);
	see_attributes(cutter, tag);
	last_piece(cutter)->has_math |= str_eq(name, STR("math"));
	enter(cutter, tag, name);
	return end;
}

static int
compare_anchors(const void *a, const void *b)
{
	const struct anchor *one = a, *two = b;
	int order = str_compare(one->id, two->id);

	return order ? order : one->piece < two->piece ? -1 : one->piece > two->piece;
}

/* The ids within a note are where the note is. */
static void
place_ids(struct cutter *cutter, str note, uint32_t piece)
{
	size_t at = 0, next;

	while ((next = str_find_char(str_from(note, at), '<')) != STR_NOT_FOUND) {
		str tag = str_from(note, at + next);
		str id = attribute(str_head(tag, str_find_char(tag, '>')), " id=\"");

		if (id.len)
			add_anchor(cutter, id, piece);
		at += next + 1;
	}
}

/* A note goes to the end of the piece that first refers to it, or of the next that has room. */
static void
place_notes(struct cutter *cutter)
{
	struct split *split = cutter->split;

	for (size_t i = 0; i < cutter->note_count; i++) {
		const struct note *note = &cutter->notes[i];
		str text = {cutter->body.at + note->from, note->to - note->from};
		const struct note *first = note_of(cutter, note->id);
		uint32_t piece = first->is_referred_to ? first->piece : split->count - 1;

		if (!note->is_moved)
			continue;
		while (
		    piece < split->count && split->pieces[piece].bytes + text.len > cutter->whole)
			piece++;
		if (piece == split->count)
			new_piece(cutter);
		add_stretch(cutter, &split->pieces[piece], note->from, note->to);
		split->pieces[piece].has_math |= str_find(text, STR("<math")) != STR_NOT_FOUND;
		place_ids(cutter, text, piece);
	}
}

static const struct split *
split_body(struct arena *arena, struct arena *while_cutting, str body, size_t whole)
{
	struct cutter *cutter = arena_alloc(while_cutting, sizeof *cutter);
	size_t at = 0, next;

	*cutter = (struct cutter){.arena = arena,
	    .while_cutting = while_cutting,
	    .body = body,
	    .whole = whole,
	    .by_id = IDMAP(while_cutting)};
	cutter->split = arena_alloc(arena, sizeof *cutter->split);
	new_piece(cutter);
	find_notes(cutter);
	while ((next = str_find_char(str_from(body, at), '<')) != STR_NOT_FOUND) {
		see_text(cutter, at, at + next);
		at = see_tag(cutter, at + next);
	}
	add_stretch(cutter, last_piece(cutter), cutter->from, body.len);
	place_notes(cutter);
	if (cutter->split->anchor_count)
		qsort(cutter->split->anchors, cutter->split->anchor_count,
		    sizeof *cutter->split->anchors, compare_anchors);
	return cutter->split->count > 1 ? cutter->split : NULL;
}

bool
split_chapters(struct plan *plan, struct spool *spool)
{
	for (size_t i = 0; i < plan->chapter_count; i++) {
		struct chapter *chapter = &plan->chapters[i];
		struct arena arena;
		bool is_read;
		char *body;

		if (chapter->entry->body_size <= plan->device->page_bytes)
			continue;
		arena_init(&arena, plan->arena->ceiling, plan->arena->escape);
		body = arena_grow(&arena, NULL, 0, (size_t)chapter->entry->body_size);
		is_read = spool_read(spool, chapter->entry->body, body);
		if (is_read)
			chapter->split = split_body(plan->arena, &arena,
			    (str){body, (size_t)chapter->entry->body_size},
			    plan->device->page_bytes);
		arena_release(&arena);
		if (!is_read)
			return false;
	}
	return true;
}

bool
split_has_math(const struct chapter *chapter, uint32_t piece)
{
	return chapter->split ? chapter->split->pieces[piece].has_math : chapter->entry->has_math;
}

/* The piece of the first anchor with the id. */
uint32_t
split_piece(const struct split *split, str id)
{
	size_t low = 0, high = split->anchor_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(split->anchors[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < split->anchor_count && str_eq(split->anchors[low].id, id)
	    ? split->anchors[low].piece
	    : 0;
}

str
split_file(struct arena *arena, const struct chapter *chapter, uint32_t piece)
{
	return piece ? arena_printf(arena, "%.*s-%u.xhtml", STR_ARG(chapter->stem), piece + 1)
		     : chapter->file;
}

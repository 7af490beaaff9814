/* Which links are references to notes, in all the ways in which pages write them. */
#include "core/utf8.h"
#include "edit/notes.h"

static bool
is_inline(const xmlNode *node)
{
	return node->type != XML_ELEMENT_NODE || !tree_is_block(tree_element(node));
}

str
notes_label(struct arena *arena, const xmlNode *link)
{
	str text = tree_text(arena, link);

	while (text.len && (*text.at == '[' || *text.at == '(' || *text.at == ' '))
		text = str_from(text, 1);
	while (text.len &&
	    (text.at[text.len - 1] == ']' || text.at[text.len - 1] == ')' ||
		text.at[text.len - 1] == ' ' || text.at[text.len - 1] == '.'))
		text.len--;
	return text;
}

/* Arrows and the like that lead back from a note. */
static bool
is_arrow(str text)
{
	static const char *const arrows[] = {"\xe2\x86\xa9", "\xe2\x86\x91", "\xe2\x86\xb5",
	    "\xe2\x8f\x8e", "\xe2\xa4\xb4", "\xe2\x86\x90", "^", "\xc2\xab", "\xe2\xac\x86"};

	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
		if (str_starts(text, str_of(arrows[i])))
			return text.len < 12;
	return false;
}

/* Short enough for the mark of a note: a number, a letter, a sign. */
static bool
is_mark(str label)
{
	size_t count = utf8_count(label);

	return count >= 1 && count <= 4;
}

static bool
is_number(str s)
{
	uint32_t n;

	return s.len && str_number(s, 4, &n) == s.len;
}

static bool
is_in_sup(const xmlNode *link)
{
	const xmlNode *up = link->parent;

	for (int i = 0; up && i < 3 && is_inline(up); i++, up = up->parent)
		if (tree_element(up) == EL_SUP)
			return true;
	return link->children && !link->children->next && tree_element(link->children) == EL_SUP;
}

/* Ids in which pages say that they are of a note: fn1, ftn1, footnote-1, cite_note-1, en2. */
static bool
is_note_id(str id)
{
	static const char *const words[] = {
	    "fn", "ftn", "note", "endnote", "cite", "sdfoot", "_ed"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t at = str_find_nocase(str_head(id, 60), str_of(words[i]));

		if (at != STR_NOT_FOUND &&
		    (i > 1 || at == 0 || !ascii_is_alpha((unsigned char)id.at[at - 1])))
			return true;
	}
	return false;
}

/* What holds headings, tables of figures or much else is a part of the article. */
static bool
is_note_like(const xmlNode *unit)
{
	size_t blocks = 0;

	for (const xmlNode *at = unit->children; at; at = tree_next(unit, at)) {
		enum element element = tree_element(at);

		if (pass_is_heading(at) || element == EL_FIGURE)
			return false;
		if (element != EL_NONE && tree_is_block(element) && ++blocks > 30)
			return false;
	}
	return true;
}

static bool
is_within(const xmlNode *node, const xmlNode *top)
{
	while (node && node != top)
		node = node->parent;
	return node != NULL;
}

static xmlNode *
target_of(const struct notes *notes, const xmlNode *link, uint32_t *order)
{
	str href = tree_get(link, "href");
	const struct idmap_entry *entry;

	if (!str_starts(href, STR("#")))
		return NULL;
	entry = idmap_find(&notes->places, str_from(href, 1));
	if (!entry)
		return NULL;
	if (order)
		*order = notes->orders[entry->value];
	return notes->nodes[entry->value];
}

/* Nothing but a bracket or a stop stands behind the link. */
static bool
ends_unit(const xmlNode *link, const xmlNode *unit)
{
	for (const xmlNode *at = tree_skip(unit, link); at; at = tree_next(unit, at)) {
		str text = str_trim(pass_text(at));

		if (tree_element(at) == EL_IMG || text.len > 1 ||
		    (text.len && str_find_char(STR("]).|"), *text.at) == STR_NOT_FOUND))
			return false;
	}
	return true;
}

bool
notes_is_way_back(const struct notes *notes, const xmlNode *link, const xmlNode *unit)
{
	struct arena *arena = notes->edit->ctx->arena;
	str text = tree_text(arena, link);
	const xmlNode *target;

	if (idmap_find_node(&notes->paired, link))
		return false;
	if (tree_has_class(link, "backlink"))
		return true;
	if (!str_starts(tree_get(link, "href"), STR("#")))
		return false;
	target = target_of(notes, link, NULL);
	if (is_arrow(text) || (target && is_within(target, unit)))
		return is_arrow(text);
	return target && idmap_find_node(&notes->ref_spots, target) &&
	    !idmap_find_node(&notes->units, target) &&
	    utf8_count(text) <= (ends_unit(link, unit) ? 40 : 12);
}

/* Whether a note, or its mark, holds a link that leads back to the reference or to what is close
   around it. */
static bool
leads_back(const struct notes *notes, const xmlNode *unit, const xmlNode *link)
{
	int looked = 0;

	for (const xmlNode *at = unit->children; at && looked < 400;
	     at = tree_next(unit, at), looked++) {
		const xmlNode *up = link, *target;

		if (tree_element(at) != EL_A)
			continue;
		if (tree_has_class(at, "backlink"))
			return true;
		target = target_of(notes, at, NULL);
		for (int level = 0; target && up && level < 4; level++, up = up->parent)
			if (up == target)
				return true;
	}
	return false;
}

/* Whether a link in brackets has the number of the item that it leads to. */
static bool
numbers_item(const xmlNode *link, str label, const xmlNode *unit)
{
	str before = link->prev ? pass_text(link->prev) : STR_NONE;
	str after = link->next ? pass_text(link->next) : STR_NONE;
	uint32_t number = 0, place = 1;

	if (tree_element(unit) != EL_LI || tree_element(unit->parent) != EL_OL ||
	    tree_get(unit->parent, "start").len || label.len > 3 || !is_number(label))
		return false;
	if (!str_ends(before, STR("[")) || !str_starts(after, STR("]")))
		return false;
	str_number(label, 3, &number);
	for (const xmlNode *item = unit->prev; item && place <= number; item = item->prev)
		place += tree_element(item) == EL_LI;
	return place == number;
}

/* Whether a link in brackets leads to what begins with the same: "[1] It does not stretch." */
static bool
begins_alike(struct arena *arena, const xmlNode *link, str label, const xmlNode *unit)
{
	str shown = tree_text(arena, link), text = str_trim(tree_text(arena, unit));
	const xmlNode *at = link;

	if (!is_number(label) || label.len > 3)
		return false;
	while (at->parent && !at->prev && !at->next && is_inline(at->parent))
		at = at->parent;
	if (!str_starts(shown, STR("[")) &&
	    (!at->prev || !at->next || !str_ends(pass_text(at->prev), STR("[")) ||
		!str_starts(pass_text(at->next), STR("]"))))
		return false;
	return str_starts(text, STR("[")) && str_starts(str_from(text, 1), label) &&
	    str_starts(str_from(text, 1 + label.len), STR("]"));
}

/* Whether a link with this look, to this place, is a reference to a note. */
static bool
is_reference(
    const struct notes *notes, const struct noteref *ref, const xmlNode *unit, uint32_t unit_order)
{
	struct arena *arena = notes->edit->ctx->arena;
	str label = notes_label(arena, ref->link), text = tree_text(arena, ref->link);
	bool is_said = tree_has_class(ref->link, "noteref"), is_raised = is_in_sup(ref->link);

	if (!label.len || is_arrow(text) || is_within(ref->link, unit))
		return false;
	if (is_said)
		return utf8_count(label) <= 30;
	if (unit_order < ref->place || utf8_count(label) > 12)
		return false;
	if (is_raised &&
	    (is_mark(label) || leads_back(notes, unit, ref->link) ||
		is_note_id(str_from(tree_get(ref->link, "href"), 1))))
		return true;
	if (!is_mark(label))
		return false;
	if (idmap_find_node(&notes->units, unit))
		return true;
	if (leads_back(notes, unit, ref->link) || numbers_item(ref->link, label, unit) ||
	    begins_alike(arena, ref->link, label, unit))
		return true;
	return is_note_id(str_from(tree_get(ref->link, "href"), 1)) &&
	    (is_number(label) || str_starts(text, STR("[")));
}

static void
note_spots(struct notes *notes, const xmlNode *link)
{
	const xmlNode *up = link;
	bool is_new;

	for (int level = 0; up && up != notes->edit->root && level < 4; level++, up = up->parent)
		idmap_add_node(&notes->ref_spots, up, &is_new);
}

static void
collect(struct notes *notes)
{
	struct arena *arena = notes->edit->ctx->arena;
	const xmlNode *root = notes->edit->root;
	uint32_t order = 0;
	bool is_new;

	for (xmlNode *node = notes->edit->root; node; node = tree_next(root, node), order++) {
		str id = tree_get(node, "id");

		if (id.len) {
			struct idmap_entry *entry =
			    idmap_add(&notes->places, arena_copy(arena, id), &is_new);

			if (is_new) {
				entry->value = (uint32_t)notes->node_count;
				*ARENA_PUSH(arena, notes->nodes, notes->node_count,
				    notes->node_room) = node;
				*ARENA_PUSH(arena, notes->orders, notes->order_count,
				    notes->order_room) = order;
			}
		}
		if (tree_element(node) == EL_A && str_starts(tree_get(node, "href"), STR("#")))
			*ARENA_PUSH(arena, notes->refs, notes->ref_count, notes->ref_room) =
			    (struct noteref){.link = node, .place = order, .note = NOTE_NONE};
	}
}

/* Notes that are lines of one paragraph, from the last to the first: so each line is moved once. */
static void
part_lines(struct notes *notes)
{
	struct idmap wanted = IDMAP(notes->edit->ctx->arena);
	bool is_new;

	for (size_t i = 0; i < notes->ref_count; i++) {
		xmlNode *target = target_of(notes, notes->refs[i].link, NULL);

		if (target && notes_is_short(notes->refs[i].link))
			idmap_add_node(&wanted, target, &is_new);
	}
	for (size_t i = notes->node_count; i-- > 0;)
		if (idmap_find_node(&wanted, notes->nodes[i]))
			notes_part(notes, notes->nodes[i]);
}

static void
pair(struct notes *notes, struct noteref *ref)
{
	uint32_t order = 0, index = (uint32_t)(ref - notes->refs);
	xmlNode *target = target_of(notes, ref->link, &order);
	xmlNode *mark = NULL, *unit = target ? notes_unit(notes, target, &mark) : NULL;
	struct idmap_entry *entry;
	struct note *note;
	bool is_new;

	ref->unit = unit;
	if (!unit || idmap_find_node(&notes->rejected, unit) ||
	    !is_reference(notes, ref, unit, order))
		return;
	if (!idmap_find_node(&notes->units, unit) && !is_note_like(unit)) {
		idmap_add_node(&notes->rejected, unit, &is_new);
		return;
	}
	idmap_add_node(&notes->paired, ref->link, &is_new);
	entry = idmap_add_node(&notes->units, unit, &is_new);
	if (is_new) {
		entry->value = (uint32_t)notes->count;
		note = ARENA_PUSH(notes->edit->ctx->arena, notes->list, notes->count, notes->room);
		note->unit = unit;
		note->mark = mark;
		note->first = index;
		note->label = notes_label(notes->edit->ctx->arena, ref->link);
	}
	note = &notes->list[entry->value];
	ref->note = entry->value;
	ref->number = ++note->references;
	note_spots(notes, ref->link);
}

/* A unit around another one is none: of nested ones the innermost are the notes. */
static void
drop_outer(struct notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		notes->list[i].number = 1;
	for (size_t i = 0; i < notes->count; i++)
		for (const xmlNode *up = notes->list[i].unit->parent; up; up = up->parent) {
			const struct idmap_entry *outer = idmap_find_node(&notes->units, up);

			if (outer)
				notes->list[outer->value].number = 0;
		}
}

void
notes_find(struct notes *notes)
{
	collect(notes);
	part_lines(notes);
	for (size_t i = 0; i < notes->ref_count; i++)
		pair(notes, &notes->refs[i]);
	drop_outer(notes);
}

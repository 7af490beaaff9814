/* Notes: one form for references and notes, and the notes at the article's end. */
#include "edit/notes.h"

#include <string.h>

/* Links back, with what holds nothing else. They are noted for all notes before the first one goes:
   others may lead to their ids. */
static void
note_ways_back(
    struct notes *notes, const struct note *note, xmlNode ***list, size_t *count, size_t *room)
{
	xmlNode *node, *next;
	bool is_new;

	for (node = note->unit->children; node; node = next) {
		next = tree_next(note->unit, node);
		if (tree_element(node) != EL_A || !notes_is_way_back(notes, node, note->unit))
			continue;
		next = tree_skip(note->unit, node);
		idmap_add_node(&notes->gone, node, &is_new);
		while (node->parent != note->unit && !node->prev && !node->next)
			node = node->parent;
		*ARENA_PUSH(notes->edit->ctx->arena, *list, *count, *room) = node;
	}
}

static void
remove_ways_back(struct notes *notes)
{
	xmlNode **list = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < notes->count; i++)
		if (notes->list[i].number)
			note_ways_back(notes, &notes->list[i], &list, &count, &room);
	for (size_t i = 0; i < count; i++)
		tree_remove(list[i]);
}

static xmlNode *
first_text(const xmlNode *unit)
{
	for (xmlNode *node = unit->children; node; node = tree_next(unit, node))
		if (!str_is_blank(pass_text(node)))
			return node;
	return NULL;
}

/* How many bytes at the start of a note repeat its mark: "1. ", "[1] ", "^ ", "1". */
static size_t
mark_length(str text, str label)
{
	str rest = text;
	bool is_bracketed;

	while (rest.len && (*rest.at == ' ' || *rest.at == '^'))
		rest = str_from(rest, 1);
	is_bracketed = str_starts(rest, STR("[")) || str_starts(rest, STR("("));
	if (is_bracketed)
		rest = str_from(rest, 1);
	if (!is_bracketed &&
	    (str_starts(rest, STR(". ")) || str_starts(rest, STR(") ")) ||
		str_starts(rest, STR(": "))))
		return text.len - rest.len + 2;
	if (!label.len || !str_starts(rest, label))
		return str_starts(str_trim(text), STR("^")) && !is_bracketed ? text.len - rest.len
									     : 0;
	rest = str_from(rest, label.len);
	if (is_bracketed && !str_starts(rest, STR("]")) && !str_starts(rest, STR(")")))
		return 0;
	if (!is_bracketed && rest.len && !str_starts(rest, STR(".")) &&
	    !str_starts(rest, STR(")")) && !str_starts(rest, STR(":")) &&
	    !str_starts(rest, STR("]")) &&
	    (!str_starts(rest, STR(" ")) || ascii_is_alpha((unsigned char)*label.at)))
		return 0;
	while (rest.len && str_find_char(STR(".):] "), *rest.at) != STR_NOT_FOUND)
		rest = str_from(rest, 1);
	return text.len - rest.len;
}

static xmlNode *
last_text(const xmlNode *unit)
{
	xmlNode *node = unit->last;

	while (node && node->last)
		node = node->last;
	while (node && node != unit && pass_is_blank_text(node)) {
		while (node != unit && !node->prev)
			node = node->parent;
		node = node == unit ? NULL : node->prev;
		while (node && node->last)
			node = node->last;
	}
	return node && node->type == XML_TEXT_NODE && node->content ? node : NULL;
}

/* Brackets that stood around the way back at the end: " [", "]". */
static void
strip_last_brackets(const struct note *note)
{
	xmlNode *close = last_text(note->unit), *open = NULL;
	str text = close ? str_trim(pass_text(close)) : STR("");

	if (str_eq(text, STR("]")) || str_eq(text, STR(")"))) {
		xmlChar first = *close->content;

		*close->content = '\0';
		open = last_text(note->unit);
		text = open ? str_trim(pass_text(open)) : STR("");
		if (str_ends(text, STR("[")) || str_ends(text, STR("(")))
			open->content[text.at - (const char *)open->content + (long)text.len - 1] =
			    '\0';
		else
			*close->content = first;
	} else if (str_ends(text, STR("[]")) || str_ends(text, STR("()"))) {
		close->content[text.at - (const char *)close->content + (long)text.len - 2] = '\0';
	}
}

/* What stood between the text and the way back. */
static void
strip_end(const struct note *note)
{
	xmlNode *node;

	strip_last_brackets(note);
	node = last_text(note->unit);
	if (!node)
		return;
	for (size_t len = (size_t)xmlStrlen(node->content); len;) {
		str text = {(const char *)node->content, len};

		if (ascii_is_space(node->content[len - 1]))
			len--;
		else if (str_ends(text, STR("\xc2\xa0")))
			len -= 2;
		else
			break;
		node->content[len] = '\0';
	}
}

/* White space at the start, where the mark was a text of its own. */
static void
strip_start(xmlNode *node)
{
	str text = node ? pass_text(node) : STR(""), rest = text;

	while (rest.len)
		if (str_starts(rest, STR("\xc2\xa0")))
			rest = str_from(rest, 2);
		else if (ascii_is_space((unsigned char)*rest.at))
			rest = str_from(rest, 1);
		else
			break;
	if (rest.len < text.len)
		memmove(node->content, rest.at, rest.len + 1);
}

static void
strip_mark(const struct note *note)
{
	xmlNode *node = first_text(note->unit);
	size_t skip;
	str text;

	if (!node || tree_has_class(note->unit, "sidenote"))
		return;
	text = pass_text(node);
	skip = mark_length(text, note->label);
	while (skip < text.len) {
		if (str_starts(str_from(text, skip), STR("\xc2\xa0")))
			skip += 2;
		else if (ascii_is_space((unsigned char)text.at[skip]))
			skip++;
		else
			break;
	}
	memmove(node->content, node->content + skip, text.len - skip + 1);
	if (skip == text.len)
		strip_start(first_text(note->unit));
}

static bool
is_of(str text, const char *marks)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr(marks, text.at[i]))
			return false;
	return text.len > 0;
}

/* Brackets that stood around the way back: "[", "] The note". What held nothing else is empty. */
static void
strip_brackets(const struct note *note)
{
	xmlNode *open = first_text(note->unit), *close, *label = NULL;
	size_t skip = 0;
	str text;

	if (!open || !is_of(str_trim(pass_text(open)), "[("))
		return;
	close = tree_next(note->unit, open);
	while (close && str_is_blank(pass_text(close)))
		close = tree_next(note->unit, close);
	if (close && note->label.len && str_eq(str_trim(pass_text(close)), note->label)) {
		label = close;
		do
			close = tree_next(note->unit, close);
		while (close && str_is_blank(pass_text(close)));
	}
	if (!close || !strchr("])", *pass_text(close).at))
		return;
	text = pass_text(close);
	while (skip < text.len && strchr("]).: ", text.at[skip]))
		skip++;
	memmove(close->content, close->content + skip, text.len - skip + 1);
	*open->content = '\0';
	if (label)
		*label->content = '\0';
}

static bool
is_text(const xmlNode *node, const char *text)
{
	return node && node->type == XML_TEXT_NODE && xmlStrEqual(node->content, BAD_CAST text);
}

/* The text beside a reference without the bracket that stood around it, and without white space
   before it. */
static void
close_up(xmlNode *link)
{
	xmlNode *prev = link->prev, *next = link->next;
	str before = prev ? pass_text(prev) : STR(""), after = next ? pass_text(next) : STR("");
	size_t len = before.len;

	if (len && str_ends(before, STR("[")) && str_starts(after, STR("]"))) {
		len--;
		memmove(next->content, next->content + 1, after.len);
		after = pass_text(next);
	}
	while (len) {
		if (ascii_is_space((unsigned char)before.at[len - 1]))
			len--;
		else if (str_ends(str_head(before, len), STR("\xc2\xa0")))
			len -= 2;
		else
			break;
	}
	if (len < before.len && (len || prev->prev))
		prev->content[len] = '\0';
	if (str_starts(after, STR("\xc2\xa0")) && after.len > 2) {
		*next->content = ' ';
		memmove(next->content + 1, next->content + 2, after.len - 1);
	}
}

/* Some pages put a block before the mark, which parts the paragraph. */
static void
join_parted(struct notes *notes, const xmlNode *link)
{
	xmlNode *paragraph = link->parent, *prev = paragraph->prev;
	str text;

	while (prev && pass_is_blank_text(prev))
		prev = prev->prev;
	if (link->prev || tree_element(paragraph) != EL_P || !prev || tree_element(prev) != EL_P ||
	    !prev->last || idmap_find_node(&notes->units, paragraph) ||
	    idmap_find_node(&notes->units, prev))
		return;
	text = pass_text(prev->last);
	if (!text.len || !ascii_is_alpha((unsigned char)text.at[text.len - 1]))
		return;
	if (tree_get(paragraph, "id").len && tree_get(prev, "id").len)
		return;
	if (tree_get(paragraph, "id").len)
		tree_set(notes->edit->tree, prev, "id", tree_get(paragraph, "id"));
	tree_move_children(paragraph, prev);
	tree_remove(paragraph);
}

static void
set_reference(struct notes *notes, struct noteref *ref, const struct note *note)
{
	struct tree *tree = notes->edit->tree;
	xmlNode *link = ref->link, *sup = link->parent;
	str suffix = ref->number > 1 ? arena_printf(tree->arena, "-%u", ref->number) : STR("");
	str label = notes_label(tree->arena, link);

	while (link->children)
		tree_remove(link->children);
	tree_add_text(tree, link, label);
	tree_set(tree, link, "title", STR_NONE);
	tree_set(tree, link, "class", STR("noteref"));
	tree_set(tree, link, "href", arena_printf(tree->arena, "#fn%u", note->number));
	if (ref->number <= NOTE_WAYS_BACK) {
		tree_set(tree, link, "epub:type", STR("noteref"));
		tree_set(tree, link, "role", STR("doc-noteref"));
	}
	tree_set(
	    tree, link, "id", arena_printf(tree->arena, "r%u%.*s", note->number, STR_ARG(suffix)));
	if (tree_element(sup) == EL_SUP) {
		if (is_text(link->prev, "[") && is_text(link->next, "]")) {
			tree_remove(link->prev);
			tree_remove(link->next);
		}
		tree_unwrap(sup);
	}
	close_up(link);
	join_parted(notes, link);
}

static xmlNode *
add_way_back(struct notes *notes, const struct note *note, xmlNode *parent, uint32_t number)
{
	struct tree *tree = notes->edit->tree;
	xmlNode *link = tree_add(tree, parent, EL_A);
	str label = note->label.len ? note->label : STR("*");

	if (number == 1) {
		tree_set(tree, link, "href", arena_printf(tree->arena, "#r%u", note->number));
		tree_add_text(tree, link, arena_printf(tree->arena, "%.*s.", STR_ARG(label)));
	} else {
		tree_set(
		    tree, link, "href", arena_printf(tree->arena, "#r%u-%u", note->number, number));
		tree_add_text(tree, link, STR("\xe2\x86\xa9"));
	}
	tree_set(tree, link, "role", STR("doc-backlink"));
	tree_set(tree, link, "aria-label", label);
	return link;
}

/* The note's first paragraph, which begins with the way back. */
static xmlNode *
first_paragraph(struct notes *notes, xmlNode *aside)
{
	struct tree *tree = notes->edit->tree;
	xmlNode *first = aside->children, *last = NULL;

	if (first && tree_element(first) == EL_P)
		return first;
	for (xmlNode *node = first; node; node = node->next) {
		enum element element = tree_element(node);

		if (element != EL_NONE && tree_is_block(element))
			break;
		last = node;
	}
	if (last)
		return tree_wrap(tree, first, last, EL_P);
	first = tree_add(tree, aside, EL_P);
	if (first != aside->children)
		tree_move_before(first, aside->children);
	return first;
}

static void
make_aside(struct notes *notes, struct note *note)
{
	struct tree *tree = notes->edit->tree;
	xmlNode *aside = tree_add(tree, notes->edit->root, EL_ASIDE), *paragraph, *link, *space;

	note->aside = aside;
	tree_set(tree, aside, "epub:type", STR("footnote"));
	tree_set(tree, aside, "role", STR("doc-footnote"));
	tree_set(tree, aside, "class", STR("footnote"));
	if (tree_element(note->unit) == EL_P)
		tree_move(note->unit, aside);
	else
		tree_move_children(note->unit, aside);
	paragraph = first_paragraph(notes, aside);
	link = add_way_back(notes, note, paragraph, 1);
	space = tree_add_text(tree, paragraph, STR(" "));
	if (paragraph->children != link) {
		tree_move_before(link, paragraph->children);
		tree_move_before(space, link->next);
	}
	for (uint32_t i = 2; i <= note->references && i <= NOTE_WAYS_BACK; i++) {
		tree_add_text(tree, paragraph, STR(" "));
		add_way_back(notes, note, paragraph, i);
	}
}

/* A heading or rule that nothing follows in its section goes with what it headed: `prev` and `next`
   stood around that. A rule before a whole list of notes parted it from the text. */
static void
remove_head(xmlNode *prev, const xmlNode *next, bool is_list)
{
	bool ends;

	while (next && pass_is_blank_text(next))
		next = next->next;
	ends = !next || pass_is_heading(next) || tree_element(next) == EL_HR ||
	    tree_has_class(next, "footnote");
	if (ends && prev && pass_is_heading(prev) &&
	    !(next && pass_is_heading(next) && tree_element(next) > tree_element(prev))) {
		xmlNode *heading = prev;

		prev = prev->prev;
		tree_remove(heading);
	}
	if ((ends || is_list) && prev && tree_element(prev) == EL_HR)
		tree_remove(prev);
}

void
notes_remove_emptied(xmlNode *root, xmlNode *node)
{
	while (node != root && tree_is_blank(node)) {
		xmlNode *up = node->parent, *prev = node->prev, *next = node->next;

		tree_remove(node);
		remove_head(prev, next, true);
		node = up;
	}
}

/* The paragraph before a note's place, when it says no more than that notes follow. */
static xmlNode *
lead_of(struct notes *notes, const xmlNode *unit)
{
	static const char *const words[] = {"anmerkungen", "einzelnachweise", "endnotes",
	    "fodnoter", "footnotes", "fotnoter", "fu\xc3\x9fnoten", "notas", "notas al pie", "note",
	    "noten", "noter", "notes", "notes de bas de page", "poznámky", "przypisy", "references",
	    "références", "viitteet", "voetnoten", "σημειώσεις", "примечания", "примітки", "сноски",
	    "הערות", "注", "注释", "注釋", "註釋", "脚注", "각주"};
	xmlNode *lead;
	str text;

	while (!unit->prev && unit->parent && unit->parent != notes->edit->root)
		unit = unit->parent;
	lead = unit->prev;
	if (!lead || tree_element(lead) != EL_P)
		return NULL;
	text = str_trim(tree_text(notes->edit->ctx->arena, lead));
	if (str_ends(text, STR(":")))
		text.len--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(text, str_of(words[i])))
			return lead;
	return NULL;
}

/* A table whose rows are gone but for those of its head goes as well. Gives back where to look for
   what is empty: the row, else what held the table. */
static xmlNode *
without_table(xmlNode *row)
{
	xmlNode *table = row;

	if (tree_element(row) != EL_TR)
		return row;
	while (table && tree_element(table) != EL_TABLE)
		table = table->parent;
	if (!table)
		return row;
	for (const xmlNode *node = table->children; node; node = tree_next(table, node))
		if (tree_element(node) == EL_TD && !tree_is_blank(node))
			return row;
	while (table->children)
		tree_remove(table->children);
	return table;
}

static void
move_notes(struct notes *notes)
{
	xmlNode *lead = NULL;

	for (size_t i = 0; i < notes->count; i++) {
		struct note *note = &notes->list[i];
		xmlNode *up, *prev, *next;

		if (!note->number)
			continue;
		if (!lead)
			lead = lead_of(notes, note->unit);
		up = note->unit->parent;
		if (note->mark)
			tree_remove(note->mark);
		prev = note->unit->prev;
		next = note->unit->next;
		make_aside(notes, note);
		if (tree_element(note->unit) != EL_P)
			tree_remove(note->unit);
		remove_head(prev, next, false);
		up = without_table(up);
		notes_remove_emptied(notes->edit->root, up);
	}
	if (lead &&
	    (!lead->next || pass_is_heading(lead->next) || tree_has_class(lead->next, "footnote")))
		tree_remove(lead);
}

/* Numbers in order; a note that holds nothing but its mark is none. */
static void
number_notes(struct notes *notes)
{
	uint32_t number = 0;

	remove_ways_back(notes);
	for (size_t i = 0; i < notes->count; i++) {
		struct note *note = &notes->list[i];

		if (!note->number)
			continue;
		strip_brackets(note);
		strip_mark(note);
		strip_end(note);
		note->number = tree_is_blank(note->unit) ? 0 : ++number;
	}
}

/* Ids like ours make room: "fn1", "r2-3". */
static bool
is_like_ours(str id)
{
	str rest = str_starts(id, STR("fn")) ? str_from(id, 2) : str_from(id, 1);

	return (str_starts(id, STR("fn")) || str_starts(id, STR("r"))) && rest.len &&
	    ascii_is_digit((unsigned char)*rest.at);
}

static void
make_room(struct edit *edit)
{
	struct arena *arena = edit->ctx->arena;

	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		str id = tree_get(node, "id");
		str href = tree_element(node) == EL_A ? tree_get(node, "href") : STR_NONE;

		if (is_like_ours(id))
			tree_set(edit->tree, node, "id", arena_printf(arena, " %.*s", STR_ARG(id)));
		if (str_starts(href, STR("#")) && is_like_ours(str_from(href, 1)))
			tree_set(edit->tree, node, "href",
			    arena_printf(arena, "# %.*s", STR_ARG(str_from(href, 1))));
		if (tree_has_class(node, "noteref") || tree_has_class(node, "backlink") ||
		    (tree_element(node) == EL_DIV && tree_has_class(node, "note")))
			tree_set(edit->tree, node, "class", STR_NONE);
	}
}

/* A reference, or another link that leads to a note. */
static void
set_link(struct notes *notes, struct noteref *ref)
{
	struct tree *tree = notes->edit->tree;
	const struct idmap_entry *entry;
	const struct note *note;

	if (ref->note != NOTE_NONE && notes->list[ref->note].number) {
		set_reference(notes, ref, &notes->list[ref->note]);
		return;
	}
	entry = ref->unit ? idmap_find_node(&notes->units, ref->unit) : NULL;
	note = entry ? &notes->list[entry->value] : NULL;
	if (note && note->number && !idmap_find_node(&notes->gone, ref->link))
		tree_set(tree, ref->link, "href", arena_printf(tree->arena, "#fn%u", note->number));
}

void
edit_notes(struct edit *edit)
{
	struct arena *arena = edit->ctx->arena;
	struct notes notes = {.edit = edit,
	    .places = IDMAP(arena),
	    .units = IDMAP(arena),
	    .rejected = IDMAP(arena),
	    .paired = IDMAP(arena),
	    .gone = IDMAP(arena),
	    .ref_spots = IDMAP(arena)};

	notes_from_beside(edit);
	notes_find(&notes);
	number_notes(&notes);
	make_room(edit);
	for (size_t i = 0; i < notes.ref_count; i++)
		set_link(&notes, &notes.refs[i]);
	move_notes(&notes);
	for (size_t i = 0; i < notes.count; i++)
		if (notes.list[i].aside)
			tree_set(edit->tree, notes.list[i].aside, "id",
			    arena_printf(arena, "fn%u", notes.list[i].number));
}

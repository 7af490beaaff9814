/* Ids: those that something leads to, unique, and legal in XML; links to others go. */
#include "core/idmap.h"
#include "edit/pass.h"

/* Notes and their references have ids of their own making. */
static bool
is_own(const xmlNode *node)
{
	return tree_has_class(node, "noteref") || tree_has_class(node, "footnote");
}

/* "x-" and the id with what XML names may not hold replaced; so it meets none that we give. */
static str
legal(struct arena *arena, str id)
{
	struct buf buf = BUF(arena);

	buf_z(&buf, "x-");
	for (size_t i = 0; i < id.len && i < 200; i++) {
		unsigned char c = (unsigned char)id.at[i];

		if (ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '.' || c == '_')
			buf_char(&buf, (char)c);
		else if ((c & 0xC0) != 0x80)
			buf_char(&buf, '_');
	}
	return buf_str(&buf);
}

/* The same, and another than all before; `used` counts per name. */
static str
unique(struct arena *arena, struct idmap *used, str id)
{
	str base = legal(arena, id), name = base;
	bool is_new;
	struct idmap_entry *entry = idmap_add(used, base, &is_new);
	uint32_t number = is_new ? 1 : entry->value;

	if (is_new)
		entry->value = 1;
	while (!is_new) {
		name = arena_printf(arena, "%.*s-%u", STR_ARG(base), ++number);
		idmap_add(used, name, &is_new)->value = 1;
		idmap_find(used, base)->value = number;
	}
	return name;
}

static void
find_wanted(struct edit *edit, struct idmap *wanted)
{
	bool is_new;

	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		str href = tree_element(node) == EL_A ? tree_get(node, "href") : STR_NONE;

		if (str_starts(href, STR("#")))
			idmap_add(wanted, arena_copy(edit->ctx->arena, str_from(href, 1)), &is_new);
	}
}

/* Values of `wanted` become the place of the new id in `names`, counted from 1. */
static void
name_all(struct edit *edit, struct idmap *wanted, str **names)
{
	struct arena *arena = edit->ctx->arena;
	struct idmap used = IDMAP(arena);
	size_t count = 0, room = 0;
	unsigned section = 0;

	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		enum element element = tree_element(node);
		str id = tree_get(node, "id"), name = STR_NONE;
		struct idmap_entry *entry = id.at ? idmap_find(wanted, id) : NULL;

		if (element == EL_H2)
			name = arena_printf(arena, "s-%u", ++section);
		else if (entry && !entry->value && element != EL_BODY)
			name = is_own(node) ? arena_copy(arena, id) : unique(arena, &used, id);
		else if (is_own(node))
			name = id.at ? arena_copy(arena, id) : id;
		if (entry && !entry->value && name.at) {
			*ARENA_PUSH(arena, *names, count, room) = name;
			entry->value = (uint32_t)count;
		}
		if (id.at || name.at)
			tree_set(edit->tree, node, "id", name);
	}
}

void
edit_ids(struct edit *edit)
{
	struct idmap wanted = IDMAP(edit->ctx->arena);
	str *names = NULL;
	xmlNode *next;

	find_wanted(edit, &wanted);
	name_all(edit, &wanted, &names);
	for (xmlNode *node = edit->root; node; node = next) {
		const struct idmap_entry *entry;
		str href;

		next = tree_next(edit->root, node);
		href = tree_element(node) == EL_A ? tree_get(node, "href") : STR_NONE;
		if (!str_starts(href, STR("#")))
			continue;
		entry = idmap_find(&wanted, str_from(href, 1));
		if (entry && entry->value)
			tree_set(edit->tree, node, "href",
			    arena_printf(
				edit->ctx->arena, "#%.*s", STR_ARG(names[entry->value - 1])));
		else
			tree_unwrap(node);
	}
}

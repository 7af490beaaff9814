/* YAML. */
#include "core/yml.h"

#include <yaml.h>

struct yml {
	yaml_parser_t parser;
	yaml_event_t event;
	bool has_event, has_anchor;
};

static void
delete_yml(void *at)
{
	struct yml *yml = at;

	if (yml->has_event)
		yaml_event_delete(&yml->event);
	yml->has_event = false;
	yaml_parser_delete(&yml->parser);
}

struct yml *
yml_open(struct arena *arena, str text)
{
	struct yml *yml = arena_alloc(arena, sizeof *yml);

	if (!yaml_parser_initialize(&yml->parser))
		return NULL;
	arena_defer(arena, delete_yml, yml);
	yaml_parser_set_encoding(&yml->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&yml->parser, (const unsigned char *)text.at, text.len);
	return yml;
}

static void
set_place(struct yml_fault *place, const yaml_mark_t *mark)
{
	place->line = (uint32_t)mark->line + 1;
	place->column = (uint32_t)mark->column + 1;
}

enum yml_event
yml_next(struct yml *yml, str *text, struct yml_fault *place)
{
	*text = STR_NONE;
	do {
		if (yml->has_event)
			yaml_event_delete(&yml->event);
		yml->has_event = false;
		if (!yaml_parser_parse(&yml->parser, &yml->event)) {
			place->why = yml->parser.problem ? yml->parser.problem : "it is no YAML";
			/* Of a quotation without an end the beginning tells more. */
			set_place(place,
			    yml->parser.context &&
				    str_starts(
					str_of(place->why), STR("found unexpected end of stream"))
				? &yml->parser.context_mark
				: &yml->parser.problem_mark);
			return YML_BAD;
		}
		yml->has_event = true;
		set_place(place, &yml->event.start_mark);
		switch (yml->event.type) {
		case YAML_ALIAS_EVENT:
			return YML_ALIAS;
		case YAML_MAPPING_START_EVENT:
			yml->has_anchor = yml->event.data.mapping_start.anchor != NULL;
			return YML_OPEN_MAP;
		case YAML_SEQUENCE_START_EVENT:
			yml->has_anchor = yml->event.data.sequence_start.anchor != NULL;
			return YML_OPEN_LIST;
		case YAML_MAPPING_END_EVENT:
		case YAML_SEQUENCE_END_EVENT:
			return YML_CLOSE;
		case YAML_SCALAR_EVENT:
			yml->has_anchor = yml->event.data.scalar.anchor != NULL;
			*text = (str){(const char *)yml->event.data.scalar.value,
			    yml->event.data.scalar.length};
			return YML_SCALAR;
		default:
			break;
		}
	} while (yml->event.type != YAML_STREAM_END_EVENT);
	return YML_END;
}

/* A tree that grows: the maps and lists that are open, and the last member of each. */
struct growing {
	struct arena *arena;
	struct yml_fault *fault;
	struct yml_node *open[YML_DEPTH + 1], *last[YML_DEPTH + 1];
	struct yml_node *keyed; /* a member of a map that waits for its value */
	struct yml_node *root;
	unsigned depth, nodes;
};

static bool
refuse(struct growing *g, const char *why)
{
	g->fault->why = why;
	return false;
}

static bool
take_key(struct growing *g, str text, const struct yml_fault *place)
{
	struct yml_node *map = g->open[g->depth - 1];

	for (const struct yml_node *node = map->first; node; node = node->next)
		if (str_eq(node->key, text))
			return refuse(g, "the key stands there twice; leave one out");
	g->keyed = arena_alloc(g->arena, sizeof *g->keyed);
	g->keyed->key = arena_copy(g->arena, text);
	g->keyed->key_line = place->line;
	g->keyed->key_column = place->column;
	return true;
}

/* Put a value where it belongs; the root when nothing is open. */
static struct yml_node *
place_node(struct growing *g, const struct yml_fault *place)
{
	struct yml_node *node = g->keyed, *above = g->depth ? g->open[g->depth - 1] : NULL;

	if (!node)
		node = arena_alloc(g->arena, sizeof *node);
	g->keyed = NULL;
	node->line = place->line;
	node->column = place->column;
	if (!above)
		g->root = node;
	else if (g->last[g->depth - 1])
		g->last[g->depth - 1]->next = node;
	else
		above->first = node;
	if (above)
		g->last[g->depth - 1] = node;
	return node;
}

static bool
take(struct growing *g, const struct yml *yml, enum yml_event event, str text)
{
	const struct yml_fault *place = g->fault;
	bool wants_key = g->depth && g->open[g->depth - 1]->kind == YML_MAP && !g->keyed;
	struct yml_node *node;

	if (event == YML_ALIAS || (event != YML_CLOSE && yml->has_anchor))
		return refuse(g, "it has an anchor or an alias; write the value out");
	if (event == YML_CLOSE) {
		g->depth--;
		return true;
	}
	if (++g->nodes > YML_NODES)
		return refuse(g, "it has more than 20000 parts; give it in parts");
	if (wants_key && event != YML_SCALAR)
		return refuse(g, "a key is a list or a map; write a word");
	if (wants_key)
		return take_key(g, text, place);
	if (!g->depth && g->root)
		return refuse(g, "it has a second document; leave it out");
	node = place_node(g, place);
	node->kind = event == YML_SCALAR ? YML_TEXT : event == YML_OPEN_MAP ? YML_MAP : YML_LIST;
	if (event == YML_SCALAR) {
		node->text = arena_copy(g->arena, text);
		return true;
	}
	if (g->depth == YML_DEPTH)
		return refuse(g, "it is nested deeper than 16 levels; make it flat");
	g->last[g->depth] = NULL;
	g->open[g->depth++] = node;
	return true;
}

struct yml_node *
yml_read(struct arena *arena, str text, struct yml_fault *fault)
{
	struct yml *yml = yml_open(arena, text);
	struct growing growing = {.arena = arena, .fault = fault};
	enum yml_event event;
	str scalar;

	*fault = (struct yml_fault){.line = 1, .column = 1};
	if (!yml)
		arena_give_up(arena, ARENA_NO_MEMORY);
	while ((event = yml_next(yml, &scalar, fault)) != YML_END)
		if (event == YML_BAD || !take(&growing, yml, event, scalar))
			return NULL;
	if (!growing.root) {
		growing.root = arena_alloc(arena, sizeof *growing.root);
		growing.root->kind = YML_MAP;
		growing.root->line = growing.root->column = 1;
	}
	return growing.root;
}

/* YAML 1.1 as a tree whose nodes know their places: for what people write by hand. */
#ifndef CORE_YML_H
#define CORE_YML_H

#include "core/arena.h"

#define YML_DEPTH 16
#define YML_NODES 20000

enum yml_kind { YML_TEXT, YML_LIST, YML_MAP };

/* A value; in a map with its key. Lines and columns (of characters) count from 1. */
struct yml_node {
	enum yml_kind kind;
	str key; /* absent outside of a map */
	uint32_t key_line, key_column;
	str text; /* of a text; empty where nothing stands */
	uint32_t line, column;
	struct yml_node *first, *next; /* of a list or map; the one behind this in its own */
};

/* Where a text is no YAML that is read: a fault of syntax, anchors and aliases, keys that are no
   text or stand twice, too deep or too much. */
struct yml_fault {
	const char *why;
	uint32_t line, column;
};

/* Reads the one document of a text (UTF-8); NULL when it cannot be, and fault says why. A text
   with nothing in it is an empty map. Strings and nodes are in `arena`. */
struct yml_node *yml_read(struct arena *arena, str text, struct yml_fault *fault);

/* The same as events, for one who keeps no tree. */
enum yml_event { YML_SCALAR, YML_OPEN_LIST, YML_OPEN_MAP, YML_CLOSE, YML_ALIAS, YML_END, YML_BAD };

struct yml;
struct yml *yml_open(struct arena *arena, str text); /* NULL when memory is out */
/* `text` lives until the next call. After YML_END and YML_BAD there is nothing more. */
enum yml_event yml_next(struct yml *yml, str *text, struct yml_fault *place);

#endif

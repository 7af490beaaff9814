/* What a person says of the pages of a host: a file of rules, read once a run. */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "core/diag.h"
#include "page/select.h"

#define RULES_NAME "octavo.rules"
#define RULES_BYTES ((size_t)1 << 20) /* of a file */
#define RULES_LINE_BYTES 4096
#define RULES_SECTIONS 2000
#define RULES_LINES 64           /* that a key has in a section */
#define RULES_ADDRESS_BYTES 2000 /* of a page's path that are compared */

enum rule_key {
#define RULE(key, symbol, takes_attribute) RULE_##symbol,
#include "rules/key.def"
#undef RULE
	RULE_COUNT
};

/* A line "key = selector" or "key = selector@attribute". */
struct rule {
	const struct selector *selector;
	str attribute; /* lower case; absent without one */
	uint32_t line; /* of the file, from 1 */
};

struct rule_lines {
	struct rule *list;
	size_t count, room;
	bool said; /* the section has the key, be it without a selector */
};

/* A section "[host/path]". A host is a name, "*.name" (all below it) or "*" (every page). A path is
   matched as robots.txt matches it (RFC 9309 section 2.2.2 and 2.2.3): from its start, "*" is any
   run of characters, "$" at the end is the end. */
struct rule_section {
	str label; /* as the file has it, without the brackets */
	str host;  /* lower case, without "www." and "*."; empty for "*" */
	bool below;
	str path; /* "" for all */
	uint32_t line;
	struct rule_lines lines[RULE_COUNT];
};

struct rules {
	str name; /* of the file, without its folder */
	struct rule_section *sections;
	size_t count, room;
};

/* Read a file's text. Every mistake is said in the log as RULES_BAD, with `path`, line and column
   (of characters) as its name; then NULL is returned. The text must live as long as the rules. */
const struct rules *rules_parse(struct arena *arena, struct diag_log *log, str path, str text);

/* For each key the section that decides over a page: of those that match its address (absent: only
   "*" does) and have the key, the most specific. A name is more specific than "*.name", that more
   than "*"; then a longer host; then a longer path; then the later section. NULL where none is. */
void rules_for(struct arena *arena, const struct rules *rules, str address,
    const struct rule_section *found[RULE_COUNT]);

str rules_key_name(enum rule_key key);

#endif

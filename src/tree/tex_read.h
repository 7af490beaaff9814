/* Reading TeX into MathML: what the files of the reader share. Within tree/ alone. */
#ifndef TREE_TEX_READ_H
#define TREE_TEX_READ_H

#include "tree/tree.h"

#define TEX_DEPTH 32 /* groups and commands within each other */

enum tex_kind {
	TEX_UNKNOWN,
	TEX_LETTER,
	TEX_CAPITAL, /* a letter that stands upright */
	TEX_OPERATOR,
	TEX_LARGE, /* has its limits above and below in a displayed formula */
	TEX_INTEGRAL,
	TEX_FENCE,
	TEX_FUNCTION,
	TEX_LIMIT, /* a function with limits */
	TEX_SPACE,
	TEX_OVER,
	TEX_UNDER,
	TEX_OVERBRACE,
	TEX_UNDERBRACE,
	TEX_VARIANT,
	TEX_SWITCH, /* a variant for the rest of the group */
	TEX_TEXT,
	TEX_NAME,
	TEX_FRACTION,
	TEX_BINOMIAL,
	TEX_ROOT,
	TEX_OVERSET,
	TEX_UNDERSET,
	TEX_ARROW,
	TEX_MODULO,
	TEX_LEFT,
	TEX_RIGHT,
	TEX_MIDDLE,
	TEX_SIZED, /* a delimiter of a size of its own */
	TEX_BEGIN,
	TEX_END,
	TEX_NEWLINE,
	TEX_OVER_FRACTION,
	TEX_STACK,
	TEX_LIMITS,
	TEX_NOLIMITS,
	TEX_NOT,
	TEX_TAG,
	TEX_SKIPPED, /* with its argument */
	TEX_IGNORED,
	TEX_PHANTOM,
	TEX_SCRIPT /* no command: ^ and _ */
};

struct tex_name {
	const char *name;
	enum tex_kind kind;
	const char *text;
};

/* NULL for a command that is not read. */
const struct tex_name *tex_name_find(str name);

/* A matrix, an alignment and the like. */
struct tex_environment {
	const char *name, *open, *close, *columns;
	bool is_plain, /* no rows: equation */
	    has_argument;
};

/* What is being filled. ROW and those after it take any number of atoms; ARGUMENTS so many. */
struct tex_frame {
	enum { FRAME_ARGUMENTS, FRAME_ROW, FRAME_GROUP, FRAME_LEFT, FRAME_CELL } is;
	xmlNode *node;             /* atoms become its children */
	xmlNode *whole;            /* the atom that this makes when it ends */
	const struct tex_name *of; /* of ARGUMENTS */
	unsigned wanted;           /* arguments */
	bool is_lower;             /* of a script */
	const char *variant;       /* mathvariant of its letters; NULL */
	const struct tex_environment *environment;
	xmlNode *script; /* the last atom that has scripts */
	xmlNode *limits; /* the last atom whose scripts stand above and below */
};

struct tex_reader {
	struct tree *tree;
	struct arena *arena;
	str rest;
	bool is_display, is_bad, is_negated;
	struct tex_frame frames[TEX_DEPTH];
	size_t depth;
};

static inline struct tex_frame *
tex_top(struct tex_reader *reader)
{
	return &reader->frames[reader->depth - 1];
}

/* A new frame that appends to `node`. NULL, and the formula is bad, where there are too many. */
struct tex_frame *tex_push(struct tex_reader *reader, int is, xmlNode *node, xmlNode *whole);

/* A command's arguments are awaited below `node`. */
void
tex_await(struct tex_reader *reader, xmlNode *node, const struct tex_name *of, unsigned wanted);

/* The atom is whole: commands that wait for it go on. */
void tex_finish(struct tex_reader *reader, xmlNode *atom);

xmlNode *tex_token(struct tex_reader *reader, xmlNode *parent, enum element element, str text);
void tex_skip_space(struct tex_reader *reader);

/* The bytes between braces, or the one token; bad where they do not end. */
str tex_raw(struct tex_reader *reader);

/* How many bytes of the rest, which begins behind a backslash, are a command's name: its letters,
   else one; 0 at the end. */
size_t tex_name_length(const struct tex_reader *reader);

/* A command, its name taken. */
void tex_command(struct tex_reader *reader, str name);

/* tex_rows.c: & and \\ and what ends rows. */
void tex_begin(struct tex_reader *reader, str name);
void tex_end(struct tex_reader *reader, str name);
void tex_stack(struct tex_reader *reader);
void tex_next_cell(struct tex_reader *reader);
void tex_next_row(struct tex_reader *reader);
void tex_end_stack(struct tex_reader *reader);

#endif

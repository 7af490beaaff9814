/* A digest's manifest: a file in YAML that says what an edition is made of. */
#ifndef CLI_MANIFEST_H
#define CLI_MANIFEST_H

#include "cli/command.h"
#include "core/yml.h"

#define MANIFEST_BYTES ((size_t)1 << 20)
#define MANIFEST_INPUTS 100000

/* Whether the command line names one: by its ending. */
bool manifest_is_named(const struct invocation *told);

/* Read the manifest that is the only operand: its values stand for the options that the command
   line does not give, its inputs for the operands. Every mistake is said with its line and column;
   false then, and the status of wrong usage. */
bool manifest_read(struct run *run);

/* Give the inputs that were walked the sections in which the manifest has them. */
void manifest_place(struct run *run);

/* For manifest's own files. */

/* What is named, in the order of the manifest, each with its section. */
struct manifest_input {
	str path, section; /* absent: none of the manifest's */
};

struct manifest {
	struct run *run;
	str path;   /* of the file */
	str folder; /* it lies in: "" or with "/" at its end */
	struct manifest_input *inputs;
	size_t count, room;
	bool has_pattern; /* some inputs were found by a pattern: they have no order of their own */
	bool is_bad;
};

void manifest_say(struct manifest *manifest, uint32_t line, uint32_t column, const char *format,
    ...) __attribute__((format(printf, 4, 5)));

/* manifest_path.c: a path is meant from the manifest's folder and must not lead out of it; one that
   begins with "/" or "~/" leads where the user says. Absent when it is refused: said. */
str manifest_path(struct manifest *manifest, const struct yml_node *node);

/* The inputs that a path or a pattern names. */
void manifest_inputs(struct manifest *manifest, const struct yml_node *node, str section);

#endif

/* A digest between its inputs and its books: what was gathered, and what of it is bound. */
#ifndef CLI_DIGEST_H
#define CLI_DIGEST_H

#include "cli/command.h"
#include "edition/edition.h"

/* What pass 1 fills. */
struct gathering {
	struct run *run;
	struct spool *spool;
	struct entry **entries;
	size_t count, room;
	str *left_out; /* names of inputs without an article */
	size_t left_out_count, left_out_room;
};

/* What is bound, decided before anything is. */
struct selection {
	struct edition_list
	    entries;                /* each article once, within the limits, in the inputs' order */
	struct edition_twins twins; /* given again, and not bound */
	struct edition_left left;   /* beyond the limits */
	struct edition_volume *volumes; /* one where the digest is not split */
	size_t volume_count;
};

/* A volume that stands in its place. Strings live as long as the run. */
struct made_volume {
	str path, title, identifier;
};

/* False when it cannot go on: said, status set. */
bool selection_make(struct gathering *gathering, struct selection *selection);

/* What is asked of bind for one of the selection's volumes. In `arena`. */
struct bind_request selection_request(struct arena *arena, const struct gathering *gathering,
    const struct selection *selection, const struct edition_volume *volume);

/* Print what would be bound. */
void selection_print(const struct gathering *gathering, const struct selection *selection);

/* Write volumes.json beside the volumes: docs/volumes.schema.json. */
void volumes_write(const struct gathering *gathering, const struct selection *selection,
    const struct made_volume *made);

#endif

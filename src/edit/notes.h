/* References and notes of an article, while they are being paired. */
#ifndef EDIT_NOTES_H
#define EDIT_NOTES_H

#include "core/idmap.h"
#include "edit/pass.h"

/* A link within the article. */
struct noteref {
	xmlNode *link;
	uint32_t place;      /* in document order */
	uint32_t note;       /* of what it leads to; NOTE_NONE when that is no note */
	uint32_t number;     /* of the references to the same note, from 1 */
	const xmlNode *unit; /* what it leads to, as an address alone: it may be gone */
};

/* What a reference leads to: an element whose children become the note. */
struct note {
	xmlNode *unit;
	xmlNode *mark;       /* the element before it that holds nothing but its mark, or NULL */
	uint32_t first;      /* its first reference */
	uint32_t references; /* how many lead to it */
	uint32_t number;     /* in the order of first references, from 1; 0: it is none after all */
	str label;           /* as the first reference shows it: "1", "*" */
	xmlNode *aside;      /* what became of it */
};

#define NOTE_NONE UINT32_MAX

/* References to one note that get a way back of their own. */
#define NOTE_WAYS_BACK 20

struct notes {
	struct edit *edit;
	struct idmap places; /* ids to places in `nodes` */
	xmlNode **nodes;     /* all that have an id, in document order */
	size_t node_count, node_room;
	uint32_t *orders; /* their places in the document */
	size_t order_count, order_room;
	struct noteref *refs;
	size_t ref_count, ref_room;
	struct note *list;
	size_t count, room;
	struct idmap units;     /* nodes that are units: number in `list` */
	struct idmap rejected;  /* nodes that hold too much to be one */
	struct idmap ref_spots; /* references and what is closely around them */
	struct idmap paired;    /* links that are references */
	struct idmap gone;      /* links that led back */
};

/* Turns notes beside the text (span.sidenote) into references and notes as others have them. */
void notes_from_beside(struct edit *edit);

/* Finds and pairs; fills refs and list. */
void notes_find(struct notes *notes);

/* The element whose content is the note that begins at `target`; NULL when that is none. `mark`:
   the element before it that is its mark, or NULL. */
xmlNode *notes_unit(const struct notes *notes, xmlNode *target, xmlNode **mark);

/* A target at the beginning of a line within a paragraph begins one of its own. */
void notes_part(struct notes *notes, xmlNode *target);

/* Whether a link within a note leads back to a reference. */
bool notes_is_way_back(const struct notes *notes, const xmlNode *link, const xmlNode *unit);

/* Elements from `node` up that hold nothing any more, with the heading and rule before them. */
void notes_remove_emptied(xmlNode *root, xmlNode *node);

bool notes_is_short(const xmlNode *node); /* no more text than a mark has */

/* The text of a link without brackets and white space around. */
str notes_label(struct arena *arena, const xmlNode *link);

#endif

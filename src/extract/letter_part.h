/* Parts of a letter, for those who tell them apart. */
#ifndef EXTRACT_LETTER_PART_H
#define EXTRACT_LETTER_PART_H

#include "core/idmap.h"
#include "extract/letter.h"

/* What a block says by its words (letter.def), where it says nothing else. */
enum letter_sign {
	LETTER_LINE = 1, /* a button or an offer: out wherever it stands */
	LETTER_WEB = 2,  /* leads to the same on the web */
	LETTER_FOOT = 4, /* of the foot: why it came, the way out, rights */
	LETTER_TAIL = 8, /* heads what hangs behind the text */
	LETTER_AD = 16   /* heads an advertisement */
};

struct letter_block {
	str text;       /* as it reads, without addresses */
	str folded;     /* its words */
	unsigned signs; /* enum letter_sign */
	uint32_t words;
	bool links; /* most of it are links */
	bool own;   /* part of it is for this reader alone */
	bool small; /* its letters are smaller than those of most of the text */
	bool out;
};

struct letter_parts {
	struct ctx *ctx;
	struct page *page;
	const struct blocks *blocks;
	const struct letter *letter;
	struct meta *meta;
	struct letter_block *list; /* of each block */
	struct idmap buttons;      /* how often a line that is all link says each thing */
};

/* Fill list[i] for all blocks. */
void letter_read(struct letter_parts *parts);

/* Leave out a block, or all that lies between two nodes. */
void letter_out(struct letter_parts *parts, size_t at);
void letter_out_nodes(struct letter_parts *parts, uint32_t first, uint32_t last);

/* Folded words without those of a name. */
str letter_without(struct arena *arena, str folded, str name);

/* Whether a class or an id around a node, or its own, has the word in it. */
bool letter_within(const struct page *page, uint32_t at, str word);

/* Words that a line says beside names that the header knows, the date and numbers. */
size_t letter_loose_words(const struct letter_parts *parts, size_t at);

void letter_drop_head(struct letter_parts *parts);
void letter_drop_foot(struct letter_parts *parts);
void letter_drop_ads(struct letter_parts *parts);

#endif

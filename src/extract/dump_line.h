/* Lines of a text dump and what is to be seen of each. */
#ifndef EXTRACT_DUMP_LINE_H
#define EXTRACT_DUMP_LINE_H

#include "extract/words.h"

enum line_feature {
#define LINE(symbol, first, second) LINE_##symbol,
#include "extract/dump_line.def"
#undef LINE
	LINE_FEATURE_COUNT
};

/* A text node of the page: a line, or a paragraph that was broken into lines. */
struct dump_line {
	str text;      /* trimmed */
	uint64_t hash; /* of its words in lower case */
	uint32_t node;
	uint32_t words;
	uint32_t repeats; /* lines with the same words, itself included */
	uint32_t list;    /* items of the run of list items it stands in; 0 outside of lists */
	uint32_t list_words;
	uint16_t furniture;               /* words that pages say about themselves */
	uint8_t of_kind[FURNITURE_COUNT]; /* of those, at most 255 each */
	uint16_t capitals;                /* words that begin with a capital */
	bool item;                        /* of a list */
	bool sentence;                    /* ends as a sentence does and has five words at least */
	bool prose;                       /* a sentence of 15 words or more */
	bool mark;   /* a dump's sign for a button, a field, a picture; an address */
	bool day;    /* has a date and little else */
	bool idle;   /* says nothing but furniture */
	float score; /* probability of belonging to the article */
};

struct dump_lines {
	struct dump_line *list;
	size_t count, room;
	size_t words, prose_words, idle_lines, repeated_items;
};

void dump_lines_read(struct ctx *ctx, const struct page *page, struct dump_lines *out);

/* The features of all lines, LINE_FEATURE_COUNT a line, but for those from LINE_SCORE on. */
float *dump_lines_features(struct arena *arena, const struct dump_lines *lines);

/* Fills in the scores. */
void dump_lines_score(struct arena *arena, struct dump_lines *lines);

#endif

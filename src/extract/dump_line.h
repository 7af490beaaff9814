/* Lines of a text dump and what is to be seen of each. */
#ifndef EXTRACT_DUMP_LINE_H
#define EXTRACT_DUMP_LINE_H

#include "extract/feature.h"
#include "extract/words.h"

/* Features of a line: those of its text that blocks have too (feature.def), then its own. */
enum line_feature {
	LINE_TEXT = FEATURE_TEXT - 1, /* the last of the text's */
#define LINE(symbol, what) LINE_##symbol,
#include "extract/dump_line.def"
#undef LINE
	LINE_FEATURE_COUNT
};

/* What a line that begins with a phrase of dump_cue.def says of what follows it. */
enum cue { CUE_TALK, CUE_AUTHOR, CUE_FAQ, CUE_MORE, CUE_CALL, CUE_NOTES, CUE_COUNT };

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
	uint8_t cue;                      /* of enum cue; CUE_COUNT for none */
	uint16_t layout;                  /* of enum node_flag: APART, OUT, IN */
	uint8_t levels;                   /* lists it stands in */
	bool item;                        /* of a list */
	bool again;                       /* stood before */
	bool stop;                        /* ends as a sentence does, or with a colon */
	bool sentence;                    /* ends as a sentence does and has five words at least */
	bool prose;                       /* a sentence of 15 words or more */
	bool mark;   /* a dump's sign for a button, a field, a picture; an address */
	bool day;    /* has a date and little else */
	bool idle;   /* says nothing but furniture */
	bool kept;   /* belongs to the article, as far as the scores say */
	float score; /* probability of belonging to the article */
};

struct dump_lines {
	struct dump_line *list;
	size_t count;
	size_t words, prose_words, idle_lines, repeated_items;
};

/* `list` in `arena`; the texts are the page's. */
void dump_lines_read(struct arena *arena, const struct page *page, struct dump_lines *out);

const char *line_feature_name(size_t feature);

/* The features of all lines, one row of LINE_FEATURE_COUNT after the other, handed to `take`.
   Linear in lines and bytes. */
void dump_lines_rows(struct ctx *ctx, const struct dump_lines *lines,
    void (*take)(void *with, size_t index, const float *row), void *with);

/* Fills in the scores. */
void dump_lines_score(struct ctx *ctx, struct dump_lines *lines);

#endif

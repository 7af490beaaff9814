/* Where a line of a dump stands: sums, distances, stretches, main runs. */
#ifndef EXTRACT_DUMP_PLACE_H
#define EXTRACT_DUMP_PLACE_H

#include "extract/dump_line.h"

/* Sums over the lines before each place; a window is the difference of two. */
struct line_sums {
	double prose, words, noise, items, brief, repeated, days, talk, capitals, familiar, cues;
};

struct line_place {
	uint8_t since_noise, until_noise, since_prose, until_prose, since_day, until_day;
	uint8_t since[FURNITURE_COUNT + CUE_COUNT];
	uint16_t prose_since[FURNITURE_COUNT + CUE_COUNT];
	uint32_t stretch; /* its number */
};

/* Lines between short ones of furniture, dates, or that repeat. */
struct stretch {
	uint32_t from;
	uint32_t before; /* stretches of STRETCH_LONG words before it */
	uint32_t gap;    /* lines since the end of the last of these */
	double words;    /* of its sentences */
	double most_before, most_after;
};

/* Lines `from` to below `to` that hold the most prose with the least else in them. */
struct main_run {
	size_t from, to;
	double words;
};

struct line_places {
	struct line_sums *sums;    /* one more than lines */
	struct line_place *list;   /* one a line */
	struct stretch *stretches; /* one more than there are */
	struct main_run strict, mild;
	float *familiar, *novel; /* shares of long words: of the strict run; of no line before */
	size_t apart;            /* lines with a blank line before */
};

/* Noise: furniture alone, signs for what is no text, items that repeat. */
bool dump_line_is_noise(const struct dump_line *line);

/* Fills in familiar and novel; the strict run must be there. */
void dump_known(struct ctx *ctx, const struct dump_lines *lines, struct line_places *out);

/* Linear in lines and bytes. */
void dump_places(struct ctx *ctx, const struct dump_lines *lines, struct line_places *out);

#endif

/* Breaking a text into lines as a typographer would, and finding its size. */
#ifndef COVER_LAYOUT_H
#define COVER_LAYOUT_H

#include "cover/glyphs.h"

#define LAYOUT_LINES 16

struct layout_line {
	size_t first, count; /* glyphs, without the spaces at its ends */
	int64_t width;       /* in the face's units, with what follows */
	bool is_cut;         /* an ellipsis follows */
	bool is_hyphenated;  /* a hyphen follows: a word too wide for a line was torn */
};

struct layout {
	const struct glyphs_text *text;
	int size; /* pixels of the em */
	struct layout_line lines[LAYOUT_LINES];
	size_t count;
	int cost;      /* how ill the lines look, from 0; of layout_fit, with what the size costs */
	bool is_whole; /* nothing was cut off */
	bool is_torn;  /* a word was broken between characters: it was wider than a line */
};

/* What a text may take. */
struct layout_box {
	int width;                /* pixels */
	size_t lines;             /* at most; LAYOUT_LINES at most */
	int units;                /* of the face's em */
	int64_t ellipsis, hyphen; /* widths of "…" and "-", in units */
};

/* As few lines as the size allows, broken where they look best: of about the same length, no short
   word left alone or dangling at an end, sooner behind a clause. What does not go into the box is
   cut off, between words where it can be. */
struct layout layout_break(const struct layout_box *box, const struct glyphs_text *text, int size);

/* Of `sizes`, which fall (0 ends them), the first at which all of the text goes into the box
   without a torn word, or one of the next (`steps` of them) when its lines look so much better
   that a step down, LAYOUT_STEP, is worth it; each size with its own number of lines. Else the
   first at which a word may be torn and all goes in; else the last, cut. */
#define LAYOUT_STEP 40
struct layout_size {
	int size;
	size_t lines;
	bool may_tear;
};
struct layout layout_fit(const struct layout_box *box, const struct glyphs_text *text,
    const struct layout_size *sizes, int steps);

#endif

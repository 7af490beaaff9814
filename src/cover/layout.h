/* Breaking a text into lines and finding its size. */
#ifndef COVER_LAYOUT_H
#define COVER_LAYOUT_H

#include "cover/glyphs.h"

#define LAYOUT_LINES 16

struct layout_line {
	size_t first, count; /* glyphs, without the spaces at its ends */
	int64_t width;       /* in the face's units */
	bool is_cut;         /* an ellipsis follows */
};

struct layout {
	const struct glyphs_text *text;
	int size; /* pixels of the em */
	struct layout_line lines[LAYOUT_LINES];
	size_t count;
	bool is_whole; /* nothing was cut off */
	bool is_torn;  /* a word was broken between characters: it was wider than a line */
};

/* What a text may take. */
struct layout_box {
	int width;        /* pixels */
	size_t lines;     /* at most; LAYOUT_LINES at most */
	int units;        /* of the face's em */
	int64_t ellipsis; /* width of "…", in units */
};

/* Lines of about the same length, as few as the size allows. What does not go into the box is cut
   off, between words where it can be. */
struct layout layout_break(const struct layout_box *box, const struct glyphs_text *text, int size);

/* The first of `sizes` (0 ends them) at which all of the text goes into the box without a torn
   word, each size with its own number of lines; else the first at which it may be torn and goes in;
   else the last, cut. */
struct layout_size {
	int size;
	size_t lines;
	bool may_tear;
};
struct layout layout_fit(
    const struct layout_box *box, const struct glyphs_text *text, const struct layout_size *sizes);

#endif

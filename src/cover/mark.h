/* The mark of a series: a square of sixteen cells, drawn from a name. The same name gives the same
   mark on every machine, whatever its capitals. */
#ifndef COVER_MARK_H
#define COVER_MARK_H

#include "core/str.h"
#include "cover/canvas.h"

#define MARK_CELLS 4       /* on a side */
#define MARK_MOST_CELL 512 /* pixels */

enum mark_shape {
	MARK_BLANK,
	MARK_SQUARE,
	MARK_TRIANGLE, /* half of the cell, across the diagonal */
	MARK_QUARTER,  /* of a disc, round a corner */
	MARK_RING,     /* the same, with a hole of half the radius */
	MARK_LEAF,     /* between two quarters at opposite corners */
	MARK_DISC
};

struct mark_cell {
	enum mark_shape shape;
	bool flip_x, flip_y;
	unsigned char ink; /* grey */
};

struct mark {
	unsigned char ground; /* grey */
	struct mark_cell cells[MARK_CELLS][MARK_CELLS];
};

struct mark mark_of(str name);

/* Cover the uppermost `height` rows with the mark, repeated; a cell is `cell` pixels wide. */
void mark_draw(const struct mark *mark, struct canvas *canvas, int height, int cell);

/* The mark once, with its upper left corner there. */
void mark_stamp(const struct mark *mark, struct canvas *canvas, int x, int y, int cell);

#endif

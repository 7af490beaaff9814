/* The mark of a series, drawn from a name: a quarter of it is chosen, symmetry makes the rest. */
#include "cover/mark.h"

#include <string.h>

#include "core/utf8.h"

#define QUARTER (MARK_CELLS / 2)
#define MOST_TRIES 64
#define FINE 64 /* parts of a pixel */
#define ROWS 4  /* heights that are looked at in a row of pixels */
#define WHOLE ((unsigned)FINE * ROWS)

/* Shapes that go together. */
static const enum mark_shape families[][4] = {
    {MARK_TRIANGLE, MARK_TRIANGLE, MARK_SQUARE, MARK_BLANK},
    {MARK_QUARTER, MARK_QUARTER, MARK_SQUARE, MARK_BLANK},
    {MARK_LEAF, MARK_LEAF, MARK_QUARTER, MARK_SQUARE},
    {MARK_LEAF, MARK_LEAF, MARK_TRIANGLE, MARK_BLANK},
    {MARK_RING, MARK_RING, MARK_QUARTER, MARK_BLANK},
    {MARK_DISC, MARK_QUARTER, MARK_QUARTER, MARK_BLANK},
    {MARK_TRIANGLE, MARK_TRIANGLE, MARK_QUARTER, MARK_BLANK},
};

/* Ground, and two inks; each is one of sixteen greys, which e-ink shows without a grain. */
static const unsigned char palettes[][3] = {
    {0, 255, 136},
    {34, 238, 119},
    {204, 0, 102},
    {221, 51, 0},
    {119, 0, 255},
    {153, 17, 255},
    {0, 187, 255},
    {238, 17, 136},
};

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Of the letters and digits alone, in lower case: FNV-1a. */
static uint64_t
seed_of(str name)
{
	uint64_t seed = 0xCBF29CE484222325;
	size_t len;

	for (; name.len; name = str_from(name, len)) {
		uint32_t code = utf8_decode(name, &len);

		if (code_is_word(code))
			seed = (seed ^ code_lower(code)) * 0x100000001B3;
	}
	return seed;
}

/* The next choice (splitmix64). */
static size_t
draw(uint64_t *seed, size_t below)
{
	uint64_t z = (*seed += 0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
	z = (z ^ z >> 27) * 0x94D049BB133111EB;
	return (size_t)((z ^ z >> 31) % below);
}

/* Sixteenths of a cell that the shape covers, about. */
static int
weight(enum mark_shape shape)
{
	static const int weights[] = {0, 16, 8, 13, 9, 9, 13};

	return weights[shape];
}

/* A quarter turn to the right about the cell's middle. */
static struct mark_cell
turn(struct mark_cell cell)
{
	struct mark_cell to = cell;

	to.flip_x = !cell.flip_y;
	to.flip_y = cell.flip_x;
	return to;
}

/* The other three quarters: each a quarter turn on, or mirrored. */
static void
complete(struct mark *mark, bool is_turned)
{
	const int last = MARK_CELLS - 1;

	for (int y = 0; y < QUARTER; y++)
		for (int x = 0; x < QUARTER; x++) {
			struct mark_cell cell = mark->cells[y][x], across = cell, down = cell;

			if (is_turned) {
				cell = mark->cells[x][last - y] = turn(cell);
				cell = mark->cells[last - y][last - x] = turn(cell);
				mark->cells[last - x][y] = turn(cell);
				continue;
			}
			across.flip_x = !cell.flip_x;
			down.flip_y = !cell.flip_y;
			mark->cells[y][last - x] = across;
			mark->cells[last - y][x] = down;
			down.flip_x = across.flip_x;
			mark->cells[last - y][last - x] = down;
		}
}

struct mark
mark_of(str name)
{
	uint64_t seed = seed_of(name);
	const enum mark_shape *family = families[draw(&seed, COUNT(families))];
	const unsigned char *palette = palettes[draw(&seed, COUNT(palettes))];
	bool is_turned = draw(&seed, 2) == 0;
	struct mark mark = {.ground = palette[0]};

	for (int tries = 0; tries < MOST_TRIES; tries++) {
		int ink = 0, shapes = 0;

		for (int y = 0; y < QUARTER; y++)
			for (int x = 0; x < QUARTER; x++) {
				struct mark_cell *cell = &mark.cells[y][x];

				cell->shape = family[draw(&seed, 4)];
				cell->flip_x = draw(&seed, 2);
				cell->flip_y = draw(&seed, 2);
				cell->ink = palette[1 + (draw(&seed, 3) == 0)];
				ink += weight(cell->shape);
				shapes += cell->shape > MARK_SQUARE;
			}
		/* Of four cells at least two have a form, and there is neither little ink nor
		   little ground. */
		if (shapes >= 2 && ink >= 24 && ink <= 46)
			break;
	}
	complete(&mark, is_turned);
	return mark;
}

/* Floor of the square root. */
static int
root(int64_t square)
{
	int64_t low = 0;

	if (square <= 0)
		return 0;
	for (int64_t bit = (int64_t)1 << 20; bit; bit >>= 1)
		if ((low + bit) * (low + bit) <= square)
			low += bit;
	return (int)low;
}

/* Half of a chord of a disc, so far from its middle. */
static int
chord(int64_t radius, int64_t away)
{
	return root(radius * radius - away * away);
}

struct reach {
	int from, to;
};

/* Where a shape in a cell of `side` begins and ends at the height `y`, not flipped. */
static struct reach
reach_of(enum mark_shape shape, int side, int y)
{
	int half = side / 2, round = chord(half, half - y);

	switch (shape) {
	case MARK_SQUARE:
		return (struct reach){0, side};
	case MARK_TRIANGLE:
		return (struct reach){0, side - y};
	case MARK_QUARTER:
	case MARK_RING:
		return (struct reach){0, chord(side, y)};
	case MARK_LEAF:
		return (struct reach){side - chord(side, side - y), chord(side, y)};
	case MARK_DISC:
		return (struct reach){half - round, half + round};
	default:
		return (struct reach){0, 0};
	}
}

/* Add what the stretch covers of each pixel, in 1/FINE of a pixel; below zero takes away. */
static void
cover(int *row, struct reach reach, int sign)
{
	int first = reach.from / FINE, last = reach.to / FINE;

	if (reach.to <= reach.from)
		return;
	for (int x = first; x < last; x++)
		row[x] += sign * FINE;
	row[first] -= sign * (reach.from % FINE);
	row[last] += sign * (reach.to % FINE);
}

/* A row of a cell's pixels. */
static void
draw_row(const struct mark_cell *cell, unsigned char ground, int size, int y, unsigned char *to)
{
	int row[MARK_MOST_CELL + 1], side = size * FINE;

	if (cell->shape == MARK_BLANK || cell->shape == MARK_SQUARE) {
		memset(to, cell->shape ? cell->ink : ground, (size_t)size);
		return;
	}
	memset(row, 0, ((size_t)size + 1) * sizeof *row);
	y = cell->flip_y ? size - 1 - y : y;
	for (int step = FINE / ROWS / 2; step < FINE; step += FINE / ROWS) {
		struct reach reach = reach_of(cell->shape, side, y * FINE + step);

		cover(row, reach, 1);
		if (cell->shape == MARK_RING)
			cover(row, (struct reach){0, chord(side / 2, y * FINE + step)}, -1);
	}
	for (int x = 0; x < size; x++) {
		unsigned ink = (unsigned)row[cell->flip_x ? size - 1 - x : x];

		to[x] = (unsigned char)((ground * (WHOLE - ink) + cell->ink * ink) / WHOLE);
	}
}

/* A row of the mark's pixels. */
static void
draw_across(const struct mark *mark, int cell, int y, unsigned char *row)
{
	const struct mark_cell *cells = mark->cells[y / cell % MARK_CELLS];

	for (int i = 0; i < MARK_CELLS; i++)
		draw_row(&cells[i], mark->ground, cell, y % cell, row + i * cell);
}

static int
bound(int cell)
{
	return cell < 2 ? 2 : cell > MARK_MOST_CELL ? MARK_MOST_CELL : cell;
}

void
mark_draw(const struct mark *mark, struct canvas *canvas, int height, int cell)
{
	unsigned char row[MARK_CELLS * MARK_MOST_CELL];
	int period;

	cell = bound(cell);
	period = cell * MARK_CELLS;
	height = height < canvas->height ? height : canvas->height;
	for (int y = 0; y < height; y++) {
		if (y >= period) {
			canvas_copy(canvas, y, y - period);
			continue;
		}
		draw_across(mark, cell, y, row);
		for (int x = 0; x < canvas->width; x += period)
			canvas_row(canvas, x, y, period, row);
	}
}

void
mark_stamp(const struct mark *mark, struct canvas *canvas, int x, int y, int cell)
{
	unsigned char row[MARK_CELLS * MARK_MOST_CELL];

	cell = bound(cell);
	for (int down = 0; down < cell * MARK_CELLS; down++) {
		draw_across(mark, cell, down, row);
		canvas_row(canvas, x, y + down, cell * MARK_CELLS, row);
	}
}

/* A picture on its way from decoder to encoder: rows in, flattened on white, made smaller. */
#ifndef CODEC_FRAME_H
#define CODEC_FRAME_H

#include "codec/codec.h"
#include "codec/scale.h"

/* What a row holds, 8 bits a channel. */
enum frame_rows { ROWS_GREY, ROWS_RGB, ROWS_YCC, ROWS_RGBA };

struct pixmap {
	uint8_t *at; /* rows without gaps */
	uint32_t width, height;
	unsigned channels; /* 1 or 3 */
	bool is_ycc;       /* of three: JFIF's YCbCr, else RGB */
};

/* A pixmap that is filled from the top down. */
struct pixmap_rows {
	const struct pixmap *pixmap;
	uint32_t taken; /* rows that are there */
};

/* What scale_new gives its rows to: `with` is a struct pixmap_rows that has room for it. */
void pixmap_take_row(void *with, const uint8_t *row);

struct frame {
	struct arena *arena;
	const struct codec_wish *wish;
	struct pixmap pixmap; /* whole when frame_end was called */
	struct pixmap_rows made;
	uint32_t width, height; /* of the rows */
	uint32_t row;           /* that comes next */
	enum frame_rows rows;
	uint8_t orientation; /* EXIF's, where the decoder found one; else 0 */
	bool has_alpha;      /* a row had some */
	str profile;         /* colour profile of the rows, until they are sRGB; absent */
	uint32_t shown_width, shown_height; /* where it is not the pixmap's size; else 0 */
	struct scale *scale;
	uint8_t *flat;
};

/* Before the first row. False when there are more pixels than the wish says or none. */
bool frame_begin(struct frame *frame, uint32_t width, uint32_t height, enum frame_rows rows);

/* From the top down; further ones than the height are passed over. */
void frame_row(struct frame *frame, const uint8_t *row);

/* Rows that did not come are white. False when fewer than half came. */
bool frame_end(struct frame *frame);

/* The decoders: bytes into rows. CODEC_MADE when frame_begin was called and rows came. */
typedef enum codec_answer decoder(struct frame *frame, str bytes);
decoder decode_jpeg, decode_png, decode_gif, decode_webp, decode_avif, decode_heif, decode_tiff,
    decode_bmp, decode_ico, decode_svg;

/* The pixmap, RGB of a profile, becomes sRGB; left alone where the library is not there. */
void colour_apply(struct pixmap *pixmap, str profile);

/* A row of CMYK (0 is no ink; Adobe's JPEGs have it the other way round) as RGB. `transform` is of
   colour_cmyk: NULL does it by arithmetic. */
void *colour_cmyk(str profile, bool is_inverted);
void colour_cmyk_row(
    void *transform, bool is_inverted, const uint8_t *cmyk, uint8_t *rgb, uint32_t width);
void colour_free(void *transform);

/* The pixmap turned so that an EXIF orientation becomes 1. */
struct pixmap turn_pixmap(struct arena *arena, const struct pixmap *pixmap, uint8_t orientation);

/* A JPEG made baseline and upright without decoding; CODEC_DAMAGED when its edges do not allow it.
 */
enum codec_answer turn_jpeg(struct arena *arena, uint8_t orientation, str bytes, str *made);

#define PALETTE_COLOURS 256
#define PALETTE_SLOTS 1024

struct palette {
	uint32_t colours[PALETTE_COLOURS]; /* 0xRRGGBB, sorted */
	size_t count;
	uint16_t slots[PALETTE_SLOTS]; /* hash: place + 1 */
};

/* The colours of a pixmap; NULL: more than a palette holds. */
struct palette *png_palette(struct arena *arena, const struct pixmap *pixmap);

/* Absent when the library is not there or fails. A PNG is given what png_palette says. */
str encode_jpeg(struct arena *arena, const struct pixmap *pixmap, unsigned quality);
str encode_png(struct arena *arena, const struct pixmap *pixmap, struct palette *palette);

#endif

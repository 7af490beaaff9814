/* Decode, make smaller, encode. */
#include "codec/codec.h"

#include "codec/frame.h"

/* Of pixels that are the same as their neighbour on the left: what a drawing has more of. */
#define FLAT_PERCENT 45

/* A PNG this many times as large as the JPEG is still taken: nothing blurs in it. */
#define PNG_WORTH 2

/* So few that it is a PNG whatever its size: each dot counts. */
#define FEW_COLOURS 16

static const struct row {
	decoder *decode;
	const char *library;
} rows[] = {
    [FORMAT_JPEG] = {decode_jpeg, "libjpeg (libjpeg62-turbo)"},
    [FORMAT_PNG] = {decode_png, "libpng (libpng16-16)"},
    [FORMAT_GIF] = {decode_gif, "giflib (libgif7)"},
    [FORMAT_WEBP] = {decode_webp, "libwebp (libwebp7)"},
    [FORMAT_AVIF] = {decode_avif, "libavif (libavif15)"},
    [FORMAT_HEIC] = {decode_heif, "libheif (libheif1)"},
    [FORMAT_TIFF] = {decode_tiff, "libtiff (libtiff6)"},
    [FORMAT_BMP] = {decode_bmp, "libjpeg (libjpeg62-turbo)"},
    [FORMAT_ICO] = {decode_ico, "libpng (libpng16-16)"},
    [FORMAT_SVG] = {decode_svg, "librsvg (librsvg2-2)"},
    [FORMAT_OTHER] = {NULL, NULL},
};

const char *
codec_library(enum picture_format format)
{
	return rows[format].library ? rows[format].library : "none";
}

static bool
is_flat(const struct pixmap *pixmap)
{
	size_t same = 0, channels = pixmap->channels;
	size_t all = (size_t)pixmap->width * pixmap->height;

	for (size_t i = 1; i < all; i++) {
		const uint8_t *at = pixmap->at + i * channels;
		bool is_same = at[0] == *(at - channels);

		for (size_t k = 1; k < channels; k++)
			is_same = is_same && at[k] == *(at + k - channels);
		same += is_same;
	}
	return same * 100 >= all * FLAT_PERCENT;
}

/* Drawings as PNG, photographs as JPEG; what came as a JPEG has lost what a PNG would keep. */
static bool
encode_by_content(struct arena *arena, const struct codec_wish *wish, const struct pixmap *pixmap,
    struct codec_made *made)
{
	bool is_jpeg = wish->format == FORMAT_JPEG;
	struct palette *palette = is_jpeg ? NULL : png_palette(arena, pixmap);
	bool must_be_png = wish->keeps_format ? !is_jpeg : palette && palette->count <= FEW_COLOURS;
	str png = STR_NONE, jpeg = STR_NONE;

	if (must_be_png || (!is_jpeg && !wish->keeps_format && (palette || is_flat(pixmap))))
		png = encode_png(arena, pixmap, palette);
	if (!must_be_png || !png.at)
		jpeg = encode_jpeg(arena, pixmap, wish->quality);
	made->format = FORMAT_PNG;
	made->bytes = png;
	if (jpeg.at && (!png.at || png.len / PNG_WORTH > jpeg.len)) {
		made->format = FORMAT_JPEG;
		made->bytes = jpeg;
	}
	return made->bytes.at != NULL;
}

/* Ways to a smaller file, each about as large as its part of the first. */
static const struct step {
	unsigned percent; /* of the longest side */
	unsigned quality;
	unsigned part; /* thousandths of the bytes */
} steps[] = {
    {100, 70, 720},
    {100, 60, 600},
    {80, 65, 450},
    {64, 60, 300},
    {50, 60, 200},
    {40, 55, 130},
    {32, 50, 85},
    {25, 45, 55},
    {18, 40, 30},
    {12, 40, 15},
};

static struct pixmap
smaller(struct arena *arena, const struct pixmap *pixmap, unsigned percent)
{
	struct pixmap to = *pixmap;
	size_t stride = (size_t)pixmap->width * pixmap->channels;
	struct pixmap_rows made = {.pixmap = &to};
	struct scale *scale;

	to.width = (pixmap->width * percent + 99) / 100;
	to.height = (pixmap->height * percent + 99) / 100;
	if (percent == 100)
		return to;
	to.at = arena_grow(arena, NULL, 0, (size_t)to.width * to.height * to.channels);
	scale = scale_new(arena, pixmap->width, pixmap->height, to.width, to.height, to.channels,
	    pixmap_take_row, &made);
	for (uint32_t y = 0; y < pixmap->height; y++)
		scale_row(scale, pixmap->at + y * stride);
	return to;
}

/* Until it fits wish->most: smaller and coarser, never larger than what came before. */
static bool
shrink(struct arena *arena, const struct codec_wish *wish, const struct pixmap *pixmap,
    struct codec_made *made)
{
	size_t first = made->bytes.len;

	for (size_t i = 0; i < sizeof steps / sizeof *steps && made->bytes.len > wish->most; i++) {
		struct codec_wish coarser = *wish;
		struct codec_made trial;
		struct pixmap to;

		/* Steps that are far from enough are not tried. */
		if (i + 1 < sizeof steps / sizeof *steps &&
		    first / 1000 * steps[i].part > wish->most + wish->most / 4)
			continue;
		if (steps[i].quality < wish->quality)
			coarser.quality = steps[i].quality;
		to = smaller(arena, pixmap, steps[i].percent);
		if (!encode_by_content(arena, &coarser, &to, &trial))
			return false;
		if (trial.bytes.len >= made->bytes.len)
			continue;
		made->format = trial.format;
		made->bytes = trial.bytes;
		made->width = to.width;
		made->height = to.height;
	}
	return true;
}

static struct codec_made
answer(enum codec_answer what)
{
	return (struct codec_made){.answer = what};
}

static struct codec_made
make_by_decoding(struct arena *arena, const struct codec_wish *wish, str bytes)
{
	struct frame frame = {.arena = arena, .wish = wish};
	struct codec_made made = {.answer = CODEC_MADE};
	enum codec_answer decoded = rows[wish->format].decode(&frame, bytes);

	if (decoded != CODEC_MADE)
		return answer(decoded);
	if (!frame_end(&frame))
		return answer(CODEC_DAMAGED);
	if (wish->may_stay && !frame.has_alpha)
		return answer(CODEC_STAYS);
	colour_apply(&frame.pixmap, frame.profile);
	frame.pixmap = turn_pixmap(
	    arena, &frame.pixmap, frame.orientation ? frame.orientation : wish->orientation);
	if (!encode_by_content(arena, wish, &frame.pixmap, &made))
		return answer(CODEC_LACKING);
	made.width = frame.shown_width ? frame.shown_width : frame.pixmap.width;
	made.height = frame.shown_height ? frame.shown_height : frame.pixmap.height;
	if (wish->most && !shrink(arena, wish, &frame.pixmap, &made))
		return answer(CODEC_LACKING);
	return made;
}

struct codec_made
codec_make(struct arena *arena, const struct codec_wish *wish, str bytes)
{
	struct codec_made made = {.answer = CODEC_DAMAGED};

	if (wish->is_lossless) {
		struct picture_facts facts;

		made.answer = turn_jpeg(arena, wish->orientation, bytes, &made.bytes);
		made.format = FORMAT_JPEG;
		facts = picture_probe(made.bytes);
		made.width = facts.width;
		made.height = facts.height;
		if (made.answer == CODEC_MADE && !facts.is_broken)
			return made;
	}
	if (wish->format > FORMAT_OTHER || !rows[wish->format].decode)
		return answer(CODEC_DAMAGED);
	return make_by_decoding(arena, wish, bytes);
}

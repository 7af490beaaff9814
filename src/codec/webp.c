/* WebP into rows. */
#include <string.h>
#include <webp/decode.h>

#include "codec/frame.h"
#include "core/library.h"
#include "picture/octets.h"

struct webplib {
	__typeof__(WebPInitDecoderConfigInternal) *init;
	__typeof__(WebPGetFeaturesInternal) *features;
	__typeof__(WebPDecode) *decode;
};

static bool
load(struct webplib *lib)
{
	static const char *const names[] = {
	    "libwebp.so.7", "libwebpdecoder.so.3", "libwebp.so", "libwebp.7.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"WebPInitDecoderConfigInternal", &lib->init},
	    {"WebPGetFeaturesInternal", &lib->features},
	    {"WebPDecode", &lib->decode},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

/* Where on the canvas a frame stands. */
struct place {
	uint32_t x, y, width, height; /* the canvas's size */
};

/* The pictures of an animation stand in chunks of their own (RFC 9649 section 2.7.1.1); what is in
   the first decodes like a file. */
static str
first_frame(str bytes, struct place *place)
{
	size_t at = 12;

	while (bytes.len >= 24 && at <= bytes.len - 24) {
		const unsigned char *chunk = octets_at(bytes, at);
		size_t size = le32(chunk + 4);

		if (memcmp(chunk, "ANMF", 4) == 0 && size > 16) {
			place->x = 2 * le24(chunk + 8);
			place->y = 2 * le24(chunk + 11);
			return str_head(str_from(bytes, at + 24), size - 16);
		}
		if (size > bytes.len - at - 8)
			break;
		at += 8 + size + (size & 1);
	}
	return STR_NONE;
}

static void
give_rows(struct frame *frame, const struct place *place, const uint8_t *pixels, uint32_t width,
    uint32_t height)
{
	size_t stride = (size_t)place->width * 4;
	uint8_t *row;

	if (width == place->width && height == place->height) {
		for (uint32_t y = 0; y < height; y++)
			frame_row(frame, pixels + y * stride);
		return;
	}
	row = arena_alloc(frame->arena, stride);
	for (uint32_t y = 0; y < place->height; y++) {
		memset(row, 0, stride);
		if (y >= place->y && y - place->y < height)
			memcpy(row + (size_t)place->x * 4,
			    pixels + (size_t)(y - place->y) * width * 4, (size_t)width * 4);
		frame_row(frame, row);
	}
}

enum codec_answer
decode_webp(struct frame *frame, str bytes)
{
	struct webplib lib;
	WebPDecoderConfig config;
	struct place place = {0};
	const uint8_t *from;
	uint32_t width, height;
	size_t len;

	if (!load(&lib))
		return CODEC_LACKING;
	if (!lib.init(&config, WEBP_DECODER_ABI_VERSION) ||
	    lib.features((const uint8_t *)bytes.at, bytes.len, &config.input,
		WEBP_DECODER_ABI_VERSION) != VP8_STATUS_OK)
		return CODEC_DAMAGED;
	place.width = (uint32_t)config.input.width;
	place.height = (uint32_t)config.input.height;
	if (config.input.has_animation) {
		bytes = first_frame(bytes, &place);
		if (lib.features((const uint8_t *)bytes.at, bytes.len, &config.input,
			WEBP_DECODER_ABI_VERSION) != VP8_STATUS_OK)
			return CODEC_DAMAGED;
	}
	from = (const uint8_t *)bytes.at;
	width = (uint32_t)config.input.width;
	height = (uint32_t)config.input.height;
	if (width > place.width || place.x > place.width - width || height > place.height ||
	    place.y > place.height - height)
		return CODEC_DAMAGED;
	if (!frame_begin(frame, place.width, place.height, ROWS_RGBA))
		return CODEC_LIMIT;
	len = (size_t)width * height * 4;
	config.output.colorspace = MODE_RGBA;
	config.output.is_external_memory = 1;
	config.output.u.RGBA.rgba = arena_grow(frame->arena, NULL, 0, len);
	config.output.u.RGBA.stride = str_int((size_t)width * 4);
	config.output.u.RGBA.size = len;
	if (lib.decode(from, bytes.len, &config) != VP8_STATUS_OK)
		return CODEC_DAMAGED;
	give_rows(frame, &place, config.output.u.RGBA.rgba, width, height);
	return CODEC_MADE;
}

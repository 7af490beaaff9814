/* GIF's first frame into rows. */
#include <gif_lib.h>
#include <string.h>

#include "codec/frame.h"
#include "core/library.h"

struct giflib {
	__typeof__(DGifOpen) *open;
	__typeof__(DGifGetRecordType) *record;
	__typeof__(DGifGetImageDesc) *image;
	__typeof__(DGifGetLine) *line;
	__typeof__(DGifGetExtension) *extension;
	__typeof__(DGifGetExtensionNext) *extension_next;
	__typeof__(DGifCloseFile) *close;
};

static bool
load(struct giflib *lib)
{
	static const char *const names[] = {"libgif.so.7", "libgif.so", "libgif.7.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"DGifOpen", &lib->open},
	    {"DGifGetRecordType", &lib->record},
	    {"DGifGetImageDesc", &lib->image},
	    {"DGifGetLine", &lib->line},
	    {"DGifGetExtension", &lib->extension},
	    {"DGifGetExtensionNext", &lib->extension_next},
	    {"DGifCloseFile", &lib->close},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

static int
read_bytes(GifFileType *gif, GifByteType *to, int len)
{
	str *rest = gif->UserData;
	str part = str_head(*rest, len > 0 ? (size_t)len : 0);

	if (part.len)
		memcpy(to, part.at, part.len);
	*rest = str_from(*rest, part.len);
	return str_int(part.len);
}

/* Up to the first frame; `clear` becomes the index that is transparent, or stays. */
static bool
find_frame(const struct giflib *lib, GifFileType *gif, int *clear)
{
	GifRecordType record;

	while (lib->record(gif, &record) != GIF_ERROR) {
		GifByteType *data;
		int code;

		if (record == IMAGE_DESC_RECORD_TYPE)
			return lib->image(gif) != GIF_ERROR;
		if (record != EXTENSION_RECORD_TYPE ||
		    lib->extension(gif, &code, &data) == GIF_ERROR)
			return false;
		if (code == GRAPHICS_EXT_FUNC_CODE && data && data[0] >= 4)
			*clear = data[1] & 1 ? data[4] : -1;
		while (data)
			if (lib->extension_next(gif, &data) == GIF_ERROR)
				return false;
	}
	return false;
}

/* The frame's rows, indices, in their places; those that did not come are clear. */
static uint32_t
read_indices(const struct giflib *lib, GifFileType *gif, uint8_t *indices)
{
	static const int starts[] = {0, 4, 2, 1}, steps[] = {8, 8, 4, 2};
	const GifImageDesc *image = &gif->Image;
	uint32_t rows = 0;

	for (int turn = 0; turn < (image->Interlace ? 4 : 1); turn++)
		for (int y = image->Interlace ? starts[turn] : 0; y < image->Height;
		     y += image->Interlace ? steps[turn] : 1) {
			if (lib->line(gif, indices + (size_t)y * (size_t)image->Width,
				image->Width) == GIF_ERROR)
				return rows;
			rows++;
		}
	return rows;
}

static void
give_rows(struct frame *frame, const GifFileType *gif, const uint8_t *indices, int clear)
{
	const GifImageDesc *image = &gif->Image;
	const ColorMapObject *map = image->ColorMap ? image->ColorMap : gif->SColorMap;
	uint8_t *row = arena_alloc(frame->arena, (size_t)frame->width * 4);

	for (int y = 0; y < (int)frame->height; y++) {
		memset(row, 0, (size_t)frame->width * 4);
		for (int x = 0; y >= image->Top && y - image->Top < image->Height &&
		     x < image->Width && x + image->Left < (int)frame->width;
		     x++) {
			int index =
			    indices[(size_t)(y - image->Top) * (size_t)image->Width + (size_t)x];
			uint8_t *to = row + (size_t)(x + image->Left) * 4;

			if (index == clear || index >= map->ColorCount)
				continue;
			to[0] = map->Colors[index].Red;
			to[1] = map->Colors[index].Green;
			to[2] = map->Colors[index].Blue;
			to[3] = 255;
		}
		frame_row(frame, row);
	}
}

static enum codec_answer
read_picture(const struct giflib *lib, GifFileType *gif, struct frame *frame)
{
	const GifImageDesc *image = &gif->Image;
	uint32_t width = (uint32_t)gif->SWidth, height = (uint32_t)gif->SHeight;
	uint8_t *indices;
	int clear = -1;
	size_t size;

	if (!find_frame(lib, gif, &clear) || (!image->ColorMap && !gif->SColorMap) ||
	    image->Width < 1 || image->Height < 1)
		return CODEC_DAMAGED;
	size = (size_t)image->Width * (size_t)image->Height;
	if (!frame_begin(frame, width, height, ROWS_RGBA) || size > LIMIT_PICTURE_PIXELS)
		return CODEC_LIMIT;
	indices = arena_alloc(frame->arena, size);
	memset(indices, clear >= 0 ? clear : 0, size);
	if (read_indices(lib, gif, indices) < (uint32_t)(image->Height + 1) / 2)
		return CODEC_DAMAGED;
	give_rows(frame, gif, indices, clear);
	return CODEC_MADE;
}

enum codec_answer
decode_gif(struct frame *frame, str bytes)
{
	struct giflib lib;
	enum codec_answer answer;
	GifFileType *gif;
	int error;

	if (!load(&lib))
		return CODEC_LACKING;
	gif = lib.open(&bytes, read_bytes, &error);
	if (!gif)
		return CODEC_DAMAGED;
	answer = read_picture(&lib, gif, frame);
	lib.close(gif, &error);
	return answer;
}

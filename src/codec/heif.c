/* HEIC into rows. */
#include <libheif/heif.h>

#include "codec/frame.h"
#include "core/library.h"

struct heiflib {
	__typeof__(heif_context_alloc) *context;
	__typeof__(heif_context_free) *free_context;
	__typeof__(heif_context_read_from_memory_without_copy) *read;
	__typeof__(heif_context_get_primary_image_handle) *primary;
	__typeof__(heif_image_handle_release) *release_handle;
	__typeof__(heif_image_handle_has_alpha_channel) *has_alpha;
	__typeof__(heif_image_handle_get_width) *handle_width;
	__typeof__(heif_image_handle_get_height) *handle_height;
	__typeof__(heif_image_handle_get_color_profile_type) *profile_type;
	__typeof__(heif_image_handle_get_raw_color_profile_size) *profile_size;
	__typeof__(heif_image_handle_get_raw_color_profile) *profile;
	__typeof__(heif_decode_image) *decode;
	__typeof__(heif_image_get_primary_width) *width;
	__typeof__(heif_image_get_primary_height) *height;
	__typeof__(heif_image_get_plane_readonly) *plane;
	__typeof__(heif_image_release) *release;
};

static bool
load(struct heiflib *lib)
{
	static const char *const names[] = {"libheif.so.1", "libheif.so", "libheif.1.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"heif_context_alloc", &lib->context},
	    {"heif_context_free", &lib->free_context},
	    {"heif_context_read_from_memory_without_copy", &lib->read},
	    {"heif_context_get_primary_image_handle", &lib->primary},
	    {"heif_image_handle_release", &lib->release_handle},
	    {"heif_image_handle_has_alpha_channel", &lib->has_alpha},
	    {"heif_image_handle_get_width", &lib->handle_width},
	    {"heif_image_handle_get_height", &lib->handle_height},
	    {"heif_image_handle_get_color_profile_type", &lib->profile_type},
	    {"heif_image_handle_get_raw_color_profile_size", &lib->profile_size},
	    {"heif_image_handle_get_raw_color_profile", &lib->profile},
	    {"heif_decode_image", &lib->decode},
	    {"heif_image_get_primary_width", &lib->width},
	    {"heif_image_get_primary_height", &lib->height},
	    {"heif_image_get_plane_readonly", &lib->plane},
	    {"heif_image_release", &lib->release},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

static str
profile_of(const struct heiflib *lib, struct arena *arena, const struct heif_image_handle *handle)
{
	enum heif_color_profile_type type = lib->profile_type(handle);
	size_t size = lib->profile_size(handle);
	char *to;

	if ((type != heif_color_profile_type_prof && type != heif_color_profile_type_rICC) ||
	    !size || size > ((size_t)4 << 20))
		return STR_NONE;
	to = arena_alloc(arena, size);
	return lib->profile(handle, to).code == heif_error_Ok ? (str){to, size} : STR_NONE;
}

static enum codec_answer
give_rows(
    const struct heiflib *lib, struct frame *frame, const struct heif_image *image, bool has_alpha)
{
	int width = lib->width(image), height = lib->height(image), stride;
	const uint8_t *at = lib->plane(image, heif_channel_interleaved, &stride);

	if (!at || width < 1 || height < 1)
		return CODEC_DAMAGED;
	if (!frame_begin(
		frame, (uint32_t)width, (uint32_t)height, has_alpha ? ROWS_RGBA : ROWS_RGB))
		return CODEC_LIMIT;
	for (int y = 0; y < height; y++)
		frame_row(frame, at + (size_t)y * (size_t)stride);
	return CODEC_MADE;
}

static enum codec_answer
read_picture(const struct heiflib *lib, struct frame *frame, struct heif_image_handle *handle)
{
	bool has_alpha = lib->has_alpha(handle);
	int64_t pixels = (int64_t)lib->handle_width(handle) * lib->handle_height(handle);
	struct heif_image *image = NULL;
	enum codec_answer answer;

	if (pixels <= 0 || (uint64_t)pixels > frame->wish->pixels)
		return CODEC_LIMIT;
	frame->profile = profile_of(lib, frame->arena, handle);
	if (lib->decode(handle, &image, heif_colorspace_RGB,
		   has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, NULL)
		.code != heif_error_Ok)
		return CODEC_DAMAGED;
	answer = give_rows(lib, frame, image, has_alpha);
	lib->release(image);
	return answer;
}

enum codec_answer
decode_heif(struct frame *frame, str bytes)
{
	struct heiflib lib;
	struct heif_context *context;
	struct heif_image_handle *handle = NULL;
	enum codec_answer answer = CODEC_DAMAGED;

	if (!load(&lib))
		return CODEC_LACKING;
	context = lib.context();
	if (!context)
		return CODEC_LIMIT;
	if (lib.read(context, bytes.at, bytes.len, NULL).code == heif_error_Ok &&
	    lib.primary(context, &handle).code == heif_error_Ok) {
		answer = read_picture(&lib, frame, handle);
		lib.release_handle(handle);
	}
	lib.free_context(context);
	return answer;
}

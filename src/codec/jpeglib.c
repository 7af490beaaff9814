/* libjpeg-turbo, by the interface of libjpeg. */
#include "codec/jpeglib.h"

#include "core/library.h"

/* The interface's version is the file's. */
#define NUMBER_(n) #n
#define NUMBER(n) NUMBER_(n)
#if JPEG_LIB_VERSION >= 80
#define VERSION "8"
#else
#define VERSION NUMBER(JPEG_LIB_VERSION)
#endif

bool
jpeglib_load(struct jpeglib *lib)
{
	static const char *const names[] = {
	    "libjpeg.so." VERSION, "libjpeg." VERSION ".dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"jpeg_std_error", &lib->std_error},
	    {"jpeg_CreateDecompress", &lib->create_decompress},
	    {"jpeg_read_header", &lib->read_header},
	    {"jpeg_start_decompress", &lib->start_decompress},
	    {"jpeg_read_scanlines", &lib->read_scanlines},
	    {"jpeg_resync_to_restart", &lib->resync},
	    {"jpeg_destroy_decompress", &lib->destroy_decompress},
	    {"jpeg_CreateCompress", &lib->create_compress},
	    {"jpeg_set_defaults", &lib->set_defaults},
	    {"jpeg_set_quality", &lib->set_quality},
	    {"jpeg_start_compress", &lib->start_compress},
	    {"jpeg_write_scanlines", &lib->write_scanlines},
	    {"jpeg_finish_compress", &lib->finish_compress},
	    {"jpeg_destroy_compress", &lib->destroy_compress},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

static void
leave(j_common_ptr info)
{
	struct jpeg_fault *fault = (struct jpeg_fault *)info->err;

	longjmp(fault->escape, 1);
}

static void
pass_over(j_common_ptr info, int level)
{
	(void)level;
	(void)info;
}

void
jpeglib_errors(const struct jpeglib *lib, struct jpeg_fault *fault)
{
	lib->std_error(&fault->errors);
	fault->errors.error_exit = leave;
	fault->errors.emit_message = pass_over;
}

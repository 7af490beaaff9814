/* libjpeg-turbo, by the interface of libjpeg. */
#ifndef CODEC_JPEGLIB_H
#define CODEC_JPEGLIB_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>

#include <jpeglib.h>

struct jpeglib {
	__typeof__(jpeg_std_error) *std_error;
	__typeof__(jpeg_CreateDecompress) *create_decompress;
	__typeof__(jpeg_read_header) *read_header;
	__typeof__(jpeg_start_decompress) *start_decompress;
	__typeof__(jpeg_read_scanlines) *read_scanlines;
	__typeof__(jpeg_resync_to_restart) *resync;
	__typeof__(jpeg_destroy_decompress) *destroy_decompress;
	__typeof__(jpeg_CreateCompress) *create_compress;
	__typeof__(jpeg_set_defaults) *set_defaults;
	__typeof__(jpeg_set_quality) *set_quality;
	__typeof__(jpeg_start_compress) *start_compress;
	__typeof__(jpeg_write_scanlines) *write_scanlines;
	__typeof__(jpeg_finish_compress) *finish_compress;
	__typeof__(jpeg_destroy_compress) *destroy_compress;
};

/* The library's own error handler first, so that a pointer to one is a pointer to the other. */
struct jpeg_fault {
	struct jpeg_error_mgr errors;
	jmp_buf escape;
};

/* False when the library is not there. */
bool jpeglib_load(struct jpeglib *lib);

/* Errors jump to fault->escape, warnings are passed over. */
void jpeglib_errors(const struct jpeglib *lib, struct jpeg_fault *fault);

#endif

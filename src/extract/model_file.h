/* Reading the file of a model: little-endian numbers, the names of the features in front. */
#ifndef EXTRACT_MODEL_FILE_H
#define EXTRACT_MODEL_FILE_H

#include "core/ctx.h"

/* A view of a file that is read from its start; `bad` once it was too short. */
struct model_file {
	str rest;
	bool bad;
};

/* Reads the file whole (4 MiB at most) and takes its first bytes, which must be `magic`, and the
   names of the features, which must be ours, by name and in order. False when they are not. */
bool model_file_open(struct ctx *ctx, struct model_file *file, str path, str magic,
    const char *(*name)(size_t feature), size_t count);

/* The next bytes; NULL past the end. */
const unsigned char *model_file_take(struct model_file *file, size_t len);
uint32_t model_file_number(struct model_file *file, size_t len);
float model_file_float(struct model_file *file);
int16_t *model_file_leaves(struct ctx *ctx, struct model_file *file, size_t count);

#endif

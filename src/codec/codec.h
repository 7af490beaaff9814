/* Pictures decoded, made smaller and encoded, by libraries that are loaded when first needed. What
   is read here is hostile and so is meant to be called in a process apart (cell/). */
#ifndef CODEC_CODEC_H
#define CODEC_CODEC_H

#include "picture/picture.h"

/* Memory that decoding may take, beside the bytes themselves. */
#define CODEC_MEMORY(pixels) ((size_t)(pixels)*8 + ((size_t)40 << 20))

struct codec_wish {
	enum picture_format format;
	uint64_t pixels;  /* as the header says; 0 unknown */
	uint32_t edge;    /* longest side of what is made, at most */
	uint32_t quality; /* of a JPEG, 1 to 100 */
	size_t most;      /* bytes of what is made, as far as quality and size can do it; 0: any */
	uint8_t orientation; /* EXIF's */
	bool is_lossless;    /* a JPEG that need only become baseline and upright */
	bool may_stay;       /* nothing but transparency is against it as it is */
	bool keeps_format;   /* of JPEG and PNG: made the same again */
};

enum codec_answer {
	CODEC_MADE,
	CODEC_STAYS,   /* nothing of it is transparent, and may_stay */
	CODEC_DAMAGED, /* nothing, or less than half of it, can be read */
	CODEC_LIMIT,   /* more memory than CODEC_MEMORY, or more pixels than the header said */
	CODEC_LACKING, /* the library is not there */
	CODEC_DIED     /* said by cell/: the process ended */
};

struct codec_made {
	enum codec_answer answer;
	enum picture_format format; /* JPEG or PNG */
	uint32_t width, height;     /* at which it is to be shown */
	str bytes;
};

/* In the arena. When the arena runs out it jumps out, as arenas do. */
struct codec_made codec_make(struct arena *arena, const struct codec_wish *wish, str bytes);

/* What to install for a format, as a message says it: "libheif (libheif1)". */
const char *codec_library(enum picture_format format);

#endif

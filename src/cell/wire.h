/* What the program and its workers say to each other, over pairs of sockets. */
#ifndef CELL_WIRE_H
#define CELL_WIRE_H

#include "codec/codec.h"

#define WIRE_MOST ((size_t)256 << 20) /* bytes of a picture, either way */

/* Both ends are one program and so these go as they lie in memory; bytes follow. */
struct wire_wish {
	struct codec_wish wish;
	size_t len;
};

struct wire_made {
	enum codec_answer answer;
	enum picture_format format;
	uint32_t width, height;
	size_t len;
	bool is_last; /* the worker ends now: it no longer trusts itself */
};

/* Two ends of a connection; false with errno set. */
bool wire_pair(int ends[2]);

/* All or nothing: false when the other side is gone. */
bool wire_send(int end, const void *bytes, size_t len);
bool wire_receive(int end, void *bytes, size_t len);

/* One end of a new connection travels through another. */
bool wire_give_end(int through, int end);
int wire_take_end(int through); /* -1 when the other side is gone */

#endif

/* The process that decodes. */
#include <unistd.h>

#include "cell/confine.h"
#include "cell/keeper.h"
#include "cell/wire.h"

/* What arrives before it is known that there is room for it. */
static bool
take_bytes(int end, struct arena *arena, size_t len, str *bytes)
{
	char *to;

	if (len > WIRE_MOST)
		return false;
	to = arena_grow(arena, NULL, 0, len);
	*bytes = (str){to, len};
	return wire_receive(end, to, len);
}

/* False when the worker had better end. */
static bool
serve(int end, struct limits *limits, const struct wire_wish *ask)
{
	struct codec_made made;
	struct wire_made head = {0};
	struct arena arena;
	jmp_buf escape;
	bool sent;
	str bytes;

	arena_init(&arena, ask->len + CODEC_MEMORY(LIMIT_PICTURE_PIXELS), NULL);
	if (!take_bytes(end, &arena, ask->len, &bytes))
		return false;
	limits_set(
	    limits, CODEC_MEMORY(ask->wish.pixels ? ask->wish.pixels : LIMIT_PICTURE_PIXELS));
	arena.escape = &escape;
	if (setjmp(escape) == 0) {
		made = codec_make(&arena, &ask->wish, bytes);
	} else {
		/* A library may have been in the middle of something. */
		made = (struct codec_made){.answer = CODEC_LIMIT};
		head.is_last = true;
	}
	limits_lift(limits);
	head.answer = made.answer;
	head.format = made.format ? made.format : FORMAT_PNG;
	head.width = made.width;
	head.height = made.height;
	head.len = made.answer == CODEC_MADE ? made.bytes.len : 0;
	sent = wire_send(end, &head, sizeof head) && wire_send(end, made.bytes.at, head.len);
	arena_release(&arena);
	return sent && !head.is_last;
}

_Noreturn void
worker_run(int end)
{
	struct limits limits;
	struct wire_wish ask;

	confine(&limits);
	while (wire_receive(end, &ask, sizeof ask))
		if (!serve(end, &limits, &ask))
			break;
	_exit(0);
}

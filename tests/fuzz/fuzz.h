/* What a fuzz target gives: one input, tried whole; libFuzzer or replay.c calls it. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "core/ctx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One input tried within an arena of at most `most` bytes; what asks for more ends there. */
static inline int
fuzz_try(struct settings settings, size_t most, void (*try)(struct ctx *ctx, str bytes), str bytes)
{
	struct arena arena;
	struct diag_log log = {.arena = &arena};
	struct ctx ctx = {&arena, &log, &settings, STR("fuzz")};
	jmp_buf escape;

	if (!settings.max_input)
		settings.max_input = LIMIT_INPUT_BYTES;
	arena_init(&arena, most, &escape);
	if (setjmp(escape) == 0)
		try(&ctx, bytes);
	arena_release(&arena);
	return 0;
}

#endif

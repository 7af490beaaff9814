/* Bytes as a record: what a foreign or damaged spool would hold. */
#include "fuzz.h"

#include "record/record.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct spool *spool = spool_new();
	jmp_buf escape;

	if (!spool)
		return 0;
	arena_init(&arena, (size_t)256 << 20, &escape);
	if (setjmp(escape) == 0)
		record_store(&arena, spool, (str){(const char *)data, size});
	arena_release(&arena);
	spool_free(spool);
	return 0;
}

/* Memory with one lifetime: allocated piece by piece, freed at once. */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "core/str.h"

enum arena_fault {
	ARENA_NO_MEMORY = 1, /* the system had none; what longjmp hands to setjmp */
	ARENA_OVER_CEILING   /* the arena's own ceiling was reached */
};

struct arena_block;
struct arena_cleanup;

/* An arena belongs to one thread at a time. All that is allocated from it dies with it. */
struct arena {
	struct arena_block *blocks;
	struct arena_cleanup *cleanups;
	char *at, *end; /* free room of the current block */
	size_t held;    /* bytes held from the system */
	size_t ceiling; /* and how many at most */
	jmp_buf *escape;
};

/* `escape` is where exhaustion goes, by longjmp with an arena_fault; NULL ends the program with
   status 3. The frame that called setjmp must be alive as long as the arena is allocated from. */
void arena_init(struct arena *arena, size_t ceiling, jmp_buf *escape);

/* Runs the clean-ups, newest first, and gives all memory back; the arena is empty and usable. */
void arena_release(struct arena *arena);

/* Zeroed memory, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same for an array of `count` elements; an overflow of the product counts as exhaustion. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Give the `old` bytes at `at` (NULL with 0, or what this arena gave last for it) room for `size`.
   The new part is not zeroed. Returns the new place; the old one is dead. */
void *arena_grow(struct arena *arena, void *at, size_t old, size_t size);

str arena_copy(struct arena *arena, str s);  /* with a 0 byte behind it */
str arena_lower(struct arena *arena, str s); /* ASCII letters in lower case; s itself if they are */
char *arena_zstr(struct arena *arena, str s); /* a terminated copy */
str
arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Call clean(what) when the arena is released: for what a library owns. */
void arena_defer(struct arena *arena, void (*clean)(void *), void *what);

/* Count `size` bytes that a library allocated for the item against the ceiling; they are never
   taken off again. */
void arena_charge(struct arena *arena, size_t size);

/* Leave the item: what arena_alloc does when it has nothing to give. */
_Noreturn void arena_give_up(struct arena *arena, enum arena_fault fault);

/* An arena of its own with the same escape, that may be released at any time and dies with
   `around`: for what is needed for a moment only. */
struct arena *arena_inner(struct arena *around);

/* An arena that lies in itself, for what outlives the one who makes it; arena_free releases it. */
struct arena *arena_new(size_t ceiling, jmp_buf *escape);
void arena_free(struct arena *arena);

/* Make room for one more element in a growing array: ARENA_PUSH(arena, list, count, room) gives a
   pointer to the new, zeroed, element and counts it. */
#define ARENA_PUSH(arena, list, count, room) \
	((list) = arena_room((arena), (list), (count), &(room), sizeof *(list)), (list) + (count)++)
void *arena_room(struct arena *arena, void *list, size_t count, size_t *room, size_t size);

#endif

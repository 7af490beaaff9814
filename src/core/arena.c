/* Memory with one lifetime. */
#include "core/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 << 10)
#define LARGE ((size_t)16 << 10) /* from here on a block of its own, which can grow in place */
#define ALIGN ((size_t)16)

struct arena_block {
	struct arena_block *next, *prev;
	size_t size;
	size_t reserved; /* keeps what follows aligned */
};

struct arena_cleanup {
	struct arena_cleanup *next;
	void (*clean)(void *);
	void *what;
};

_Static_assert(sizeof(struct arena_block) % ALIGN == 0, "blocks keep their contents aligned");

void
arena_init(struct arena *arena, size_t ceiling, jmp_buf *escape)
{
	*arena = (struct arena){.ceiling = ceiling, .escape = escape};
}

_Noreturn void
arena_give_up(struct arena *arena, enum arena_fault fault)
{
	if (arena->escape)
		longjmp(*arena->escape, (int)fault);
	fputs("octavo: error: out of memory; close other programs or give fewer inputs\n", stderr);
	_Exit(3);
}

static void
link_block(struct arena *arena, struct arena_block *block)
{
	block->prev = NULL;
	block->next = arena->blocks;
	if (block->next)
		block->next->prev = block;
	arena->blocks = block;
}

/* A block with room for `size` bytes, held against the ceiling. */
static struct arena_block *
new_block(struct arena *arena, size_t size, bool zeroed)
{
	struct arena_block *block;

	if (size > arena->ceiling || arena->held > arena->ceiling - size)
		arena_give_up(arena, ARENA_OVER_CEILING);
	size += sizeof *block;
	block = zeroed ? calloc(1, size) : malloc(size);
	if (!block)
		arena_give_up(arena, ARENA_NO_MEMORY);
	block->size = size;
	arena->held += size;
	link_block(arena, block);
	return block;
}

static size_t
rounded(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		arena_give_up(arena, ARENA_OVER_CEILING);
	return (size + ALIGN - 1) & ~(ALIGN - 1);
}

static void *
take(struct arena *arena, size_t size, bool zeroed)
{
	void *at;

	size = rounded(arena, size ? size : 1);
	if (size >= LARGE)
		return new_block(arena, size, zeroed) + 1;
	if ((size_t)(arena->end - arena->at) < size) {
		arena->at = (char *)(new_block(arena, BLOCK_SIZE, false) + 1);
		arena->end = arena->at + BLOCK_SIZE;
	}
	at = arena->at;
	arena->at += size;
	return zeroed ? memset(at, 0, size) : at;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	return take(arena, size, true);
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		arena_give_up(arena, ARENA_OVER_CEILING);
	return take(arena, count * size, true);
}

/* A large piece moves as realloc moves it; its block stays the only one it lives in. */
static void *
grow_block(struct arena *arena, void *at, size_t size)
{
	struct arena_block *block = (struct arena_block *)at - 1, *moved;
	size_t old = block->size, more;

	size = rounded(arena, size) + sizeof *block;
	if (size <= old)
		return at;
	more = size - old;
	if (more > arena->ceiling || arena->held > arena->ceiling - more)
		arena_give_up(arena, ARENA_OVER_CEILING);
	moved = realloc(block, size);
	if (!moved)
		arena_give_up(arena, ARENA_NO_MEMORY);
	moved->size = size;
	arena->held += more;
	if (moved->next)
		moved->next->prev = moved;
	if (moved->prev)
		moved->prev->next = moved;
	else
		arena->blocks = moved;
	return moved + 1;
}

void *
arena_grow(struct arena *arena, void *at, size_t old, size_t size)
{
	size_t was = rounded(arena, old), want = rounded(arena, size);
	void *fresh;

	if (at && was >= LARGE)
		return grow_block(arena, at, size);
	if (at && want <= was)
		return at;
	if (at && (char *)at + was == arena->at && want < LARGE &&
	    (size_t)(arena->end - (char *)at) >= want) {
		arena->at = (char *)at + want;
		return at;
	}
	fresh = take(arena, size, false);
	if (old)
		memcpy(fresh, at, old);
	return fresh;
}

str
arena_copy(struct arena *arena, str s)
{
	return (str){arena_zstr(arena, s), s.len};
}

char *
arena_zstr(struct arena *arena, str s)
{
	char *copy = take(arena, s.len + 1, false);

	if (s.len)
		memcpy(copy, s.at, s.len);
	copy[s.len] = '\0';
	return copy;
}

str
arena_lower(struct arena *arena, str s)
{
	char *copy;
	size_t i = 0;

	while (i < s.len && ascii_lower((unsigned char)s.at[i]) == (unsigned char)s.at[i])
		i++;
	if (i == s.len)
		return s;
	copy = arena_zstr(arena, s);
	for (; i < s.len; i++)
		copy[i] = (char)ascii_lower((unsigned char)copy[i]);
	return (str){copy, s.len};
}

str
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	int len;
	char *at;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		len = 0;
	at = take(arena, (size_t)len + 1, true);
	vsnprintf(at, (size_t)len + 1, format, again);
	va_end(again);
	return (str){at, (size_t)len};
}

void
arena_defer(struct arena *arena, void (*clean)(void *), void *what)
{
	struct arena_cleanup *one = take(arena, sizeof *one, true);

	*one = (struct arena_cleanup){arena->cleanups, clean, what};
	arena->cleanups = one;
}

void
arena_charge(struct arena *arena, size_t size)
{
	if (size > arena->ceiling || arena->held > arena->ceiling - size)
		arena_give_up(arena, ARENA_OVER_CEILING);
	arena->held += size;
}

static void
release_inner(void *inner)
{
	arena_release(inner);
}

struct arena *
arena_inner(struct arena *around)
{
	struct arena *inner = arena_alloc(around, sizeof *inner);

	arena_init(inner, around->ceiling, around->escape);
	arena_defer(around, release_inner, inner);
	return inner;
}

void *
arena_room(struct arena *arena, void *list, size_t count, size_t *room, size_t size)
{
	if (count == *room) {
		size_t more = *room ? *room * 2 : 8;

		if (more > SIZE_MAX / 4 / size)
			arena_give_up(arena, ARENA_OVER_CEILING);
		list = arena_grow(arena, list, *room * size, more * size);
		*room = more;
	}
	memset((char *)list + count * size, 0, size);
	return list;
}

void
arena_release(struct arena *arena)
{
	struct arena_block *block;

	while (arena->cleanups) {
		struct arena_cleanup *one = arena->cleanups;

		arena->cleanups = one->next;
		one->clean(one->what);
	}
	while ((block = arena->blocks)) {
		arena->blocks = block->next;
		free(block);
	}
	arena->at = arena->end = NULL;
	arena->held = 0;
}

struct arena *
arena_new(size_t ceiling, jmp_buf *escape)
{
	struct arena own, *arena;

	arena_init(&own, ceiling, escape);
	arena = arena_alloc(&own, sizeof *arena);
	*arena = own;
	return arena;
}

void
arena_free(struct arena *arena)
{
	struct arena own = *arena;

	arena_release(&own);
}

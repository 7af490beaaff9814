/* Ends a program at a change of the disk, as kill -9 or a loss of power would: to be preloaded.
   KILL_AT=N: at the Nth call that changes something, counted from 1 (0: never); KILL_HOW=before,
   half (of a write, half of its bytes are written) or after. KILL_COUNT=FILE: how many calls there
   were goes there at the end. NO_TMPFILE=1: files without a name are refused, as some disks do. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static void
die(void)
{
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

static int
how(const char *name)
{
	const char *told = getenv("KILL_HOW");

	return told && strcmp(told, name) == 0;
}

/* Counts a call; whether the program ends with it. */
static int
ends_here(void)
{
	const char *at = getenv("KILL_AT");
	long now = atomic_fetch_add(&calls, 1) + 1;
	int ends = at && atol(at) == now;

	if (ends && how("before"))
		die();
	return ends;
}

__attribute__((destructor)) static void
tell(void)
{
	const char *path = getenv("KILL_COUNT");
	FILE *file = path ? fopen(path, "w") : NULL;

	if (file) {
		fprintf(file, "%ld\n", atomic_load(&calls));
		fclose(file);
	}
}

static void *
real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

#define WRAP(type, name, parameters, arguments) \
	type name parameters \
	{ \
		type (*call) parameters; \
		int ends = ends_here(); \
		type result; \
		*(void **)&call = real(#name); \
		result = call arguments; \
		if (ends) \
			die(); \
		return result; \
	}

/* The same of what writes `n` bytes. */
#define WRAP_WRITE(name, parameters, arguments) \
	ssize_t name parameters \
	{ \
		ssize_t(*call) parameters; \
		int ends = ends_here(); \
		ssize_t result; \
		*(void **)&call = real(#name); \
		if (ends && how("half")) \
			n /= 2; \
		result = call arguments; \
		if (ends) \
			die(); \
		return result; \
	}

WRAP_WRITE(write, (int fd, const void *bytes, size_t n), (fd, bytes, n))
WRAP_WRITE(pwrite, (int fd, const void *bytes, size_t n, off_t at), (fd, bytes, n, at))
WRAP_WRITE(pwrite64, (int fd, const void *bytes, size_t n, off64_t at), (fd, bytes, n, at))
WRAP(int, rename, (const char *from, const char *to), (from, to))
WRAP(int, link, (const char *from, const char *to), (from, to))
WRAP(int, linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
WRAP(int, unlink, (const char *path), (path))
WRAP(int, ftruncate, (int fd, off_t size), (fd, size))
WRAP(int, ftruncate64, (int fd, off64_t size), (fd, size))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, fdatasync, (int fd), (fd))
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode))

#define WRAP_OPEN(name) \
	int name(const char *path, int flags, ...) \
	{ \
		int (*call)(const char *, int, ...); \
		int ends = 0, result; \
		mode_t mode = 0; \
		va_list more; \
		va_start(more, flags); \
		if (flags & (O_CREAT | O_TMPFILE)) \
			mode = va_arg(more, mode_t); \
		va_end(more); \
		if ((flags & O_TMPFILE) == O_TMPFILE && getenv("NO_TMPFILE")) { \
			errno = EOPNOTSUPP; \
			return -1; \
		} \
		if (flags & O_CREAT) \
			ends = ends_here(); \
		*(void **)&call = real(#name); \
		result = call(path, flags, mode); \
		if (ends) \
			die(); \
		return result; \
	}

WRAP_OPEN(open)
WRAP_OPEN(open64)

/* What a worker may do, by the kernel's word. */
#include "cell/confine.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cell/filter.h"

/* For a picture at the limits this is some twenty times of what is needed. */
#define CPU_SECONDS 60
#define WALL_SECONDS 180

void
confine(struct limits *limits)
{
	struct rlimit none = {0, 0};

	limits->memory = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	setrlimit(RLIMIT_CORE, &none);
	filter_enter();
}

#ifdef __SANITIZE_ADDRESS__
/* The sanitizer's shadow is larger than any limit. */
static void
limit_memory(const struct limits *limits, size_t bytes)
{
	(void)limits;
	(void)bytes;
}
#else
/* The sixth number: pages of data and stack. */
static size_t
memory_in_use(int from)
{
	char line[256];
	ssize_t len = from < 0 ? -1 : pread(from, line, sizeof line - 1, 0);
	str rest = {line, len > 0 ? (size_t)len : 0}, word;
	uint32_t pages = 0;

	for (int i = 0; i < 6; i++)
		if (!str_word(&rest, &word))
			return 0;
	str_number(word, 9, &pages);
	return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void
limit_memory(const struct limits *limits, size_t bytes)
{
	struct rlimit limit;
	size_t used = memory_in_use(limits->memory);

	if (getrlimit(RLIMIT_DATA, &limit) < 0)
		return;
	limit.rlim_cur = bytes && used ? used + bytes : limit.rlim_max;
	if (limit.rlim_max != RLIM_INFINITY && limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_DATA, &limit);
}
#endif

void
limits_set(const struct limits *limits, size_t bytes)
{
	struct rlimit limit;
	struct rusage usage;

	limit_memory(limits, bytes);
	alarm(WALL_SECONDS);
	if (getrusage(RUSAGE_SELF, &usage) == 0 && getrlimit(RLIMIT_CPU, &limit) == 0) {
		rlim_t until =
		    (rlim_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + CPU_SECONDS);

		if (limit.rlim_max == RLIM_INFINITY || until < limit.rlim_max) {
			limit.rlim_cur = until;
			setrlimit(RLIMIT_CPU, &limit);
		}
	}
}

void
limits_lift(const struct limits *limits)
{
	alarm(0);
	limit_memory(limits, 0);
}

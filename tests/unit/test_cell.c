/* cell/: a process apart, and what becomes of it when it dies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell/cell.h"
#include "cell/confine.h"
#include "core/buf.h"

static void
put(struct buf *buf, uint32_t value, unsigned bytes)
{
	for (; bytes; bytes--, value >>= 8)
		buf_char(buf, (char)value);
}

/* A bitmap of 32 bits a pixel, all of one colour: nothing but our own code reads it. */
static str
bmp(struct arena *arena, uint32_t width, uint32_t height)
{
	struct buf buf = BUF(arena);

	buf_z(&buf, "BM");
	put(&buf, 54 + width * height * 4, 4);
	put(&buf, 0, 4);
	put(&buf, 54, 4);
	put(&buf, 40, 4);
	put(&buf, width, 4);
	put(&buf, height, 4);
	put(&buf, 1, 2);
	put(&buf, 32, 2);
	put(&buf, 0, 4);
	put(&buf, width * height * 4, 4);
	put(&buf, 0, 4);
	put(&buf, 0, 4);
	put(&buf, 0, 4);
	put(&buf, 0, 4);
	for (uint32_t i = 0; i < width * height; i++)
		put(&buf, 0x204080, 4);
	return buf_str(&buf);
}

static const struct codec_wish wish = {.format = FORMAT_BMP,
    .pixels = 64 * 48,
    .edge = 1600,
    .quality = 82,
    .orientation = 1};

/* Of the process and what it started: the last generation's numbers. */
static size_t
workers(pid_t *list, size_t most)
{
	DIR *all = opendir("/proc");
	struct dirent *entry;
	pid_t keeper = 0;
	size_t count = 0;

	for (int turn = 0; all && turn < 2; turn++) {
		rewinddir(all);
		while ((entry = readdir(all))) {
			char path[300], line[512], state;
			int pid, parent;
			FILE *file;

			snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
			file = fopen(path, "r");
			if (!file)
				continue;
			if (fgets(line, sizeof line, file) && strrchr(line, ')') &&
			    sscanf(line, "%d", &pid) == 1 &&
			    sscanf(strrchr(line, ')') + 1, " %c %d", &state, &parent) == 2 &&
			    state != 'Z') {
				if (turn == 0 && parent == getpid())
					keeper = pid;
				else if (turn == 1 && keeper && parent == keeper && count < most)
					list[count++] = pid;
			}
			fclose(file);
		}
	}
	if (all)
		closedir(all);
	return count;
}

static int
make(void **state)
{
	static struct arena arena;

	arena_init(&arena, (size_t)256 << 20, NULL);
	*state = &arena;
	signal(SIGPIPE, SIG_IGN);
	return 0;
}

static int
drop(void **state)
{
	arena_release(*state);
	return 0;
}

static void
pictures_are_made(void **state)
{
	struct arena *arena = *state;
	struct cell *cell = cell_start(arena);
	struct codec_made made, again;

	assert_non_null(cell);
	made = cell_make(cell, arena, &wish, bmp(arena, 64, 48));
	assert_int_equal(made.answer, CODEC_MADE);
	assert_int_equal(made.format, FORMAT_PNG);
	assert_int_equal(made.width, 64);
	assert_false(picture_probe(made.bytes).is_broken);
	again = cell_make(cell, arena, &wish, bmp(arena, 64, 48));
	assert_true(str_eq(made.bytes, again.bytes));
	made = cell_make(cell, arena, &wish, STR("BM no picture"));
	assert_int_equal(made.answer, CODEC_DAMAGED);
	/* More pixels than the header is said to have. */
	made = cell_make(cell, arena, &wish, bmp(arena, 65, 48));
	assert_int_equal(made.answer, CODEC_LIMIT);
	cell_stop(cell);
	cell_stop(NULL);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void
a_death_costs_one_picture(void **state)
{
	struct arena *arena = *state;
	struct cell *cell = cell_start(arena);
	pid_t pids[4];

	assert_int_equal(cell_make(cell, arena, &wish, bmp(arena, 64, 48)).answer, CODEC_MADE);
	if (workers(pids, 4) != 1) {
		cell_stop(cell);
		skip(); /* no /proc here */
	}
	kill(pids[0], SIGKILL);
	assert_int_equal(cell_make(cell, arena, &wish, bmp(arena, 64, 48)).answer, CODEC_DIED);
	assert_int_equal(cell_make(cell, arena, &wish, bmp(arena, 64, 48)).answer, CODEC_MADE);
	assert_int_equal(workers(pids, 4), 1);
	kill(pids[0], SIGABRT);
	assert_int_equal(cell_make(cell, arena, &wish, bmp(arena, 64, 48)).answer, CODEC_DIED);
	assert_int_equal(cell_make(cell, arena, &wish, bmp(arena, 64, 48)).answer, CODEC_MADE);
	cell_stop(cell);
}

struct thread {
	struct cell *cell;
	struct arena arena;
	int good;
};

static void *
make_many(void *with)
{
	struct thread *thread = with;

	for (int i = 0; i < 20; i++)
		thread->good +=
		    cell_make(thread->cell, &thread->arena, &wish, bmp(&thread->arena, 64, 48))
			.answer == CODEC_MADE;
	return NULL;
}

static void
threads_have_workers_of_their_own(void **state)
{
	struct cell *cell = cell_start(*state);
	struct thread threads[4];
	pthread_t ids[4];

	for (size_t i = 0; i < 4; i++) {
		threads[i] = (struct thread){.cell = cell};
		arena_init(&threads[i].arena, (size_t)64 << 20, NULL);
		pthread_create(&ids[i], NULL, make_many, &threads[i]);
	}
	for (size_t i = 0; i < 4; i++) {
		pthread_join(ids[i], NULL);
		assert_int_equal(threads[i].good, 20);
		arena_release(&threads[i].arena);
	}
	cell_stop(cell);
}

/* What the kernel refuses to a worker, told by its status. */
static int
try_things(void)
{
	struct limits limits;
	int fault = 0;

	confine(&limits);
	if (open("/tmp/octavo-cell-test", O_WRONLY | O_CREAT, 0600) >= 0)
		fault |= 1;
	if (fork() >= 0)
		fault |= 2;
	if (execl("/bin/true", "true", (char *)NULL) == 0)
		fault |= 4;
	if (kill(getppid(), 0) == 0)
		fault |= 8;
	if (open("/etc/passwd", O_RDONLY) >= 0)
		fault |= 16;
	return fault;
}

static void
workers_are_confined(void **state)
{
	int status;
	pid_t child;

	(void)state;
#if !defined(__linux__) || (!defined(__x86_64__) && !defined(__aarch64__))
	skip();
#endif
#ifdef __SANITIZE_ADDRESS__
	skip(); /* the sanitizer may do more */
#endif
	child = fork();
	if (child == 0)
		_exit(try_things());
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	/* Reading elsewhere is refused by landlock, which older kernels lack. */
	assert_int_equal(WEXITSTATUS(status) & ~16, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(pictures_are_made, make, drop),
	    cmocka_unit_test_setup_teardown(a_death_costs_one_picture, make, drop),
	    cmocka_unit_test_setup_teardown(threads_have_workers_of_their_own, make, drop),
	    cmocka_unit_test_setup_teardown(workers_are_confined, make, drop),
	};

	return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}

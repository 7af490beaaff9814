/* Seccomp, landlock and pledge. */
#include "cell/filter.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define HERE AUDIT_ARCH_X86_64
#else
#define HERE AUDIT_ARCH_AARCH64
#endif

/* What decoding, the loader, fonts and a library's own threads need. Files are opened for reading
   alone; a clone is a thread. */
static const uint16_t allowed[] = {
    SYS_read,
    SYS_readv,
    SYS_pread64,
    SYS_write,
    SYS_writev,
    SYS_close,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statfs,
    SYS_fstatfs,
    SYS_lseek,
    SYS_mmap,
    SYS_munmap,
    SYS_mprotect,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_futex,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_clock_gettime,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_gettimeofday,
    SYS_setitimer,
    SYS_getrandom,
    SYS_getpid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getrusage,
    SYS_setrlimit,
    SYS_getrlimit,
    SYS_prlimit64,
    SYS_faccessat,
    SYS_readlinkat,
    SYS_getdents64,
    SYS_getcwd,
    SYS_fcntl,
    SYS_dup,
    SYS_uname,
    SYS_sysinfo,
    SYS_set_robust_list,
    SYS_set_tid_address,
    SYS_ppoll,
    SYS_exit,
    SYS_exit_group,
#ifdef SYS_statx
    SYS_statx,
#endif
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_getcpu
    SYS_getcpu,
#endif
#ifdef SYS_membarrier
    SYS_membarrier,
#endif
#ifdef __x86_64__
    SYS_stat,
    SYS_lstat,
    SYS_access,
    SYS_readlink,
    SYS_alarm,
    SYS_poll,
    SYS_arch_prctl,
    SYS_time,
#endif
#if defined(__SANITIZE_ADDRESS__)
    SYS_tgkill,
    SYS_kill,
    SYS_prctl,
#endif
};

#define COUNT (sizeof allowed / sizeof *allowed)
#define CALL offsetof(struct seccomp_data, nr)
#define ARGUMENT(n) (offsetof(struct seccomp_data, args) + 8 * (n))
#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)

#define LOAD(from) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, from)
#define SAY(what) BPF_STMT(BPF_RET | BPF_K, what)
#define IS(what, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, what, yes, no)
#define HAS(bits, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, yes, no)

static void
set_rules(struct sock_filter *rules, size_t count)
{
	struct sock_fprog program = {(unsigned short)count, rules};

	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static void
enter_seccomp(void)
{
	struct sock_filter rules[COUNT * 2 + 24] = {
	    LOAD(offsetof(struct seccomp_data, arch)),
	    IS(HERE, 1, 0),
	    SAY(SECCOMP_RET_ERRNO | EPERM),
	    LOAD(CALL),
	    /* glibc takes clone where there is no clone3, whose flags cannot be seen. */
	    IS(SYS_clone3, 0, 1),
	    SAY(SECCOMP_RET_ERRNO | ENOSYS),
	    IS(SYS_clone, 0, 4),
	    LOAD(ARGUMENT(0)),
	    HAS(CLONE_THREAD, 0, 1),
	    SAY(SECCOMP_RET_ALLOW),
	    SAY(SECCOMP_RET_ERRNO | EPERM),
	    IS(SYS_openat, 0, 4),
	    LOAD(ARGUMENT(2)),
	    HAS(WRITING, 1, 0),
	    SAY(SECCOMP_RET_ALLOW),
	    SAY(SECCOMP_RET_ERRNO | EROFS),
#ifdef SYS_open
	    IS(SYS_open, 0, 4),
	    LOAD(ARGUMENT(1)),
	    HAS(WRITING, 1, 0),
	    SAY(SECCOMP_RET_ALLOW),
	    SAY(SECCOMP_RET_ERRNO | EROFS),
#endif
	};
	size_t at = 16;

#ifdef SYS_open
	at = 21;
#endif
	for (size_t i = 0; i < COUNT; i++) {
		rules[at++] = (struct sock_filter)IS(allowed[i], 0, 1);
		rules[at++] = (struct sock_filter)SAY(SECCOMP_RET_ALLOW);
	}
	rules[at++] = (struct sock_filter)SAY(SECCOMP_RET_ERRNO | EPERM);
	set_rules(rules, at);
}

#if defined(SYS_landlock_create_ruleset) && __has_include(<linux/landlock.h>)
#include <linux/landlock.h>

/* Where libraries, fonts and their lists lie, on all the ways to lay out a system. */
static const char *const readable[] = {"/usr", "/lib", "/lib64", "/nix/store", "/gnu/store", "/opt",
    "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/var/cache/fontconfig", "/dev/null"};

static void
enter_landlock(void)
{
	struct landlock_ruleset_attr all = {.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE |
		LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
		LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |
		LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
		LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
		LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
		LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM};
	long rules = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

	if (rules < 0)
		return;
	for (size_t i = 0; i < sizeof readable / sizeof *readable; i++) {
		struct landlock_path_beneath_attr rule = {
		    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
		    .parent_fd = open(readable[i], O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
		int flags = rule.parent_fd < 0 ? -1 : fcntl(rule.parent_fd, F_GETFL);

		if (flags < 0)
			continue;
		if (syscall(SYS_landlock_add_rule, (int)rules, LANDLOCK_RULE_PATH_BENEATH, &rule,
			0) < 0) {
			/* A file has no folder's right. */
			rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
			syscall(SYS_landlock_add_rule, (int)rules, LANDLOCK_RULE_PATH_BENEATH,
			    &rule, 0);
		}
		close(rule.parent_fd);
	}
	syscall(SYS_landlock_restrict_self, (int)rules, 0);
	close((int)rules);
}
#else
static void
enter_landlock(void)
{
}
#endif

void
filter_enter(void)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	enter_landlock();
	enter_seccomp();
}

void
filter_offline(void)
{
	struct sock_filter rules[] = {
	    LOAD(offsetof(struct seccomp_data, arch)),
	    IS(HERE, 1, 0),
	    SAY(SECCOMP_RET_ALLOW),
	    LOAD(CALL),
	    IS(SYS_socket, 4, 0),
	    IS(SYS_connect, 3, 0),
	    IS(SYS_execve, 2, 0),
	    IS(SYS_execveat, 1, 0),
	    SAY(SECCOMP_RET_ALLOW),
	    SAY(SECCOMP_RET_ERRNO | EPERM),
	};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		set_rules(rules, sizeof rules / sizeof *rules);
}

#elif defined(__OpenBSD__)

#include <unistd.h>

void
filter_enter(void)
{
	pledge("stdio rpath prot_exec", NULL);
}

void
filter_offline(void)
{
	pledge("stdio rpath wpath cpath fattr tmppath prot_exec", NULL);
}

#else

void
filter_enter(void)
{
}

void
filter_offline(void)
{
}

#endif

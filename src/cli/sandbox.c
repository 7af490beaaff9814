/* Offline, enforced by the kernel. */
#include "cli/sandbox.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <errno.h>
#include <stddef.h>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define HERE AUDIT_ARCH_X86_64
#else
#define HERE AUDIT_ARCH_AARCH64
#endif

/* Jump to the refusal, `far` instructions on, when the call is this one. */
#define REFUSE(call, far) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, far, 0)

void
sandbox_enter(void)
{
	struct sock_filter rules[] = {
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, HERE, 1, 0),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	    REFUSE(socket, 4),
	    REFUSE(connect, 3),
	    REFUSE(execve, 2),
	    REFUSE(execveat, 1),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
	};
	struct sock_fprog program = {sizeof rules / sizeof *rules, rules};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#elif defined(__OpenBSD__)

#include <unistd.h>

void
sandbox_enter(void)
{
	pledge("stdio rpath wpath cpath fattr tmppath prot_exec", NULL);
}

#else

void
sandbox_enter(void)
{
}

#endif

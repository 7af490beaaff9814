/* Offline, enforced by the kernel. */
#ifndef CLI_SANDBOX_H
#define CLI_SANDBOX_H

/* From here on the process and its threads can open no socket and run no program: on Linux by
   seccomp, on OpenBSD by pledge. Elsewhere, or where the kernel refuses, nothing happens: octavo
   itself never asks for either. */
void sandbox_enter(void);

#endif

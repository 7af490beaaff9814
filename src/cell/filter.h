/* Seccomp, landlock and pledge. */
#ifndef CELL_FILTER_H
#define CELL_FILTER_H

/* For a process that decodes: what can be had of both; there is no way back. */
void filter_enter(void);

/* Offline, for the program itself: from here on the process and its threads can open no socket and
   run no program: on Linux by seccomp, on OpenBSD by pledge. Elsewhere, or where the kernel
   refuses, nothing happens: octavo itself never asks for either. */
void filter_offline(void);

#endif

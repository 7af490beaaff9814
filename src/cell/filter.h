/* Seccomp and landlock. */
#ifndef CELL_FILTER_H
#define CELL_FILTER_H

/* What can be had of both; there is no way back. */
void filter_enter(void);

#endif

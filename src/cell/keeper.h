/* The process that forks workers. */
#ifndef CELL_KEEPER_H
#define CELL_KEEPER_H

/* For each byte that comes a worker is forked and an end to it given back; ends, with all of its
   workers, when the other side of `control` is closed. */
_Noreturn void keeper_run(int control);

/* Takes wishes and gives what is made of them until its end is closed. */
_Noreturn void worker_run(int end);

#endif

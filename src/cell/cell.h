/* A process apart, in which pictures are decoded: what breaks there costs one picture.

   cell_start forks a *keeper* that does nothing but fork: each worker of it decodes for one thread
   at a time, confined by the kernel (confine.h), with limits for memory and time. Libraries are
   loaded in the workers, when first needed. */
#ifndef CELL_CELL_H
#define CELL_CELL_H

#include "codec/codec.h"

struct cell;

/* Forks the keeper, so before anything hostile is in memory and before there are threads. NULL with
   errno set when it cannot. Lives until cell_stop. */
struct cell *cell_start(struct arena *arena);

/* Ends its processes and waits for them. NULL is passed over. */
void cell_stop(struct cell *cell);

/* codec_make in a worker; the result in the arena. CODEC_DIED when the worker ended over it; the
   next call gets a new one. May be called from several threads. */
struct codec_made
cell_make(struct cell *cell, struct arena *arena, const struct codec_wish *wish, str bytes);

#endif

/* Reading ZIP archives (APPNOTE 6.3). */
#ifndef UNPACK_ZIP_H
#define UNPACK_ZIP_H

#include "unpack/archive.h"

/* Open the container's stream as a ZIP: container->state becomes its archive, sorted. False when it
   is none, said in ctx->log. */
bool zip_begin(struct container *container, struct ctx *ctx);
void zip_end(struct container *container);

#endif

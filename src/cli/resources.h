/* --resources: where pictures are looked for that are not beside their page. */
#ifndef CLI_RESOURCES_H
#define CLI_RESOURCES_H

#include "cli/command.h"

/* Set settings.resources to what the option names, in its order: folders as `wget -x` fills them,
   and web archives. False when one cannot be read: said, status set. */
bool resources_open(struct run *run);

#endif

/* Messages and their books. */
#ifndef CLI_ATTACH_H
#define CLI_ATTACH_H

#include "cli/command.h"

/* Print a message with its book attached; as it was, where no book can be made of it: said, and the
   run's status is raised. `message` as it stands, and `text`, the same as it was before a mailbox
   quoted lines of it. False when it could not be printed: said. */
bool attach_message(
    struct run *run, struct run_print *print, struct arena *arena, str name, str message, str text);

#endif

/* Files of a folder of notes by their bare names, wherever in it they lie. */
#ifndef SOURCE_VAULT_H
#define SOURCE_VAULT_H

#include "source/shelf.h"

/* A shelf that finds "picture.png" below `root`: at an address from the root, else as the first
   file of that name (case does not matter) in the order of paths. The folder is looked through
   once, when first asked, and not beyond bounds; hidden folders and symbolic links are passed over.
   Notebooks mean pictures so. */
struct shelf *vault_shelf(struct arena *arena, str root);

#endif

/* Folders of messages: Maildir, and Maildir++ with folders within. */
#ifndef SOURCE_MAILDIR_H
#define SOURCE_MAILDIR_H

#include "core/arena.h"

/* Whether a folder is one: it holds "cur", "new" and "tmp". */
bool maildir_is(struct arena *arena, str path);

/* Whether a folder is the "cur" or "new" of one: each of its files is a message. */
bool maildir_holds(struct arena *arena, str path);

/* Whether a message is marked as thrown away, in its file's name ("…:2,ST"). */
bool maildir_is_trashed(str name);

/* The folder's own name where an entry of one is one of its folders (".Letters" is "Letters");
   absent for what else begins with a dot. */
str maildir_folder(struct arena *arena, str path, str name);

#endif

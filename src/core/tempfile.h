/* Files that have no name. */
#ifndef CORE_TEMPFILE_H
#define CORE_TEMPFILE_H

/* An unlinked temporary file in TMPDIR (/tmp), open for reading and writing; -1 with errno set when
   there can be none. The caller closes it. */
int tempfile_open(void);

#endif

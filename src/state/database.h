/* An SQLite file, and statements of it. */
#ifndef STATE_DATABASE_H
#define STATE_DATABASE_H

#include "core/buf.h"

struct database;
struct statement;

enum database_step { DATABASE_ROW, DATABASE_END, DATABASE_BUSY, DATABASE_FAILED };

/* Open a file, made where it is not there; NULL with *why set when that failed, absent where the
   library is not installed. */
struct database *database_open(struct arena *arena, const char *path, int wait, str *why);
void database_close(struct database *database);
str database_why(struct arena *arena, const struct database *database);

/* Run statements that give no rows. */
enum database_step database_run(struct database *database, const char *sql);

/* Values go to ?1, ?2… in order: database_text and so on, then database_step for each row, and
   database_end, which is harmless with NULL. NULL when the statement is not understood. */
struct statement *database_prepare(struct database *database, const char *sql);
void database_put_text(struct statement *statement, str text);
void database_put_bytes(struct statement *statement, const uint8_t *bytes, size_t count);
void database_put_number(struct statement *statement, int64_t number);
enum database_step database_step(struct statement *statement);
void database_end(struct statement *statement);

/* The row's values, in order. Texts in the arena. */
str database_text(struct statement *statement, struct arena *arena);
void database_bytes(struct statement *statement, uint8_t *to, size_t count);
int64_t database_number(struct statement *statement);

int64_t database_last(const struct database *database);   /* row that was put in last */
size_t database_changed(const struct database *database); /* rows that the last one changed */

#endif

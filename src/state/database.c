/* An SQLite file. */
#include "state/database.h"

#include <sqlite3.h>
#include <string.h>

#include "core/library.h"

struct sqlite_library {
	int (*open)(const char *, sqlite3 **, int, const char *);
	int (*close)(sqlite3 *);
	int (*run)(
	    sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
	const char *(*why)(sqlite3 *);
	int (*wait)(sqlite3 *, int);
	int (*prepare)(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
	int (*put_text)(sqlite3_stmt *, int, const char *, int, void (*)(void *));
	int (*put_bytes)(sqlite3_stmt *, int, const void *, int, void (*)(void *));
	int (*put_number)(sqlite3_stmt *, int, sqlite3_int64);
	int (*step)(sqlite3_stmt *);
	int (*end)(sqlite3_stmt *);
	const unsigned char *(*text)(sqlite3_stmt *, int);
	const void *(*bytes)(sqlite3_stmt *, int);
	int (*length)(sqlite3_stmt *, int);
	sqlite3_int64 (*number)(sqlite3_stmt *, int);
	sqlite3_int64 (*last)(sqlite3 *);
	int (*changed)(sqlite3 *);
};

struct database {
	struct arena *arena;
	struct sqlite_library library;
	sqlite3 *file;
};

struct statement {
	struct database *database;
	sqlite3_stmt *prepared;
	int put, got;
	bool is_bad; /* a value could not be put */
};

static bool
load(struct sqlite_library *library)
{
	static const char *const names[] = {
	    "libsqlite3.so.0", "libsqlite3.so", "libsqlite3.0.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"sqlite3_open_v2", &library->open},
	    {"sqlite3_close", &library->close},
	    {"sqlite3_exec", &library->run},
	    {"sqlite3_errmsg", &library->why},
	    {"sqlite3_busy_timeout", &library->wait},
	    {"sqlite3_prepare_v2", &library->prepare},
	    {"sqlite3_bind_text", &library->put_text},
	    {"sqlite3_bind_blob", &library->put_bytes},
	    {"sqlite3_bind_int64", &library->put_number},
	    {"sqlite3_step", &library->step},
	    {"sqlite3_finalize", &library->end},
	    {"sqlite3_column_text", &library->text},
	    {"sqlite3_column_blob", &library->bytes},
	    {"sqlite3_column_bytes", &library->length},
	    {"sqlite3_column_int64", &library->number},
	    {"sqlite3_last_insert_rowid", &library->last},
	    {"sqlite3_changes", &library->changed},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

struct database *
database_open(struct arena *arena, const char *path, int wait, str *why)
{
	struct database *database = arena_alloc(arena, sizeof *database);

	*why = STR_NONE;
	database->arena = arena;
	if (!load(&database->library))
		return NULL;
	/* Used by one thread, so without locks of its own. */
	if (database->library.open(path, &database->file,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK) {
		*why = database->file ? database_why(arena, database) : STR("no memory");
		database->library.close(database->file);
		return NULL;
	}
	database->library.wait(database->file, wait);
	return database;
}

void
database_close(struct database *database)
{
	database->library.close(database->file);
}

str
database_why(struct arena *arena, const struct database *database)
{
	return arena_copy(arena, str_of(database->library.why(database->file)));
}

static enum database_step
step_of(int result)
{
	switch (result & 0xFF) {
	case SQLITE_ROW:
		return DATABASE_ROW;
	case SQLITE_OK:
	case SQLITE_DONE:
		return DATABASE_END;
	case SQLITE_BUSY:
		return DATABASE_BUSY;
	default:
		return DATABASE_FAILED;
	}
}

enum database_step
database_run(struct database *database, const char *sql)
{
	return step_of(database->library.run(database->file, sql, NULL, NULL, NULL));
}

struct statement *
database_prepare(struct database *database, const char *sql)
{
	struct statement *statement = arena_alloc(database->arena, sizeof *statement);

	statement->database = database;
	if (database->library.prepare(database->file, sql, -1, &statement->prepared, NULL) !=
	    SQLITE_OK)
		return NULL;
	return statement;
}

static void
check(struct statement *statement, int result)
{
	if (result != SQLITE_OK)
		statement->is_bad = true;
}

void
database_put_text(struct statement *statement, str text)
{
	check(statement,
	    statement->database->library.put_text(statement->prepared, ++statement->put,
		text.len ? text.at : "", str_int(text.len), SQLITE_TRANSIENT));
}

void
database_put_bytes(struct statement *statement, const uint8_t *bytes, size_t count)
{
	check(statement,
	    statement->database->library.put_bytes(
		statement->prepared, ++statement->put, bytes, (int)count, SQLITE_TRANSIENT));
}

void
database_put_number(struct statement *statement, int64_t number)
{
	check(statement,
	    statement->database->library.put_number(statement->prepared, ++statement->put, number));
}

enum database_step
database_step(struct statement *statement)
{
	statement->got = 0;
	if (statement->is_bad)
		return DATABASE_FAILED;
	return step_of(statement->database->library.step(statement->prepared));
}

void
database_end(struct statement *statement)
{
	if (statement)
		statement->database->library.end(statement->prepared);
}

str
database_text(struct statement *statement, struct arena *arena)
{
	const struct sqlite_library *library = &statement->database->library;
	int column = statement->got++;
	const unsigned char *text = library->text(statement->prepared, column);

	if (!text)
		return STR("");
	return arena_copy(
	    arena, (str){(const char *)text, (size_t)library->length(statement->prepared, column)});
}

void
database_bytes(struct statement *statement, uint8_t *to, size_t count)
{
	const struct sqlite_library *library = &statement->database->library;
	int column = statement->got++;
	const void *bytes = library->bytes(statement->prepared, column);
	int length = library->length(statement->prepared, column);

	if (bytes && (size_t)length == count)
		memcpy(to, bytes, count);
	else
		memset(to, 0, count);
}

int64_t
database_number(struct statement *statement)
{
	return statement->database->library.number(statement->prepared, statement->got++);
}

int64_t
database_last(const struct database *database)
{
	return database->library.last(database->file);
}

size_t
database_changed(const struct database *database)
{
	return (size_t)database->library.changed(database->file);
}

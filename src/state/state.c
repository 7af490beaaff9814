/* What --only-new remembers. */
#include "state/state.h"

#include <string.h>
#include <sys/stat.h>

#include "core/likeness.h"
#include "core/url.h"
#include "core/utf8.h"
#include "state/database.h"

#define VERSION 1
#define OURS 0x6f637476 /* "octv": the file's application id */

#define MOST_BITS_DAY 24 /* LIKENESS_CHANGED, of one day and title: a short text changes more */

struct state {
	struct arena *arena;
	struct database *database;
};

/* Pages are synced in full: what is done has to be done after a loss of power, too. The lock is
   held from the first transaction on, until the file is closed. A journal that a killed run left,
   and that holds nothing to be undone, goes with the change of its mode. */
static const char settings[] = "PRAGMA journal_mode = PERSIST;"
			       "PRAGMA journal_mode = DELETE;"
			       "PRAGMA locking_mode = EXCLUSIVE;"
			       "PRAGMA synchronous = EXTRA;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA trusted_schema = OFF;";

static const char schema[] =
    "CREATE TABLE edition (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
    " title TEXT NOT NULL, date TEXT NOT NULL, identifier TEXT NOT NULL, path TEXT NOT NULL,"
    " digest BLOB NOT NULL, is_done INTEGER NOT NULL);"
    "CREATE TABLE article (edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,"
    " identifier TEXT NOT NULL, title TEXT NOT NULL, address TEXT NOT NULL, date TEXT NOT NULL,"
    " input TEXT NOT NULL, text BLOB NOT NULL, likeness INTEGER NOT NULL,"
    " is_twin INTEGER NOT NULL, title_key TEXT NOT NULL, address_key TEXT NOT NULL);"
    "CREATE INDEX article_edition ON article (edition);"
    "CREATE INDEX article_identifier ON article (identifier);"
    "CREATE INDEX article_text ON article (text);"
    "CREATE INDEX article_title ON article (title_key);"
    "CREATE INDEX article_address ON article (address_key);"
    "CREATE TABLE folder (path TEXT PRIMARY KEY);"
    "PRAGMA application_id = 1868788854;"
    "PRAGMA user_version = 1;";

static int64_t
ask_number(struct state *state, const char *sql)
{
	struct statement *statement = database_prepare(state->database, sql);
	int64_t number = -1;

	if (statement && database_step(statement) == DATABASE_ROW)
		number = database_number(statement);
	database_end(statement);
	return number;
}

/* Take the lock, and see whose file it is; an empty one becomes ours. */
static enum state_fault
begin(struct state *state, str *why)
{
	enum database_step step = database_run(state->database, settings);
	int64_t id, version;
	bool good = true;

	if (step == DATABASE_END)
		step = database_run(state->database, "BEGIN EXCLUSIVE");
	if (step == DATABASE_BUSY)
		return STATE_BUSY;
	*why = database_why(state->arena, state->database);
	if (step != DATABASE_END)
		return STATE_FAILED;
	id = ask_number(state, "PRAGMA application_id");
	version = ask_number(state, "PRAGMA user_version");
	if (id == 0 && version == 0 && ask_number(state, "SELECT count(*) FROM sqlite_master") == 0)
		good = database_run(state->database, schema) == DATABASE_END;
	else if (id != OURS || version != VERSION)
		return STATE_FOREIGN;
	if (good && database_run(state->database, "COMMIT") == DATABASE_END)
		return STATE_OPEN;
	*why = database_why(state->arena, state->database);
	return STATE_FAILED;
}

static void
make_folders(struct arena *arena, const char *path)
{
	str whole = str_of(path);

	for (size_t i = 1; i < whole.len; i++)
		if (whole.at[i] == '/')
			mkdir(arena_zstr(arena, str_head(whole, i)), 0700);
}

enum state_fault
state_open(struct arena *arena, const char *path, bool must_exist, int wait, struct state **state,
    str *why)
{
	struct stat facts;
	enum state_fault fault;

	*state = arena_alloc(arena, sizeof **state);
	(*state)->arena = arena;
	*why = STR_NONE;
	if (stat(path, &facts) != 0) {
		*why = STR("there is none yet");
		if (must_exist)
			return STATE_FAILED;
		make_folders(arena, path);
	}
	(*state)->database = database_open(arena, path, wait, why);
	if (!(*state)->database)
		return why->at ? STATE_FAILED : STATE_NO_LIBRARY;
	fault = begin(*state, why);
	if (fault != STATE_OPEN)
		database_close((*state)->database);
	return fault;
}

void
state_close(struct state *state)
{
	database_close(state->database);
}

str
state_why(const struct state *state)
{
	return database_why(state->arena, state->database);
}

static str
address_key(struct arena *arena, const struct state_article *article)
{
	return url_is_web(article->address) ? url_key(arena, article->address) : STR("");
}

/* Articles of finished editions that share something with one: they come to is_same. Days speak
   for being the same where they are the same, or one alone is known. */
static const char alike[] =
    "SELECT a.identifier = ?2 OR (address_key = ?3 AND address_key <> ''), title_key = ?4,"
    " text = ?5, CASE a.date WHEN '' THEN ?6 <> '' ELSE ?6 IN ('', a.date) END, likeness"
    " FROM article a JOIN edition ON number = a.edition"
    " WHERE is_done AND name = ?1 AND"
    " (a.identifier = ?2 OR (address_key = ?3 AND address_key <> '') OR"
    " (title_key = ?4 AND title_key <> '') OR text = ?5)";

static bool
is_same(struct statement *row, const struct state_article *article)
{
	bool same_place = database_number(row) != 0, same_title = database_number(row) != 0;
	bool same_text = database_number(row) != 0, same_day = database_number(row) != 0;
	uint64_t likeness = (uint64_t)database_number(row);
	unsigned bits =
	    likeness && article->likeness ? likeness_distance(likeness, article->likeness) : 64;

	return same_text || (same_place && (same_title || bits <= LIKENESS_CHANGED)) ||
	    (same_title && bits <= (same_day ? MOST_BITS_DAY : LIKENESS_NEAR));
}

bool
state_knows(struct state *state, str name, const struct state_article *article, bool *known)
{
	struct arena *arena = arena_inner(state->arena);
	struct statement *row = database_prepare(state->database, alike);
	enum database_step step = DATABASE_FAILED;

	*known = false;
	if (row) {
		database_put_text(row, name);
		database_put_text(row, article->identifier);
		database_put_text(row, address_key(arena, article));
		database_put_text(row, utf8_fold_words(arena, article->title));
		database_put_bytes(row, article->text, sizeof article->text);
		database_put_text(row, article->date);
		while (!*known && (step = database_step(row)) == DATABASE_ROW)
			*known = is_same(row, article);
	}
	database_end(row);
	arena_release(arena);
	return *known || step == DATABASE_END;
}

static bool
put_edition(struct state *state, struct state_edition *edition)
{
	struct statement *row = database_prepare(state->database,
	    "INSERT INTO edition (name, title, date, identifier, path, digest, is_done)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)");
	bool good;

	if (!row)
		return false;
	database_put_text(row, edition->name);
	database_put_text(row, edition->title);
	database_put_text(row, edition->date);
	database_put_text(row, edition->identifier);
	database_put_text(row, edition->path);
	database_put_bytes(row, edition->digest, sizeof edition->digest);
	good = database_step(row) == DATABASE_END;
	database_end(row);
	edition->number = good ? database_last(state->database) : 0;
	return good;
}

static bool
put_article(struct state *state, int64_t number, const struct state_article *article)
{
	struct arena *arena = arena_inner(state->arena);
	struct statement *row = database_prepare(state->database,
	    "INSERT INTO article VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
	bool good = false;

	if (row) {
		database_put_number(row, number);
		database_put_text(row, article->identifier);
		database_put_text(row, article->title);
		database_put_text(row, article->address);
		database_put_text(row, article->date);
		database_put_text(row, article->input);
		database_put_bytes(row, article->text, sizeof article->text);
		database_put_number(row, (int64_t)article->likeness);
		database_put_number(row, article->is_twin);
		database_put_text(row, utf8_fold_words(arena, article->title));
		database_put_text(row, address_key(arena, article));
		good = database_step(row) == DATABASE_END;
	}
	database_end(row);
	arena_release(arena);
	return good;
}

static bool
move_edition(struct state *state, const struct state_edition *edition)
{
	struct statement *row =
	    database_prepare(state->database, "UPDATE edition SET path = ?1 WHERE number = ?2");
	bool good;

	if (!row)
		return false;
	database_put_text(row, edition->path);
	database_put_number(row, edition->number);
	good = database_step(row) == DATABASE_END;
	database_end(row);
	return good;
}

bool
state_pend(struct state *state, struct state_edition *edition, const struct state_article *articles,
    size_t count)
{
	bool good;

	if (edition->number)
		return move_edition(state, edition);
	if (database_run(state->database, "BEGIN") != DATABASE_END)
		return false;
	good = put_edition(state, edition);
	for (size_t i = 0; good && i < count; i++)
		good = put_article(state, edition->number, &articles[i]);
	return good && database_run(state->database, "COMMIT") == DATABASE_END;
}

/* A statement with a number, or with a text. */
static bool
change(struct state *state, const char *sql, int64_t number, str text, size_t *count)
{
	struct statement *row = database_prepare(state->database, sql);
	bool good;

	if (!row)
		return false;
	if (text.at)
		database_put_text(row, text);
	else
		database_put_number(row, number);
	good = database_step(row) == DATABASE_END;
	database_end(row);
	if (count)
		*count = good ? database_changed(state->database) : 0;
	return good;
}

bool
state_done(struct state *state, int64_t number)
{
	return change(
	    state, "UPDATE edition SET is_done = 1 WHERE number = ?1", number, STR_NONE, NULL);
}

bool
state_drop(struct state *state, int64_t number)
{
	return state_forget_edition(state, number, NULL);
}

bool
state_forget_edition(struct state *state, int64_t number, size_t *count)
{
	return change(state, "DELETE FROM edition WHERE number = ?1", number, STR_NONE, count);
}

bool
state_forget_article(struct state *state, str what, size_t *count)
{
	return change(
	    state, "DELETE FROM article WHERE ?1 IN (identifier, address)", 0, what, count);
}

bool
state_add_folder(struct state *state, str folder)
{
	return change(state, "INSERT OR IGNORE INTO folder VALUES (?1)", 0, folder, NULL);
}

str *
state_folders(struct state *state, struct arena *arena, size_t *count)
{
	struct statement *row = database_prepare(state->database, "SELECT path FROM folder");
	size_t room = 0;
	str *list = NULL;

	*count = 0;
	while (row && database_step(row) == DATABASE_ROW)
		*ARENA_PUSH(arena, list, *count, room) = database_text(row, arena);
	database_end(row);
	return list;
}

struct state_edition *
state_editions(struct state *state, struct arena *arena, size_t *count)
{
	struct statement *row = database_prepare(state->database,
	    "SELECT number, name, title, date, identifier, path, digest, is_done FROM edition"
	    " ORDER BY number");
	struct state_edition *list = NULL;
	size_t room = 0;

	*count = 0;
	while (row && database_step(row) == DATABASE_ROW) {
		struct state_edition *edition = ARENA_PUSH(arena, list, *count, room);

		edition->number = database_number(row);
		edition->name = database_text(row, arena);
		edition->title = database_text(row, arena);
		edition->date = database_text(row, arena);
		edition->identifier = database_text(row, arena);
		edition->path = database_text(row, arena);
		database_bytes(row, edition->digest, sizeof edition->digest);
		edition->is_done = database_number(row) != 0;
	}
	database_end(row);
	return list;
}

struct state_article *
state_articles(struct state *state, struct arena *arena, int64_t number, size_t *count)
{
	struct statement *row = database_prepare(state->database,
	    "SELECT identifier, title, address, date, input, text, likeness, is_twin FROM article"
	    " WHERE edition = ?1 ORDER BY rowid");
	struct state_article *list = NULL;
	size_t room = 0;

	*count = 0;
	if (row)
		database_put_number(row, number);
	while (row && database_step(row) == DATABASE_ROW) {
		struct state_article *article = ARENA_PUSH(arena, list, *count, room);

		article->identifier = database_text(row, arena);
		article->title = database_text(row, arena);
		article->address = database_text(row, arena);
		article->date = database_text(row, arena);
		article->input = database_text(row, arena);
		database_bytes(row, article->text, sizeof article->text);
		article->likeness = (uint64_t)database_number(row);
		article->is_twin = database_number(row) != 0;
	}
	database_end(row);
	return list;
}

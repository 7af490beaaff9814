/* --only-new: what was bound in an edition is not bound again. */
#include "cli/remember.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/idmap.h"
#include "core/sha256.h"
#include "state/state.h"

#define WAIT_FIRST 1000 /* milliseconds until it is said that another run is waited for */
#define WAIT_LONG 600000

struct remember {
	struct state *state;
	str name;                  /* of the digest */
	str temporary;             /* see remember_name */
	struct idmap known;        /* entries that were bound, or one of their other forms */
	struct edition_list aside; /* of those, which the state does not have in this form */
	size_t aside_room;
	struct state_edition edition; /* being written */
	struct state_article *articles;
	size_t article_count;
};

static bool
fail(struct run *run, enum diag_code code, str name, str why)
{
	run_fail(run, STATUS_SYSTEM, code, name, why.at ? arena_zstr(&run->arena, why) : NULL);
	errno = EIO;
	return false;
}

static bool
fail_state(struct run *run)
{
	return fail(run, DIAG_STATE_FAILED, remember_path(run), state_why(run->remember->state));
}

str
remember_path(struct run *run)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (option_given(&run->invocation, OPT_STATE))
		return run->invocation.given[OPT_STATE];
	if (state && *state == '/')
		return arena_printf(&run->arena, "%s/octavo/state.db", state);
	if (home && *home)
		return arena_printf(&run->arena, "%s/.local/state/octavo/state.db", home);
	return STR_NONE;
}

struct state *
remember_open_state(struct run *run, bool must_exist)
{
	str path = remember_path(run), why = STR_NONE;
	enum state_fault fault;
	struct state *state;

	if (!path.at) {
		fail(run, DIAG_STATE_FAILED, STR("--state"), STR("neither it nor HOME is set"));
		return NULL;
	}
	fault = state_open(&run->arena, path.at, must_exist, WAIT_FIRST, &state, &why);
	if (fault == STATE_BUSY) {
		report_say(&run->report, DIAG_STATE_WAIT, path, NULL);
		fault = state_open(&run->arena, path.at, must_exist, WAIT_LONG, &state, &why);
	}
	switch (fault) {
	case STATE_OPEN:
		return state;
	case STATE_NO_LIBRARY:
		fail(run, DIAG_STATE_LIBRARY, path, STR_NONE);
		break;
	case STATE_BUSY:
		fail(run, DIAG_STATE_BUSY, path, STR_NONE);
		break;
	case STATE_FOREIGN:
		fail(run, DIAG_STATE_FOREIGN, path, STR_NONE);
		break;
	default:
		fail(run, DIAG_STATE_FAILED, path, why);
	}
	return NULL;
}

static bool
stands(const struct state_edition *edition)
{
	int fd = edition->path.len ? open(edition->path.at, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
	uint8_t digest[32];
	bool same = fd >= 0 && sha256_file(fd, digest, NULL) &&
	    memcmp(digest, edition->digest, sizeof digest) == 0;

	if (fd >= 0)
		close(fd);
	return same;
}

static str
folder_of(struct run *run, str path)
{
	size_t slash = str_rfind_char(path, '/');
	char *real = realpath(slash == STR_NOT_FOUND ? "."
		: slash ? arena_zstr(&run->arena, str_head(path, slash))
			: "/",
	    NULL);
	str folder = real ? arena_copy(&run->arena, str_of(real)) : STR(".");

	free(real);
	return folder;
}

/* What was being written where a run was killed. */
static void
sweep(struct run *run)
{
	const struct remember *remember = run->remember;
	size_t count;
	str *folders = state_folders(remember->state, &run->arena, &count);

	for (size_t i = 0; i < count; i++)
		unlink(arena_printf(
		    &run->arena, "%.*s/%.*s", STR_ARG(folders[i]), STR_ARG(remember->temporary))
			   .at);
}

static bool
mend(struct run *run)
{
	struct state *state = run->remember->state;
	size_t count;
	struct state_edition *editions = state_editions(state, &run->arena, &count);
	bool good = true;

	for (size_t i = 0; good && i < count; i++) {
		if (editions[i].is_done)
			continue;
		good = stands(&editions[i]) ? state_done(state, editions[i].number)
					    : state_drop(state, editions[i].number);
	}
	return good;
}

/* Know the folder that is written to, which may never have been swept. */
static bool
add_folder(struct run *run)
{
	str output = run->invocation.given[OPT_OUTPUT];

	if (run_output_is_stdout(run))
		return true;
	if (run_output_is_folder(run) && output.at && !str_ends(output, STR("/")))
		output = arena_printf(&run->arena, "%.*s/", STR_ARG(output));
	return state_add_folder(run->remember->state, folder_of(run, output));
}

bool
remember_open(struct run *run)
{
	str path, name;
	struct remember *remember;
	uint8_t digest[32];
	struct state *state;

	if (!option_given(&run->invocation, OPT_ONLY_NEW))
		return true;
	state = remember_open_state(run, false);
	if (!state)
		return false;
	run->remember = remember = arena_alloc(&run->arena, sizeof *remember);
	remember->state = state;
	remember->name = run->invocation.given[OPT_NAME];
	remember->known = IDMAP(&run->arena);
	/* Of the state, which one run has at a time: no two write under this name at once. */
	path = remember_path(run);
	name = arena_printf(&run->arena, "%.*s/%.*s", STR_ARG(folder_of(run, path)),
	    STR_ARG(str_after_last(path, '/')));
	sha256(name, digest);
	remember->temporary =
	    arena_printf(&run->arena, ".octavo-%.*s", STR_ARG(sha256_hex(&run->arena, digest, 8)));
	if (mend(run) && add_folder(run)) {
		sweep(run);
		return true;
	}
	fail_state(run);
	remember_close(run);
	return false;
}

void
remember_close(struct run *run)
{
	if (run->remember)
		state_close(run->remember->state);
	run->remember = NULL;
}

str
remember_name(const struct run *run)
{
	return run->remember ? run->remember->temporary : STR_NONE;
}

static struct state_article
article_of(struct arena *arena, const struct entry *entry, bool is_twin)
{
	struct state_article article = {.identifier = entry->identifier,
	    .title = entry->title,
	    .address = entry->canonical.len ? entry->canonical : entry->source,
	    .input = entry->name,
	    .likeness = entry->likeness,
	    .is_twin = is_twin};

	if (date_is_set(entry->date))
		article.date = date_day_iso(arena, entry->date);
	memcpy(article.text, entry->text_digest, sizeof article.text);
	return article;
}

/* Look one up; what is found goes into the map. */
static bool
look_up(struct run *run, const struct entry *entry)
{
	struct remember *remember = run->remember;
	struct state_article article = article_of(&run->arena, entry, false);
	bool known, is_new;

	if (!state_knows(remember->state, remember->name, &article, &known))
		return fail_state(run);
	if (known)
		idmap_add_node(&remember->known, entry, &is_new);
	return true;
}

static bool
is_known(const struct remember *remember, const struct entry *entry)
{
	return idmap_find_node(&remember->known, entry) != NULL;
}

/* An article that the state has in another form only: the next edition notes it, since that form
   may be gone one day. */
static void
set_aside(struct run *run, struct entry *entry)
{
	struct remember *remember = run->remember;

	*ARENA_PUSH(
	    &run->arena, remember->aside.list, remember->aside.count, remember->aside_room) = entry;
}

/* What is known in one of its forms is known in all. */
static void
spread(struct run *run, const struct edition_twins *twins)
{
	struct remember *remember = run->remember;
	bool is_new;

	for (size_t i = 0; i < twins->count; i++)
		if (is_known(remember, twins->list[i].entry) &&
		    !is_known(remember, twins->list[i].kept)) {
			set_aside(run, twins->list[i].kept);
			idmap_add_node(&remember->known, twins->list[i].kept, &is_new);
		}
	for (size_t i = 0; i < twins->count; i++)
		if (is_known(remember, twins->list[i].kept) &&
		    !is_known(remember, twins->list[i].entry))
			set_aside(run, twins->list[i].entry);
}

bool
remember_filter(struct run *run, struct edition_list *entries, const struct edition_twins *twins)
{
	struct remember *remember = run->remember;
	size_t kept = 0;

	for (size_t i = 0; i < entries->count; i++)
		if (!look_up(run, entries->list[i]))
			return false;
	for (size_t i = 0; i < twins->count; i++)
		if (!look_up(run, twins->list[i].entry))
			return false;
	spread(run, twins);
	for (size_t i = 0; i < entries->count; i++)
		if (is_known(remember, entries->list[i]))
			diag_say(&run->log, DIAG_STATE_KNOWN, entries->list[i]->name, NULL);
		else
			entries->list[kept++] = entries->list[i];
	entries->count = kept;
	return true;
}

bool
remember_excuses(const struct run *run)
{
	for (size_t i = 0; i < run->log.count; i++)
		if (diag_kind(run->log.list[i].code)->level == DIAG_ERROR &&
		    run->log.list[i].code != DIAG_INPUT_FOLDER_EMPTY)
			return false;
	return option_given(&run->invocation, OPT_ONLY_NEW);
}

void
remember_nothing(struct run *run)
{
	run_fail(run, STATUS_NOTHING_NEW, DIAG_STATE_NOTHING, STR("the digest"), NULL);
}

void
remember_begin(struct run *run, const struct edition_list *entries,
    const struct edition_twins *twins, str title, str identifier, struct date date)
{
	struct arena *arena = &run->arena;
	struct remember *remember = run->remember;
	struct idmap bound = IDMAP(arena);
	size_t room = entries->count + twins->count + remember->aside.count, count = 0;
	bool is_new;

	remember->articles = arena_array(arena, room, sizeof *remember->articles);
	for (size_t i = 0; i < entries->count; i++) {
		idmap_add_node(&bound, entries->list[i], &is_new);
		remember->articles[count++] = article_of(arena, entries->list[i], false);
	}
	for (size_t i = 0; i < twins->count; i++)
		if (idmap_find_node(&bound, twins->list[i].kept))
			remember->articles[count++] = article_of(arena, twins->list[i].entry, true);
	for (size_t i = 0; i < remember->aside.count; i++)
		remember->articles[count++] = article_of(arena, remember->aside.list[i], true);
	remember->aside.count = 0;
	remember->article_count = count;
	remember->edition = (struct state_edition){.name = remember->name,
	    .title = arena_copy(arena, title),
	    .identifier = arena_copy(arena, identifier)};
	if (date_is_set(date))
		remember->edition.date = date_day_iso(arena, date);
}

bool
remember_place(struct run *run, const struct output *output, str path)
{
	struct remember *remember = run->remember;
	struct state_edition *edition = &remember->edition;

	if (path.len) {
		str folder = folder_of(run, path);

		edition->path = arena_printf(&run->arena, "%.*s%s%.*s", STR_ARG(folder),
		    str_ends(folder, STR("/")) ? "" : "/", STR_ARG(str_after_last(path, '/')));
	}
	if (!edition->number && !sha256_file(output->fd, edition->digest, NULL))
		return fail(run, DIAG_STATE_FAILED, path, str_of(strerror(errno)));
	return state_pend(remember->state, edition, remember->articles, remember->article_count) ||
	    fail_state(run);
}

/* A name in a folder is safe when the folder is. */
static void
sync_folder(struct run *run, str path)
{
	str folder = folder_of(run, path);
	int fd = open(folder.at, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

bool
remember_done(struct run *run)
{
	struct remember *remember = run->remember;

	if (remember->edition.path.len)
		sync_folder(run, remember->edition.path);
	return state_done(remember->state, remember->edition.number) || fail_state(run);
}

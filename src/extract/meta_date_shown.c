/* The dates that a reader sees, and what is said of them. */
#include "extract/meta_date_shown.h"

#include "core/utf8.h"

#define TEXT_MAX 160 /* bytes of a text that may hold the date */
#define SAID_MAX 40  /* bytes of a text that may say what the date behind it is */
#define CLOSE 2      /* runs between the title and a date that counts as next to it */
#define NEAR 8
#define BLOCK_RUNS 8 /* runs of a block whose texts make up one date */
#define DATES_A_TEXT 3
#define LABEL_MAX 20  /* bytes of one that may say that the date behind it is no article's */
#define REST_ALONE 16 /* bytes besides the date in a text that is hardly more */
#define REST_PROSE 60 /* in one that is much more */
#define BY_AUTHOR 3   /* runs between an author's name and the date that counts as next to it */
#define BY_POSTER 6
#define BIT(sign) ((uint64_t)1 << DATE_##sign)

struct reading {
	const struct witnesses *w;
	size_t from[WITNESS_PEOPLE_MAX],
	    to[WITNESS_PEOPLE_MAX]; /* runs of each who may be an author */
	struct date_shown *list;
	size_t count;
};

static bool
has_one(str text, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (str_find_nocase(text, str_of(words[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

static bool
is_of_change(str text)
{
	static const char *const words[] = {"updated", "modified", "last update", "revised",
	    "edited", "reviewed", "aktualisiert", "actualizado", "mis à jour", "aggiornato",
	    "bijgewerkt", "обновлено", "更新", "изменено", "uppdaterad", "oppdatert", "atualizado",
	    "zuletzt", "modificado", "modifié", "aktualizov", "zaktualiz", "güncelle", NULL};

	return has_one(text, words);
}

static bool
is_of_publication(str text)
{
	static const char *const words[] = {"published", "posted", "originally", "publié",
	    "veröffentlicht", "publicado", "pubblicato", "gepubliceerd", "опубликован", "发布",
	    "发表", "投稿", "公開", "created", "written on", "publicerad", "publisert", "yayın",
	    "opublikowan", "released", NULL};

	return has_one(text, words);
}

/* A date that is no article's. */
static bool
is_foreign(str text)
{
	static const char *const words[] = {"©", "copyright", "(c)", "joined", "join date", "since",
	    "expires", "deadline", "born", "valid until", "all rights", "registered", "registriert",
	    "beigetreten", "mitglied seit", "inscrit", "registrado", "iscritto", "регистрац",
	    "注册", "加入", "登録", "birth", "last visit", "last seen", "last active", NULL};

	return has_one(text, words);
}

/* The text of a block's runs from `at` on, and how many runs it has. */
static str
block_text(const struct witnesses *w, size_t at, size_t *runs)
{
	struct buf buf = BUF(w->ctx->arena);
	size_t i;

	for (i = at;
	     i < w->run_count && w->runs[i].block == w->runs[at].block && buf.len < TEXT_MAX; i++) {
		buf_add(&buf, str_head(w->runs[i].text, TEXT_MAX));
		buf_char(&buf, ' ');
	}
	*runs = i - at;
	return str_trim(buf_str(&buf));
}

/* The short text right before a run; blank where there is none. */
static str
label_before(const struct reading *r, size_t run)
{
	str last = run ? r->w->runs[run - 1].text : STR_NONE;

	return last.len < LABEL_MAX ? last : STR_NONE;
}

/* What is said of a date by the text right before it, or where there is none by the run before. */
static uint64_t
said_of(const struct reading *r, size_t run, str before)
{
	str last = run ? r->w->runs[run - 1].text : STR_NONE;

	before = str_trim(before);
	if (before.len < 3 && last.len && last.len < SAID_MAX)
		before = last;
	return (is_of_change(before) ? BIT(SAID_CHANGED) : 0) |
	    (is_of_publication(before) ? BIT(SAID_PUBLISHED) : 0);
}

static void
find_people(struct reading *r)
{
	for (size_t i = 0; i < r->w->people_count; i++) {
		uint32_t node = r->w->people[i].node;

		r->from[i] = meta_witness_run(r->w, node);
		r->to[i] = meta_witness_run(r->w, r->w->page->nodes[node].end);
	}
}

/* Whose name stands next to it. */
static uint64_t
by_people(const struct reading *r, size_t run)
{
	uint64_t signs = 0;
	bool poster = false;

	for (size_t i = 0; i < r->w->people_count; i++) {
		enum person_kind kind = r->w->people[i].kind;
		size_t reach = kind == PERSON_POSTER ? BY_POSTER : BY_AUTHOR;
		bool next = run + reach >= r->from[i] && run < r->to[i] + reach;

		if (kind == PERSON_CLASS || kind == PERSON_BOX)
			signs |= next ? BIT(BY_AUTHOR) : 0;
		else if (kind == PERSON_POSTER && !poster) {
			poster = true;
			signs |= next ? BIT(BY_POSTER) : 0;
		}
	}
	return signs;
}

static void
add(struct reading *r, size_t run, struct date date, uint64_t signs)
{
	if (r->count < DATE_SHOWN_MAX)
		r->list[r->count++] = (struct date_shown){date, signs, r->w->runs[run].node};
}

/* The dates of a text; returns how many it has. */
static size_t
read_text(struct reading *r, size_t run, str text, uint64_t signs)
{
	str lang = r->w->value[W_LANG_HTML], rest = text;
	struct date date;
	size_t from, to, found = 0, used = 0;
	uint64_t said[DATES_A_TEXT];
	struct date dates[DATES_A_TEXT];

	if (text.len > TEXT_MAX || is_foreign(text) || is_foreign(label_before(r, run)))
		return 0;
	while (found < DATES_A_TEXT && date_find_at(rest, lang, &date, &from, &to)) {
		said[found] = said_of(r, run, str_head(rest, from));
		dates[found++] = date;
		used += to - from;
		rest = str_from(rest, to);
		/* "24 November 2026 (updated)" */
		if (rest.len < SAID_MAX && found == 1 && !said[0] && is_of_change(rest) &&
		    !date_find(rest, lang, &date))
			said[0] = BIT(SAID_CHANGED);
	}
	if (text.len < used + REST_ALONE)
		signs |= BIT(ALONE);
	if (text.len > used + REST_PROSE)
		signs |= BIT(IN_PROSE);
	else if (found)
		signs |= by_people(r, run);
	for (size_t i = 0; i < found; i++)
		add(r, run, dates[i], signs | said[i]);
	return found;
}

/* The dates of a run, or of its block when it begins one. */
static size_t
read_run(struct reading *r, size_t run, uint64_t signs)
{
	const struct witnesses *w = r->w;
	size_t runs, found;
	str text;

	if (w->region[w->runs[run].node] & ~w->own & IN_ASTRAY)
		return 0;
	found = read_text(r, run, w->runs[run].text, signs);
	if (found || (run && w->runs[run - 1].block == w->runs[run].block))
		return found;
	text = block_text(w, run, &runs);
	return runs < 2 || runs > BLOCK_RUNS ? 0 : read_text(r, run, text, signs);
}

bool
meta_date_may_stand(str text)
{
	return text.len <= TEXT_MAX &&
	    (str_find(text, STR("20")) != STR_NOT_FOUND ||
		str_find(text, STR("19")) != STR_NOT_FOUND);
}

/* The first date behind the title that is not one of change. */
static void
mark_nearest(struct reading *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (!(r->list[i].signs & BIT(SAID_CHANGED))) {
			r->list[i].signs |= BIT(NEAREST);
			return;
		}
}

/* The first of the page, and the first next to a byline. */
static void
mark_first(struct reading *r)
{
	size_t first = 0, authored = r->count;

	for (size_t i = 0; i < r->count; i++) {
		if (r->list[i].node < r->list[first].node)
			first = i;
		if (r->list[i].signs & BIT(BY_AUTHOR) &&
		    (authored == r->count || r->list[i].node < r->list[authored].node))
			authored = i;
	}
	if (r->count)
		r->list[first].signs |= BIT(FIRST);
	if (authored < r->count)
		r->list[authored].signs |= BIT(FIRST_BY_AUTHOR);
}

size_t
meta_date_shown(
    const struct witnesses *w, uint32_t title_node, struct date_shown list[DATE_SHOWN_MAX])
{
	struct reading r = {.w = w, .list = list};
	bool titled = title_node != PAGE_NONE;
	size_t from = titled ? meta_witness_run(w, w->page->nodes[title_node].end) : 0;
	size_t title = titled ? meta_witness_run(w, title_node) : 0;
	size_t start = title > NEAR_BEFORE ? title - NEAR_BEFORE : 0;

	find_people(&r);
	for (size_t i = from; i < from + NEAR_AFTER && i < w->run_count; i++)
		read_run(&r, i,
		    !titled                 ? BIT(BELOW)
			: i - from <= CLOSE ? BIT(CLOSE)
			: i - from <= NEAR  ? BIT(NEAR)
					    : BIT(BELOW));
	mark_nearest(&r);
	for (size_t i = start; i < title; i++)
		read_run(&r, i, BIT(BEFORE));
	for (size_t i = 0; i < w->run_count && r.count < DATE_SHOWN_MAX; i++)
		if ((i < start || i >= from + NEAR_AFTER) && meta_date_may_stand(w->runs[i].text) &&
		    !(w->region[w->runs[i].node] & ~w->own & IN_ASTRAY))
			read_text(&r, i, w->runs[i].text, BIT(FAR));
	mark_first(&r);
	return r.count;
}

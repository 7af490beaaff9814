/* All inputs as one row of items. */
#include "unpack/unpack.h"

#include <sys/stat.h>

#include "core/idmap.h"
#include "unpack/container.h"

static const struct container_kind *const kinds[] = {
    &container_bookmarks,
    &container_epub,
    &container_feed,
    &container_gzip,
    &container_mail,
    &container_mbox,
    &container_mhtml,
    &container_opml,
    &container_tar,
    &container_warc,
    &container_webarchive,
    &container_zip,
    &container_zstd,
};

struct unpacking {
	const struct settings *settings;
	const struct source_list *list;
	size_t next;           /* of the list */
	struct container *top; /* being read; NULL between the files of the list */
	size_t depth;
	uint32_t given;
	struct arena *own;    /* of the stream that was opened last, until somebody has it */
	struct arena *taking; /* of the files that were taken out of their order; NULL: none */
	struct idmap taken;
};

struct unpacking *
unpack_new(struct arena *arena, const struct settings *settings, const struct source_list *list)
{
	struct unpacking *u = arena_alloc(arena, sizeof *u);

	u->settings = settings;
	u->list = list;
	return u;
}

static void
container_drop(struct container *container)
{
	while (container && atomic_fetch_sub(&container->holders, 1) == 1) {
		struct container *above = container->above;

		if (container->kind->close)
			container->kind->close(container);
		arena_release(&container->entry);
		/* The container lies in its own arena. */
		arena_free(container->arena);
		container = above;
	}
}

static void
drop_held(void *at)
{
	container_drop(at);
}

void
container_hold(struct container *container, struct ctx *ctx)
{
	atomic_fetch_add(&container->holders, 1);
	arena_defer(ctx->arena, drop_held, container);
}

void
container_name(struct container *container, struct ctx *ctx, struct source_item *item,
    const char *between, str part, const char *end)
{
	const struct source_item *from = &container->from;
	str label = from->label.at ? from->label : source_label(from);

	part = diag_harmless(ctx->arena, str_head(part, 300));
	item->name = arena_printf(
	    ctx->arena, "%.*s%s%.*s%s", STR_ARG(from->name), between, STR_ARG(part), end);
	item->label =
	    arena_printf(ctx->arena, "%.*s%s%.*s%s", STR_ARG(label), between, STR_ARG(part), end);
	item->path = arena_copy(ctx->arena, part);
}

/* What a file is, however it is named; absent when it is none. */
static str
identity(struct arena *arena, str path)
{
	struct stat st;

	if (!path.at || stat(arena_zstr(arena, path), &st) < 0)
		return STR_NONE;
	return arena_printf(arena, "%ju %ju", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
}

static bool
take(struct unpacking *u, str path)
{
	str own = identity(u->taking, path);
	bool is_new = false;

	if (own.at)
		idmap_add(&u->taken, own, &is_new);
	return is_new;
}

bool
container_take(struct container *container, str path)
{
	struct unpacking *u = container->of;

	if (!u->taking) {
		u->taking = arena_new(LIMIT_ITEM_MEMORY, container->arena->escape);
		u->taken = IDMAP(u->taking);
		for (size_t i = 0; i < u->next; i++)
			take(u, u->list->items[i].path);
	}
	u->taking->escape = container->arena->escape;
	return take(u, path);
}

static const struct container_kind *
kind_of(enum kind kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i]->kind == kind)
			return kinds[i];
	return NULL;
}

static str
keep(struct arena *arena, str s)
{
	return s.at ? arena_copy(arena, s) : STR_NONE;
}

static void
keep_strings(struct arena *arena, struct source_item *to, const struct source_item *item)
{
	to->name = keep(arena, item->name);
	to->label = keep(arena, item->label);
	to->path = keep(arena, item->path);
	to->section = keep(arena, item->section);
	to->folder = keep(arena, item->folder);
	to->feed = keep(arena, item->feed);
	to->root = keep(arena, item->root);
	to->charset = keep(arena, item->charset);
	to->base_url = keep(arena, item->base_url);
}

/* What a container is itself has to live as long as it does. Its stream lives in the entry of the
   one above, which is read to the end before that is asked again. */
static void
keep_from(struct container *container, const struct source_item *item)
{
	struct arena *arena = container->arena;
	struct source_item *from = &container->from;

	*from = *item;
	keep_strings(arena, from, item);
	from->told = front_copy(arena, item->told);
	from->shelf = NULL;
	if (!from->stream) {
		from->stream = stream_of_bytes(arena, arena_copy(arena, item->bytes));
		from->bytes = STR_NONE;
	}
}

static void
pop(struct unpacking *u)
{
	struct container *container = u->top;

	u->top = container->above;
	u->depth--;
	container_drop(container);
}

/* Begin to read a container, in the arena of its stream; false when it was refused. */
static bool
push(struct unpacking *u, struct ctx *ctx, struct source_item *item)
{
	const struct container_kind *kind = kind_of(item->kind);
	struct container *container;

	if (!kind) {
		diag_say(ctx->log, DIAG_INPUT_FOREIGN, item->name,
		    "of a kind that this version does not read; save its articles as HTML");
		return false;
	}
	if (u->depth >= LIMIT_CONTAINER_DEPTH) {
		diag_say(ctx->log, DIAG_LIMIT_CONTAINERS, item->name, "%d", LIMIT_CONTAINER_DEPTH);
		return false;
	}
	if (!u->own)
		u->own = arena_new(LIMIT_ITEM_MEMORY, ctx->arena->escape);
	container = arena_alloc(u->own, sizeof *container);
	container->kind = kind;
	container->above = u->top;
	container->of = u;
	atomic_init(&container->holders, 1);
	if (u->top)
		atomic_fetch_add(&u->top->holders, 1);
	container->arena = u->own;
	u->own = NULL;
	u->top = container;
	u->depth++;
	arena_init(&container->entry, LIMIT_ITEM_MEMORY, ctx->arena->escape);
	keep_from(container, item);
	if (!kind->open || kind->open(container, ctx))
		return true;
	pop(u);
	return false;
}

/* Kinds whose order somebody has made. */
static bool
is_ordered(enum kind kind)
{
	return kind == KIND_FEED || kind == KIND_OPML || kind == KIND_BOOKMARKS ||
	    kind == KIND_EPUB;
}

/* The next thing of the container on top; false when that has ended. */
static bool
next_of_container(struct unpacking *u, struct ctx *ctx, struct source_item *item)
{
	struct container *top = u->top;
	enum container_step step;

	top->arena->escape = ctx->arena->escape;
	arena_release(&top->entry);
	arena_init(&top->entry, LIMIT_ITEM_MEMORY, ctx->arena->escape);
	*item = (struct source_item){0};
	step = top->kind->next(top, ctx, item);
	if (step == CONTAINER_END) {
		pop(u);
		return false;
	}
	top->given++;
	item->is_refused = step == CONTAINER_REFUSED;
	item->of_many = top->from.of_many || kind_row(top->kind->kind)->holds_many;
	item->keeps_place = top->from.keeps_place || is_ordered(top->kind->kind);
	item->is_placed = top->from.is_placed;
	if (!item->section.at || item->is_placed)
		item->section = top->from.section;
	if (!item->folder.at)
		item->folder = top->from.folder;
	if (!item->feed.at)
		item->feed = top->from.feed;
	keep_strings(ctx->arena, item, item);
	return true;
}

/* The next of the list, open. */
static bool
next_of_list(struct unpacking *u, struct ctx *ctx, struct source_item *item)
{
	while (u->next < u->list->count && u->taking) {
		str own = identity(ctx->arena, u->list->items[u->next].path);

		if (!own.at || !idmap_find(&u->taken, own))
			break;
		u->next++;
	}
	if (u->next == u->list->count)
		return false;
	*item = u->list->items[u->next++];
	u->own = arena_new(LIMIT_ITEM_MEMORY, ctx->arena->escape);
	item->is_refused = !item->stream && !source_open(ctx, item, u->own);
	return true;
}

static void
free_own(void *arena)
{
	arena_free(arena);
}

bool
unpack_next(struct unpacking *u, struct ctx *ctx, struct source_item *item)
{
	for (;;) {
		ctx->name = STR_NONE;
		if (u->top) {
			if (!next_of_container(u, ctx, item))
				continue;
		} else if (!next_of_list(u, ctx, item)) {
			return false;
		}
		item->order = u->given;
		ctx->name = item->name;
		if (!item->is_refused)
			item->is_refused = !source_tell(ctx, item);
		if (!item->is_refused && kind_is_container(item->kind)) {
			if (push(u, ctx, item))
				continue;
			item->is_refused = true;
		}
		/* What an entry streams ends with the container's next one. */
		if (u->top && !item->is_refused)
			item->is_refused = !source_read(ctx, item);
		if (u->own)
			arena_defer(ctx->arena, free_own, u->own);
		u->own = NULL;
		u->given++;
		return true;
	}
}

void
unpack_give_up(struct unpacking *u, struct ctx *ctx, struct source_item *item)
{
	*item = (struct source_item){.is_refused = true, .order = u->given++};
	if (u->own)
		arena_free(u->own);
	u->own = NULL;
	if (u->top) {
		item->name = keep(ctx->arena, u->top->from.name);
		item->label = keep(ctx->arena, u->top->from.label);
		pop(u);
	} else if (u->next) {
		item->name = u->list->items[u->next - 1].name;
		item->path = u->list->items[u->next - 1].path;
	}
}

void
unpack_free(struct unpacking *u)
{
	while (u->top)
		pop(u);
	if (u->taking)
		arena_free(u->taking);
}

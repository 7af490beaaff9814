/* EPUB books (2 and 3) as input: the documents of the spine are articles. */
#include "unpack/opf.h"
#include "unpack/zip.h"

/* Behind an archive's state: what the book says of itself. */
struct book {
	struct archive *archive;
	struct opf opf;
	size_t next;
	bool has_text; /* an article was given */
};

/* A font that is scrambled is no secret; anything else is. */
static bool
is_encrypted(str encryption)
{
	str rest = encryption;
	size_t at;

	while ((at = str_find(rest, STR("EncryptionMethod"))) != STR_NOT_FOUND) {
		str tag;

		rest = str_from(rest, at);
		tag = str_head(rest, str_find_char(rest, '>'));
		rest = str_from(rest, 1);
		if (str_find(tag, STR("Algorithm")) != STR_NOT_FOUND &&
		    str_find(tag, STR("http://www.idpf.org/2008/embedding")) == STR_NOT_FOUND &&
		    str_find(tag, STR("http://ns.adobe.com/pdf/enc#RC")) == STR_NOT_FOUND)
			return true;
	}
	return false;
}

static bool
refuse(struct container *container, struct ctx *ctx, enum diag_code code, const char *why)
{
	if (why)
		diag_say(ctx->log, code, container->from.name, "%s", why);
	else
		diag_say(ctx->log, code, container->from.name, NULL);
	return false;
}

static str
read_part(struct book *book, struct arena *arena, str path)
{
	str bytes = path.at ? archive_read(book->archive, arena, path, LIMIT_OPF_BYTES) : STR_NONE;

	return bytes.at ? bytes : STR("");
}

/* Titles from the navigation of EPUB 3, else of EPUB 2. */
static void
read_contents(struct book *book, struct arena *arena)
{
	struct opf *opf = &book->opf;

	if (opf->nav.at)
		opf_contents(arena, read_part(book, arena, opf->nav), opf->nav, false, opf);
	if (!opf->has_contents && opf->ncx.at)
		opf_contents(arena, read_part(book, arena, opf->ncx), opf->ncx, true, opf);
}

static bool
begin(struct container *container, struct ctx *ctx)
{
	struct arena *arena = container->arena;
	struct book *book = arena_alloc(arena, sizeof *book);
	str path;

	if (!zip_begin(container, ctx))
		return false;
	book->archive = container->state;
	book->archive->of_book = book;
	if (is_encrypted(read_part(book, arena, STR("META-INF/encryption.xml"))))
		return refuse(container, ctx, DIAG_EPUB_ENCRYPTED, NULL);
	path = opf_rootfile(arena, read_part(book, arena, STR("META-INF/container.xml")));
	if (!path.at)
		return refuse(container, ctx, DIAG_ARCHIVE_BROKEN,
		    "it lacks the list of its package documents (META-INF/container.xml)");
	if (!opf_read(arena, read_part(book, arena, path), path, &book->opf))
		return refuse(container, ctx, DIAG_ARCHIVE_BROKEN,
		    "its package document is missing or makes no sense");
	read_contents(book, arena);
	return true;
}

/* What stands between the tags of a document's body, or all of it where those are not found. */
static str
inside_body(str text)
{
	size_t at = str_find_nocase(text, STR("<body")), end;

	if (at != STR_NOT_FOUND) {
		text = str_from(text, at);
		end = str_find_char(text, '>');
		text = str_from(text, end == STR_NOT_FOUND ? text.len : end + 1);
	}
	end = str_find_nocase(text, STR("</body"));
	return str_head(text, end);
}

/* Whether a part goes on with the one before: the contents do not name it, and do name others. */
static bool
goes_on(const struct book *book, const struct opf_part *part)
{
	return book->opf.has_contents && !part->title.at && !part->is_aside;
}

/* Add the parts that go on with the article whose first part is `first` to its text. */
static str
add_parts(struct book *book, struct ctx *ctx, str first)
{
	size_t most = ctx->settings->max_input, end;
	struct buf whole = BUF(ctx->arena);
	const struct opf *opf = &book->opf;

	if (book->next >= opf->part_count || !goes_on(book, &opf->parts[book->next]))
		return first;
	end = str_find_nocase(first, STR("</body"));
	buf_add(&whole, str_head(first, end));
	while (book->next < opf->part_count && goes_on(book, &opf->parts[book->next])) {
		str more =
		    archive_read(book->archive, ctx->arena, opf->parts[book->next++].path, most);

		buf_z(&whole, "\n");
		buf_add(&whole, inside_body(more));
		if (whole.len > most)
			break;
	}
	buf_z(&whole, "\n</body></html>\n");
	return buf_str(&whole);
}

/* What the book says of one of its articles. A book of one article is that article. */
static struct front *
told_of(struct book *book, struct ctx *ctx, const struct opf_part *part)
{
	struct front *told = front_copy(ctx->arena, &book->opf.book);

	told->site = told->title;
	/* Of several articles each has its own authors and day, the book those of all. */
	if (opf_count(&book->opf) > 1) {
		told->author_count = 0;
		told->date = (struct date){0};
	}
	told->title = part->title.at ? arena_copy(ctx->arena, part->title) : STR_NONE;
	return told;
}

static enum container_step
next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct book *book = ((struct archive *)container->state)->of_book;
	struct opf *opf = &book->opf;

	while (book->next < opf->part_count) {
		const struct opf_part *part = &opf->parts[book->next++];
		str text;

		if (part->is_aside)
			continue;
		container_name(container, ctx, item, "/", part->path, "");
		text =
		    archive_read(book->archive, ctx->arena, part->path, ctx->settings->max_input);
		if (!text.at) {
			diag_say(ctx->log, DIAG_ENTRY_BROKEN, item->name, NULL);
			return CONTAINER_REFUSED;
		}
		if (opf_is_aside(ctx->arena, text, &opf->book))
			continue;
		item->bytes = add_parts(book, ctx, text);
		item->kind = KIND_XHTML;
		item->path = arena_copy(ctx->arena, part->path);
		item->is_body = true;
		item->told = told_of(book, ctx, part);
		item->section = part->section.at ? part->section : opf->book.title;
		if (item->section.at)
			item->section = arena_copy(ctx->arena, item->section);
		item->shelf = archive_shelf(container, ctx, part->path);
		book->has_text = true;
		return CONTAINER_ITEM;
	}
	if (book->has_text)
		return CONTAINER_END;
	book->has_text = true;
	item->name = container->from.name;
	item->label = source_label(&container->from);
	diag_say(ctx->log, DIAG_ARCHIVE_EMPTY, item->name, NULL);
	return CONTAINER_REFUSED;
}

const struct container_kind container_epub = {KIND_EPUB, begin, next, zip_end};

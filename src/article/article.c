/* Article: its beginning, its pictures' kinds, its identity. */
#include "article/article.h"

#include "core/sha256.h"

struct kind_row {
	str media_type, extension;
};

#define ROW(type, extension)                            \
	{                                               \
		{type, sizeof type - 1},                \
		{                                       \
			extension, sizeof extension - 1 \
		}                                       \
	}

static const struct kind_row kinds[] = {
    [PICTURE_NONE] = {{NULL, 0}, {NULL, 0}},
    [PICTURE_JPEG] = ROW("image/jpeg", "jpg"),
    [PICTURE_PNG] = ROW("image/png", "png"),
    [PICTURE_GIF] = ROW("image/gif", "gif"),
    [PICTURE_SVG] = ROW("image/svg+xml", "svg"),
};

struct article *
article_new(struct arena *arena)
{
	struct article *article = arena_alloc(arena, sizeof *article);

	article->arena = arena;
	article->body = tree_new(arena);
	return article;
}

str
article_media_type(enum picture_kind kind)
{
	return kinds[kind].media_type;
}

str
article_extension(enum picture_kind kind)
{
	return kinds[kind].extension;
}

const char *
article_absence(enum absence absence)
{
	static const char *const whys[] = {
	    "",
#define ABSENCE(name, why) why,
#include "article/absence.def"
#undef ABSENCE
	};

	return whys[absence];
}

str
article_identifier(struct arena *arena, const struct article *article)
{
	struct buf name = BUF(arena);

	if (article->meta.canonical.len)
		return uuid_v5(arena, article->meta.canonical);
	if (article->meta.source.len)
		return uuid_v5(arena, article->meta.source);
	buf_add(&name, STR("urn:sha256:"));
	buf_add(&name, sha256_hex(arena, article->input_digest, sizeof article->input_digest));
	return uuid_v5(arena, buf_str(&name));
}

/* Folders of messages: Maildir. */
#include "source/maildir.h"

#include <sys/stat.h>

static bool
is_folder(struct arena *arena, str path, const char *name)
{
	struct stat st;

	return stat(arena_printf(arena, "%.*s/%s", STR_ARG(path), name).at, &st) == 0 &&
	    S_ISDIR(st.st_mode);
}

bool
maildir_is(struct arena *arena, str path)
{
	return is_folder(arena, path, "cur") && is_folder(arena, path, "new") &&
	    is_folder(arena, path, "tmp");
}

bool
maildir_holds(struct arena *arena, str path)
{
	size_t slash = str_rfind_char(path, '/');
	str name = slash == STR_NOT_FOUND ? path : str_from(path, slash + 1);
	str above = slash == STR_NOT_FOUND ? STR(".") : str_head(path, slash ? slash : 1);

	return (str_eq(name, STR("cur")) || str_eq(name, STR("new"))) && maildir_is(arena, above);
}

bool
maildir_is_trashed(str name)
{
	/* Where names cannot have a colon programs write another mark. */
	size_t comma = str_rfind_char(name, ',');

	return comma != STR_NOT_FOUND && comma >= 2 && name.at[comma - 1] == '2' &&
	    str_find_char(STR(":;!-"), name.at[comma - 2]) != STR_NOT_FOUND &&
	    str_find_char(str_from(name, comma + 1), 'T') != STR_NOT_FOUND;
}

str
maildir_folder(struct arena *arena, str path, str name)
{
	if (name.len < 2 || name.at[0] != '.' || name.at[1] == '.' ||
	    !maildir_is(arena, arena_printf(arena, "%.*s/%.*s", STR_ARG(path), STR_ARG(name))))
		return STR_NONE;
	return str_from(name, 1);
}

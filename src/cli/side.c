/* The files beside the inputs that a run reads: style sheet, cover, rules. */
#include "cli/side.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bind/bind.h"
#include "picture/picture.h"
#include "rules/rules.h"

#define SIDE_BYTES ((size_t)16 << 20) /* of a style sheet or cover */

bool
side_read_file(struct run *run, str path, size_t most, str *bytes)
{
	int fd = open(path.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct buf buf = BUF(&run->arena);
	ssize_t n = -1;

	if (fd < 0)
		return false;
	while (buf.len < most && (n = read(fd, buf_reserve(&buf, 1 << 16), 1 << 16)) > 0)
		buf.len += (size_t)n;
	if (n > 0)
		errno = EFBIG;
	close(fd);
	*bytes = buf_str(&buf);
	return n == 0;
}

static bool
may_be_cover(str bytes)
{
	struct picture_facts facts = picture_probe(bytes);

	return (facts.format == FORMAT_JPEG || facts.format == FORMAT_PNG) && !facts.is_broken &&
	    (uint64_t)facts.width * facts.height <= LIMIT_PICTURE_PIXELS;
}

/* The first of the places where rules may lie that has a file. */
static bool
find_rules(struct run *run, str *path)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct stat facts;

	*path = STR(RULES_NAME);
	if (stat(RULES_NAME, &facts) == 0)
		return true;
	if (config && config[0] == '/')
		*path = arena_printf(&run->arena, "%s/octavo/" RULES_NAME, config);
	else if (home && home[0] == '/')
		*path = arena_printf(&run->arena, "%s/.config/octavo/" RULES_NAME, home);
	else
		return false;
	return stat(path->at, &facts) == 0;
}

static bool
read_rules(struct run *run)
{
	struct settings *settings = &run->invocation.settings;
	str path = run->invocation.given[OPT_RULES], text;

	if (str_eq(path, STR("none")) || (!path.at && !find_rules(run, &path)))
		return true;
	if (!side_read_file(run, path, RULES_BYTES, &text))
		return run_fail(run, STATUS_USAGE, DIAG_RULES_UNREADABLE, path, strerror(errno));
	settings->rules = rules_parse(&run->arena, &run->log, path, text);
	run_say_log(run);
	if (!settings->rules) {
		run_status(run, STATUS_USAGE);
		return false;
	}
	report_say(&run->report, DIAG_RULES_FOUND, path, NULL);
	return true;
}

bool
side_read(struct run *run)
{
	str css = run->invocation.given[OPT_CSS], cover = run->invocation.given[OPT_COVER];

	if (css.at) {
		if (!side_read_file(run, css, SIDE_BYTES, &run->css))
			return run_fail(run, STATUS_USAGE, DIAG_CSS_BAD, css, strerror(errno));
		if (!bind_css_is_clean(run->css))
			return run_fail(run, STATUS_USAGE, DIAG_CSS_BAD, css,
			    "it must be UTF-8 without @import, url() and scripts");
	}
	if (cover.at && !str_eq(cover, STR("none")) && !str_eq(cover, STR("lead"))) {
		if (!side_read_file(run, cover, SIDE_BYTES, &run->cover_file))
			return run_fail(run, STATUS_USAGE, DIAG_COVER_BAD, cover, strerror(errno));
		if (!may_be_cover(run->cover_file))
			return run_fail(run, STATUS_USAGE, DIAG_COVER_BAD, cover,
			    "it must be a sound JPEG or PNG picture");
	}
	return read_rules(run);
}

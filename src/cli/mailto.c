/* --mail-to: a book as a message, ready for sendmail -t. */
#include "cli/mailto.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "mime/write.h"

#define LONGEST_ADDRESS 254 /* RFC 5321 section 4.5.3.1.3 */

bool
mailto_is_address(str text)
{
	size_t at = str_rfind_char(text, '@');

	if (at == STR_NOT_FOUND || at == 0 || at + 1 == text.len || text.len > LONGEST_ADDRESS)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] <= ' ' || text.at[i] > '~' ||
		    str_find_char(STR(",;:<>()[]\\\""), text.at[i]) != STR_NOT_FOUND)
			return false;
	return true;
}

const char *
mailto_device(str address)
{
	static const char *const services[][2] = {
	    {"@kindle.com", "kindle"},
	    {"@free.kindle.com", "kindle"},
	    {"@kindle.cn", "kindle"},
	    {"@pbsync.com", "pocketbook"},
	};

	for (size_t i = 0; i < sizeof services / sizeof *services; i++)
		if (str_ends_nocase(address, str_of(services[i][0])))
			return services[i][1];
	return NULL;
}

bool
mailto_base64(
    struct arena *around, int fd, str line_end, bool (*put)(void *with, str lines), void *with)
{
	char piece[MIME_BASE64_IN * 1024];
	struct arena *arena = arena_inner(around);
	off_t at = 0;

	for (;;) {
		struct buf lines = BUF(arena);
		size_t have = 0;

		while (have < sizeof piece) {
			ssize_t n = pread(fd, piece + have, sizeof piece - have, at);

			if (n < 0 && errno == EINTR)
				continue;
			if (n < 0)
				return false;
			if (n == 0)
				break;
			have += (size_t)n;
			at += n;
		}
		if (!have)
			return true;
		mime_put_base64(&lines, (str){piece, have}, line_end);
		if (!put(with, buf_str(&lines)))
			return false;
		arena_release(arena);
	}
}

static bool
put(void *with, str lines)
{
	const struct output *mail = with;

	return output_write(mail->fd, lines);
}

/* Date, From and Message-ID are for the program that sends it, which knows them. */
static void
put_head(struct buf *to, const char *address, str title, str boundary)
{
	buf_printf(to, "To: %s\nSubject: ", address);
	mime_put_words(to, title, 9, STR("\n"));
	buf_printf(to,
	    "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"%.*s\"\n\n--%.*s\n"
	    "Content-Type: text/plain; charset=utf-8\n"
	    "Content-Transfer-Encoding: quoted-printable\n\n",
	    STR_ARG(boundary), STR_ARG(boundary));
	mime_put_quoted_printable(to, title, STR("\n"));
	buf_printf(to, "\n--%.*s\n", STR_ARG(boundary));
}

static bool
write_message(struct run *run, const struct output *book, struct output *mail,
    const struct filename_parts *parts, str identifier)
{
	struct arena *arena = &run->arena;
	const struct invocation *told = &run->invocation;
	struct mime_attachment file = {.type = "application/epub+zip", .mark = identifier};
	str boundary = mime_boundary(arena, parts->title, identifier);
	struct buf head = BUF(arena);

	file.name = run_file_name(run, arena, parts, 1);
	put_head(&head, told->given[OPT_MAIL_TO].at, parts->title, boundary);
	mime_put_head(&head, &file, STR("\n"));
	return output_write(mail->fd, buf_str(&head)) &&
	    mailto_base64(arena, book->fd, STR("\n"), put, mail) &&
	    output_write(mail->fd, arena_printf(arena, "--%.*s--\n", STR_ARG(boundary)));
}

bool
mailto_wrap(
    struct run *run, struct output *output, const struct filename_parts *parts, str identifier)
{
	struct output mail;

	if (!run_begin_output(run, &run->arena, &mail))
		return false;
	if (!write_message(run, output, &mail, parts, identifier)) {
		int fault = errno;

		output_drop(&mail);
		errno = fault;
		return false;
	}
	output_drop(output);
	*output = mail;
	return true;
}

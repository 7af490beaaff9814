/* Bytes and descriptors over pairs of sockets. */
#include "cell/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/fd.h"

/* Room for one descriptor, aligned as a header must be. */
union ancillary {
	struct cmsghdr header;
	char room[CMSG_SPACE(sizeof(int))];
};

bool
wire_pair(int ends[2])
{
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

bool
wire_send(int end, const void *bytes, size_t len)
{
	return fd_write(end, (str){bytes, len});
}

bool
wire_receive(int end, void *bytes, size_t len)
{
	char *at = bytes;

	while (len) {
		ssize_t n = read(end, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

bool
wire_give_end(int through, int end)
{
	union ancillary ancillary = {{0}};
	char byte = 0;
	struct iovec part = {&byte, 1};
	struct msghdr message = {.msg_iov = &part,
	    .msg_iovlen = 1,
	    .msg_control = &ancillary,
	    .msg_controllen = sizeof ancillary.room};
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);
	ssize_t n;

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof end);
	memcpy(CMSG_DATA(header), &end, sizeof end);
	do
		n = sendmsg(through, &message, 0);
	while (n < 0 && errno == EINTR);
	return n == 1;
}

int
wire_take_end(int through)
{
	union ancillary ancillary = {{0}};
	char byte;
	struct iovec part = {&byte, 1};
	struct msghdr message = {.msg_iov = &part,
	    .msg_iovlen = 1,
	    .msg_control = &ancillary,
	    .msg_controllen = sizeof ancillary.room};
	const struct cmsghdr *header;
	int end = -1;
	ssize_t n;

	do
		n = recvmsg(through, &message, 0);
	while (n < 0 && errno == EINTR);
	header = n == 1 ? CMSG_FIRSTHDR(&message) : NULL;
	if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
	    header->cmsg_len != CMSG_LEN(sizeof end))
		return -1;
	memcpy(&end, CMSG_DATA(header), sizeof end);
	fcntl(end, F_SETFD, FD_CLOEXEC);
	return end;
}

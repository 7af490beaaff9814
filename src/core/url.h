/* Addresses (RFC 3986, read as the WHATWG URL Standard reads them). */
#ifndef CORE_URL_H
#define CORE_URL_H

#include "core/buf.h"

struct url {
	str scheme, host, port, path, query,
	    fragment; /* views; absent where not there; path never */
	bool has_authority;
};

/* Tabs and line ends within, and control characters and spaces around, are out. */
bool url_parse(struct arena *arena, str text, struct url *url);

/* `address` made absolute against `base` (absolute; absent gives the address as it is), its
   unsafe characters percent-encoded. Absent when it cannot be: an empty one, a bad base. */
str url_resolve(struct arena *arena, str base, str address);

/* Whether a link of a book may have it: http, https, and what calls somebody or names a place, as
   mailto, tel and geo; nothing that runs or reads. */
bool url_is_web(str address); /* http or https, with a host that registries give out */
bool url_is_link(str address);

str url_host(str address); /* view, without user and port; absent when it has none */
/* The same work's address whatever the page's way to it: scheme and host in lower case, no
   fragment, no default port, no trailing slash, no utm_ parameters; for comparing. */
str url_key(struct arena *arena, str address);
str url_decode(struct arena *arena, str text); /* percent-encoding resolved */

#endif

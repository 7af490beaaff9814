/* The text of a web archive's records: their own headers, and those of HTTP within. */
#ifndef UNPACK_WARC_RECORD_H
#define UNPACK_WARC_RECORD_H

#include "stream/stream.h"

#define WARC_HEAD STREAM_PEEK /* bytes that a block of headers may take */

enum warc_type {
	WARC_OTHER, /* warcinfo, metadata, continuation and what is not known */
	WARC_RESPONSE,
	WARC_RESOURCE,
	WARC_REQUEST,
	WARC_REVISIT,
	WARC_CONVERSION
};

/* A record's headers (ISO 28500:2017, section 5). Strings are views; absent where not given. */
struct warc_head {
	enum warc_type type;
	str target;        /* address, without the <> that some programs put around it */
	str media;         /* of the block */
	str digest;        /* of the payload: "sha1:…" */
	str refers;        /* the address that a revisit means */
	str date;          /* when it was taken: "2026-11-24T06:00:00Z" */
	str resource_type; /* what a browser asked for: "document", "xhr" */
	uint64_t length;   /* of the block */
	size_t size;       /* of the headers themselves */
};

/* Length of the headers that `bytes` begin with, the blank line included; 0 where they have no
   end. */
size_t warc_head_size(str bytes);

/* Read the headers; false when the bytes are not those of a record: no "WARC/", no blank line, no
   length. */
bool warc_head_parse(str bytes, struct warc_head *head);

/* Where the next record begins in `bytes`: a line that begins "WARC/" and a digit. */
size_t warc_head_find(str bytes);

#define HTTP_CODINGS 4

enum http_coding { HTTP_GZIP, HTTP_DEFLATE, HTTP_BROTLI, HTTP_ZSTD };

/* The head of an HTTP message (RFC 9112), a response's or a request's. */
struct warc_http {
	unsigned status; /* 0 for a request */
	str media;       /* "text/html", without parameters */
	str charset;     /* of Content-Type */
	str location;
	str destination; /* Sec-Fetch-Dest of a request */
	bool is_script;  /* a request that says a script made it */
	bool is_chunked;
	enum http_coding codings[HTTP_CODINGS]; /* in the order in which they were applied */
	size_t coding_count;
	size_t size; /* of the head itself */
};

/* Read the head of a message at the start of `bytes`; false when it is none, or has no end. */
bool warc_http_parse(str bytes, struct warc_http *http);

/* A media type without its parameters, and the charset among them. */
str warc_media(str value, str *charset);

/* What a message carries: `block` behind the head, without chunks and codings. Programs that keep
   bodies decoded leave the headers as they were, so the bytes decide. */
struct stream *
warc_http_body(struct arena *arena, struct stream *block, const struct warc_http *http);

#endif

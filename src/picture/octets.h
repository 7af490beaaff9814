/* Numbers of two to four bytes in either order. */
#ifndef PICTURE_OCTETS_H
#define PICTURE_OCTETS_H

#include "core/str.h"

static inline const unsigned char *
octets_at(str s, size_t at)
{
	return (const unsigned char *)s.at + at;
}

static inline uint32_t
be16(const unsigned char *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

static inline uint32_t
be32(const unsigned char *at)
{
	return be16(at) << 16 | be16(at + 2);
}

static inline uint32_t
le16(const unsigned char *at)
{
	return (uint32_t)at[1] << 8 | at[0];
}

static inline uint32_t
le24(const unsigned char *at)
{
	return le16(at) | (uint32_t)at[2] << 16;
}

static inline uint32_t
le32(const unsigned char *at)
{
	return le16(at + 2) << 16 | le16(at);
}

#endif

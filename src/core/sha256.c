/* SHA-256, SHA-1 and UUIDv5. */
#include "core/sha256.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* Both take blocks of 64 bytes and eight (SHA-1: five) words of state. */
#define BLOCK 64

typedef void block_fn(uint32_t state[8], const unsigned char *block);

static uint32_t
rotate_left(uint32_t x, unsigned n)
{
	return x << n | x >> (32 - n);
}

static uint32_t
rotate_right(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static uint32_t
big_endian(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* A step of FIPS 180-4 section 6.2.2. Instead of moving the words of s, the caller has step i
   take them from place -i on. */
static inline void
sha256_step(uint32_t s[8], size_t i, uint32_t kw)
{
	uint32_t a = s[-i & 7], b = s[(1 - i) & 7], c = s[(2 - i) & 7];
	uint32_t e = s[(4 - i) & 7], f = s[(5 - i) & 7], g = s[(6 - i) & 7];
	uint32_t t = s[(7 - i) & 7] + kw + ((e & f) ^ (~e & g)) +
	    (rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25));

	s[(3 - i) & 7] += t;
	s[(7 - i) & 7] = t + ((a & b) ^ (a & c) ^ (b & c)) +
	    (rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22));
}

/* FIPS 180-4 section 4.2.2. */
static const uint32_t sha256_k[64] = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b,
    0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74,
    0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3,
    0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354,
    0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
    0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3,
    0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa,
    0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* FIPS 180-4 section 6.2.2. */
static void
sha256_block(uint32_t state[8], const unsigned char *block)
{
	uint32_t w[64], s[8];

	for (size_t i = 0; i < 16; i++)
		w[i] = big_endian(block + 4 * i);
	for (size_t i = 16; i < 64; i++) {
		uint32_t a = w[i - 15], b = w[i - 2];

		w[i] = w[i - 16] + w[i - 7] + (rotate_right(a, 7) ^ rotate_right(a, 18) ^ a >> 3) +
		    (rotate_right(b, 17) ^ rotate_right(b, 19) ^ b >> 10);
	}
	memcpy(s, state, sizeof s);
	for (size_t i = 0; i < 64; i += 8) { /* written out, the words stay in registers */
		const uint32_t *ki = sha256_k + i, *wi = w + i;

		sha256_step(s, 0, ki[0] + wi[0]);
		sha256_step(s, 1, ki[1] + wi[1]);
		sha256_step(s, 2, ki[2] + wi[2]);
		sha256_step(s, 3, ki[3] + wi[3]);
		sha256_step(s, 4, ki[4] + wi[4]);
		sha256_step(s, 5, ki[5] + wi[5]);
		sha256_step(s, 6, ki[6] + wi[6]);
		sha256_step(s, 7, ki[7] + wi[7]);
	}
	for (size_t i = 0; i < 8; i++)
		state[i] += s[i];
}

/* FIPS 180-4 section 6.1.2. */
static void
sha1_block(uint32_t state[8], const unsigned char *block)
{
	uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];

	for (size_t i = 0; i < 16; i++)
		w[i] = big_endian(block + 4 * i);
	for (size_t i = 16; i < 80; i++)
		w[i] = rotate_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (size_t i = 0; i < 80; i++) {
		uint32_t f, next;

		if (i < 20)
			f = ((b & c) | (~b & d)) + 0x5a827999;
		else if (i < 40)
			f = (b ^ c ^ d) + 0x6ed9eba1;
		else if (i < 60)
			f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
		else
			f = (b ^ c ^ d) + 0xca62c1d6;
		next = rotate_left(a, 5) + f + e + w[i];
		e = d;
		d = c;
		c = rotate_left(b, 30);
		b = a;
		a = next;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
}

/* All of the bytes and the padding of FIPS 180-4 section 5.1.1. */
static void
hash(block_fn *step, uint32_t state[8], str bytes)
{
	unsigned char tail[2 * BLOCK] = {0};
	uint64_t bits = (uint64_t)bytes.len * 8;
	size_t size;

	while (bytes.len >= BLOCK) {
		step(state, (const unsigned char *)bytes.at);
		bytes = str_from(bytes, BLOCK);
	}
	if (bytes.len)
		memcpy(tail, bytes.at, bytes.len);
	tail[bytes.len] = 0x80;
	size = bytes.len + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
	for (size_t i = 0; i < 8; i++)
		tail[size - 1 - i] = (unsigned char)(bits >> (8 * i));
	for (size_t i = 0; i < size; i += BLOCK)
		step(state, tail + i);
}

static void
words_to_bytes(const uint32_t *words, size_t count, uint8_t *to)
{
	for (size_t i = 0; i < 4 * count; i++)
		to[i] = (uint8_t)(words[i / 4] >> (24 - 8 * (i % 4)));
}

void
sha256(str bytes, uint8_t digest[32])
{
	uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
	    0x1f83d9ab, 0x5be0cd19};

	hash(sha256_block, state, bytes);
	words_to_bytes(state, 8, digest);
}

bool
sha256_file(int fd, uint8_t digest[32], size_t *size)
{
	struct stat facts;
	void *bytes;

	if (fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size == 0)
		return false;
	bytes = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return false;
	sha256((str){bytes, (size_t)facts.st_size}, digest);
	munmap(bytes, (size_t)facts.st_size);
	if (size)
		*size = (size_t)facts.st_size;
	return true;
}

str
sha256_hex(struct arena *arena, const uint8_t digest[32], size_t bytes)
{
	char *hex = arena_alloc(arena, 65);

	if (bytes > 32)
		bytes = 32;
	for (size_t i = 0; i < bytes; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	return (str){hex, 2 * bytes};
}

str
uuid_v5(struct arena *arena, str name)
{
	/* The URL namespace, RFC 9562 section 6.6. */
	static const char space[] =
	    "\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8";
	uint32_t state[8] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
	char *text = arena_array(arena, 1, name.len + 16);
	uint8_t u[16];

	memcpy(text, space, 16);
	if (name.len)
		memcpy(text + 16, name.at, name.len);
	hash(sha1_block, state, (str){text, name.len + 16});
	words_to_bytes(state, 4, u);
	u[6] = (uint8_t)((u[6] & 0x0f) | 0x50);
	u[8] = (uint8_t)((u[8] & 0x3f) | 0x80);
	return arena_printf(arena,
	    "urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", u[0],
	    u[1], u[2], u[3], u[4], u[5], u[6], u[7], u[8], u[9], u[10], u[11], u[12], u[13], u[14],
	    u[15]);
}

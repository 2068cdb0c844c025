#include "kb_wire.h"

#include <string.h>

uint8_t *
kb_buffer_room(kb_buffer *b, size_t n)
{
  if (b->overflow || n > KB_MESSAGE_MAX - b->length) {
    b->overflow = 1;
    return NULL;
  }
  size_t need = b->length + n;
  if (need > b->capacity) {
    size_t capacity = b->capacity ? b->capacity * 2 : 256;
    if (capacity < need) capacity = need;
    b->bytes = b->resize(b->context, b->bytes, capacity);
    b->capacity = capacity;
  }
  uint8_t *at = b->bytes + b->length;
  b->length = need;
  return at;
}

static void
put_big_endian(uint8_t *at, uint64_t value, int bytes)
{
  for (int i = bytes - 1; i >= 0; i--, value >>= 8) at[i] = (uint8_t)value;
}

/* A tag byte and `bytes` bytes of a number. */
static void
put_tagged(kb_buffer *b, uint8_t tag, uint64_t value, int bytes)
{
  uint8_t *at = kb_buffer_room(b, 1 + (size_t)bytes);
  if (!at) return;
  at[0] = tag;
  put_big_endian(at + 1, value, bytes);
}

static void
put_byte(kb_buffer *b, uint8_t byte)
{
  put_tagged(b, byte, 0, 0);
}

static void
put_bytes(kb_buffer *b, const char *bytes, size_t n)
{
  uint8_t *at = kb_buffer_room(b, n);
  if (at && n) memcpy(at, bytes, n);
}

void kb_put_nil(kb_buffer *b) { put_byte(b, 0xc0); }
void kb_put_bool(kb_buffer *b, int value) { put_byte(b, value ? 0xc3 : 0xc2); }

void
kb_put_uint(kb_buffer *b, uint64_t value)
{
  if (value < 0x80) put_byte(b, (uint8_t)value);
  else if (value <= UINT8_MAX) put_tagged(b, 0xcc, value, 1);
  else if (value <= UINT16_MAX) put_tagged(b, 0xcd, value, 2);
  else if (value <= UINT32_MAX) put_tagged(b, 0xce, value, 4);
  else put_tagged(b, 0xcf, value, 8);
}

void
kb_put_int(kb_buffer *b, int64_t value)
{
  if (value >= 0) kb_put_uint(b, (uint64_t)value);
  else if (value >= -32) put_byte(b, (uint8_t)value);
  else if (value >= INT8_MIN) put_tagged(b, 0xd0, (uint64_t)value, 1);
  else if (value >= INT16_MIN) put_tagged(b, 0xd1, (uint64_t)value, 2);
  else if (value >= INT32_MIN) put_tagged(b, 0xd2, (uint64_t)value, 4);
  else put_tagged(b, 0xd3, (uint64_t)value, 8);
}

void
kb_put_float(kb_buffer *b, double value)
{
  uint64_t bits = 0x7ff8000000000000u; /* engines differ in a NaN's payload: send one */
  if (value == value) memcpy(&bits, &value, sizeof bits);
  put_tagged(b, 0xcb, bits, 8);
}

void
kb_put_text(kb_buffer *b, const char *bytes, size_t n)
{
  if (kb_utf8_valid(bytes, n)) {
    if (n < 32) put_byte(b, (uint8_t)(0xa0 | n));
    else if (n <= UINT8_MAX) put_tagged(b, 0xd9, n, 1);
    else if (n <= UINT16_MAX) put_tagged(b, 0xda, n, 2);
    else put_tagged(b, 0xdb, n, 4);
  }
  else if (n <= UINT8_MAX) put_tagged(b, 0xc4, n, 1);
  else if (n <= UINT16_MAX) put_tagged(b, 0xc5, n, 2);
  else put_tagged(b, 0xc6, n, 4);
  put_bytes(b, bytes, n);
}

static void
put_count(kb_buffer *b, size_t n, uint8_t fix, uint8_t tag16)
{
  if (n < 16) put_byte(b, (uint8_t)(fix | n));
  else if (n <= UINT16_MAX) put_tagged(b, tag16, n, 2);
  else put_tagged(b, (uint8_t)(tag16 + 1), n, 4);
}

void kb_put_array(kb_buffer *b, size_t n) { put_count(b, n, 0x90, 0xdc); }
void kb_put_map(kb_buffer *b, size_t n) { put_count(b, n, 0x80, 0xde); }

static void
put_ext_header(kb_buffer *b, int type, size_t n)
{
  if (n == 1 || n == 2 || n == 4 || n == 8 || n == 16) put_byte(b, (uint8_t)(0xd4 + __builtin_ctz((unsigned)n)));
  else if (n <= UINT8_MAX) put_tagged(b, 0xc7, n, 1);
  else if (n <= UINT16_MAX) put_tagged(b, 0xc8, n, 2);
  else put_tagged(b, 0xc9, n, 4);
  put_byte(b, (uint8_t)type);
}

void
kb_put_ext(kb_buffer *b, int type, const char *bytes, size_t n)
{
  put_ext_header(b, type, n);
  put_bytes(b, bytes, n);
}

size_t
kb_begin_set(kb_buffer *b)
{
  return b->length;
}

/* The payload's length decides the header's, so the payload moves up behind it. */
void
kb_end_set(kb_buffer *b, size_t mark)
{
  if (b->overflow) return;
  size_t n = b->length - mark;
  uint8_t head[6];
  kb_buffer header = { head, 0, sizeof head, NULL, NULL, 0 };
  put_ext_header(&header, KB_EXT_SET, n);
  if (!kb_buffer_room(b, header.length)) return;
  memmove(b->bytes + mark + header.length, b->bytes + mark, n);
  memcpy(b->bytes + mark, head, header.length);
}

int
kb_utf8_valid(const char *bytes, size_t n)
{
  const uint8_t *p = (const uint8_t *)bytes;
  const uint8_t *end = p + n;
  while (p < end) {
    uint64_t eight;
    if (end - p >= 8 && (memcpy(&eight, p, 8), (eight & 0x8080808080808080u) == 0)) {
      p += 8;
      continue;
    }
    uint8_t lead = *p++;
    if (lead < 0x80) continue;
    int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || end - p < more) return 0;
    /* the first continuation byte rules out overlong forms, surrogates and past U+10FFFF */
    uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (*p < low || *p > high) return 0;
    for (int i = 1; i < more; i++) {
      if ((p[i] & 0xc0) != 0x80) return 0;
    }
    p += more;
  }
  return 1;
}

/*
 * Writing MessagePack. A buffer grows in the guest's heap and is never given back:
 * the image's next restore takes it away.
 */
#ifndef KB_WIRE_H
#define KB_WIRE_H

#include <stddef.h>
#include <stdint.h>

/* One message is at most this long; the host refuses a longer one as well. */
#define KB_MESSAGE_MAX ((size_t)16 << 20)
/* Containers within containers, at most. */
#define KB_DEPTH_MAX 128

enum kb_ext { KB_EXT_SYMBOL = 0, KB_EXT_HANDLE = 1, KB_EXT_INTEGER = 2, KB_EXT_SET = 3 };

/* What an export answers: a kind and the bytes that go with it, owned by the guest. */
enum kb_kind { KB_VALUE = 0, KB_PANIC = 1, KB_BYTECODE = 2, KB_DIAGNOSTICS = 3, KB_UNWIND = 4, KB_ABSENT = 5 };
typedef struct kb_outcome {
  uint32_t kind;
  const uint8_t *bytes;
  uint32_t length;
} kb_outcome;

typedef struct kb_buffer {
  uint8_t *bytes;
  size_t length;
  size_t capacity;
  /* grows the block, or does not return; NULL block allocates */
  void *(*resize)(void *context, void *block, size_t size);
  void *context;
  /* a message grew past KB_MESSAGE_MAX; what is written after is dropped */
  int overflow;
} kb_buffer;

/* Room for n more bytes, or NULL when the message would be too long. */
uint8_t *kb_buffer_room(kb_buffer *b, size_t n);
void kb_put_nil(kb_buffer *b);
void kb_put_bool(kb_buffer *b, int value);
void kb_put_int(kb_buffer *b, int64_t value);
void kb_put_uint(kb_buffer *b, uint64_t value);
void kb_put_float(kb_buffer *b, double value);
/* A str when the bytes are valid UTF-8, else a bin. */
void kb_put_text(kb_buffer *b, const char *bytes, size_t n);
void kb_put_array(kb_buffer *b, size_t n);
void kb_put_map(kb_buffer *b, size_t n);
/* The header and payload of an extension. */
void kb_put_ext(kb_buffer *b, int type, const char *bytes, size_t n);
/* Opens a Set, whose elements as an array are written next; answers a mark for kb_end_set. */
size_t kb_begin_set(kb_buffer *b);
void kb_end_set(kb_buffer *b, size_t mark);

/* Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms). */
int kb_utf8_valid(const char *bytes, size_t n);

#endif

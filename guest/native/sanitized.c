/*
 * The guest's own C and its mruby as a program of the build machine, so that sanitizers can
 * watch it. Requests come on stdin and answers leave on stdout: a byte, a length of four
 * bytes (little-endian) and that many bytes. Each request is worked on by a child of the
 * booted process, as each invocation starts from the image.
 *
 * Requests: 'e' evaluates a source; 'd' reads a message of values and writes each back; 'x'
 * does what a sanitizer must report.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host.h"

/* What a child may end with besides the kinds of outcome. */
enum { TRAP = 100, MEMORY = 101, TIME = 102, SANITIZER = 103 };
enum { SECONDS_MAX = 20 };

static int answers = 1;

static void
put(uint8_t status, const uint8_t *bytes, uint32_t length)
{
  uint8_t head[5] = { status, (uint8_t)length, (uint8_t)(length >> 8), (uint8_t)(length >> 16), (uint8_t)(length >> 24) };
  if (write(answers, head, sizeof(head)) != (ssize_t)sizeof(head)) _exit(1);
  for (uint32_t at = 0; at < length;) {
    ssize_t n = write(answers, bytes + at, length - at);
    if (n <= 0) _exit(1);
    at += (uint32_t)n;
  }
}

static void
end(uint8_t status)
{
  put(status, NULL, 0);
  _exit(0);
}

void native_out_of_memory(void) { end(MEMORY); __builtin_unreachable(); }

static void
put_outcome(const kb_outcome *o)
{
  put((uint8_t)o->kind, o->bytes, o->length);
}

/* What a sanitizer must not let pass: the proof that it watches. */
static void
touch_freed(void)
{
  volatile char *block = malloc(16);
  free((void *)block);
  block[3] = 1;
}

static void
on_signal(int signal)
{
  end(signal == SIGALRM ? TIME : TRAP);
}

static void
work(uint8_t request, const uint8_t *bytes, uint32_t length)
{
  uint8_t here;
  native_stack(&here);
  signal(SIGALRM, on_signal);
  signal(SIGILL, on_signal);
  signal(SIGTRAP, on_signal);
  alarm(SECONDS_MAX);
  if (request == 'e') put_outcome(native_evaluate(bytes, length));
  else if (request == 'd') put_outcome(native_copy(bytes, length));
  else touch_freed();
  _exit(0);
}

static uint8_t *
read_all(size_t length)
{
  uint8_t *bytes = malloc(length + 1);
  if (fread(bytes, 1, length, stdin) != length) exit(length == 5 ? 0 : 1);
  return bytes;
}

int
main(void)
{
  native_boot();
  for (;;) {
    uint8_t *head = read_all(5);
    uint32_t length = head[1] | (uint32_t)head[2] << 8 | (uint32_t)head[3] << 16 | (uint32_t)head[4] << 24;
    uint8_t *bytes = read_all(length);
    pid_t child = fork();
    if (child == 0) work(head[0], bytes, length);
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) put(SANITIZER, NULL, 0);
    free(head);
    free(bytes);
  }
}

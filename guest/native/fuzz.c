/*
 * A target of libFuzzer over the sanitized guest. KOBAKO_FUZZ says what an input is: `source`,
 * to be compiled and run, or `codec`, a message to be read and written back. Each is worked on
 * by a child of the booted process, as each invocation starts from the image, and what the
 * child covers counts, because the counters are shared with it.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { HEAP = 24 << 20, PAGE = 4096, MILLISECONDS_MAX = 400 };

extern uint8_t counters_begin[] __asm__("__start___sancov_cntrs");
extern uint8_t counters_end[] __asm__("__stop___sancov_cntrs");

static int sources;

void native_out_of_memory(void) { _exit(0); }

/* Out of time: not what is looked for. */
static void
on_time(int signal)
{
  (void)signal;
  _exit(0);
}

/* Whole pages alone: what else is on the first and the last must stay each process's own. */
static void
share_counters(void)
{
  uint8_t *from = (uint8_t *)(((uintptr_t)counters_begin + PAGE - 1) & ~(uintptr_t)(PAGE - 1));
  uint8_t *to = (uint8_t *)((uintptr_t)counters_end & ~(uintptr_t)(PAGE - 1));
  if (mmap(from, (size_t)(to - from), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != from) {
    abort();
  }
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
  (void)argc, (void)argv;
  const char *what = getenv("KOBAKO_FUZZ");
  if (!what || (strcmp(what, "source") != 0 && strcmp(what, "codec") != 0)) exit(2);
  sources = strcmp(what, "source") == 0;
  native_boot();
  native_heap_max = HEAP;
  share_counters();
  return 0;
}

static void
work(const uint8_t *bytes, uint32_t length)
{
  uint8_t here;
  native_stack(&here);
  signal(SIGVTALRM, on_time);
  struct itimerval time = { .it_value = { .tv_usec = MILLISECONDS_MAX * 1000 } };
  setitimer(ITIMER_VIRTUAL, &time, NULL);
  /* a copy without a byte behind it, so that reading one is seen */
  uint8_t *copy = malloc(length ? length : 1);
  memcpy(copy, bytes, length);
  if (sources) native_evaluate(copy, length);
  else native_copy(copy, length);
  _exit(0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
  pid_t child = fork();
  if (child < 0) return 0;
  if (child == 0) work(bytes, (uint32_t)length);
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) abort();
  return 0;
}

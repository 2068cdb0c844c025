/*
 * The C library's clock: the host's, and no time zone but UTC. Defined here, none of the
 * system's own gets linked.
 */
#include <math.h>
#include <sys/time.h>
#include <time.h>

#include "kb_platform.h"

int
clock_gettime(clockid_t clock, struct timespec *ts)
{
  (void)clock;
  double ms = kb_clock_ms();
  double seconds = floor(ms / 1000);
  ts->tv_sec = (time_t)seconds;
  ts->tv_nsec = (long)((ms - seconds * 1000) * 1e6);
  return 0;
}

int
timespec_get(struct timespec *ts, int base)
{
  clock_gettime(CLOCK_REALTIME, ts);
  return base;
}

int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
  (void)zone;
  struct timespec ts;
  clock_gettime(CLOCK_REALTIME, &ts);
  tv->tv_sec = ts.tv_sec;
  tv->tv_usec = (suseconds_t)(ts.tv_nsec / 1000);
  return 0;
}

time_t
time(time_t *at)
{
  struct timespec ts;
  clock_gettime(CLOCK_REALTIME, &ts);
  if (at) *at = ts.tv_sec;
  return ts.tv_sec;
}

struct tm *localtime_r(const time_t *restrict at, struct tm *restrict out) { return gmtime_r(at, out); }
time_t mktime(struct tm *at) { return timegm(at); }

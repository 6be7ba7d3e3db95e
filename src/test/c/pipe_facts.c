/* What the C headers and a fresh pipe say: PIPE_BUF, F_GETPIPE_SZ, F_SETPIPE_SZ, the capacity, the page size. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return 1;
    printf("%d %d %d %d %ld\n", PIPE_BUF, F_GETPIPE_SZ, F_SETPIPE_SZ, fcntl(ends[0], F_GETPIPE_SZ),
           sysconf(_SC_PAGESIZE));
    return 0;
}

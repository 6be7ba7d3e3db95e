/*
 * once CMD [ARG...]: runs CMD with its output thrown away and prints what that took, as the parent sees it:
 * microseconds from before the start to after the end, microseconds of CPU, peak resident KiB, exit status.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long micros(struct timeval t) {
    return t.tv_sec * 1000000L + t.tv_usec;
}

int main(int argc, char **argv) {
    posix_spawn_file_actions_t files;
    struct timespec before, after;
    struct rusage use;
    pid_t child;
    int status;

    if (argc < 2)
        return 2;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    clock_gettime(CLOCK_MONOTONIC, &before);
    if (posix_spawnp(&child, argv[1], &files, NULL, argv + 1, environ) != 0) {
        perror(argv[1]);
        return 127;
    }
    wait4(child, &status, 0, &use);
    clock_gettime(CLOCK_MONOTONIC, &after);
    printf("%ld %ld %ld %d\n",
           (after.tv_sec - before.tv_sec) * 1000000L + (after.tv_nsec - before.tv_nsec) / 1000,
           micros(use.ru_utime) + micros(use.ru_stime), use.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}

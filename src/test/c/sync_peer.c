/* Maps a mutex or condition variable of ipcctl by its header, and uses it as the lines on stdin say. */
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct header {
    char magic[8];
    uint32_t version, kind, length, mutex_offset, mutex_size, cond_offset, cond_size, holder;
    uint64_t sequence;
    int64_t last;
};

/* With the mutex held. */
static int wake(struct header *header, pthread_cond_t *cond)
{
    struct timespec now;
    int rc = pthread_cond_signal(cond);
    header->sequence++;
    clock_gettime(CLOCK_MONOTONIC, &now);
    header->last = now.tv_sec * 1000000000LL + now.tv_nsec;
    return rc;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: sync_peer /name\n");
        return 2;
    }
    int fd = shm_open(argv[1], O_RDWR, 0);
    struct header *header = mmap(NULL, 256, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd == -1 || header == MAP_FAILED || memcmp(header->magic, "ipcctl/S", 8) != 0 || header->version != 1
        || header->length != 256
        || header->mutex_size != sizeof(pthread_mutex_t) || header->cond_size != sizeof(pthread_cond_t)) {
        fprintf(stderr, "sync_peer: not what I know\n");
        return 1;
    }
    pthread_mutex_t *mutex = (pthread_mutex_t *) ((char *) header + header->mutex_offset);
    pthread_cond_t *cond = (pthread_cond_t *) ((char *) header + header->cond_offset);
    char line[32];
    printf("ready\n");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        int rc = 0;
        line[strcspn(line, "\n")] = 0;
        if (strcmp(line, "lock") == 0) {
            rc = pthread_mutex_lock(mutex);
        } else if (strcmp(line, "consistent") == 0) {
            rc = pthread_mutex_consistent(mutex);
        } else if (strcmp(line, "unlock") == 0) {
            rc = pthread_mutex_unlock(mutex);
        } else if (strcmp(line, "wait") == 0) {
            pthread_mutex_lock(mutex);
            printf("waiting\n");
            fflush(stdout);
            rc = pthread_cond_wait(cond, mutex);
            pthread_mutex_unlock(mutex);
        } else if (strcmp(line, "signal") == 0) {
            pthread_mutex_lock(mutex);
            rc = wake(header, cond);
            pthread_mutex_unlock(mutex);
        } else if (strncmp(line, "count ", 6) == 0) {
            /* In bytes that nobody else uses, and not atomically. */
            for (long left = atol(line + 6); left > 0 && rc == 0; left--) {
                rc = pthread_mutex_lock(mutex);
                ++*(volatile uint64_t *) ((char *) header + 248);
                pthread_mutex_unlock(mutex);
            }
        } else if (strcmp(line, "sleep") == 0) {
            /* As ipcctl-cond(1) says. */
            pthread_mutex_lock(mutex);
            _Atomic uint32_t *futex = (_Atomic uint32_t *) ((char *) header + 60);
            uint32_t seen = *futex;
            pthread_mutex_unlock(mutex);
            syscall(SYS_futex, futex, FUTEX_WAIT, seen, NULL, NULL, 0);
            rc = pthread_mutex_lock(mutex);
            pthread_mutex_unlock(mutex);
        } else if (strcmp(line, "rouse") == 0) {
            pthread_mutex_lock(mutex);
            _Atomic uint32_t *futex = (_Atomic uint32_t *) ((char *) header + 60);
            ++*futex;
            ++*(uint64_t *) ((char *) header + 40);
            syscall(SYS_futex, futex, FUTEX_WAKE, 1, NULL, NULL, 0);
            pthread_mutex_unlock(mutex);
        } else if (strcmp(line, "plain") == 0) {
            pthread_mutex_lock(mutex);
            rc = pthread_cond_signal(cond);
            pthread_mutex_unlock(mutex);
        } else if (strcmp(line, "wake") == 0) {
            rc = wake(header, cond);
        } else if (strcmp(line, "die") == 0) {
            abort();
        }
        printf("%s %s\n", line, rc == 0 ? "ok" : rc == EOWNERDEAD ? "EOWNERDEAD"
                                : rc == ENOTRECOVERABLE ? "ENOTRECOVERABLE" : strerror(rc));
        fflush(stdout);
    }
    return 0;
}

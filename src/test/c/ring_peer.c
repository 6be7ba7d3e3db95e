/* Either side of a ring of ipcctl that is there already, by what ipcctl-shm(1) says of it: stdin into it, or what comes
   to stdout. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define PIECE (256 << 10)

struct ring {
    char magic[8];
    uint32_t version, bytes_at;
    uint64_t capacity;
    _Alignas(64) _Atomic uint32_t producer;
    _Alignas(64) _Atomic uint64_t head;
    _Atomic uint32_t ended;
    _Alignas(64) _Atomic uint32_t consumer;
    _Alignas(64) _Atomic uint64_t tail;
    _Atomic uint32_t taken, stays;
};

static void fail(const char *what)
{
    fprintf(stderr, "ring_peer: %s\n", what);
    exit(1);
}

static void wake(_Atomic uint32_t *mine)
{
    atomic_thread_fence(memory_order_seq_cst);
    if (atomic_load(mine) & FUTEX_WAITERS) {
        atomic_fetch_and(mine, ~FUTEX_WAITERS);
        syscall(SYS_futex, mine, FUTEX_WAKE, 1, NULL, NULL, 0);
    }
}

/* Until the word of the other side, or the counter, is another one, or a moment has passed. */
static void await(_Atomic uint32_t *others, uint32_t seen, _Atomic uint64_t *counter, uint64_t old)
{
    struct timespec now, begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    do {
        for (int i = 0; i < 100; i++) {
            if (atomic_load(counter) != old) {
                return;
            }
        }
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while ((now.tv_sec - begun.tv_sec) * 1000000000L + now.tv_nsec - begun.tv_nsec < 50000);
    uint32_t asleep = seen;
    if (seen & FUTEX_TID_MASK) {
        asleep = seen | FUTEX_WAITERS;
        if (asleep != seen && !atomic_compare_exchange_strong(others, &seen, asleep)) {
            return;
        }
    }
    struct timespec limit = {0, 200000000};
    if (atomic_load(counter) == old) {
        syscall(SYS_futex, others, FUTEX_WAIT, asleep, &limit, NULL, 0);
    }
}

static struct ring *join(const char *name, int pushes)
{
    struct robust_list_head *robust;
    size_t length;
    int fd = -1;
    struct stat status;
    while (1) {
        fd = shm_open(name, O_RDWR, 0);
        if (fd != -1 && flock(fd, LOCK_EX) == 0 && fstat(fd, &status) == 0 && status.st_nlink > 0) {
            break;
        }
        close(fd);
        usleep(1000);
    }
    struct ring *ring = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
    if (ring == MAP_FAILED || memcmp(ring->magic, "ipcctl/R", 8) != 0 || ring->version != 1) {
        fail("not a ring that I know");
    }
    _Atomic uint32_t *mine = pushes ? &ring->producer : &ring->consumer;
    uint32_t nobody = 0;
    /* The kernel marks the word when this thread dies. */
    syscall(SYS_get_robust_list, 0, &robust, &length);
    robust->list_op_pending = (struct robust_list *) ((char *) mine - robust->futex_offset);
    if (!atomic_compare_exchange_strong(mine, &nobody, (uint32_t) gettid())) {
        fail("somebody else has that side");
    }
    syscall(SYS_futex, mine, FUTEX_WAKE, 1000, NULL, NULL, 0);
    flock(fd, LOCK_UN);
    return ring;
}

static int push(struct ring *ring)
{
    uint64_t head = ring->head;
    ssize_t count = 1;
    while (count > 0) {
        uint32_t seen = ring->consumer;
        uint64_t tail = atomic_load_explicit(&ring->tail, memory_order_acquire);
        uint64_t room = ring->capacity - (head - tail), at = head % ring->capacity;
        if (seen & FUTEX_OWNER_DIED) {
            fail("the consumer has gone");
        } else if (room == 0) {
            await(&ring->consumer, seen, &ring->tail, tail);
            continue;
        }
        room = room < PIECE ? room : PIECE;
        room = room < ring->capacity - at ? room : ring->capacity - at;
        count = read(0, (char *) ring + ring->bytes_at + at, room);
        head += count > 0 ? count : 0;
        atomic_store_explicit(&ring->head, head, memory_order_release);
        ring->ended += count == 0;
        wake(&ring->producer);
    }
    while (ring->taken != ring->ended) {
        if (ring->consumer & FUTEX_OWNER_DIED) {
            fail("the consumer has gone");
        }
        usleep(1000);
    }
    ring->producer = 0;
    return count < 0;
}

static int pull(struct ring *ring)
{
    uint64_t tail = ring->tail;
    while (1) {
        uint32_t seen = ring->producer, ended = ring->ended;
        uint64_t head = atomic_load_explicit(&ring->head, memory_order_acquire), there = head - tail;
        uint64_t at = tail % ring->capacity;
        if (there == 0 && ended != ring->taken) {
            ring->taken = ended;
            wake(&ring->consumer);
            ring->consumer = 0;
            return 0;
        } else if (there == 0 && seen & FUTEX_OWNER_DIED) {
            fail("the producer has gone");
        } else if (there == 0) {
            await(&ring->producer, seen, &ring->head, head);
            continue;
        }
        there = there < PIECE ? there : PIECE;
        there = there < ring->capacity - at ? there : ring->capacity - at;
        ssize_t count = write(1, (char *) ring + ring->bytes_at + at, there);
        if (count <= 0) {
            fail("cannot write");
        }
        tail += count;
        atomic_store_explicit(&ring->tail, tail, memory_order_release);
        if (head - tail <= ring->capacity / 2) {
            wake(&ring->consumer);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: ring_peer push|pull /name\n");
        return 2;
    }
    int pushes = strcmp(argv[1], "push") == 0;
    struct ring *ring = join(argv[2], pushes);
    return pushes ? push(ring) : pull(ring);
}

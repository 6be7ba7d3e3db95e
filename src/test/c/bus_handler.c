/* Runs a handler of SIGBUS, given as raw machine code in the file argv[1] with four words behind it, as FaultGuard
   does, and prints: what it read where a file was cut, whether that was noted, the sum it got there, what it read at
   the beginning, whether that was noted, what it read in memory that is not in the table, and how often the handler
   before was called for that. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile int theirs;
static void *hole;

static void previous(int signal, siginfo_t *info, void *context) {
    (void) context;
    if (signal != SIGBUS || info->si_addr != hole) {
        _exit(3);
    }
    theirs++;
    if (mmap(hole, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED) {
        _exit(4);
    }
}

static char *map(size_t length) {
    int fd = memfd_create("probe", 0);
    if (fd < 0 || ftruncate(fd, length)) {
        exit(5);
    }
    char *at = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    at[0] = 'x';
    if (ftruncate(fd, 0)) {
        exit(6);
    }
    return at;
}

int main(int argc, char **argv) {
    static volatile uint64_t table[8][4];
    size_t page = sysconf(_SC_PAGESIZE);
    unsigned char code[4096];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file) {
        return 2;
    }
    size_t length = fread(code, 1, sizeof code, file);
    uint64_t words[4] = {(uint64_t) (uintptr_t) previous, (uint64_t) (uintptr_t) table,
                         (uint64_t) (uintptr_t) (table + 8), -(uint64_t) page};
    memcpy(code + length - sizeof words, words, sizeof words);
    unsigned char *page_of_code = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memcpy(page_of_code, code, length);
    if (mprotect(page_of_code, page, PROT_READ | PROT_EXEC)) {
        return 7;
    }
    struct sigaction action = {.sa_sigaction = (void (*)(int, siginfo_t *, void *)) page_of_code,
                               .sa_flags = SA_SIGINFO | SA_RESTART};
    if (sigaction(SIGBUS, &action, NULL)) {
        return 8;
    }
    volatile char *ours = map(4 * page);
    hole = map(page);
    table[2][0] = (uintptr_t) ours;
    table[2][1] = (uintptr_t) ours + 4 * page;
    int first = ours[2 * page + 5];
    int flag = (int) table[2][2];
    __atomic_fetch_add((int64_t *) (ours + 3 * page), 7, __ATOMIC_SEQ_CST);
    int64_t sum = *(int64_t *) (ours + 3 * page);
    table[2][2] = 0;
    int start = ours[0];
    int again = (int) table[2][2];
    int other = *(volatile char *) hole;
    printf("%d %d %d %d %d %d %d\n", first, flag, (int) sum, start, again, other, theirs);
    return 0;
}

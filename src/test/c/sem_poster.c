/* Opens the semaphore argv[1], says so, and then posts it once and waits for it argv[2] times, at the word. */
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    char line[64];
    if (argc != 3) {
        return 2;
    }
    sem_t *semaphore = sem_open(argv[1], 0);
    if (semaphore == SEM_FAILED) {
        perror("sem_open");
        return 1;
    }
    puts("ready");
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin)) {
        return 1;
    }
    if (sem_post(semaphore)) {
        perror("sem_post");
        return 1;
    }
    puts("posted");
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin)) {
        return 1;
    }
    for (int i = atoi(argv[2]); i > 0; i--) {
        if (sem_wait(semaphore)) {
            perror("sem_wait");
            return 1;
        }
    }
    puts("taken");
    return 0;
}

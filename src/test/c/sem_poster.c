/* Opens the semaphore argv[1] and says "ready"; then at each line it posts ("post": "posted") or waits
   ("wait": "taken"). */
#include <semaphore.h>
#include <stdio.h>

int main(int argc, char **argv) {
    char line[64];
    if (argc != 2) {
        return 2;
    }
    sem_t *semaphore = sem_open(argv[1], 0);
    if (semaphore == SEM_FAILED) {
        perror("sem_open");
        return 1;
    }
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        int post = line[0] == 'p';
        if (post ? sem_post(semaphore) : sem_wait(semaphore)) {
            perror(line);
            return 1;
        }
        puts(post ? "posted" : "taken");
        fflush(stdout);
    }
    return 0;
}

/* The other side of a System V semaphore, as in textbooks: sysv_sem KEY takes one with SEM_UNDO, and ends when told. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    int set = semget((key_t)strtoul(argv[1], NULL, 0), 1, IPC_CREAT | 0600);
    if (set < 0) {
        perror("semget");
        return 1;
    }
    struct sembuf take = {0, -1, SEM_UNDO};
    printf("ready with %d\n", semctl(set, 0, GETVAL));
    fflush(stdout);
    if (semop(set, &take, 1) != 0) {
        perror("semop");
        return 1;
    }
    puts("have it");
    fflush(stdout);
    return getchar() == EOF ? 1 : 0;
}

/* The other side of a System V message queue: sysv_msg KEY send TYPE ID VALUE | receive MSGTYP | facts */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

struct sample {
    long type;
    int id;
    float value;
};

static int facts(void)
{
    printf("msqid_ds %zu %zu %zu %zu %zu %zu %zu %zu %zu\n", sizeof(struct msqid_ds),
           offsetof(struct msqid_ds, msg_stime), offsetof(struct msqid_ds, msg_rtime),
           offsetof(struct msqid_ds, msg_ctime), offsetof(struct msqid_ds, __msg_cbytes),
           offsetof(struct msqid_ds, msg_qnum), offsetof(struct msqid_ds, msg_qbytes),
           offsetof(struct msqid_ds, msg_lspid), offsetof(struct msqid_ds, msg_lrpid));
    printf("semid_ds %zu %zu %zu\n", offsetof(struct semid_ds, sem_otime), offsetof(struct semid_ds, sem_ctime),
           offsetof(struct semid_ds, sem_nsems));
    printf("shmid_ds %zu %zu %zu %zu %zu %zu %zu\n", offsetof(struct shmid_ds, shm_segsz),
           offsetof(struct shmid_ds, shm_atime), offsetof(struct shmid_ds, shm_dtime),
           offsetof(struct shmid_ds, shm_ctime), offsetof(struct shmid_ds, shm_cpid),
           offsetof(struct shmid_ds, shm_lpid), offsetof(struct shmid_ds, shm_nattch));
    printf("ftok %d\n", ftok("/etc/passwd", 'q'));
    return 0;
}

int main(int argc, char **argv)
{
    struct sample sample;
    if (argc == 2 && strcmp(argv[1], "facts") == 0)
        return facts();
    if (argc < 4)
        return 2;
    int queue = msgget((key_t)strtoul(argv[1], NULL, 0), 0);
    if (queue < 0) {
        perror("msgget");
        return 1;
    }
    if (strcmp(argv[2], "send") == 0 && argc == 6) {
        sample.type = atol(argv[3]);
        sample.id = atoi(argv[4]);
        sample.value = (float)atof(argv[5]);
        if (msgsnd(queue, &sample, sizeof sample - sizeof sample.type, 0) != 0) {
            perror("msgsnd");
            return 1;
        }
        return 0;
    }
    if (strcmp(argv[2], "receive") != 0)
        return 2;
    puts("ready");
    fflush(stdout);
    ssize_t length = msgrcv(queue, &sample, sizeof sample - sizeof sample.type, atol(argv[3]), 0);
    if (length != (ssize_t)(sizeof sample - sizeof sample.type)) {
        perror("msgrcv");
        return 1;
    }
    printf("type=%ld id=%d value=%.1f\n", sample.type, sample.id, sample.value);
    return 0;
}

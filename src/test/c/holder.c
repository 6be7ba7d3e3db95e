/* Has the IPC objects that its arguments tell, two words each, and keeps them until its stdin ends. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void *shared(int fd)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | (fd < 0 ? MAP_ANONYMOUS : 0), fd, 0);
}

static int talk(const char *path, int listener)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (!listener)
        return connect(fd, (struct sockaddr *) &address, sizeof address);
    return bind(fd, (struct sockaddr *) &address, sizeof address) == 0 ? listen(fd, 5) : -1;
}

static int take(const char *what, const char *name)
{
    int pair[2];
    if (strcmp(what, "map") == 0) {
        int fd = shm_open(name, O_RDWR, 0);
        void *memory = fd < 0 ? MAP_FAILED : shared(fd);
        return memory == MAP_FAILED ? -1 : close(fd);
    } else if (strcmp(what, "open") == 0) {
        return shm_open(name, O_RDONLY, 0);
    } else if (strcmp(what, "sem") == 0) {
        return sem_open(name, 0) == SEM_FAILED ? -1 : 0;
    } else if (strcmp(what, "receive") == 0) {
        return mq_open(name, O_RDONLY);
    } else if (strcmp(what, "send") == 0) {
        return mq_open(name, O_WRONLY);
    } else if (strcmp(what, "fifo") == 0) {
        return open(name, O_RDWR);
    } else if (strcmp(what, "place") == 0) {
        return open(name, O_PATH);
    } else if (strcmp(what, "listen") == 0) {
        return talk(name, 1);
    } else if (strcmp(what, "connect") == 0) {
        return talk(name, 0);
    } else if (strcmp(what, "eventfd") == 0) {
        return eventfd(0, 0);
    } else if (strcmp(what, "memfd") == 0) {
        return memfd_create(name, 0);
    } else if (strcmp(what, "anon") == 0) {
        return shared(-1) == MAP_FAILED ? -1 : 0;
    } else if (strcmp(what, "pipe") == 0) {
        return pipe(pair);
    } else if (strcmp(what, "name") == 0) {
        return prctl(PR_SET_NAME, name);
    } else if (strcmp(what, "fork") == 0) {
        pid_t child = fork();
        if (child == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            while (1)
                pause();
        }
        printf("%d\n", (int) child);
        return child;
    } else if (strcmp(what, "wait") == 0) {
        sem_t *semaphore = sem_open(name, 0);
        printf("ready\n");
        fflush(stdout);
        return semaphore == SEM_FAILED ? -1 : sem_wait(semaphore);
    }
    return -1;
}

int main(int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        if (take(argv[i], argv[i + 1]) == -1) {
            perror(argv[i]);
            return 1;
        }
    }
    printf("ready\n");
    fflush(stdout);
    while (getchar() != EOF)
        ;
    return 0;
}

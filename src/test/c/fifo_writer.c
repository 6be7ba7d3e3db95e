/* Writes one float into a FIFO: fifo_writer PATH VALUE */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s PATH VALUE\n", argv[0]);
        return 2;
    }
    if (mkfifo(argv[1], 0600) == -1 && errno != EEXIST) {
        perror("mkfifo");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    if (getchar() == EOF)
        return 1;

    int fd = open(argv[1], O_WRONLY);
    if (fd == -1) {
        perror("open");
        return 1;
    }
    float f = strtof(argv[2], NULL);
    if (write(fd, &f, sizeof f) != sizeof f) {
        perror("write");
        return 1;
    }
    close(fd);
    printf("sent\n");
    return 0;
}

/* Reads one float from a FIFO and prints it: fifo_reader PATH */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s PATH\n", argv[0]);
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

    int fd = open(argv[1], O_RDONLY);
    if (fd == -1) {
        perror("open");
        return 1;
    }
    float f;
    if (read(fd, &f, sizeof f) != sizeof f) {
        perror("read");
        return 1;
    }
    close(fd);
    printf("received %g\n", f);
    return 0;
}

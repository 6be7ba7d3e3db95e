/*
 * lines send|recv mq NAME COUNT, lines send|recv sock PATH COUNT: what a C program does for 'ipcctl mq send
 * --lines' and its like. send reads lines and sends one message each; recv receives COUNT messages and writes a
 * line each. Queues exist; the socket is a datagram one, which recv binds.
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int fail(const char *what) {
    perror(what);
    return 1;
}

static int open_socket(const char *path, int receives) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (receives)
        return bind(fd, (struct sockaddr *) &address, sizeof address) == 0 ? fd : -1;
    for (int i = 0; i < 5000; i++) {
        if (connect(fd, (struct sockaddr *) &address, sizeof address) == 0)
            return fd;
        usleep(1000);
    }
    return -1;
}

int main(int argc, char **argv) {
    static char message[65536];
    char *line = NULL;
    size_t room = 0;
    ssize_t length;

    if (argc != 5)
        return 2;
    int sends = strcmp(argv[1], "send") == 0;
    int queue = strcmp(argv[2], "mq") == 0;
    long count = atol(argv[4]);
    int fd = queue ? mq_open(argv[3], sends ? O_WRONLY : O_RDONLY) : open_socket(argv[3], !sends);
    if (fd < 0)
        return fail(argv[3]);
    while (sends && (length = getline(&line, &room, stdin)) > 0) {
        length -= line[length - 1] == '\n';
        if ((queue ? mq_send(fd, line, length, 0) : (int) send(fd, line, length, 0)) < 0)
            return fail("send");
    }
    for (long i = 0; !sends && i < count; i++) {
        length = queue ? mq_receive(fd, message, sizeof message, NULL) : recv(fd, message, sizeof message, 0);
        if (length < 0)
            return fail("receive");
        fwrite(message, 1, length, stdout);
        putchar('\n');
    }
    return 0;
}

/* Asks the queue of its first argument for the answer to its second, and prints that behind its status. */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char name[256], request[8192], answer[8192];
    struct mq_attr attr = { .mq_maxmsg = 1, .mq_msgsize = sizeof answer };
    struct timespec until;
    unsigned status;
    if (argc != 3) {
        fprintf(stderr, "usage: mq_caller /name request\n");
        return 2;
    }
    snprintf(name, sizeof name, "%s.caller-%d", argv[1], (int) getpid());
    mqd_t to = mq_open(argv[1], O_WRONLY), from = mq_open(name, O_RDONLY | O_CREAT | O_EXCL, 0600, &attr);
    if (to == (mqd_t) -1 || from == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    int length = snprintf(request, sizeof request, "%s\n%s", name, argv[2]);
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 60;
    ssize_t n = -1;
    if (mq_send(to, request, length, 0) == 0)
        n = mq_timedreceive(from, answer, sizeof answer, &status, &until);
    if (n < 0)
        perror("mq_send, mq_timedreceive");
    else
        printf("%u %.*s\n", status, (int) n, answer);
    mq_unlink(name);
    return n < 0;
}

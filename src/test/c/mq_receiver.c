/* The textbook receiver: creates the queue, says that it is ready, and prints the ten messages that come. */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <string.h>

struct sample {
    int id;
    float value;
};

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: mq_receiver /name\n");
        return 2;
    }
    struct mq_attr attr = { .mq_maxmsg = 10, .mq_msgsize = 128 };
    mqd_t queue = mq_open(argv[1], O_RDONLY | O_CREAT, 0600, &attr);
    if (queue == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    for (int i = 0; i < 10; i++) {
        char message[128];
        unsigned int priority;
        struct sample sample;
        ssize_t length = mq_receive(queue, message, sizeof message, &priority);
        if (length < (ssize_t) sizeof sample) {
            perror("mq_receive");
            return 1;
        }
        memcpy(&sample, message, sizeof sample);
        printf("ID=%d Val=%.1f prio=%u\n", sample.id, sample.value, priority);
        fflush(stdout);
    }
    return mq_close(queue) == 0 ? 0 : 1;
}

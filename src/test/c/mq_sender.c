/* The textbook sender: ten messages of 128 bytes and priority 5, each with a struct at its front. */
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
        fprintf(stderr, "usage: mq_sender /name\n");
        return 2;
    }
    struct mq_attr attr = { .mq_maxmsg = 10, .mq_msgsize = 128 };
    mqd_t queue = mq_open(argv[1], O_WRONLY | O_CREAT, 0600, &attr);
    if (queue == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    for (int i = 1; i <= 10; i++) {
        char message[128] = { 0 };
        struct sample sample = { .id = i, .value = 22.5f + i };
        memcpy(message, &sample, sizeof sample);
        if (mq_send(queue, message, sizeof message, 5) == -1) {
            perror("mq_send");
            return 1;
        }
    }
    printf("sent\n");
    return mq_close(queue) == 0 ? 0 : 1;
}

/*
 * A process at a queue that other processes wait at, too: it does one thing, and says before and after it what that is.
 *
 *   mq_waiter /name receive COUNT   "ready", then each message that mq_receive gives, a line
 *   mq_waiter /name send TEXT...    "ready", then mq_send of each, and "sent TEXT"
 *   mq_waiter /name notify          mq_notify by SIGUSR1, "ready", then "notified", or "quiet" once stdin says a line
 */
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

static int say(const char *word, const char *what)
{
    printf(*what ? "%s %s\n" : "%s\n", word, what);
    return fflush(stdout);
}

static int receive(mqd_t queue, int count)
{
    struct mq_attr attr;
    if (mq_getattr(queue, &attr) == -1) {
        return 1;
    }
    char *message = malloc(attr.mq_msgsize + 1);
    say("ready", "");
    for (int i = 0; i < count; i++) {
        ssize_t length = mq_receive(queue, message, attr.mq_msgsize, NULL);
        if (length == -1) {
            perror("mq_receive");
            return 1;
        }
        message[length] = 0;
        say("got", message);
    }
    free(message);
    return 0;
}

static int notify(mqd_t queue)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int signals = signalfd(-1, &set, 0);
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
    if (signals == -1 || mq_notify(queue, &event) == -1) {
        perror("mq_notify");
        return 1;
    }
    say("ready", "");
    struct pollfd either[2] = { { .fd = signals, .events = POLLIN }, { .fd = 0, .events = POLLIN } };
    poll(either, 2, -1);
    return say(either[0].revents ? "notified" : "quiet", "");
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: mq_waiter /name receive COUNT | send TEXT... | notify\n");
        return 2;
    }
    mqd_t queue = mq_open(argv[1], O_RDWR);
    if (queue == (mqd_t) -1) {
        perror("mq_open");
        return 1;
    }
    if (strcmp(argv[2], "receive") == 0) {
        return receive(queue, argc > 3 ? atoi(argv[3]) : 1);
    } else if (strcmp(argv[2], "notify") == 0) {
        return notify(queue);
    }
    say("ready", "");
    for (int i = 3; i < argc; i++) {
        if (mq_send(queue, argv[i], strlen(argv[i]), 0) == -1) {
            perror("mq_send");
            return 1;
        }
        say("sent", argv[i]);
    }
    return 0;
}

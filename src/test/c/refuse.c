/* refuse ERROR CALL,... CMD...: becomes CMD in a sandbox where each CALL ends with ERROR, EPERM or ENOSYS, as under the
   seccomp profile of a container, or under a kernel that is older than the call. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CALL(name) {#name, SYS_##name}

static const struct {
    const char *name;
    long number;
} CALLS[] = {
    CALL(close_range), CALL(copy_file_range), CALL(epoll_create1), CALL(eventfd2), CALL(fallocate), CALL(flock),
    CALL(get_robust_list), CALL(inotify_add_watch), CALL(inotify_init1), CALL(linkat), CALL(memfd_create),
    CALL(mknodat), CALL(mq_getsetattr), CALL(mq_notify), CALL(mq_open), CALL(mq_timedreceive), CALL(mq_timedsend),
    CALL(mq_unlink), CALL(msgctl), CALL(msgget), CALL(msgrcv), CALL(msgsnd), CALL(pidfd_getfd), CALL(pidfd_open),
    CALL(recvmsg), CALL(renameat2), CALL(semctl), CALL(semget), CALL(semtimedop), CALL(sendfile), CALL(sendmsg),
    CALL(shmat), CALL(shmctl), CALL(shmget), CALL(socket), CALL(splice), CALL(statfs), CALL(statx), CALL(tee),
    CALL(unlinkat), CALL(unshare),
};

int main(int argc, char **argv) {
    struct sock_filter code[2 * (sizeof CALLS / sizeof *CALLS) + 2];
    unsigned short length = 0;
    if (argc < 4) {
        return 2;
    }
    int error = strcmp(argv[1], "EPERM") == 0 ? EPERM : ENOSYS;
    code[length++] = (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (char *word = strtok(argv[2], ","); word; word = strtok(NULL, ",")) {
        size_t at = 0;
        while (at < sizeof CALLS / sizeof *CALLS && strcmp(word, CALLS[at].name) != 0) {
            at++;
        }
        if (at == sizeof CALLS / sizeof *CALLS) {
            fprintf(stderr, "refuse: %s is not in its table\n", word);
            return 2;
        }
        code[length++] = (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CALLS[at].number, 0, 1);
        code[length++] = (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error);
    }
    code[length++] = (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {length, code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
        perror("refuse: seccomp");
        return 2;
    }
    execvp(argv[3], argv + 3);
    perror(argv[3]);
    return 2;
}

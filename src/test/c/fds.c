/* Prints each open descriptor below 1024: its number, what it refers to, and "cloexec" where that is set. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    for (int fd = 0; fd < 1024; fd++) {
        int flags = fcntl(fd, F_GETFD);
        if (flags < 0)
            continue;
        char link[64], target[4096];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, target, sizeof target - 1);
        target[length < 0 ? 0 : length] = '\0';
        printf("%d %s%s\n", fd, target, flags & FD_CLOEXEC ? " cloexec" : "");
    }
    return 0;
}

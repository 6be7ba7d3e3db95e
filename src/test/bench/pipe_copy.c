/* The plain way from a producer to a consumer: 1 MiB at a time from stdin to stdout. */
#include <stdlib.h>
#include <unistd.h>

#define PIECE (1 << 20)

int main(void)
{
    char *piece = aligned_alloc(4096, PIECE);
    ssize_t count;
    while ((count = read(0, piece, PIECE)) > 0) {
        for (ssize_t done = 0; done < count;) {
            ssize_t now = write(1, piece + done, count - done);
            if (now < 0)
                return 1;
            done += now;
        }
    }
    return count < 0;
}

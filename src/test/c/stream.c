/*
 * A stream in which each byte tells where it belongs, and the one who looks at what has come of it: what is lost,
 * doubled, moved or torn is found, at the pace of memory.
 *
 *     stream write SEED [-t SECONDS] [-n COUNT] [-f FROM] [-b BLOCK] [-l MOST] [-0]
 *     stream read SEED [-f FROM] [-l MOST] [-0]
 *     stream zeros 0
 *
 * It is a sequence of 64-bit numbers, or with -l numbered lines of up to MOST bytes (with -0 records that NUL ends).
 * -b is how much goes with each write(2), 0 for another amount each time. SECONDS begin when somebody takes it, which
 * a line "begun" on standard error says. There who writes also says how many bytes, or lines, there were, and closes
 * the stream when its own standard input ends; who reads says so on standard output. "zeros" counts bytes that are
 * zero, as "read" does those of the stream.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LARGEST (1 << 20)
/* More than a pipe or a socket holds before somebody reads. */
#define UNREAD (1 << 18)
#define STEP 0x9E3779B97F4A7C15u

static uint64_t seed, from, count, written, left = UINT64_MAX;
static size_t most, block = 1 << 16;
static double seconds, end;
static char separator = '\n';
/* Room for the word that the first byte is in the middle of, and for a last line. */
static _Alignas(64) char buffer[2 * LARGEST + 64], wanted[2 * LARGEST + 64];

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

/* The bytes of the stream from a position on: where they begin in the memory that is filled. */
static char *bytes(char *into, uint64_t position, size_t length)
{
    uint64_t *words = (uint64_t *) into, word = seed + position / 8 * STEP;
    for (size_t i = 0, end = (position % 8 + length + 7) / 8; i < end; i++, word += STEP)
        words[i] = word;
    return into + position % 8;
}

/* Line number NUMBER, with what ends it: how long it is. */
static size_t line(char *into, uint64_t number)
{
    char digits[20];
    size_t length = 0, filler = (seed + number * STEP) >> 40;
    do
        digits[length++] = '0' + number % 10;
    while ((number /= 10) != 0);
    for (size_t i = 0; i < length; i++)
        into[i] = digits[length - 1 - i];
    if (length < most) {
        into[length++] = ' ';
        filler %= most - length + 1;
        /* The byte that separates records of the other form is one like others, too. */
        memset(into + length, filler % 27 == 26 ? '\n' - separator : 'a' + (int) (filler % 27), filler);
        length += filler;
    }
    into[length] = separator;
    return length + 1;
}

static int broken(const char *call)
{
    fprintf(stderr, "%s after %" PRIu64 ": %s\n", call, count, strerror(errno));
    return 1;
}

static bool wrote(const char *data, size_t length)
{
    for (ssize_t done; length > 0; data += done, length -= done, written += done)
        if ((done = write(1, data, length)) < 0)
            return false;
    if (seconds > 0 && end == 0 && written > UNREAD) {
        fprintf(stderr, "begun\n");
        end = now() + seconds;
    }
    return true;
}

/* How much goes with the next write: a little as often as much. */
static size_t piece(void)
{
    static uint64_t state;
    state = (state + seed) * STEP + 1;
    return block > 0 ? block : 1 + (state >> 33) % (state >> 63 ? LARGEST : 100);
}

static int write_stream(void)
{
    size_t held = 0;
    while (left > 0 && (end == 0 || now() < end)) {
        size_t length = piece();
        if (most == 0) {
            length = length < left ? length : left;
            if (!wrote(bytes(buffer, from + count, length), length))
                return broken("write");
            count += length;
            left -= length;
            continue;
        }
        for (; held < length && left > 0; left--)
            held += line(buffer + held, from + count++);
        length = length < held ? length : held;
        if (!wrote(buffer, length))
            return broken("write");
        memmove(buffer, buffer + length, held -= length);
    }
    if (!wrote(buffer, held))
        return broken("write");
    fprintf(stderr, "%" PRIu64 "\n", count);
    while (read(0, buffer, sizeof buffer) > 0)
        ;
    return 0;
}

/* Tells where a byte that is wrong would be right. */
static int misplaced(const char *data, const char *expected, size_t length)
{
    size_t at = 0;
    while (data[at] == expected[at])
        at++;
    fprintf(stderr, "byte %" PRIu64 " is wrong", from + count + at);
    uint64_t inverse = STEP, words[2];
    for (int i = 0; i < 6; i++)
        inverse *= 2 - STEP * inverse;
    for (size_t shift = at; shift < at + 8 && shift + sizeof words <= length; shift++) {
        memcpy(words, data + shift, sizeof words);
        if (words[1] - words[0] == STEP) {
            fprintf(stderr, ", and what is of %" PRIu64 " is at %" PRIu64, (words[0] - seed) * inverse * 8,
                    from + count + shift);
            break;
        }
    }
    fprintf(stderr, "\n");
    return 1;
}

static int read_bytes(bool zeros)
{
    ssize_t length;
    while ((length = read(0, buffer, LARGEST / 4)) > 0) {
        const char *expected = zeros ? wanted : bytes(wanted, from + count, length);
        if (memcmp(buffer, expected, length) != 0)
            return misplaced(buffer, expected, length);
        count += length;
    }
    return length < 0 ? broken("read") : printf("%" PRIu64 "\n", count) < 0;
}

static int read_lines(void)
{
    size_t held = 0, used = 0;
    for (;;) {
        size_t length = line(wanted, from + count);
        while (held - used < length) {
            memmove(buffer, buffer + used, held -= used);
            used = 0;
            ssize_t came = read(0, buffer + held, LARGEST);
            if (came < 0)
                return broken("read");
            else if (came == 0 && held == 0)
                return printf("%" PRIu64 "\n", count) < 0;
            else if (came == 0)
                break;
            held += came;
        }
        if (held - used < length || memcmp(buffer + used, wanted, length) != 0) {
            size_t shown = held - used < 60 ? held - used : 60;
            fprintf(stderr, "where message %" PRIu64 " was to come, %zu bytes long, is: %.*s\n", from + count, length,
                    (int) shown, buffer + used);
            return 1;
        }
        used += length;
        count++;
    }
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    const char *mode = argv[1];
    seed = strtoull(argv[2], NULL, 10);
    optind = 3;
    for (int option; (option = getopt(argc, argv, "t:n:f:b:l:0")) != -1;)
        switch (option) {
        case 't':
            seconds = strtod(optarg, NULL);
            break;
        case 'n':
            left = strtoull(optarg, NULL, 10);
            break;
        case 'f':
            from = strtoull(optarg, NULL, 10);
            break;
        case 'b':
            block = strtoull(optarg, NULL, 10);
            break;
        case 'l':
            most = strtoull(optarg, NULL, 10);
            break;
        case '0':
            separator = '\0';
            break;
        default:
            return 2;
        }
    if (block > LARGEST || most > LARGEST)
        return 2;
    if (strcmp(mode, "write") == 0)
        return write_stream();
    else if (strcmp(mode, "read") == 0)
        return most > 0 ? read_lines() : read_bytes(false);
    return strcmp(mode, "zeros") == 0 ? read_bytes(true) : 2;
}

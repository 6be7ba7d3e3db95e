/* The textbook consumer: maps the object that is there, and prints the sample while it holds the semaphore. */
#include <fcntl.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>

struct sample {
    float temperature;
    float humidity;
    uint32_t sequence;
    int updated;
};

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: shm_consumer /memory /semaphore\n");
        return 2;
    }
    sem_t *lock = sem_open(argv[2], O_CREAT, 0600, 1);
    int fd = shm_open(argv[1], O_RDWR, 0);
    if (lock == SEM_FAILED || fd == -1) {
        perror("shm_consumer");
        return 1;
    }
    struct sample *sample = mmap(NULL, sizeof *sample, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (sample == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    char line[16];
    printf("ready\n");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        sem_wait(lock);
        printf("Temp=%.1f, Humidity=%.1f\n", sample->temperature, sample->humidity);
        printf("sequence=%u updated=%d\n", sample->sequence, sample->updated);
        sample->updated = 0;
        sem_post(lock);
        fflush(stdout);
    }
    return 0;
}

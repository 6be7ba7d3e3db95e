/* The textbook producer: creates the object and the semaphore, and writes a sample while it holds the semaphore. */
#include <fcntl.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

struct sample {
    float temperature;
    float humidity;
    uint32_t sequence;
    int updated;
};

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: shm_producer /memory /semaphore\n");
        return 2;
    }
    sem_t *lock = sem_open(argv[2], O_CREAT, 0600, 1);
    int fd = shm_open(argv[1], O_CREAT | O_RDWR, 0600);
    if (lock == SEM_FAILED || fd == -1 || ftruncate(fd, sizeof(struct sample)) == -1) {
        perror("shm_producer");
        return 1;
    }
    struct sample *sample = mmap(NULL, sizeof *sample, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (sample == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    sem_wait(lock);
    sample->temperature = 23.5f;
    sample->humidity = 65.0f;
    sample->sequence++;
    sample->updated = 1;
    sem_post(lock);
    printf("written\n");
    return 0;
}

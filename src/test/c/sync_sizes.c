/* Prints what our code believes of the pthread types of this machine. */
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>

int main(void)
{
    printf("%zu %zu %zu %zu\n", sizeof(pthread_mutex_t), sizeof(pthread_cond_t), sizeof(pthread_mutexattr_t),
           sizeof(pthread_condattr_t));
    printf("%zu\n", offsetof(pthread_mutex_t, __data.__owner));
    return 0;
}

package org.ipcctl.sync;

/**
 * The sizes that glibc gives its opaque types, which differ between architectures; a C program of the tests prints
 * those of the machine at hand. See {@code bits/pthreadtypes-arch.h}.
 */
final class Abi {
    /** Of pthread_mutex_t: 40 bytes, but 48 on aarch64. */
    static final int MUTEX_SIZE = System.getProperty("os.arch").equals("aarch64") ? 48 : 40;
    /** Of pthread_cond_t. */
    static final int COND_SIZE = 48;
    /** Offset of {@code __data.__owner} in pthread_mutex_t. */
    static final int OWNER = 8;
    /** Offset of {@code __data.__kind} in pthread_mutex_t. */
    static final int KIND = 16;
    /** More than pthread_mutexattr_t and pthread_condattr_t have anywhere. */
    static final int ATTRIBUTES_SIZE = 64;

    private Abi() {}
}

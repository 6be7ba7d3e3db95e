package org.ipcctl.kernel;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import jnr.ffi.Pointer;

/**
 * The signal handlers of this process, in machine code: no Java may run in a handler, and no function of the C library
 * that has the shape of one does what is needed. They say which signal came to a descriptor (eventfd(2)) that a thread
 * reads, or end the process with 128 and its number where nobody does.
 *
 * <p>Memory: the code at 0, and at {@link #DATA} what it works with.
 * <pre>
 *   0  a byte for each signal, 1 once it came          96  how long the last words are
 *  72  the descriptor, -1 for none                    128  the last words
 *  76  the number of this process                     512  the JVM's handler of each signal, 8 bytes each
 *  88  1, what is written to the descriptor
 * </pre>
 * Only system calls are made, and no register that a call has to keep is touched; errno is the C library's, and stays.
 */
final class SignalCode {
    private static final long ENTRY = 128;
    private static final int DATA = 0x10000;
    private static final int LENGTH = 2 * DATA;
    private static final int DESCRIPTOR = DATA + 72;
    private static final int PROCESS = DATA + 76;
    private static final int JVMS_HANDLERS = DATA + 512;
    private static final int ONE = DATA + 88;
    private static final int WORDS_LENGTH = DATA + 96;
    private static final int WORDS = DATA + 128;
    private static final byte[] LAST_WORDS = ("ipcctl: the Java virtual machine crashed, or ran out of memory.\nIf "
            + "there is enough memory, this is a bug; please report it with what you did.\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final Pointer memory;

    private SignalCode(Pointer memory) {
        this.memory = memory;
    }

    /** Null on an architecture that it is not written for: the JVM's own ways are all there is then. */
    static SignalCode load() {
        String[] entries = switch (System.getProperty("os.arch")) {
            case "amd64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> null;
        };
        if (entries == null) {
            return null;
        }
        Pointer memory = SignalFunctions.C.mmap(null, LENGTH, LibC.PROT_READ | LibC.PROT_WRITE,
                LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS, -1, 0);
        if (memory == null || memory.address() == -1) {
            return null;
        }
        for (int i = 0; i < entries.length; i++) {
            byte[] code = HexFormat.of().parseHex(entries[i]);
            memory.put((long) i * ENTRY, code, 0, code.length);
        }
        memory.putInt(DESCRIPTOR, -1);
        memory.putInt(PROCESS, SignalFunctions.C.getpid());
        memory.putLong(ONE, 1);
        memory.putInt(WORDS_LENGTH, LAST_WORDS.length);
        memory.put(WORDS, LAST_WORDS, 0, LAST_WORDS.length);
        if (SignalFunctions.C.mprotect(memory, DATA, LibC.PROT_READ | LibC.PROT_EXEC) != 0) {
            SignalFunctions.C.munmap(memory, LENGTH);
            return null;
        }
        return new SignalCode(memory);
    }

    /** Whether a handler is one of these. */
    boolean isEntry(long handler) {
        return handler >= memory.address() && handler < memory.address() + DATA;
    }

    /** Of an ordinary signal. */
    long notice() {
        return memory.address();
    }

    /**
     * Of one that the JVM sends itself, or the kernel because of what this process does: from others it is a signal as
     * any, and of our own {@code jvms} handler takes care. SIGPIPE, say, where the error number tells it.
     */
    long noticeOfOthers(int signal, long jvms) {
        memory.putLong(JVMS_HANDLERS + 8L * signal, jvms);
        return memory.address() + ENTRY;
    }

    /** Of a fault, which is the JVM's as long as it is one: SIGSEGV, and not 'kill -SEGV'. */
    long noticeOrFault(int signal, long jvms) {
        memory.putLong(JVMS_HANDLERS + 8L * signal, jvms);
        return memory.address() + 2 * ENTRY;
    }

    long jvmsHandler(int signal) {
        return memory.getLong(JVMS_HANDLERS + 8L * signal);
    }

    /**
     * Of SIGABRT, which is also how a JVM ends that has a fault: that is told in a sentence, with the status of a bug.
     */
    long noticeOrLastWords() {
        return memory.address() + 3 * ENTRY;
    }

    /** Where it is told from now on. */
    void tell(Fd eventfd) {
        memory.putInt(DESCRIPTOR, eventfd.number());
    }

    /** Whether {@code signal} came since this was asked last. */
    boolean came(int signal) {
        boolean came = memory.getByte(DATA + (long) signal) != 0;
        if (came) {
            MemoryIO.getInstance().putByte(memory.address() + DATA + signal, (byte) 0);
        }
        return came;
    }

    // An entry every 128 bytes: notice, notice of others, notice or fault, notice or last words.
    private static final String[] X86_64 = {
        "f30f1efa" // endbr64
                + "488d05f5ff0000" // lea 0xfff5(%rip),%rax
                + "89f9" // mov %edi,%ecx
                + "8b7848" // mov 0x48(%rax),%edi
                + "85ff" // test %edi,%edi
                + "7815" // js 29
                + "c6040801" // movb $0x1,(%rax,%rcx,1)
                + "488d7058" // lea 0x58(%rax),%rsi
                + "ba08000000" // mov $0x8,%edx
                + "b801000000" // mov $0x1,%eax
                + "0f05" // syscall
                + "c3" // ret
                + "8db980000000" // lea 0x80(%rcx),%edi
                + "b8e7000000" // mov $0xe7,%eax
                + "0f05" // syscall
                + "f4", // hlt
        "f30f1efa" // endbr64
                + "488d0575ff0000" // lea 0xff75(%rip),%rax
                + "8b4e10" // mov 0x10(%rsi),%ecx
                + "39484c" // cmp %ecx,0x4c(%rax)
                + "0f856dffffff" // jne 4
                + "89f9" // mov %edi,%ecx
                + "ffa4c800020000", // jmp *0x200(%rax,%rcx,8)
        "f30f1efa" // endbr64
                + "488d05f5fe0000" // lea 0xfef5(%rip),%rax
                + "837e0800" // cmpl $0x0,0x8(%rsi)
                + "0f8eeffeffff" // jle 4
                + "89f9" // mov %edi,%ecx
                + "ffa4c800020000", // jmp *0x200(%rax,%rcx,8)
        "f30f1efa" // endbr64
                + "488d0575fe0000" // lea 0xfe75(%rip),%rax
                + "8b4e10" // mov 0x10(%rsi),%ecx
                + "39484c" // cmp %ecx,0x4c(%rax)
                + "0f856dfeffff" // jne 4
                + "488db080000000" // lea 0x80(%rax),%rsi
                + "8b5060" // mov 0x60(%rax),%edx
                + "bf02000000" // mov $0x2,%edi
                + "b801000000" // mov $0x1,%eax
                + "0f05" // syscall
                + "bf46000000" // mov $0x46,%edi
                + "b8e7000000" // mov $0xe7,%eax
                + "0f05" // syscall
                + "f4", // hlt
    };

    private static final String[] AARCH64 = {
        "5f2403d5" // bti c
                + "f0ff0710" // adr x16, 10000
                + "f103002a" // mov w17, w0
                + "004a40b9" // ldr w0, [x16, #72]
                + "0001f837" // tbnz w0, #31, 30
                + "29008052" // mov w9, #0x1
                + "096a3138" // strb w9, [x16, x17]
                + "01620191" // add x1, x16, #0x58
                + "020180d2" // mov x2, #0x8
                + "080880d2" // mov x8, #0x40
                + "010000d4" // svc #0x0
                + "c0035fd6" // ret
                + "20020211" // add w0, w17, #0x80
                + "c80b80d2" // mov x8, #0x5e
                + "010000d4" // svc #0x0
                + "00000000", // udf #0
        "5f2403d5" // bti c
                + "f0fb0710" // adr x16, 10000
                + "311040b9" // ldr w17, [x1, #16]
                + "094e40b9" // ldr w9, [x16, #76]
                + "3f02096b" // cmp w17, w9
                + "81fbff54" // b.ne 4
                + "10020891" // add x16, x16, #0x200
                + "105a60f8" // ldr x16, [x16, w0, uxtw #3]
                + "00021fd6", // br x16
        "5f2403d5" // bti c
                + "310840b9" // ldr w17, [x1, #8]
                + "3f020071" // cmp w17, #0x0
                + "cdf7ff54" // b.le 4
                + "90f70710" // adr x16, 10000
                + "10020891" // add x16, x16, #0x200
                + "105a60f8" // ldr x16, [x16, w0, uxtw #3]
                + "00021fd6", // br x16
        "5f2403d5" // bti c
                + "f0f30710" // adr x16, 10000
                + "311040b9" // ldr w17, [x1, #16]
                + "094e40b9" // ldr w9, [x16, #76]
                + "3f02096b" // cmp w17, w9
                + "81f3ff54" // b.ne 4
                + "400080d2" // mov x0, #0x2
                + "01020291" // add x1, x16, #0x80
                + "026240b9" // ldr w2, [x16, #96]
                + "080880d2" // mov x8, #0x40
                + "010000d4" // svc #0x0
                + "c00880d2" // mov x0, #0x46
                + "c80b80d2" // mov x8, #0x5e
                + "010000d4" // svc #0x0
                + "00000000", // udf #0
    };
}

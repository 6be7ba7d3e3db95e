// The program between ipcctl and a CMD that is to end with it, for aarch64; org.ipcctl.kernel.Tether puts an ELF
// header before it. Its assembled form stands in kernel/TetherCode.java, and HandlerCodeTest compares the two where
// there is an assembler:
//   as -march=armv8.5-a -o tether.o tether-aarch64.s && objcopy -O binary -j .text tether.o tether.bin
//
// Its arguments are its own name, the file of CMD, and what CMD has as argv[0], argv[1], ...
        mov     x0, #1                          // PR_SET_PDEATHSIG
        mov     x1, #9                          // SIGKILL
        mov     x8, #167                        // prctl
        svc     #0
        mov     x8, #173                        // getppid: who ended before that call is no parent any more
        svc     #0
        ldr     w9, parent
        cmp     w0, w9
        mov     x0, #137
        b.ne    exit
        ldr     w0, report
        mov     x1, #2                          // F_SETFD
        mov     x2, #1                          // FD_CLOEXEC
        mov     x8, #25                         // fcntl
        svc     #0
        ldr     w0, itself
        mov     x8, #57                         // close
        svc     #0
        ldr     x9, [sp]                        // argc
        ldr     x0, [sp, #16]                   // argv[1]
        add     x1, sp, #24                     // argv + 2
        add     x2, sp, #16
        add     x2, x2, x9, lsl #3              // behind argv and its end
        mov     x8, #221                        // execve
        svc     #0
        str     x0, [sp, #-16]!                 // the negative error number
        mov     x1, sp
        mov     x2, #4
        ldr     w0, report
        mov     x8, #64                         // write
        svc     #0
        mov     x0, #127
exit:   mov     x8, #94                         // exit_group
        svc     #0
        .balign 8
parent: .word 0
report: .word 0
itself: .word 0

// The handler of SIGBUS that org.ipcctl.kernel.FaultGuard installs, for aarch64. Its assembled form stands in
// kernel/HandlerCode.java, and HandlerCodeTest compares the two where there is an assembler:
//   as -march=armv8.5-a -o handler.o handler-aarch64.s && objcopy -O binary -j .text handler.o handler.bin
//
// Called by the kernel as handler(signal, siginfo_t *, ucontext_t *), on whichever thread touched memory that is not
// there. It touches nothing but registers that a called function may change, its stack, the table, and the page that
// faulted.
        bti     c
        ldr     w9, [x1, #8]
        cmp     w9, #2                          // si_code: only BUS_ADRERR, no memory at this address
        b.ne    chain
        ldr     x9, [x1, #16]                   // si_addr
        ldr     x10, table                      // the first entry: start, end, whether it faulted, unused
        ldr     x11, end
next:   ldp     x12, x13, [x10]
        cmp     x9, x12
        b.lo    skip
        cmp     x9, x13
        b.lo    found                           // start <= address < end
skip:   add     x10, x10, #32
        cmp     x10, x11
        b.lo    next
chain:  ldr     x16, previous                   // not ours: on to the handler before, with all as it came
        br      x16
found:  mov     x12, #1
        str     x12, [x10, #16]                 // said before the substitute can be seen
        mov     x14, x0
        mov     x15, x1
        mov     x16, x2
        ldr     x12, mask
        and     x0, x9, x12                     // from the page of the fault
        sub     x1, x13, x0                     // to the end of the range
        mov     x2, #3                          // PROT_READ | PROT_WRITE
        mov     x3, #0x4032                     // MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS | MAP_NORESERVE
        mov     x4, #-1
        mov     x5, #0
        mov     x8, #222                        // mmap
        svc     #0
        cmn     x0, #4095
        mov     x0, x14
        mov     x1, x15
        mov     x2, x16
        b.hs    chain                           // an error number: let it end as it would have
        ret                                     // the instruction that faulted is done again
        .balign 8
previous: .quad 0
table:  .quad 0
end:    .quad 0
mask:   .quad 0

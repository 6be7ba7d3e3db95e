# The handler of SIGBUS that org.ipcctl.kernel.FaultGuard installs, for x86-64. Its assembled form stands in
# kernel/HandlerCode.java, and HandlerCodeTest compares the two where there is an assembler:
#   as -o handler.o handler-x86_64.s && objcopy -O binary -j .text handler.o handler.bin
#
# Called by the kernel as handler(signal, siginfo_t *, ucontext_t *), on whichever thread touched memory that is not
# there. It touches nothing but registers that a called function may change, its stack, the table, and the page that
# faulted.
        endbr64
        cmpl    $2, 8(%rsi)                     # si_code: only BUS_ADRERR, no memory at this address
        jne     chain
        mov     16(%rsi), %rax                  # si_addr
        mov     table(%rip), %r8                # the first entry: start, end, whether it faulted, unused
        mov     end(%rip), %r9
next:   cmp     (%r8), %rax
        jb      skip
        cmp     8(%r8), %rax
        jb      found                           # start <= address < end
skip:   add     $32, %r8
        cmp     %r9, %r8
        jb      next
chain:  jmp     *previous(%rip)                 # not ours: on to the handler before, with all as it came
found:  movq    $1, 16(%r8)                     # said before the substitute can be seen
        push    %rdi
        push    %rsi
        push    %rdx
        mov     %rax, %rdi
        and     mask(%rip), %rdi                # from the page of the fault
        mov     8(%r8), %rsi
        sub     %rdi, %rsi                      # to the end of the range
        mov     $3, %edx                        # PROT_READ | PROT_WRITE
        mov     $0x4032, %r10d                  # MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS | MAP_NORESERVE
        mov     $-1, %r8
        xor     %r9d, %r9d
        mov     $9, %eax                        # mmap
        syscall
        pop     %rdx
        pop     %rsi
        pop     %rdi
        cmp     $-4095, %rax                    # an error number: let it end as it would have
        jae     chain
        ret                                     # the instruction that faulted is done again
        .balign 8, 0x90
previous: .quad 0
table:  .quad 0
end:    .quad 0
mask:   .quad 0

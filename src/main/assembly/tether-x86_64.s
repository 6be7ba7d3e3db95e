# The program between ipcctl and a CMD that is to end with it, for x86-64; org.ipcctl.kernel.Tether puts an ELF header
# before it. Its assembled form stands in kernel/TetherCode.java, and HandlerCodeTest compares the two where there is
# an assembler:
#   as -o tether.o tether-x86_64.s && objcopy -O binary -j .text tether.o tether.bin
#
# Its arguments are its own name, the file of CMD, and what CMD has as argv[0], argv[1], ...
        .intel_syntax noprefix
        mov     edi, 1                          # PR_SET_PDEATHSIG
        mov     esi, 9                          # SIGKILL
        mov     eax, 157                        # prctl
        syscall
        mov     eax, 110                        # getppid: who ended before that call is no parent any more
        syscall
        mov     edi, 137
        cmp     eax, dword ptr parent[rip]
        jne     exit
        mov     edi, dword ptr report[rip]
        mov     esi, 2                          # F_SETFD
        mov     edx, 1                          # FD_CLOEXEC
        mov     eax, 72                         # fcntl
        syscall
        mov     edi, dword ptr itself[rip]
        mov     eax, 3                          # close
        syscall
        mov     rax, [rsp]                      # argc
        mov     rdi, [rsp + 16]                 # argv[1]
        lea     rsi, [rsp + 24]                 # argv + 2
        lea     rdx, [rsp + 8 * rax + 16]       # behind argv and its end
        mov     eax, 59                         # execve
        syscall
        push    rax                             # the negative error number
        mov     rsi, rsp
        mov     edx, 4
        mov     edi, dword ptr report[rip]
        mov     eax, 1                          # write
        syscall
        mov     edi, 127
exit:   mov     eax, 231                        # exit_group
        syscall
        .balign 8
parent: .long 0
report: .long 0
itself: .long 0

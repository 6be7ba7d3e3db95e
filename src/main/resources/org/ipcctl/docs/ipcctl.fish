# Completion of ipcctl(1) for fish. Generated from the commands themselves: see README.md.

# The options of a command that take the word behind them.
function __ipcctl_valued
    set -l valued
    switch "$argv[1]"
@VALUED@
    end
    string join \n -- $valued
end

function __ipcctl_members
    set -l members
    switch "$argv[1]"
@MEMBERS@
    end
    string join \n -- $members
end

# How many arguments stand before the CMD that a command runs; nothing of one that runs none.
function __ipcctl_before
    switch "$argv[1]"
@RUNNING@
    end
end

# Walks along the words before the one being typed: prints the command, how many arguments it has, whether options of ours may
# still follow (no) or not (yes), and which word is the first of CMD.
function __ipcctl_walk
    set -l words (commandline -opc)
    set -l command ''
    set -l place 0
    set -l ended no
    set -l skip no
    set -l at 1
    set -l cmd
    for word in $words[2..-1]
        set at (math $at + 1)
        if test $skip = yes
            set skip no
        else if test "$ended $word" = "no --"
            set ended yes
        else if test $ended = no; and string match -q -- '-?*' $word
            contains -- $word (__ipcctl_valued "$command"); and set skip yes
        else if test $place -eq 0; and contains -- $word (__ipcctl_members "$command")
            set command (string trim "$command $word")
            # What can be asked about are all commands again.
            test "$command" = help; and set command ''
        else
            set place (math $place + 1)
            # What follows the first word of CMD is CMD's.
            set -l before (__ipcctl_before "$command")
            if test -n "$before"; and test $place -gt $before
                set ended yes
                set -q cmd[1]; or set cmd $at
            end
        end
    end
    printf '%s\n' "$command" $place $ended $cmd
end

# Whether the command is $argv[1]; with $argv[2] also whether its N-th argument, or as N+ the N-th or a later one, is typed now.
function __ipcctl_at
    set -l at (__ipcctl_walk)
    test "$at[1]" = "$argv[1]"; or return 1
    set -q argv[2]; or begin
        test $at[3] = no
        return
    end
    set -l place (math $at[2] + 1)
    if string match -q '*+' $argv[2]
        test $place -ge (string trim -r -c + $argv[2])
    else
        test $place -eq $argv[2]
    end
end

# Names of the objects that exist, without starting a JVM; but /dev/mqueue may show the queues of another IPC namespace than
# this one, which outside of the host's only ipcctl can tell.
function __ipcctl_objects
    set -l names
    set -l directory
    set -l prefix
    set -l foreign
    if string match -q 'sysv-*' -- $argv[1]
        set -l table /proc/sysvipc/(string replace sysv- '' -- $argv[1])
        test -r $table; and while read -l key id rest
            switch $key
                case key
                case 0
                    echo id:$id
                case '-*'
                    printf '0x%08x\n' (math 4294967296 + $key)
                case '*'
                    printf '0x%08x\n' $key
            end
        end <$table
        return
    end
    switch $argv[1]
@KINDS@
    end
    if test "$directory" = /dev/mqueue; and test (readlink /proc/self/ns/ipc; or echo none) != 'ipc:[4026531839]'
        command -q ipcctl; and set names (command ipcctl mq ls --format plain --columns name 2>/dev/null | string replace -r '^/' '')
    else
        for file in $directory/$prefix*
            test -f $file; or continue
            # What sets these apart from other shared memory.
            switch $argv[1]
                case mutex cond
                    set -l head (od -An -v -tx1 -N 16 -- $file 2>/dev/null | string replace -a ' 00' '' | string replace -a ' ' '')
                    string match -q -- "$argv[1]69706363746c2f530101*" "mutex$head"; or string match -q -- "$argv[1]69706363746c2f530102*" "cond$head"; or continue
            end
            set -l name (string replace -r '.*/' '' -- $file)
            test -n "$foreign"; and string match -q -- "$foreign*" $name; and continue
            set -a names (string sub -s (math (string length -- "$prefix") + 1) -- $name)
        end
    end
    if string match -q -r '^(--[a-z-]+=)?([a-z]+:)?/' -- (commandline -ct)
        set names /$names
    end
    string join \n -- $names
end

# The kinds of objects, and behind a colon the objects of the kind before it.
function __ipcctl_kinds
    set -l typed (string replace -r '^--[a-z-]*=' '' -- (commandline -ct))
    set -l parts (string split -m 1 : -- $typed)
    if not set -q parts[2]
        string replace -r '$' : -- $argv
    else if contains -- $parts[1] $argv
        switch $parts[1]
            case fifo
                string replace -r '^' fifo: -- (__ipcctl_files -p $parts[2])
            case sock
                string replace -r '^' sock: -- (__ipcctl_sockets $parts[2])
            case '*'
                string replace -r '^' $parts[1]: -- (__ipcctl_objects $parts[1])
        end
    end
end

# The files for which test $argv[1] holds, and the directories on the way to them; $argv[2] is what was typed, where it is not all of the word.
function __ipcctl_files
    set -l typed (commandline -ct)
    set -q argv[2]; and set typed $argv[2]
    for file in (__fish_complete_path "$typed")
        set -l name (string split -m 1 \t -- $file)[1]
        # A quoted tilde would be a file of that name.
        set -l there (string replace -r '^~(?=/)' -- $HOME $name)
        test -d "$there" -o $argv[1] "$there"; and echo $file
    end
end

function __ipcctl_fifos
    __ipcctl_files -p
end

# Socket files, and the abstract names that are bound.
function __ipcctl_sockets
    __ipcctl_files -S $argv
    # A NUL in a name is an @ there; at the end of one it is padding. ADDR wants \xNN for it, and two backslashes for one.
    string match -r '@[^ ]*$' </proc/net/unix | string replace -a '\\' '\\\\' | string replace -ar '(?<!^)@(?=@*$)' '\\\\x00'
end

# The values, each behind those that were typed already with a comma.
function __ipcctl_list
    set -l typed (string replace -r '^--[a-z-]*=' '' -- (commandline -ct))
    set -l before (string replace -r '[^,]*$' '' -- $typed)
    for value in $argv
        string match -q "*,$value,*" ",$before"; or echo $before$value
    end
end

# What CMD can be, and what CMD itself offers behind it.
function __ipcctl_subcommand
    set -l words (commandline -opc)
    set -l at (__ipcctl_walk)[4]
    if test -n "$at"
        complete -C (string join ' ' -- (string escape -- $words[$at..-1]) (commandline -ct))
    else
        __fish_complete_command
    end
end

complete -c ipcctl -f
@LINES@

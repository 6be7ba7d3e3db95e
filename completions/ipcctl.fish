# Completion of ipcctl(1) for fish. Generated from the commands themselves: see README.md.

# The options of a command that take the word behind them.
function __ipcctl_valued
    set -l valued
    switch "$argv[1]"
        case 'pipe-demo'
            set valued -t --timeout --format --columns
        case 'pipe-demo message'
            set valued -t --timeout --format --columns
        case 'pipe-demo exec'
            set valued -t --timeout --format
        case 'pipe-demo capacity'
            set valued -t --timeout -s --size --format --columns
        case 'pipe-demo atomicity'
            set valued -t --timeout -w --writers -n --records -s --size --format --columns
        case 'pipe-demo eof'
            set valued -t --timeout --format --columns
        case 'pipe-demo sigpipe'
            set valued -t --timeout --format --columns
        case 'mkfifo'
            set valued -m --mode --format
        case 'fifo write'
            set valued --layout -t --timeout -E --conflict-exit-code --format
        case 'fifo read'
            set valued -n --lines -c --bytes --layout --field -t --timeout -E --conflict-exit-code --format
        case 'fifo stat'
            set valued --format --columns
        case 'fifo rm'
            set valued --format
        case 'shm create'
            set valued -s --size -m --mode --format
        case 'shm write'
            set valued -o --offset --from --layout -s --size -m --mode --lock --sem-init -t --timeout -E --conflict-exit-code --format
        case 'shm read'
            set valued -o --offset -n --length --as --layout --field --interval --lock --sem-init -t --timeout -E --conflict-exit-code --format --columns
        case 'shm dump'
            set valued -o --offset -n --length --format
        case 'shm atomic'
            set valued --type -r --repeat --format --columns
        case 'shm resize'
            set valued --format
        case 'shm stat'
            set valued --format --columns
        case 'shm ls'
            set valued --format --columns
        case 'shm rm'
            set valued --format
        case 'sem create'
            set valued -n --value -m --mode --format
        case 'sem wait'
            set valued -n --count -t --timeout -E --conflict-exit-code --format
        case 'sem post'
            set valued -n --count --format
        case 'sem run'
            set valued -n --count -i --init -t --timeout -E --conflict-exit-code --format
        case 'sem get'
            set valued --format --columns
        case 'sem stat'
            set valued --format --columns
        case 'sem ls'
            set valued --format --columns
        case 'sem rm'
            set valued --format
        case 'mutex create'
            set valued -m --mode --format
        case 'mutex run'
            set valued -t --timeout -E --conflict-exit-code --format
        case 'mutex stat'
            set valued --format --columns
        case 'mutex ls'
            set valued --format --columns
        case 'mutex rm'
            set valued --format
        case 'cond create'
            set valued -m --mode --format
        case 'cond wait'
            set valued --since -t --timeout -E --conflict-exit-code --format --columns
        case 'cond signal'
            set valued -t --timeout -E --conflict-exit-code --format
        case 'cond broadcast'
            set valued -t --timeout -E --conflict-exit-code --format
        case 'cond stat'
            set valued --format --columns
        case 'cond ls'
            set valued --format --columns
        case 'cond rm'
            set valued --format
        case 'mq create'
            set valued --max-messages --message-size -m --mode --format
        case 'mq send'
            set valued -p --priority --from --layout --max-messages --message-size -m --mode -t --timeout -E --conflict-exit-code --format
        case 'mq recv'
            set valued -n --count --as --layout --field -t --timeout -E --conflict-exit-code --format --columns
        case 'mq notify'
            set valued -s --signal -t --timeout -E --conflict-exit-code --format --columns
        case 'mq stat'
            set valued --format --columns
        case 'mq ls'
            set valued --format --columns
        case 'mq rm'
            set valued --format
        case 'sock listen'
            set valued --type -n --count --max -m --mode --idle-timeout --message-size -t --timeout -E --conflict-exit-code --format
        case 'sock connect'
            set valued --type --bind --retry --idle-timeout --message-size -t --timeout -E --conflict-exit-code --format
        case 'sock send'
            set valued --from --layout --type --message-size --bind --retry -t --timeout -E --conflict-exit-code --format
        case 'sock recv'
            set valued -n --count --as --layout --field --type -m --mode --message-size -t --timeout -E --conflict-exit-code --format --columns
        case 'sock send-fd'
            set valued -d --data --retry -t --timeout -E --conflict-exit-code --format
        case 'sock recv-fd'
            set valued --type -m --mode --request --names --retry -t --timeout -E --conflict-exit-code --format --columns
        case 'sock peer'
            set valued --retry -t --timeout -E --conflict-exit-code --format --columns
        case 'sock pair'
            set valued --type --format
        case 'sock ls'
            set valued --format --columns
        case 'holders'
            set valued --format --columns
        case 'layout show'
            set valued --format --columns
        case 'bench'
            set valued --metric -s --size -d --duration -n --count --warmup -r --repeat --pin --buffer --depth --slots --save --compare --with --fail-slower --chart --format --columns
        case 'guide'
            set valued -s --size -r --rate --figures --format --columns
        case 'batch'
            set valued --format --columns
        case 'completion'
            set valued --format
    end
    string join \n -- $valued
end

function __ipcctl_members
    set -l members
    switch "$argv[1]"
        case ''
            set members pipe-demo mkfifo fifo shm sem mutex cond mq sock holders layout bench guide batch completion
        case 'pipe-demo'
            set members message exec capacity atomicity eof sigpipe
        case 'fifo'
            set members write read stat rm
        case 'shm'
            set members create write read dump atomic resize stat ls rm
        case 'sem'
            set members create wait post run get stat ls rm
        case 'mutex'
            set members create run stat ls rm
        case 'cond'
            set members create wait signal broadcast stat ls rm
        case 'mq'
            set members create send recv notify stat ls rm
        case 'sock'
            set members listen connect send recv send-fd recv-fd peer pair ls
        case 'layout'
            set members show
    end
    string join \n -- $members
end

# Walks along the words before the one being typed: prints the command, how many arguments it has, and whether -- was there.
function __ipcctl_walk
    set -l words (commandline -opc)
    set -l command ''
    set -l place 0
    set -l ended no
    set -l skip no
    for word in $words[2..-1]
        if test $skip = yes
            set skip no
        else if test "$ended $word" = "no --"
            set ended yes
        else if test $ended = no; and string match -q -- '-?*' $word
            contains -- $word (__ipcctl_valued "$command"); and set skip yes
        else if test $place -eq 0; and contains -- $word (__ipcctl_members "$command")
            set command (string trim "$command $word")
        else
            set place (math $place + 1)
            # What follows the first word of CMD is CMD's.
            contains -- "$command" 'pipe-demo exec' 'sem run' 'mutex run' 'mq notify' 'sock listen' 'sock recv-fd' 'sock pair'; and set ended yes
        end
    end
    printf '%s\n' "$command" $place $ended
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
    switch $argv[1]
        case mq
            set directory '/dev/mqueue'; set prefix ''; set foreign ''
        case shm
            set directory '/dev/shm'; set prefix ''; set foreign 'sem.'
        case sem
            set directory '/dev/shm'; set prefix 'sem.'; set foreign ''
        case mutex
            set directory '/dev/shm'; set prefix ''; set foreign 'sem.'
        case cond
            set directory '/dev/shm'; set prefix ''; set foreign 'sem.'
    end
    if test "$directory" = /dev/mqueue; and test (readlink /proc/self/ns/ipc; or echo none) != 'ipc:[4026531839]'
        command -q ipcctl; and set names (command ipcctl mq ls --format plain --columns name 2>/dev/null | string replace -r '^/' '')
    else
        for file in $directory/$prefix*
            test -f $file; or continue
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

# The files for which test $argv[1] holds, and the folders on the way to them; $argv[2] is what was typed, where it is not all of the word.
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
    set -l at (contains -i -- -- $words)
    if test -n "$at" -a (count $words) -gt "$at"
        complete -C (string join ' ' -- (string escape -- $words[(math $at + 1)..-1]) (commandline -ct))
    else
        __fish_complete_command
    end
end

complete -c ipcctl -f
complete -c ipcctl -n '__ipcctl_at ""' -a pipe-demo -d 'show on the live kernel what pipes do'
complete -c ipcctl -n '__ipcctl_at ""' -a mkfifo -d 'create FIFOs (named pipes)'
complete -c ipcctl -n '__ipcctl_at ""' -a fifo -d 'write to, read from, look at and remove FIFOs (named pipes)'
complete -c ipcctl -n '__ipcctl_at ""' -a shm -d 'create, read and write POSIX shared memory'
complete -c ipcctl -n '__ipcctl_at ""' -a sem -d 'create, take and give back POSIX named semaphores'
complete -c ipcctl -n '__ipcctl_at ""' -a mutex -d 'lock robust process-shared mutexes'
complete -c ipcctl -n '__ipcctl_at ""' -a cond -d 'wait for and signal process-shared condition variables'
complete -c ipcctl -n '__ipcctl_at ""' -a mq -d 'send and receive messages, with priorities, through POSIX message queues'
complete -c ipcctl -n '__ipcctl_at ""' -a sock -d 'connect processes both ways, and hand over open files, through UNIX domain sockets'
complete -c ipcctl -n '__ipcctl_at ""' -a holders -d 'show which processes have an object open or mapped, and what a process shares'
complete -c ipcctl -n '__ipcctl_at ""' -a layout -d 'see what a struct layout makes of bytes'
complete -c ipcctl -n '__ipcctl_at ""' -a bench -d 'measure throughput and round-trip time of IPC mechanisms between two processes'
complete -c ipcctl -n '__ipcctl_at ""' -a guide -d 'show what each mechanism is good for and fast at here, and recommend one'
complete -c ipcctl -n '__ipcctl_at ""' -a batch -d 'run many commands in one process, a line each'
complete -c ipcctl -n '__ipcctl_at ""' -a completion -d 'print the completion script of a shell'
complete -c ipcctl -n '__ipcctl_at ""' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at ""' -s V -l version -d 'Print the version and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -a message -d 'a child process writes a message and ipcctl reads it'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -a exec -d 'run CMD with its standard output through a pipe of ours'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -a capacity -d 'fill a pipe until a write would block, resize it, fill it again'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -a atomicity -d 'count records that concurrent writers tore apart, up to PIPE_BUF and above'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -a eof -d 'see a blocked reader released when the last write end closes'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -a sigpipe -d 'write into a pipe that nobody reads: SIGPIPE, or EPIPE where it is ignored'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -s t -l timeout -x -d 'Give an experiment up, as deviating, when the kernel or a child has not acted within DUR (30s).'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -l columns -x -a '(__ipcctl_list experiment expected observed verdict)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -s t -l timeout -x -d 'Give up, exit 124, when the kernel or a child has not acted within DUR (30s).'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -l columns -x -a '(__ipcctl_list step expected observed verdict message message_encoding sent_bytes received_bytes child_pid)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo message"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo exec"' -s t -l timeout -x -d 'End CMD with SIGTERM, and exit 124, when it has not ended within DUR; with SIGKILL a second later.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo exec"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo exec"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo exec"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo exec"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo exec"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo exec" 1+' -a '(__ipcctl_subcommand)'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -s t -l timeout -x -d 'Give up, exit 124, when the kernel or a child has not acted within DUR (30s).'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -s s -l size -x -d 'Resize to SIZE (256K); the kernel rounds up to a power of two pages.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -l columns -x -a '(__ipcctl_list step expected observed verdict requested_bytes capacity_bytes filled_bytes limit)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo capacity"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s t -l timeout -x -d 'Give up, exit 124, when the kernel or a child has not acted within DUR (30s).'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s w -l writers -x -d 'Writer processes, 2 to 64 (4).'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s n -l records -x -d 'Records that each of them writes (500).'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s s -l size -x -d 'Bytes of a record; unless given one size below PIPE_BUF, PIPE_BUF itself, and two above.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -l columns -x -a '(__ipcctl_list step expected observed verdict record_bytes pipe_buf_bytes writers records torn_records interruptions)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo atomicity"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -s t -l timeout -x -d 'Give up, exit 124, when the kernel or a child has not acted within DUR (30s).'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -l columns -x -a '(__ipcctl_list step expected observed verdict write_ends process_state proof exit_status)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo eof"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -s t -l timeout -x -d 'Give up, exit 124, when the kernel or a child has not acted within DUR (30s).'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -l columns -x -a '(__ipcctl_list step expected observed verdict exit_status signal errno_name complaint)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "pipe-demo sigpipe"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mkfifo"' -s m -l mode -x -d 'Permissions, in octal as 640 or as u=rw,g+r; the umask does not take away from them. Without it they are a=rw less the umask.'
complete -c ipcctl -n '__ipcctl_at "mkfifo"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "mkfifo"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mkfifo"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mkfifo"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mkfifo"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mkfifo" 1+' -F
complete -c ipcctl -n '__ipcctl_at "fifo"' -a write -d 'write bytes into a FIFO'
complete -c ipcctl -n '__ipcctl_at "fifo"' -a read -d 'read bytes from a FIFO'
complete -c ipcctl -n '__ipcctl_at "fifo"' -a stat -d 'show a FIFO\'s attributes and who has it open'
complete -c ipcctl -n '__ipcctl_at "fifo"' -a rm -d 'remove FIFOs'
complete -c ipcctl -n '__ipcctl_at "fifo"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -l layout -x -d 'Write fields given as FIELD=VALUE, at their places in the layout L: name:type,... as id:i32,value:f32, or a struct in C, or @FILE.h:Name (\'ipcctl layout show --help\' has it all).'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no process opens the FIFO for reading, or none makes room in it, in time.'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "fifo write"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "fifo write" 1' -a '(__ipcctl_fifos)'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s k -l keep-open -d 'Wait for the next writer when the last one has closed.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s n -l lines -x -d 'Stop after N lines.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s 0 -l null -d 'Lines end with a NUL byte, not with a newline.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s c -l bytes -x -d 'Stop after SIZE bytes.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -l layout -x -d 'Print the bytes as the fields of the layout L: name:type,... as id:i32,value:f32, or a struct in C, or @FILE.h:Name (\'ipcctl layout show --help\' has it all).'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -l field -x -d 'Print only this field of the layout, as pos.x or samples[2]: without --format its value and nothing else.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no process opens the FIFO for writing, or no data comes, in time.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "fifo read"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "fifo read" 1' -a '(__ipcctl_fifos)'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -l columns -x -a '(__ipcctl_list file mode owner_name group_name owner_id group_id inode device links readers writers reader_pids writer_pids queued_bytes capacity_bytes accessed modified changed born)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "fifo stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "fifo stat" 1' -a '(__ipcctl_fifos)'
complete -c ipcctl -n '__ipcctl_at "fifo rm"' -s f -l force -d 'Say nothing about those that do not exist, as rm -f.'
complete -c ipcctl -n '__ipcctl_at "fifo rm"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "fifo rm"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "fifo rm"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "fifo rm"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "fifo rm"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "fifo rm" 1+' -a '(__ipcctl_fifos)'
complete -c ipcctl -n '__ipcctl_at "shm"' -a create -d 'create a shared memory object'
complete -c ipcctl -n '__ipcctl_at "shm"' -a write -d 'write bytes into a shared memory object'
complete -c ipcctl -n '__ipcctl_at "shm"' -a read -d 'read bytes from a shared memory object'
complete -c ipcctl -n '__ipcctl_at "shm"' -a dump -d 'show the bytes of a shared memory object in hexadecimal'
complete -c ipcctl -n '__ipcctl_at "shm"' -a atomic -d 'change a number in a shared memory object by one atomic instruction'
complete -c ipcctl -n '__ipcctl_at "shm"' -a resize -d 'make a shared memory object longer or shorter'
complete -c ipcctl -n '__ipcctl_at "shm"' -a stat -d 'show the size, mode and times of a shared memory object'
complete -c ipcctl -n '__ipcctl_at "shm"' -a ls -d 'list the shared memory objects'
complete -c ipcctl -n '__ipcctl_at "shm"' -a rm -d 'remove shared memory objects'
complete -c ipcctl -n '__ipcctl_at "shm"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm create"' -s s -l size -x -d 'The object has SIZE bytes, all zero.'
complete -c ipcctl -n '__ipcctl_at "shm create"' -s m -l mode -x -d 'A new object has exactly these permissions, octal or as u=rw,g=r (default: 0600 less the umask).'
complete -c ipcctl -n '__ipcctl_at "shm create"' -s x -l exclusive -d 'Exit 4 where the object exists already.'
complete -c ipcctl -n '__ipcctl_at "shm create"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm create"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm create"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm create"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm create"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm create" 1' -a '(__ipcctl_objects shm)'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s o -l offset -x -d 'Begin at byte OFFSET of the object, decimal or as 0x40 (0).'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l from -x -a 'text hex base64' -d 'Read DATA or standard input as text (as it is), hex or base64.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s c -l create -d 'Create the object if there is none.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l truncate -d 'Make an object that exists as long as what is written needs, longer or shorter.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l layout -x -d 'Write fields given as FIELD=VALUE, at their places in the layout L: name:type,... as id:i32,value:f32, or a struct in C, or @FILE.h:Name (\'ipcctl layout show --help\' has it all).'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s s -l size -x -d 'A new object has SIZE bytes, and zeros where nothing is written (default: as many as are written).'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s m -l mode -x -d 'A new object has exactly these permissions, octal or as u=rw,g=r (default: 0600 less the umask).'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s x -l exclusive -d 'With --create: exit 4 where the object exists already.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l lock -x -a '(__ipcctl_kinds sem mutex)' -d 'Hold the lock around the access: sem:NAME, a semaphore, or mutex:NAME, a mutex, created where there is none.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l sem-init -x -d 'Create the semaphore of --lock with the value N if there is none.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when the lock is not free.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm write" 1' -a '(__ipcctl_objects shm)'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s o -l offset -x -d 'Begin at byte OFFSET of the object, decimal or as 0x40 (0).'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s n -l length -x -d 'Read SIZE bytes (default: all to the end of the object).'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l as -x -a 'raw text hex base64' -d 'Write the bytes raw (as they are), as text (a line, safe for a terminal), hex or base64.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l layout -x -d 'Print the bytes as the fields of the layout L: name:type,... as id:i32,value:f32, or a struct in C, or @FILE.h:Name (\'ipcctl layout show --help\' has it all).'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l field -x -d 'Print only this field of the layout, as pos.x or samples[2]: without --format its value and nothing else.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s w -l watch -d 'Print again whenever the bytes have changed, until Ctrl-C.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l interval -x -d 'With --watch, look every DUR (100ms).'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l lock -x -a '(__ipcctl_kinds sem mutex)' -d 'Hold the lock around the access: sem:NAME, a semaphore, or mutex:NAME, a mutex, created where there is none.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l sem-init -x -d 'Create the semaphore of --lock with the value N if there is none.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when the lock is not free, or with --watch nothing changes.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l columns -x -a '(__ipcctl_list name offset_bytes size_bytes encoding payload)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm read" 1' -a '(__ipcctl_objects shm)'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s o -l offset -x -d 'Begin at byte OFFSET of the object, decimal or as 0x40 (0).'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s n -l length -x -d 'Show SIZE bytes (default: all to the end of the object).'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s a -l all -d 'Show lines that repeat the one before, too, instead of a \'*\'.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm dump" 1' -a '(__ipcctl_objects shm)'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -l type -x -a 'i32 u32 i64 u64' -d 'The number is an i32, u32, i64 or u64 (i64).'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -s r -l repeat -x -d 'Add or subtract N times, one instruction each (1).'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -l columns -x -a '(__ipcctl_list old_value new_value done)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm atomic"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm atomic" 1' -a '(__ipcctl_objects shm)'
complete -c ipcctl -n '__ipcctl_at "shm atomic" 3' -a 'get set add sub cas'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm resize" 1' -a '(__ipcctl_objects shm)'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -l columns -x -a '(__ipcctl_list name size_bytes allocated_bytes mode owner_name group_name owner_id group_id inode accessed modified changed born)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm stat" 1' -a '(__ipcctl_objects shm)'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -l columns -x -a '(__ipcctl_list name size_bytes allocated_bytes mode owner_name group_name owner_id group_id inode accessed modified changed born)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm ls"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm rm"' -s f -l force -d 'Say nothing about those that do not exist, as rm -f.'
complete -c ipcctl -n '__ipcctl_at "shm rm"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm rm"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm rm"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm rm"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm rm"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm rm" 1+' -a '(__ipcctl_objects shm)'
complete -c ipcctl -n '__ipcctl_at "sem"' -a create -d 'create a semaphore'
complete -c ipcctl -n '__ipcctl_at "sem"' -a wait -d 'take one from a semaphore, waiting while it is 0'
complete -c ipcctl -n '__ipcctl_at "sem"' -a post -d 'give one back to a semaphore'
complete -c ipcctl -n '__ipcctl_at "sem"' -a run -d 'run CMD while holding a semaphore'
complete -c ipcctl -n '__ipcctl_at "sem"' -a get -d 'print the value of a semaphore'
complete -c ipcctl -n '__ipcctl_at "sem"' -a stat -d 'show the value, mode and times of a semaphore'
complete -c ipcctl -n '__ipcctl_at "sem"' -a ls -d 'list the semaphores'
complete -c ipcctl -n '__ipcctl_at "sem"' -a rm -d 'remove semaphores'
complete -c ipcctl -n '__ipcctl_at "sem"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem create"' -s n -l value -x -d 'It starts with the value N, 0 to 2147483647 (1).'
complete -c ipcctl -n '__ipcctl_at "sem create"' -s m -l mode -x -d 'It has exactly these permissions, octal or as u=rw,g=rw; to use a semaphore takes both r and w (default: 0600 less the umask).'
complete -c ipcctl -n '__ipcctl_at "sem create"' -s x -l exclusive -d 'Exit 4 where the semaphore exists already.'
complete -c ipcctl -n '__ipcctl_at "sem create"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem create"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem create"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem create"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem create"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem create" 1' -a '(__ipcctl_objects sem)'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s n -l count -x -d 'Take N at once, or none (1).'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when the semaphore stays 0.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem wait" 1' -a '(__ipcctl_objects sem)'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s n -l count -x -d 'Give N back (1).'
complete -c ipcctl -n '__ipcctl_at "sem post"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem post" 1' -a '(__ipcctl_objects sem)'
complete -c ipcctl -n '__ipcctl_at "sem run"' -s n -l count -x -d 'Take N at once, or none (1).'
complete -c ipcctl -n '__ipcctl_at "sem run"' -s i -l init -x -d 'Create the semaphore with the value N if there is none.'
complete -c ipcctl -n '__ipcctl_at "sem run"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when the semaphore stays 0.'
complete -c ipcctl -n '__ipcctl_at "sem run"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sem run"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sem run"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem run"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem run"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem run"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem run"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem run" 1' -a '(__ipcctl_objects sem)'
complete -c ipcctl -n '__ipcctl_at "sem run" 2+' -a '(__ipcctl_subcommand)'
complete -c ipcctl -n '__ipcctl_at "sem get"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem get"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem get"' -l columns -x -a '(__ipcctl_list name value)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sem get"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sem get"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sem get"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sem get"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem get"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem get"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem get" 1' -a '(__ipcctl_objects sem)'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -l columns -x -a '(__ipcctl_list name value mode owner_name group_name owner_id group_id inode created)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem stat" 1' -a '(__ipcctl_objects sem)'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -l columns -x -a '(__ipcctl_list name value mode owner_name group_name owner_id group_id inode created)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem ls"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem rm"' -s f -l force -d 'Say nothing about those that do not exist, as rm -f.'
complete -c ipcctl -n '__ipcctl_at "sem rm"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem rm"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem rm"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem rm"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem rm"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem rm" 1+' -a '(__ipcctl_objects sem)'
complete -c ipcctl -n '__ipcctl_at "mutex"' -a create -d 'create a mutex'
complete -c ipcctl -n '__ipcctl_at "mutex"' -a run -d 'run CMD while holding a mutex'
complete -c ipcctl -n '__ipcctl_at "mutex"' -a stat -d 'show whether a mutex is locked, and by whom'
complete -c ipcctl -n '__ipcctl_at "mutex"' -a ls -d 'list the mutexes'
complete -c ipcctl -n '__ipcctl_at "mutex"' -a rm -d 'remove mutexes'
complete -c ipcctl -n '__ipcctl_at "mutex"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mutex create"' -s m -l mode -x -d 'It has exactly these permissions, octal or as u=rw,g=rw; to use it takes both r and w (default: 0600 less the umask).'
complete -c ipcctl -n '__ipcctl_at "mutex create"' -s x -l exclusive -d 'Exit 4 where it exists already.'
complete -c ipcctl -n '__ipcctl_at "mutex create"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "mutex create"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mutex create"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mutex create"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mutex create"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mutex create" 1' -a '(__ipcctl_objects mutex)'
complete -c ipcctl -n '__ipcctl_at "mutex run"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when the mutex stays locked.'
complete -c ipcctl -n '__ipcctl_at "mutex run"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "mutex run"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "mutex run"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "mutex run"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mutex run"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mutex run"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mutex run"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mutex run" 1' -a '(__ipcctl_objects mutex)'
complete -c ipcctl -n '__ipcctl_at "mutex run" 2+' -a '(__ipcctl_subcommand)'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -l columns -x -a '(__ipcctl_list name state owner_pid waiters mode owner_name group_name)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mutex stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mutex stat" 1' -a '(__ipcctl_objects mutex)'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -l columns -x -a '(__ipcctl_list name state owner_pid waiters mode owner_name group_name)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mutex ls"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mutex rm"' -s f -l force -d 'Say nothing about those that do not exist, as rm -f.'
complete -c ipcctl -n '__ipcctl_at "mutex rm"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "mutex rm"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mutex rm"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mutex rm"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mutex rm"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mutex rm" 1+' -a '(__ipcctl_objects mutex)'
complete -c ipcctl -n '__ipcctl_at "cond"' -a create -d 'create a condition variable'
complete -c ipcctl -n '__ipcctl_at "cond"' -a wait -d 'wait for a signal'
complete -c ipcctl -n '__ipcctl_at "cond"' -a signal -d 'wake one that waits'
complete -c ipcctl -n '__ipcctl_at "cond"' -a broadcast -d 'wake all that wait'
complete -c ipcctl -n '__ipcctl_at "cond"' -a stat -d 'show how many signals were sent'
complete -c ipcctl -n '__ipcctl_at "cond"' -a ls -d 'list the condition variables'
complete -c ipcctl -n '__ipcctl_at "cond"' -a rm -d 'remove condition variables'
complete -c ipcctl -n '__ipcctl_at "cond"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "cond create"' -s m -l mode -x -d 'It has exactly these permissions, octal or as u=rw,g=rw; to use it takes both r and w (default: 0600 less the umask).'
complete -c ipcctl -n '__ipcctl_at "cond create"' -s x -l exclusive -d 'Exit 4 where it exists already.'
complete -c ipcctl -n '__ipcctl_at "cond create"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "cond create"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "cond create"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "cond create"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "cond create"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "cond create" 1' -a '(__ipcctl_objects mutex)'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -l since -x -d 'Do not wait where more than SEQ signals were sent so far; \'cond stat\' and --format tell the number.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no signal comes.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -l columns -x -a '(__ipcctl_list name sequence mode owner_name group_name)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "cond wait"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "cond wait" 1' -a '(__ipcctl_objects cond)'
complete -c ipcctl -n '__ipcctl_at "cond signal"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when its mutex stays locked.'
complete -c ipcctl -n '__ipcctl_at "cond signal"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "cond signal"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "cond signal"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "cond signal"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "cond signal"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "cond signal"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "cond signal"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "cond signal" 1' -a '(__ipcctl_objects cond)'
complete -c ipcctl -n '__ipcctl_at "cond broadcast"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when its mutex stays locked.'
complete -c ipcctl -n '__ipcctl_at "cond broadcast"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "cond broadcast"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "cond broadcast"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "cond broadcast"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "cond broadcast"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "cond broadcast"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "cond broadcast"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "cond broadcast" 1' -a '(__ipcctl_objects cond)'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -l columns -x -a '(__ipcctl_list name sequence mode owner_name group_name)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "cond stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "cond stat" 1' -a '(__ipcctl_objects cond)'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -l columns -x -a '(__ipcctl_list name sequence mode owner_name group_name)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "cond ls"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "cond rm"' -s f -l force -d 'Say nothing about those that do not exist, as rm -f.'
complete -c ipcctl -n '__ipcctl_at "cond rm"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "cond rm"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "cond rm"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "cond rm"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "cond rm"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "cond rm" 1+' -a '(__ipcctl_objects cond)'
complete -c ipcctl -n '__ipcctl_at "mq"' -a create -d 'create a message queue'
complete -c ipcctl -n '__ipcctl_at "mq"' -a send -d 'send messages to a queue'
complete -c ipcctl -n '__ipcctl_at "mq"' -a recv -d 'receive messages from a queue'
complete -c ipcctl -n '__ipcctl_at "mq"' -a notify -d 'tell, or run CMD, when a message arrives at an empty queue'
complete -c ipcctl -n '__ipcctl_at "mq"' -a stat -d 'show a queue\'s attributes and what it holds'
complete -c ipcctl -n '__ipcctl_at "mq"' -a ls -d 'list the message queues'
complete -c ipcctl -n '__ipcctl_at "mq"' -a rm -d 'remove message queues'
complete -c ipcctl -n '__ipcctl_at "mq"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq create"' -l max-messages -x -d 'A new queue holds at most N messages (default: /proc/sys/fs/mqueue/msg_default).'
complete -c ipcctl -n '__ipcctl_at "mq create"' -l message-size -x -d 'A message in a new queue has at most SIZE bytes (default: /proc/sys/fs/mqueue/msgsize_default).'
complete -c ipcctl -n '__ipcctl_at "mq create"' -s m -l mode -x -d 'A new queue has exactly these permissions, octal or as u=rw,g=r; receiving needs r and sending w (default: 0600 less the umask).'
complete -c ipcctl -n '__ipcctl_at "mq create"' -s x -l exclusive -d 'Exit 4 where the queue exists already.'
complete -c ipcctl -n '__ipcctl_at "mq create"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "mq create"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mq create"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mq create"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mq create"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq create" 1' -a '(__ipcctl_objects mq)'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s p -l priority -x -d 'The priority, 0 to 32767; higher ones are received first (0).'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s l -l lines -d 'Each line of standard input is a message, without its newline.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s 0 -l null -d 'Each NUL-terminated record of standard input is a message.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l framed -d 'Standard input is frames as \'mq recv --framed\' writes them, each with its own priority.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l from -x -a 'text hex base64' -d 'Read DATA, or each message of standard input, as text (as it is), hex or base64.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l layout -x -d 'Write fields given as FIELD=VALUE, at their places in the layout L: name:type,... as id:i32,value:f32, or a struct in C, or @FILE.h:Name (\'ipcctl layout show --help\' has it all).'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s c -l create -d 'Create the queue if there is none.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l max-messages -x -d 'A new queue holds at most N messages (default: /proc/sys/fs/mqueue/msg_default).'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l message-size -x -d 'A message in a new queue has at most SIZE bytes (default: /proc/sys/fs/mqueue/msgsize_default).'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s m -l mode -x -d 'A new queue has exactly these permissions, octal or as u=rw,g=r; receiving needs r and sending w (default: 0600 less the umask).'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when the queue stays full.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq send" 1' -a '(__ipcctl_objects mq)'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s n -l count -x -d 'Receive COUNT messages (1).'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s f -l follow -d 'Receive until Ctrl-C, or COUNT messages.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s d -l drain -d 'Take what is there, or the first COUNT of it, and end; that may be nothing.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s l -l lines -d 'Write a newline after each message.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s 0 -l null -d 'Write a NUL after each message.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l framed -d 'Write frames, which carry priority and length; \'mq send --framed\' reads them.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l as -x -a 'raw text hex base64' -d 'Write each message raw (as it is), as text (a line, safe for a terminal), hex or base64.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l layout -x -d 'Print the bytes as the fields of the layout L: name:type,... as id:i32,value:f32, or a struct in C, or @FILE.h:Name (\'ipcctl layout show --help\' has it all).'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l field -x -d 'Print only this field of the layout, as pos.x or samples[2]: without --format its value and nothing else.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no message comes.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l columns -x -a '(__ipcctl_list priority size_bytes received encoding payload)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq recv" 1' -a '(__ipcctl_objects mq)'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s s -l signal -x -d 'Have the kernel send this signal, by name or number (USR1).'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s f -l follow -d 'Go on after the first notification, until Ctrl-C.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no message arrives.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -l columns -x -a '(__ipcctl_list arrived messages)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mq notify"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq notify" 1' -a '(__ipcctl_objects mq)'
complete -c ipcctl -n '__ipcctl_at "mq notify" 2+' -a '(__ipcctl_subcommand)'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -l columns -x -a '(__ipcctl_list name messages max_messages message_size_bytes queued_bytes mode owner_name group_name owner_id group_id accessed modified changed notify_pid)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq stat" 1' -a '(__ipcctl_objects mq)'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -l columns -x -a '(__ipcctl_list name messages max_messages message_size_bytes queued_bytes mode owner_name group_name owner_id group_id accessed modified changed notify_pid)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mq ls"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq rm"' -s f -l force -d 'Say nothing about those that do not exist, as rm -f.'
complete -c ipcctl -n '__ipcctl_at "mq rm"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "mq rm"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mq rm"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mq rm"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mq rm"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq rm" 1+' -a '(__ipcctl_objects mq)'
complete -c ipcctl -n '__ipcctl_at "sock"' -a listen -d 'accept connections, for standard input and output or for a command each'
complete -c ipcctl -n '__ipcctl_at "sock"' -a connect -d 'connect standard input and output to a socket'
complete -c ipcctl -n '__ipcctl_at "sock"' -a send -d 'send messages to a datagram or seqpacket socket'
complete -c ipcctl -n '__ipcctl_at "sock"' -a recv -d 'receive messages at a datagram or seqpacket socket'
complete -c ipcctl -n '__ipcctl_at "sock"' -a send-fd -d 'hand over open files to another process'
complete -c ipcctl -n '__ipcctl_at "sock"' -a recv-fd -d 'take over open files, for a command or to look at'
complete -c ipcctl -n '__ipcctl_at "sock"' -a peer -d 'show which process is at the other side'
complete -c ipcctl -n '__ipcctl_at "sock"' -a pair -d 'run two commands, each reading what the other writes'
complete -c ipcctl -n '__ipcctl_at "sock"' -a ls -d 'list the sockets and the processes at each end'
complete -c ipcctl -n '__ipcctl_at "sock"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l type -x -a 'stream dgram seqpacket' -d 'Listen for stream, seqpacket or dgram (stream).'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s n -l count -x -d 'End after N connections, or N datagrams.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s 1 -l once -d 'Serve one connection and end; the same as --count 1.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l max -x -d 'Run CMD for at most N connections at a time; further ones wait.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s m -l mode -x -d 'The socket file has exactly these permissions, octal or as u=rw,g=rw; connecting needs w (default: 0777 less the umask).'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l no-half-close -d 'Do not tell the other side when standard input ends; the conversation goes on until the other side ends it.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l idle-timeout -x -d 'When standard input has ended and then nothing comes for DUR, end with status 0.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l message-size -x -d 'With dgram and seqpacket, receive messages of up to SIZE bytes (1MiB); a longer one is an error, never cut.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no connection comes, or without CMD the other side takes or sends nothing.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock listen" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "sock listen" 2+' -a '(__ipcctl_subcommand)'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l type -x -a 'stream dgram seqpacket' -d 'Connect to a socket of this TYPE, stream, seqpacket or dgram (default: the listener\'s).'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l bind -r -F -d 'Give this side the name ADDR, a path or @name, and @ alone for one that the kernel chooses; with dgram, wait for answers.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l retry -x -d 'Where nobody listens at ADDR yet, try again for DUR before saying so.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l no-half-close -d 'Do not tell the other side when standard input ends; the conversation goes on until the other side ends it.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l idle-timeout -x -d 'When standard input has ended and then nothing comes for DUR, end with status 0.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l message-size -x -d 'With dgram and seqpacket, receive messages of up to SIZE bytes (1MiB); a longer one is an error, never cut.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when nobody listens or accepts, or the other side takes or sends nothing.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock connect" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s l -l lines -d 'Each line of standard input is a message, without its newline.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s 0 -l null -d 'Each NUL-terminated record of standard input is a message.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l framed -d 'Standard input is frames as \'sock recv --framed\' writes them; their priority says nothing here.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l from -x -a 'text hex base64' -d 'Read DATA, or each message of standard input, as text (as it is), hex or base64.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l layout -x -d 'Write fields given as FIELD=VALUE, at their places in the layout L: name:type,... as id:i32,value:f32, or a struct in C, or @FILE.h:Name (\'ipcctl layout show --help\' has it all).'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l type -x -a 'stream dgram seqpacket' -d 'Send to a socket of this TYPE, dgram or seqpacket (default: the receiver\'s).'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l message-size -x -d 'Send messages of up to SIZE bytes (1MiB); a longer one on standard input is an error.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l bind -r -F -d 'Send from the name ADDR, a path or @name, which the receiver is told; @ alone for one that the kernel chooses.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l retry -x -d 'Where nobody listens at ADDR yet, try again for DUR before saying so.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when nobody listens, or the receiver takes nothing.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock send" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s n -l count -x -d 'Receive COUNT messages (1).'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s f -l follow -d 'Receive until Ctrl-C, with seqpacket until the sender closes, or COUNT messages.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s l -l lines -d 'Write a newline after each message.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s 0 -l null -d 'Write a NUL after each message.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l framed -d 'Write frames, which carry the length; \'sock send --framed\' and \'mq send --framed\' read them.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l as -x -a 'raw text hex base64' -d 'Write each message raw (as it is), as text (a line, safe for a terminal), hex or base64.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l layout -x -d 'Print the bytes as the fields of the layout L: name:type,... as id:i32,value:f32, or a struct in C, or @FILE.h:Name (\'ipcctl layout show --help\' has it all).'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l field -x -d 'Print only this field of the layout, as pos.x or samples[2]: without --format its value and nothing else.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l type -x -a 'stream dgram seqpacket' -d 'Receive as dgram, or accept a connection as seqpacket (dgram).'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s m -l mode -x -d 'The socket file has exactly these permissions, octal or as u=rw,g=rw; connecting needs w (default: 0777 less the umask).'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l message-size -x -d 'Receive messages of up to SIZE bytes (1MiB); a longer one is an error, never cut.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no message comes.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l columns -x -a '(__ipcctl_list sender_pid sender_user_id sender_group_id sender_addr size_bytes received encoding payload)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock recv" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -s w -l read-write -d 'Open each PATH for reading and writing, not for reading only.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -s d -l data -x -d 'Send these bytes with them (default: one NUL byte).'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -l retry -x -d 'Where nobody listens at ADDR yet, try again for DUR before saying so.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when nobody listens or takes them.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock send-fd" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "sock send-fd" 2+' -F
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l cat -d 'Copy what can be read from the first one to standard output.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s c -l connect -d 'Connect to ADDR, where somebody listens who sends them, instead of listening.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l type -x -a 'stream dgram seqpacket' -d 'Listen for stream, seqpacket or dgram (stream).'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s m -l mode -x -d 'The socket file has exactly these permissions, octal or as u=rw,g=rw; connecting needs w (default: 0777 less the umask).'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l request -x -d 'With --connect, send these bytes first, as they are typed; the answer has the descriptors.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l names -x -d 'Name the descriptors for CMD, in LISTEN_FDNAMES; those without a name are called unknown.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l retry -x -d 'Where nobody listens at ADDR yet, try again for DUR before saying so.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no descriptor comes, or with --connect nobody listens or accepts.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l columns -x -a '(__ipcctl_list fd kind access size_bytes file inode data)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "sock recv-fd" 2+' -a '(__ipcctl_subcommand)'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -l retry -x -d 'Where nobody listens at ADDR yet, try again for DUR before saying so.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when nobody listens or accepts.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -l columns -x -a '(__ipcctl_list pid user_name group_name user_id group_id command)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock peer"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock peer" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "sock pair"' -l type -x -a 'stream dgram seqpacket' -d 'Join them by stream, seqpacket or dgram (stream).'
complete -c ipcctl -n '__ipcctl_at "sock pair"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock pair"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock pair"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock pair"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock pair"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock pair" 1+' -a '(__ipcctl_subcommand)'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s l -l listening -d 'List only those that listen.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -l columns -x -a '(__ipcctl_list type state unread_bytes unsent_bytes next_bytes waiting backlog addr inode peer_inode peer_addr user_name processes peer_processes)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock ls" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "holders"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "holders"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "holders"' -l columns -x -a '(__ipcctl_list pid command user_name how fd kind object peer other_pids)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "holders"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "holders"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "holders"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "holders"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "holders"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "holders"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "holders" 1+' -a '(__ipcctl_kinds mq shm sem mutex cond fifo sock)'
complete -c ipcctl -n '__ipcctl_at "layout"' -a show -d 'show the fields of a layout, their offsets, sizes and padding'
complete -c ipcctl -n '__ipcctl_at "layout"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -l columns -x -a '(__ipcctl_list field type offset_bytes size_bytes)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "layout show"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l metric -x -a 'throughput latency all' -d 'Measure throughput, latency (the round-trip time) or all; default all.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s s -l size -x -d 'Sizes of the blocks, as 64,4K,64K,1M; default 4K,64K for throughput and 64 for latency.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s d -l duration -x -d 'Time each run for DUR; default 120ms.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s n -l count -x -d 'Time each run for N blocks or round trips; with --duration, for whichever ends first.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l warmup -x -d 'Run for DUR before the timing of each case; by default until the JIT has settled, at most 0.4 s.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s r -l repeat -x -d 'Time N runs of each case, and print their median and spread; default 3.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l pin -x -a 'none same apart' -d 'Bind both sides to the same CPU, to two that are apart, to those given as 0,1 (sending side first), or to none; by default apart, and round trips once apart and once on the same.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l buffer -x -d 'Give pipes and rings this size, and sockets buffers of it.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l depth -x -d 'Let message queues hold N messages; default 10.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l slots -x -d 'Give double buffers N slots of a block each; default 2.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l verify -d 'Make every byte of every block anew and check each that arrives; for correctness, as that takes time too.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l save -r -F -d 'Save the figures, and under what they were measured, as JSON.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l compare -r -F -d 'Do again what FILE, of --save, holds, and print what has changed; mechanisms and options that are given replace those of FILE.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l with -r -F -d 'With --compare: measure nothing, and print what has changed between both files.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l fail-slower -x -d 'With --compare: exit 1 where a case got slower by more than PCT percent, and not by noise; benchmarks of one machine at two times differ by more than the spread of their runs, so 30 fails less for nothing than 5.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l chart -r -F -d 'Draw throughput over block size and the percentiles of round trips; FILE ends in .svg or .png.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l quick -d 'A first impression: one short run of each case, and 64K blocks only; with --compare, the sizes of FILE.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l progress -d 'Tell on stderr which case is being measured; on a terminal that happens anyway.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l columns -x -a '(__ipcctl_list mechanism metric size_bytes placement throughput_bytes_per_second messages_per_second rtt_p50_ns rtt_p90_ns rtt_p99_ns rtt_p99_9_ns rtt_max_ns rtt_mean_ns buffer_bytes queue_depth working_set_bytes pinning verified warmup_ns settled count duration_ns repeat sender_user_ns sender_system_ns sender_voluntary_switches sender_involuntary_switches receiver_user_ns receiver_system_ns receiver_voluntary_switches receiver_involuntary_switches gc_count allocated_bytes kernel cpu_model jdk spread_percent unstable note)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "bench" 1+' -a 'pipe fifo mq unix-stream unix-dgram unix-seqpacket tcp shm-sem shm-mutex shm-futex shm-spin memcpy'
complete -c ipcctl -n '__ipcctl_at "guide"' -s s -l size -x -d 'Recommend for blocks of SIZE.'
complete -c ipcctl -n '__ipcctl_at "guide"' -s r -l rate -x -d 'Recommend what carries N blocks a second.'
complete -c ipcctl -n '__ipcctl_at "guide"' -s l -l latency -d 'Recommend what answers soonest.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l unrelated -d 'The processes have no ancestor that could hand them descriptors.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l messages -d 'Messages must come out as they went in.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l priority -d 'Urgent messages must overtake others.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l persistent -d 'What was sent must outlive both processes.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l descriptors -d 'Open files must be handed over.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l duplex -d 'Answers must come back on the same way.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l network -d 'The peers may be on two hosts one day.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l figures -r -F -d 'Take the figures of FILE, of \'bench --save\', instead of those of the last whole benchmark.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "guide"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l columns -x -a '(__ipcctl_list mechanism direction boundaries persists buffered_by throughput_bytes_per_second rtt_p50_ns best_for recommended reason)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "guide"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "guide"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "guide"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "guide"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "guide"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "batch"' -s k -l keep-going -d 'Go on after a command that failed.'
complete -c ipcctl -n '__ipcctl_at "batch"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "batch"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "batch"' -l columns -x -a '(__ipcctl_list line command exit_code encoding output error)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "batch"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "batch"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "batch"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "batch"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "batch"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "batch"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "batch" 1' -F
complete -c ipcctl -n '__ipcctl_at "completion"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "completion"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "completion"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "completion"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "completion"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "completion" 1' -a 'bash zsh fish'

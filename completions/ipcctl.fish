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
            set valued -t --timeout -E --conflict-exit-code --format
        case 'fifo read'
            set valued -n --lines -c --bytes -t --timeout -E --conflict-exit-code --format
        case 'fifo stat'
            set valued --format --columns
        case 'fifo rm'
            set valued --format
        case 'shm create'
            set valued -s --size -m --mode --format
        case 'shm write'
            set valued -o --offset --from -s --size -m --mode --format
        case 'shm read'
            set valued -o --offset -n --length --as --format --columns
        case 'shm dump'
            set valued -o --offset -n --length --format
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
        case 'mq create'
            set valued --max-messages --message-size -m --mode --format
        case 'mq send'
            set valued -p --priority --from --max-messages --message-size -m --mode -t --timeout -E --conflict-exit-code --format
        case 'mq recv'
            set valued -n --count --as -t --timeout -E --conflict-exit-code --format --columns
        case 'mq stat'
            set valued --format --columns
        case 'mq ls'
            set valued --format --columns
        case 'mq rm'
            set valued --format
        case 'sock listen'
            set valued --type -n --count --max -m --mode --message-size -t --timeout -E --conflict-exit-code --format
        case 'sock connect'
            set valued --type --message-size -t --timeout -E --conflict-exit-code --format
        case 'sock send'
            set valued --from --type --message-size -t --timeout -E --conflict-exit-code --format
        case 'sock recv'
            set valued -n --count --as --type -m --mode --message-size -t --timeout -E --conflict-exit-code --format --columns
        case 'sock send-fd'
            set valued -d --data -t --timeout -E --conflict-exit-code --format
        case 'sock recv-fd'
            set valued --type -m --mode -t --timeout -E --conflict-exit-code --format --columns
        case 'sock peer'
            set valued -t --timeout -E --conflict-exit-code --format --columns
        case 'sock pair'
            set valued --type --format
        case 'sock ls'
            set valued --format --columns
        case 'bench'
            set valued --metric -s --size -d --duration -n --count --warmup -r --repeat --format --columns
        case 'completion'
            set valued --format
    end
    string join \n -- $valued
end

function __ipcctl_members
    set -l members
    switch "$argv[1]"
        case ''
            set members pipe-demo mkfifo fifo shm sem mq sock bench completion
        case 'pipe-demo'
            set members message exec capacity atomicity eof sigpipe
        case 'fifo'
            set members write read stat rm
        case 'shm'
            set members create write read dump resize stat ls rm
        case 'sem'
            set members create wait post run get stat ls rm
        case 'mq'
            set members create send recv stat ls rm
        case 'sock'
            set members listen connect send recv send-fd recv-fd peer pair ls
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
            contains -- "$command" 'pipe-demo exec' 'sem run' 'sock listen' 'sock recv-fd' 'sock pair'; and set ended yes
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

# Names of the objects that exist, without starting a JVM.
function __ipcctl_objects
    set -l names
    switch $argv[1]
        case message_queues
            for file in /dev/mqueue/*
                set -a names (string replace -r '.*/' '' -- $file)
            end
        case semaphores
            for file in /dev/shm/sem.*
                set -a names (string replace -r '.*/sem\.' '' -- $file)
            end
        case shared_memory
            for file in /dev/shm/*
                test -f $file; and not string match -q '*/sem.*' $file; and set -a names (string replace -r '.*/' '' -- $file)
            end
    end
    if string match -q -r '^(--[a-z-]+=)?/' -- (commandline -ct)
        set names /$names
    end
    string join \n -- $names
end

# The files for which test $argv[1] holds, and the folders on the way to them.
function __ipcctl_files
    for file in (__fish_complete_path (commandline -ct))
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
    __ipcctl_files -S
    string match -r '@[^ ]*$' </proc/net/unix
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
complete -c ipcctl -n '__ipcctl_at ""' -a mq -d 'send and receive messages, with priorities, through POSIX message queues'
complete -c ipcctl -n '__ipcctl_at ""' -a sock -d 'connect processes both ways, and hand over open files, through UNIX domain sockets'
complete -c ipcctl -n '__ipcctl_at ""' -a bench -d 'measure throughput and round-trip time of IPC mechanisms between two processes'
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
complete -c ipcctl -n '__ipcctl_at "shm create" 1' -a '(__ipcctl_objects shared_memory)'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s o -l offset -x -d 'Begin at byte OFFSET of the object, decimal or as 0x40 (0).'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l from -x -a 'text hex base64' -d 'Read DATA or standard input as text (as it is), hex or base64.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s c -l create -d 'Create the object if there is none.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l truncate -d 'Make an object that exists as long as what is written needs, longer or shorter.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s s -l size -x -d 'A new object has SIZE bytes, and zeros where nothing is written (default: as many as are written).'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s m -l mode -x -d 'A new object has exactly these permissions, octal or as u=rw,g=r (default: 0600 less the umask).'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s x -l exclusive -d 'With --create: exit 4 where the object exists already.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm write"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm write" 1' -a '(__ipcctl_objects shared_memory)'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s o -l offset -x -d 'Begin at byte OFFSET of the object, decimal or as 0x40 (0).'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s n -l length -x -d 'Read SIZE bytes (default: all to the end of the object).'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l as -x -a 'raw text hex base64' -d 'Write the bytes raw (as they are), as text (a line, safe for a terminal), hex or base64.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l columns -x -a '(__ipcctl_list name offset_bytes size_bytes encoding payload)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm read"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm read" 1' -a '(__ipcctl_objects shared_memory)'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s o -l offset -x -d 'Begin at byte OFFSET of the object, decimal or as 0x40 (0).'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s n -l length -x -d 'Show SIZE bytes (default: all to the end of the object).'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s a -l all -d 'Show lines that repeat the one before, too, instead of a \'*\'.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm dump"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm dump" 1' -a '(__ipcctl_objects shared_memory)'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm resize"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm resize" 1' -a '(__ipcctl_objects shared_memory)'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -l columns -x -a '(__ipcctl_list name size_bytes allocated_bytes mode owner_name group_name owner_id group_id inode accessed modified changed born)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "shm stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "shm stat" 1' -a '(__ipcctl_objects shared_memory)'
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
complete -c ipcctl -n '__ipcctl_at "shm rm" 1+' -a '(__ipcctl_objects shared_memory)'
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
complete -c ipcctl -n '__ipcctl_at "sem create" 1' -a '(__ipcctl_objects semaphores)'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s n -l count -x -d 'Take N at once, or none (1).'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when the semaphore stays 0.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem wait"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem wait" 1' -a '(__ipcctl_objects semaphores)'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s n -l count -x -d 'Give N back (1).'
complete -c ipcctl -n '__ipcctl_at "sem post"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem post"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem post" 1' -a '(__ipcctl_objects semaphores)'
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
complete -c ipcctl -n '__ipcctl_at "sem run" 1' -a '(__ipcctl_objects semaphores)'
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
complete -c ipcctl -n '__ipcctl_at "sem get" 1' -a '(__ipcctl_objects semaphores)'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -l columns -x -a '(__ipcctl_list name value mode owner_name group_name owner_id group_id inode created)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sem stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sem stat" 1' -a '(__ipcctl_objects semaphores)'
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
complete -c ipcctl -n '__ipcctl_at "sem rm" 1+' -a '(__ipcctl_objects semaphores)'
complete -c ipcctl -n '__ipcctl_at "mq"' -a create -d 'create a message queue'
complete -c ipcctl -n '__ipcctl_at "mq"' -a send -d 'send messages to a queue'
complete -c ipcctl -n '__ipcctl_at "mq"' -a recv -d 'receive messages from a queue'
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
complete -c ipcctl -n '__ipcctl_at "mq create" 1' -a '(__ipcctl_objects message_queues)'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s p -l priority -x -d 'The priority, 0 to 32767; higher ones are received first (0).'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s l -l lines -d 'Each line of standard input is a message, without its newline.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -s 0 -l null -d 'Each NUL-terminated record of standard input is a message.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l framed -d 'Standard input is frames as \'mq recv --framed\' writes them, each with its own priority.'
complete -c ipcctl -n '__ipcctl_at "mq send"' -l from -x -a 'text hex base64' -d 'Read DATA, or each message of standard input, as text (as it is), hex or base64.'
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
complete -c ipcctl -n '__ipcctl_at "mq send" 1' -a '(__ipcctl_objects message_queues)'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s n -l count -x -d 'Receive COUNT messages (1).'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s f -l follow -d 'Receive until Ctrl-C, each message delivered before the next is taken.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s d -l drain -d 'Take what is there and end, which may be nothing.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s l -l lines -d 'Write a newline after each message.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -s 0 -l null -d 'Write a NUL after each message.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l framed -d 'Write frames, which carry priority and length; \'mq send --framed\' reads them.'
complete -c ipcctl -n '__ipcctl_at "mq recv"' -l as -x -a 'raw text hex base64' -d 'Write each message raw (as it is), as text (a line, safe for a terminal), hex or base64.'
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
complete -c ipcctl -n '__ipcctl_at "mq recv" 1' -a '(__ipcctl_objects message_queues)'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -l columns -x -a '(__ipcctl_list name messages max_messages message_size_bytes queued_bytes mode owner_name group_name owner_id group_id accessed modified changed notify_pid)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "mq stat"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "mq stat" 1' -a '(__ipcctl_objects message_queues)'
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
complete -c ipcctl -n '__ipcctl_at "mq rm" 1+' -a '(__ipcctl_objects message_queues)'
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
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s 1 -l once -d 'Serve one connection and end; the same as --count 1.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s n -l count -x -d 'End after N connections, or N datagrams.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l max -x -d 'Run CMD for at most N connections at a time; further ones wait.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s m -l mode -x -d 'The socket file has exactly these permissions, octal or as u=rw,g=rw; connecting needs w (default: 0777 less the umask).'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -l message-size -x -d 'With dgram and seqpacket, receive messages of up to SIZE bytes (1MiB); a longer one is an error, never cut.'
complete -c ipcctl -n '__ipcctl_at "sock listen"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no connection comes.'
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
complete -c ipcctl -n '__ipcctl_at "sock connect"' -l message-size -x -d 'With dgram and seqpacket, receive messages of up to SIZE bytes (1MiB); a longer one is an error, never cut.'
complete -c ipcctl -n '__ipcctl_at "sock connect"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when nobody listens.'
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
complete -c ipcctl -n '__ipcctl_at "sock send"' -l type -x -a 'stream dgram seqpacket' -d 'Send to a socket of this TYPE, dgram or seqpacket (default: the receiver\'s).'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l message-size -x -d 'Send messages of up to SIZE bytes (1MiB); a longer one on standard input is an error.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when nobody receives.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l nonblock -d 'Do not wait at all: exit 6 where it would block.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s E -l conflict-exit-code -x -d 'Exit with N instead of 124 or 6.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock send"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock send" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s n -l count -x -d 'Receive COUNT messages (1).'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s f -l follow -d 'Receive until Ctrl-C, or with seqpacket until the sender closes.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s l -l lines -d 'Write a newline after each message.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -s 0 -l null -d 'Write a NUL after each message.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l framed -d 'Write frames, which carry the length; \'sock send --framed\' and \'mq send --framed\' read them.'
complete -c ipcctl -n '__ipcctl_at "sock recv"' -l as -x -a 'raw text hex base64' -d 'Write each message raw (as it is), as text (a line, safe for a terminal), hex or base64.'
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
complete -c ipcctl -n '__ipcctl_at "sock recv-fd"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when no descriptor comes.'
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
complete -c ipcctl -n '__ipcctl_at "sock peer"' -s t -l timeout -x -d 'Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when nobody listens.'
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
complete -c ipcctl -n '__ipcctl_at "sock ls"' -l columns -x -a '(__ipcctl_list type state unread_bytes unsent_bytes waiting backlog addr inode peer_inode peer_addr user_name processes peer_processes)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "sock ls"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "sock ls" 1' -a '(__ipcctl_sockets)'
complete -c ipcctl -n '__ipcctl_at "bench"' -l metric -x -a 'throughput latency all' -d 'Measure throughput, latency (the round-trip time) or all; default all.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s s -l size -x -d 'Sizes of the blocks, as 64,4K,64K,1M; default 4K,64K for throughput and 64 for latency.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s d -l duration -x -d 'Time each run for DUR; default 250ms.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s n -l count -x -d 'Time each run for N blocks or round trips; with --duration, for whichever ends first.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l warmup -x -d 'Run for DUR before the timing of each case; default 150ms.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s r -l repeat -x -d 'Time N runs of each case, and print their median and spread; default 3.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l quick -d 'A first impression: one short run of each case, and 64K blocks only.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l progress -d 'Tell on stderr which case is being measured; on a terminal that happens anyway.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l format -x -a 'table plain json ndjson csv shell' -d 'How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l columns -x -a '(__ipcctl_list mechanism metric size_bytes throughput_bytes_per_second messages_per_second rtt_p50_ns rtt_p90_ns rtt_p99_ns rtt_p99_9_ns rtt_max_ns rtt_mean_ns buffer_bytes count duration_ns repeat spread_percent note)' -d 'Print these columns, separated by commas, in this order.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l list-columns -d 'List the columns and end.'
complete -c ipcctl -n '__ipcctl_at "bench"' -l no-header -d 'Print no header.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s b -l bytes -d 'Print sizes in tables as exact numbers of bytes.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "bench"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "bench" 1+' -a 'pipe fifo mq unix-stream tcp shm-sem'
complete -c ipcctl -n '__ipcctl_at "completion"' -l format -x -a 'table plain json ndjson csv shell' -d 'Write errors as one JSON object with json or ndjson.'
complete -c ipcctl -n '__ipcctl_at "completion"' -s J -l json -d 'The same as --format json.'
complete -c ipcctl -n '__ipcctl_at "completion"' -s q -l quiet -d 'Print no warnings and no progress.'
complete -c ipcctl -n '__ipcctl_at "completion"' -s v -l verbose -d 'Print each system call and its result on stderr.'
complete -c ipcctl -n '__ipcctl_at "completion"' -s h -l help -d 'Print this help and end.'
complete -c ipcctl -n '__ipcctl_at "completion" 1' -a 'bash zsh fish'

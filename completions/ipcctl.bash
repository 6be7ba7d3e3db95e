# Completion of ipcctl(1) for bash. Generated from the commands themselves: see README.md.

# Names of the objects that exist, one a line, without starting a JVM; but /dev/mqueue may show the queues of another IPC
# namespace than this one, which outside of the host's only ipcctl can tell.
_ipcctl_objects() {
  local file key id head directory='' prefix='' foreign=''
  case $1 in sysv-*)
    [ ! -r "/proc/sysvipc/${1#sysv-}" ] || while read -r key id _; do
      case $key in key) ;; 0) printf 'id:%s\n' "$id" ;; *) printf '0x%08x\n' "$((key & 0xffffffff))" ;; esac
    done <"/proc/sysvipc/${1#sysv-}"
    return
  esac
  case $1 in
    mq) directory='/dev/mqueue' prefix='' foreign='' ;;
    shm) directory='/dev/shm' prefix='' foreign='sem.' ;;
    sem) directory='/dev/shm' prefix='sem.' foreign='' ;;
    mutex) directory='/dev/shm' prefix='' foreign='sem.' ;;
    cond) directory='/dev/shm' prefix='' foreign='sem.' ;;
  esac
  if [ "$directory" = /dev/mqueue ] && [ "$(readlink /proc/self/ns/ipc)" != 'ipc:[4026531839]' ]; then
    command ipcctl mq ls --format plain --columns name 2>/dev/null | sed 's|^/||'
    return
  fi
  for file in "$directory/$prefix"*; do
    [ -f "$file" ] || continue
    # What sets these apart from other shared memory; read leaves the NULs out.
    case $1 in mutex | cond)
      head=''
      [ -r "$file" ] && IFS= LC_ALL=C read -r -N 10 head <"$file" 2>/dev/null
      case $1$head in $'mutexipcctl/S\1\1' | $'condipcctl/S\1\2') ;; *) continue ;; esac
    esac
    file=${file##*/}
    case $file in "${foreign:-/}"*) ;; *) printf '%s\n' "${file#"$prefix"}" ;; esac
  done
}

# What the command in $command has: members, options, values (of which options), arguments.
_ipcctl_table() {
  members='' options='' values='' arguments=''
  case $command in
    '')
      members='pipe pipe-demo mkfifo fifo shm sem mutex cond mq sock sysv ls rm map holders wait layout limits metrics doctor bench guide batch help completion'
      options='-h --help -V --version'
      ;;
    'pipe')
      members='ls meter peek resize'
      options='-h --help -V --version'
      ;;
    'pipe ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --sort --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns inode capacity_bytes queued_bytes readers writers state reader_pids writer_pids|--prefix=:none|--sort=:columns inode capacity_bytes queued_bytes readers writers state reader_pids writer_pids|--color=auto always never'
      arguments=':none...'
      ;;
    'pipe meter')
      options='-s --size -N --name -L --rate-limit -S --stop-at -l --lines -0 --null --stats --progress --format -J --json -q --quiet -v --verbose -h --help'
      values='-s,--size=:none|-N,--name=:none|-L,--rate-limit=:none|-S,--stop-at=:none|--format=table plain json ndjson csv shell fish markdown'
      ;;
    'pipe peek')
      options='--length --as --layout --field --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--length=:none|--as=raw text hex base64|--layout=:none|--field=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns place queued_bytes size_bytes encoding payload|--prefix=:none'
      arguments=':none'
      ;;
    'pipe resize')
      options='--format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown'
      arguments=':none|:none'
      ;;
    'pipe-demo')
      members='message exec capacity atomicity eof sigpipe'
      options='-t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns experiment expected observed verdict|--prefix=:none|--color=auto always never'
      ;;
    'pipe-demo message')
      options='-t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns step expected observed verdict message message_encoding sent_bytes received_bytes child_pid|--prefix=:none|--color=auto always never'
      arguments=':none'
      ;;
    'pipe-demo exec')
      options='-t --timeout --format -J --json -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':commands...'
      ;;
    'pipe-demo capacity')
      options='-t --timeout -s --size --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|-s,--size=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns step expected observed verdict requested_bytes capacity_bytes filled_bytes limit|--prefix=:none|--color=auto always never'
      ;;
    'pipe-demo atomicity')
      options='-t --timeout --writers -n --count -s --size --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--writers=:none|-n,--count=:none|-s,--size=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns step expected observed verdict record_bytes pipe_buf_bytes writers records torn_records interruptions|--prefix=:none|--color=auto always never'
      ;;
    'pipe-demo eof')
      options='-t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns step expected observed verdict write_ends process_state proof exit_status|--prefix=:none|--color=auto always never'
      ;;
    'pipe-demo sigpipe')
      options='-t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns step expected observed verdict exit_status signal errno_name complaint|--prefix=:none|--color=auto always never'
      ;;
    'mkfifo')
      options='-m --mode --format -J --json -q --quiet -v --verbose -h --help'
      values='-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':files...'
      ;;
    'fifo')
      members='create write read peek stat rm'
      options='-h --help -V --version'
      ;;
    'fifo create')
      options='-m --mode --format -J --json -q --quiet -v --verbose -h --help'
      values='-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':files...'
      ;;
    'fifo write')
      options='-l --lines -0 --null --allow-long --layout --progress -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='--layout=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':fifos|:none...'
      ;;
    'fifo read')
      options='--keep-open --lines -0 --null --bytes --layout --field --progress -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='--lines=:none|--bytes=:none|--layout=:none|--field=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':fifos'
      ;;
    'fifo peek')
      options='--length --as --layout --field --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--length=:none|--as=raw text hex base64|--layout=:none|--field=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns place queued_bytes size_bytes encoding payload|--prefix=:none'
      arguments=':fifos'
      ;;
    'fifo stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns file mode owner_name group_name owner_id group_id inode device links readers writers reader_pids writer_pids queued_bytes capacity_bytes accessed modified changed born|--prefix=:none'
      arguments=':fifos'
      ;;
    'fifo rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':fifos...'
      ;;
    'shm')
      members='create write read dump atomic push pull resize stat ls rm'
      options='-h --help -V --version'
      ;;
    'shm create')
      options='-s --size -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='-s,--size=:none|-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':shm'
      ;;
    'shm write')
      options='--offset --from -c --create --truncate --layout --progress --force -s --size -m --mode -x --exclusive --lock -i --init -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='--offset=:none|--from=text hex base64|--layout=:none|-s,--size=:none|-m,--mode=:none|--lock=:kinds sem mutex|-i,--init=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':shm|:none...'
      ;;
    'shm read')
      options='--offset --length --as --layout --field --progress -w --watch --interval --lock -i --init -t --timeout --nonblock -E --conflict-exit-code --format -J --json --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--offset=:none|--length=:none|--as=raw text hex base64|--layout=:none|--field=:none|--interval=:none|--lock=:kinds sem mutex|-i,--init=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|--columns=:columns name offset_bytes size_bytes encoding payload|--prefix=:none'
      arguments=':shm'
      ;;
    'shm dump')
      options='--offset --length -a --all --format -J --json -q --quiet -v --verbose -h --help'
      values='--offset=:none|--length=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':shm'
      ;;
    'shm atomic')
      options='--type -r --repeat --force --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--type=i32 u32 i64 u64|-r,--repeat=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns old_value new_value done|--prefix=:none'
      arguments=':shm|:none|get set add sub cas|:none...'
      ;;
    'shm push')
      options='-s --size -m --mode --progress -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-s,--size=:none|-m,--mode=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':shm'
      ;;
    'shm pull')
      options='-s --size -m --mode --progress --keep-open -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-s,--size=:none|-m,--mode=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':shm'
      ;;
    'shm resize')
      options='--force --format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown'
      arguments=':shm|:none'
      ;;
    'shm stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name kind size_bytes allocated_bytes mode owner_name group_name owner_id group_id inode accessed modified changed born|--prefix=:none'
      arguments=':shm'
      ;;
    'shm ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix --sort -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name kind size_bytes allocated_bytes mode owner_name group_name owner_id group_id inode accessed modified changed born|--prefix=:none|--sort=:columns name kind size_bytes allocated_bytes mode owner_name group_name owner_id group_id inode accessed modified changed born'
      ;;
    'shm rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':shm...'
      ;;
    'sem')
      members='create wait post run get stat ls rm'
      options='-h --help -V --version'
      ;;
    'sem create')
      options='-i --init -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='-i,--init=:none|-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sem'
      ;;
    'sem wait')
      options='-n --count -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-n,--count=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sem'
      ;;
    'sem post')
      options='-n --count --format -J --json -q --quiet -v --verbose -h --help'
      values='-n,--count=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sem'
      ;;
    'sem run')
      options='-n --count -i --init --detach -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-n,--count=:none|-i,--init=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sem|:commands...'
      ;;
    'sem get')
      options='--format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name value|--prefix=:none'
      arguments=':sem'
      ;;
    'sem stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name value waiters mode owner_name group_name owner_id group_id inode created|--prefix=:none'
      arguments=':sem'
      ;;
    'sem ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix --sort -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name value waiters mode owner_name group_name owner_id group_id inode created|--prefix=:none|--sort=:columns name value waiters mode owner_name group_name owner_id group_id inode created'
      ;;
    'sem rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':sem...'
      ;;
    'mutex')
      members='create run stat ls rm'
      options='-h --help -V --version'
      ;;
    'mutex create')
      options='-m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':mutex'
      ;;
    'mutex run')
      options='--detach -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':mutex|:commands...'
      ;;
    'mutex stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name state owner_pid waiters mode owner_name group_name|--prefix=:none|--color=auto always never'
      arguments=':mutex'
      ;;
    'mutex ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --sort --color -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name state owner_pid waiters mode owner_name group_name|--prefix=:none|--sort=:columns name state owner_pid waiters mode owner_name group_name|--color=auto always never'
      ;;
    'mutex rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':mutex...'
      ;;
    'cond')
      members='create wait signal broadcast stat ls rm'
      options='-h --help -V --version'
      ;;
    'cond create')
      options='-m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':mutex'
      ;;
    'cond wait')
      options='--since -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--since=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name sequence waiters mode owner_name group_name|--prefix=:none'
      arguments=':cond'
      ;;
    'cond signal')
      options='-t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':cond'
      ;;
    'cond broadcast')
      options='-t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':cond'
      ;;
    'cond stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name sequence waiters mode owner_name group_name|--prefix=:none'
      arguments=':cond'
      ;;
    'cond ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --sort -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name sequence waiters mode owner_name group_name|--prefix=:none|--sort=:columns name sequence waiters mode owner_name group_name'
      ;;
    'cond rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':cond...'
      ;;
    'mq')
      members='create send recv work call reply notify stat ls rm'
      options='-h --help -V --version'
      ;;
    'mq create')
      options='--max-messages --message-size -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='--max-messages=:none|--message-size=:none|-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':mq'
      ;;
    'mq send')
      options='-p --priority -l --lines -0 --null --framed --from --pace --layout -c --create --max-messages --message-size -m --mode -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-p,--priority=:none|--from=text hex base64 ndjson|--layout=:none|--max-messages=:none|--message-size=:none|-m,--mode=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':mq|:none...'
      ;;
    'mq recv')
      options='-n --count --follow -d --drain -l --lines -0 --null --framed --as --layout --field -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-n,--count=:none|--as=raw text hex base64|--layout=:none|--field=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns priority size_bytes received encoding payload|--prefix=:none'
      arguments=':mq'
      ;;
    'mq work')
      options='-j --jobs --retries --retry-delay --dead-letter --job-timeout --grace --detach -n --count -d --drain --layout --state -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-j,--jobs=:none|--retries=:none|--retry-delay=:none|--dead-letter=:mq|--job-timeout=:none|--grace=:none|-n,--count=:none|--layout=:none|--state=:files|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns job outcome exit_code duration_ns attempt priority size_bytes worker received started reason sent_to|--prefix=:none'
      arguments=':mq|:commands...'
      ;;
    'mq call')
      options='-p --priority -l --lines -0 --null --framed --from --pace --layout --answer-size -m --mode -t --timeout -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-p,--priority=:none|--from=text hex base64 ndjson|--layout=:none|--answer-size=:none|-m,--mode=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':mq|:none...'
      ;;
    'mq reply')
      options='-j --jobs --retries --retry-delay --job-timeout --grace --detach -n --count -d --drain --layout --state -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-j,--jobs=:none|--retries=:none|--retry-delay=:none|--job-timeout=:none|--grace=:none|-n,--count=:none|--layout=:none|--state=:files|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns job outcome exit_code duration_ns attempt priority size_bytes worker received started reason sent_to|--prefix=:none'
      arguments=':mq|:commands...'
      ;;
    'mq notify')
      options='--signal --follow -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='--signal=USR1 USR2 HUP ALRM CONT IO URG WINCH|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns arrived messages|--prefix=:none'
      arguments=':mq|:commands...'
      ;;
    'mq stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name messages max_messages message_size_bytes queued_bytes mode owner_name group_name owner_id group_id accessed modified changed notify_pid|--prefix=:none'
      arguments=':mq'
      ;;
    'mq ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix --sort -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns name messages max_messages message_size_bytes queued_bytes mode owner_name group_name owner_id group_id accessed modified changed notify_pid|--prefix=:none|--sort=:columns name messages max_messages message_size_bytes queued_bytes mode owner_name group_name owner_id group_id accessed modified changed notify_pid'
      ;;
    'mq rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':mq...'
      ;;
    'sock')
      members='listen connect send recv send-fd recv-fd peer pair proxy spy replay peek ls'
      options='-h --help -V --version'
      ;;
    'sock listen')
      options='--type -n --count -1 --once --max -m --mode --ready-fd --no-half-close --idle-timeout --deadline --message-size --progress -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='--type=stream dgram seqpacket|-n,--count=:none|--max=:none|-m,--mode=:none|--ready-fd=:none|--idle-timeout=:none|--deadline=:none|--message-size=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sockets|:commands...'
      ;;
    'sock connect')
      options='--type --bind --retry --no-half-close --idle-timeout --deadline --message-size --progress -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='--type=stream dgram seqpacket|--bind=:files|--retry=:none|--idle-timeout=:none|--deadline=:none|--message-size=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sockets'
      ;;
    'sock send')
      options='-l --lines -0 --null --framed --from --pace --layout --type --message-size --bind --retry -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='--from=text hex base64 ndjson|--layout=:none|--type=stream dgram seqpacket|--message-size=:none|--bind=:files|--retry=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sockets|:none...'
      ;;
    'sock recv')
      options='-n --count --follow -l --lines -0 --null --framed --as --layout --field --type -m --mode --message-size -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-n,--count=:none|--as=raw text hex base64|--layout=:none|--field=:none|--type=stream dgram seqpacket|-m,--mode=:none|--message-size=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns sender_pid sender_user_id sender_group_id sender_addr size_bytes received encoding payload|--prefix=:none'
      arguments=':sockets'
      ;;
    'sock send-fd')
      options='--read-write --data --retry -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='--data=:none|--retry=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sockets|:files...'
      ;;
    'sock recv-fd')
      options='--cat --connect --type -m --mode --request --names --retry -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--type=stream dgram seqpacket|-m,--mode=:none|--request=:none|--names=:none|--retry=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns fd kind access size_bytes file inode data|--prefix=:none'
      arguments=':sockets|:commands...'
      ;;
    'sock peer')
      options='--retry -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--retry=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns pid user_name group_name user_id group_id command|--prefix=:none'
      arguments=':sockets'
      ;;
    'sock pair')
      options='--type --format -J --json -q --quiet -v --verbose -h --help'
      values='--type=stream dgram seqpacket|--format=table plain json ndjson csv shell fish markdown'
      arguments=':commands...'
      ;;
    'sock proxy')
      options='--as --length --silent --record -n --count --max --message-size --type -1 --once -m --mode --retry --ready-fd -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='--as=text hex base64 none|--length=:none|--record=:files|-n,--count=:none|--max=:none|--message-size=:none|--type=stream dgram seqpacket|-m,--mode=:none|--retry=:none|--ready-fd=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns time conversation event sender size_bytes descriptors type pid command user_name note encoding payload|--prefix=:none'
      arguments=':sockets|:sockets'
      ;;
    'sock spy')
      options='--as --length --silent --record -n --count --max --message-size -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='--as=text hex base64 none|--length=:none|--record=:files|-n,--count=:none|--max=:none|--message-size=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns time conversation event sender size_bytes descriptors type pid command user_name note encoding payload|--prefix=:none'
      arguments=':sockets'
      ;;
    'sock replay')
      options='--speed -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--speed=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns conversation result sent_bytes answered_bytes expected_bytes took_ns problem difference|--prefix=:none'
      arguments=':files|:sockets'
      ;;
    'sock peek')
      options='--length --as --layout --field --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--length=:none|--as=raw text hex base64|--layout=:none|--field=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns place queued_bytes message_bytes size_bytes encoding payload|--prefix=:none'
      arguments=':none'
      ;;
    'sock ls')
      options='--listening -w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --sort -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns type state unread_bytes unsent_bytes next_bytes waiting backlog addr inode peer_inode peer_addr user_name processes peer_processes|--prefix=:none|--sort=:columns type state unread_bytes unsent_bytes next_bytes waiting backlog addr inode peer_inode peer_addr user_name processes peer_processes'
      arguments=':sockets'
      ;;
    'sysv')
      members='msg sem shm'
      options='-h --help -V --version'
      ;;
    'sysv msg')
      members='create send recv work peek stat ls rm'
      options='-h --help -V --version'
      ;;
    'sysv msg create')
      options='--max-bytes -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='--max-bytes=:none|-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':none'
      ;;
    'sysv msg send')
      options='-T --type -l --lines -0 --null --framed --from --pace --layout -c --create -m --mode -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-T,--type=:none|--from=text hex base64 ndjson|--layout=:none|-m,--mode=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sysv-msg|:none...'
      ;;
    'sysv msg recv')
      options='-T --type --up-to --except -s --size --no-error -n --count --follow -d --drain -l --lines -0 --null --framed --as --layout --field -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-T,--type=:none|--up-to=:none|--except=:none|-s,--size=:none|-n,--count=:none|--as=raw text hex base64|--layout=:none|--field=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns type size_bytes received encoding payload|--prefix=:none'
      arguments=':sysv-msg'
      ;;
    'sysv msg work')
      options='-T --type --up-to --except -j --jobs --retries --retry-delay --dead-letter --job-timeout --grace --detach -n --count -d --drain --layout --state -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-T,--type=:none|--up-to=:none|--except=:none|-j,--jobs=:none|--retries=:none|--retry-delay=:none|--dead-letter=:sysv-msg|--job-timeout=:none|--grace=:none|-n,--count=:none|--layout=:none|--state=:files|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns job outcome exit_code duration_ns attempt type size_bytes worker received started reason sent_to|--prefix=:none'
      arguments=':sysv-msg|:commands...'
      ;;
    'sysv msg peek')
      options='--index -l --lines -0 --null --framed --as --layout --field --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='--index=:none|--as=raw text hex base64|--layout=:none|--field=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns index type size_bytes received encoding payload|--prefix=:none'
      arguments=':sysv-msg'
      ;;
    'sysv msg stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns key id owner_name mode messages queued_bytes max_bytes last_sender last_receiver sent received changed group_name owner_id group_id creator_name|--prefix=:none'
      arguments=':sysv-msg'
      ;;
    'sysv msg ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix --sort -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns key id owner_name mode messages queued_bytes max_bytes last_sender last_receiver sent received changed group_name owner_id group_id creator_name|--prefix=:none|--sort=:columns key id owner_name mode messages queued_bytes max_bytes last_sender last_receiver sent received changed group_name owner_id group_id creator_name'
      ;;
    'sysv msg rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':sysv-msg...'
      ;;
    'sysv sem')
      members='create op run get set stat ls rm'
      options='-h --help -V --version'
      ;;
    'sysv sem create')
      options='--semaphores -i --init -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='--semaphores=:none|-i,--init=:none|-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':none'
      ;;
    'sysv sem op')
      options='-t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sysv-sem|:none'
      ;;
    'sysv sem run')
      options='-n --count --op -i --init -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-n,--count=:none|--op=:none|-i,--init=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sysv-sem|:commands...'
      ;;
    'sysv sem get')
      options='--semaphore --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--semaphore=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns semaphore value waiting waiting_for_zero last_user|--prefix=:none'
      arguments=':sysv-sem'
      ;;
    'sysv sem set')
      options='--semaphore --format -J --json -q --quiet -v --verbose -h --help'
      values='--semaphore=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sysv-sem|:none...'
      ;;
    'sysv sem stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns key id owner_name mode semaphores operated changed group_name owner_id group_id creator_name|--prefix=:none'
      arguments=':sysv-sem'
      ;;
    'sysv sem ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix --sort -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns key id owner_name mode semaphores operated changed group_name owner_id group_id creator_name|--prefix=:none|--sort=:columns key id owner_name mode semaphores operated changed group_name owner_id group_id creator_name'
      ;;
    'sysv sem rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':sysv-sem...'
      ;;
    'sysv shm')
      members='create write read dump stat ls rm'
      options='-h --help -V --version'
      ;;
    'sysv shm create')
      options='-s --size -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='-s,--size=:none|-m,--mode=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':none'
      ;;
    'sysv shm write')
      options='--offset --from --layout --format -J --json -q --quiet -v --verbose -h --help'
      values='--offset=:none|--from=text hex base64|--layout=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sysv-shm|:none...'
      ;;
    'sysv shm read')
      options='--offset --length --as --layout --field --format -J --json --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--offset=:none|--length=:none|--as=raw text hex base64|--layout=:none|--field=:none|--format=table plain json ndjson csv shell fish markdown|--columns=:columns key offset_bytes size_bytes encoding payload|--prefix=:none'
      arguments=':sysv-shm'
      ;;
    'sysv shm dump')
      options='--offset --length -a --all --format -J --json -q --quiet -v --verbose -h --help'
      values='--offset=:none|--length=:none|--format=table plain json ndjson csv shell fish markdown'
      arguments=':sysv-shm'
      ;;
    'sysv shm stat')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns key id owner_name mode size_bytes attached created_by last_user removed attached_at detached_at changed group_name owner_id group_id creator_name|--prefix=:none'
      arguments=':sysv-shm'
      ;;
    'sysv shm ls')
      options='-w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix --sort -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns key id owner_name mode size_bytes attached created_by last_user removed attached_at detached_at changed group_name owner_id group_id creator_name|--prefix=:none|--sort=:columns key id owner_name mode size_bytes attached created_by last_user removed attached_at detached_at changed group_name owner_id group_id creator_name'
      ;;
    'sysv shm rm')
      options='-f --force --dry-run -y --yes --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':sysv-shm...'
      ;;
    'ls')
      options='--kind --user --older-than --larger-than --holders --tree --invert --orphans -w --watch -t --timeout --format -J --json -o --columns --list-columns --no-header -b --bytes --relative --prefix --sort --color -q --quiet -v --verbose -h --help'
      values='--kind=mq shm sem mutex cond fifo sock sysv-msg sysv-sem sysv-shm pipe memfd eventfd anon sysv|--user=:none|--older-than=:none|--larger-than=:none|-t,--timeout=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object user_name size_bytes queued_bytes count waiters state holders holder_count holder_pids peer changed mode inode|--prefix=:none|--sort=:columns kind object user_name size_bytes queued_bytes count waiters state holders holder_count holder_pids peer changed mode inode|--color=auto always never'
      arguments=':none...'
      ;;
    'rm')
      options='--orphans --kind --user --older-than --larger-than --dry-run -y --yes -f --force --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--kind=mq shm sem mutex cond fifo sock sysv-msg sysv-sem sysv-shm pipe memfd eventfd anon sysv|--user=:none|--older-than=:none|--larger-than=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns kind object|--prefix=:none'
      arguments=':kinds mq shm sem mutex cond fifo sock sysv-msg sysv-sem sysv-shm...'
      ;;
    'map')
      options='--kind --user --pid -a --all --only-shared --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--kind=mq shm sem mutex cond fifo sock sysv-msg sysv-sem sysv-shm pipe memfd eventfd anon sysv|--user=:none|--pid=:none|--format=tree dot mermaid table plain json ndjson csv shell fish markdown|-o,--columns=:columns nodes edges|--prefix=:none'
      ;;
    'holders')
      options='--format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --sort -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns pid command user_name how fd kind object peer other_pids|--prefix=:none|--sort=:columns pid command user_name how fd kind object peer other_pids'
      arguments=':kinds mq shm sem mutex cond fifo sock sysv-msg sysv-sem sysv-shm...'
      ;;
    'wait')
      options='--for --any -t --timeout --nonblock -E --conflict-exit-code --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--for=exists gone data room peer unlocked|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns object condition waited_ns|--prefix=:none'
      arguments=':kinds mq shm sem mutex cond fifo sock sysv-msg sysv-sem sysv-shm...'
      ;;
    'layout')
      members='show'
      options='-h --help -V --version'
      ;;
    'layout show')
      options='--format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns field type offset_bytes size_bytes|--prefix=:none'
      arguments=':none'
      ;;
    'limits')
      options='--check --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --sort --color -q --quiet -v --verbose -h --help'
      values='--check=:none|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns mechanism limit allows in_use used_percent error raise holder unit value value_bytes used used_bytes unseen exempt sysctl_d limits_d fstab systemd docker|--prefix=:none|--sort=:columns mechanism limit allows in_use used_percent error raise holder unit value value_bytes used used_bytes unseen exempt sysctl_d limits_d fstab systemd docker|--color=auto always never'
      arguments='pipe fifo shm sem mutex cond mq sock sysv process...'
      ;;
    'metrics')
      options='--kind --max-series --output --listen --remote --format -J --json -q --quiet -v --verbose -h --help'
      values='--kind=mq sem mutex cond shm sock pipe fifo sysv-msg sysv-sem sysv-shm limits|--max-series=:none|--output=:files|--listen=:none|--format=table plain json ndjson csv shell fish markdown'
      ;;
    'doctor')
      options='-a --all --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix --color -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns check severity object what mend by lasting|--prefix=:none|--color=auto always never'
      arguments='mqueue shm files sem mutex sockets logout proc namespaces limits ipcctl...'
      ;;
    'bench')
      options='--metric -s --size --duration -n --count --warmup -r --repeat --pin --buffer --depth --slots --verify --rate --senders --receivers --scale --save --compare --with --ab --fail-slower --chart --report --histogram --figures --quick --progress --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--metric=throughput latency all|-s,--size=:none|--duration=:none|-n,--count=:none|--warmup=:none|-r,--repeat=:none|--pin=none same apart|--buffer=:none|--depth=:none|--slots=:none|--rate=:none|--senders=:none|--receivers=:none|--save=:files|--compare=:files|--with=:files|--ab=:none|--fail-slower=:none|--chart=:files|--report=:files|--histogram=:files|--figures=:files|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns mechanism metric size_bytes placement senders receivers rate_per_second throughput_bytes_per_second messages_per_second rtt_p50_ns rtt_p90_ns rtt_p99_ns rtt_p99_9_ns rtt_max_ns rtt_mean_ns latency_p50_ns latency_p90_ns latency_p99_ns latency_p99_9_ns latency_p99_99_ns latency_max_ns latency_mean_ns sender_least_percent sender_most_percent cpu_per_message_ns cpu_per_gib_ns wakeups_per_message buffer_bytes queue_depth working_set_bytes pinning verified warmup_ns settled count duration_ns repeat sender_user_ns sender_system_ns sender_voluntary_switches sender_involuntary_switches receiver_user_ns receiver_system_ns receiver_voluntary_switches receiver_involuntary_switches gc_count allocated_bytes kernel cpu_model jdk load other_load steal_percent governor turbo smt hypervisor cpu_quota mitigations doubts spread_percent unstable note|--prefix=:none'
      arguments='pipe fifo mq unix-stream unix-dgram unix-seqpacket tcp shm-sem shm-mutex shm-futex shm-spin memcpy socketpair unix-fd pipe-vmsplice pipe-splice process-vm-readv process-vm-writev mmap-file sysv-msg sysv-shm eventfd signal all...'
      ;;
    'guide')
      options='-s --size --rate --latency --unrelated --messages --priority --persistent --descriptors --duplex --network --figures --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='-s,--size=:none|--rate=:none|--figures=:files|--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns mechanism direction boundaries persists buffered_by access throughput_bytes_per_second cpu_per_block_ns rtt_p50_ns rtt_same_p50_ns best_for recommended runner_up reason|--prefix=:none'
      ;;
    'batch')
      options='-k --keep-going --format -J --json -o --columns --list-columns --no-header -b --bytes --prefix -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown|-o,--columns=:columns line command exit_code encoding output error|--prefix=:none'
      arguments=':files'
      ;;
    'help')
      options='--format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown'
      arguments=':none...'
      ;;
    'completion')
      options='--format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell fish markdown'
      arguments='bash zsh fish'
      ;;
  esac
}

# Completes $current to what $1 says: words, or a kind of existing things behind a colon.
_ipcctl_offer() {
  local name slash=''
  case $1 in
    :none) ;;
    :files) _ipcctl_files -e ;;
    :fifos) _ipcctl_files -p ;;
    :sockets)
      _ipcctl_files -S
      case $current in '' | @*)
        # bash quotes these, like files. A NUL in a name is an @ there; at the end of one it is padding. ADDR wants \xNN for it, and two backslashes for one.
        local padding
        while read -r _ _ _ _ _ _ _ name; do
          padding=${name#@} padding=${padding##*[!@]}
          name=${name%"$padding"} name=${name//\\/\\\\}${padding//@/\\x00}
          case $name in @*) case $name in "$current"*) COMPREPLY+=("$name") ;; esac ;; esac
        done </proc/net/unix
      esac
      ;;
    :kinds*)
      local kind=${current%%:*}
      case $current in
        *:*)
          case " ${1#:kinds} " in *" $kind "*) ;; *) return ;; esac
          local current=${current#*:}
          case $kind in
            fifo) _ipcctl_offer :fifos ;;
            sock) _ipcctl_offer :sockets ;;
            *) _ipcctl_offer ":$kind" ;;
          esac
          COMPREPLY=("${COMPREPLY[@]/#/$kind:}") ;;
        *)
          for name in ${1#:kinds}; do COMPREPLY+=("$name:"); done
          _ipcctl_matching
          compopt -o nospace 2>/dev/null ;;
      esac
      ;;
    :commands) mapfile -t COMPREPLY < <(compgen -c -- "$current") ;;
    :columns*)
      local before=${current%"${current##*,}"}
      for name in ${1#:columns}; do
        case ,$before in *,"$name",*) ;; *) COMPREPLY+=("$before$name") ;; esac
      done
      _ipcctl_matching
      compopt -o nospace 2>/dev/null
      ;;
    :*)
      case $current in /*) slash=/ ;; esac
      while IFS= read -r name; do
        case $slash$name in "$current"*) COMPREPLY+=("$(printf '%q' "$slash$name")") ;; esac
      done < <(_ipcctl_objects "${1#:}")
      ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current") ;;
  esac
}

# Files for which test $1 holds, and the directories on the way to them.
_ipcctl_files() {
  local name
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do
    if [ -d "$name" ] || [ "$1" "$name" ]; then COMPREPLY+=("$name"); fi
  done < <(compgen -f -- "$current")
}

# Leaves those of COMPREPLY that begin with $current.
_ipcctl_matching() {
  local name
  local -a all=("${COMPREPLY[@]}")
  COMPREPLY=()
  for name in "${all[@]}"; do
    case $name in "$current"*) COMPREPLY+=("$name") ;; esac
  done
}

# The completion of the option $1's value, into $found; fails where it takes none.
_ipcctl_value() {
  local entry name
  local -a entries names
  IFS='|' read -r -a entries <<<"$values"
  for entry in "${entries[@]}"; do
    IFS=',' read -r -a names <<<"${entry%%=*}"
    for name in "${names[@]}"; do
      if [ "$name" = "$1" ]; then
        found=${entry#*=}
        return 0
      fi
    done
  done
  return 1
}

# The option that $1 is, into $word: itself, or the only one that it is the beginning of.
_ipcctl_whole() {
  local name
  local -a names fitting=()
  read -r -a names <<<"$options"
  for name in "${names[@]}"; do
    [ "$name" != "$1" ] || return 0
    case $1 in --?*) case $name in "$1"*) fitting+=("$name") ;; esac ;; esac
  done
  [ "${#fitting[@]}" -ne 1 ] || word=${fitting[0]}
}

# What the argument behind $1 others is, into $found: the last one of the command may be there several times. A word that is
# no command has none at all.
_ipcctl_argument() {
  local -a kinds
  IFS='|' read -r -a kinds <<<"$arguments"
  found=''
  [ "${#kinds[@]}" -gt 0 ] || return 0
  found=${kinds[$1]-}
  case $found${kinds[-1]} in *...) found=${found:-${kinds[-1]}} ;; esac
}

# bash also breaks words at = : and @, and replaces only the piece behind the last of them. Puts the words as they were
# typed into $typed, up to and with the one at the cursor, and what precedes that piece in it into $kept.
_ipcctl_words() {
  local rest=$COMP_LINE piece index blanks
  typed=() kept=''
  for ((index = 0; index <= COMP_CWORD; index++)); do
    piece=${COMP_WORDS[index]}
    blanks=${rest%%[![:blank:]]*}
    rest=${rest#"$blanks"}
    if [ "$index" -eq 0 ] || [ -n "$blanks" ]; then
      typed+=("$piece")
      kept=''
    else
      # An at sign is a break that is replaced too.
      kept=${typed[-1]%@}
      typed[-1]+=$piece
    fi
    rest=${rest#"$piece"}
    case $piece in = | :) kept=${typed[-1]} ;; esac
  done
}

# Behind $1, the first word of CMD, what CMD has to offer, where bash-completion is there to ask it.
_ipcctl_command() {
  local index=1
  while [ "${COMP_WORDS[index]}" != -- ] && [ "$index" -lt "$COMP_CWORD" ]; do index=$((index + 1)); done
  if [ "$index" -ge "$COMP_CWORD" ]; then
    index=1
    while [ "${COMP_WORDS[index]}" != "$1" ] && [ "$index" -lt "$COMP_CWORD" ]; do index=$((index + 1)); done
    index=$((index - 1))
  fi
  if [ "$index" -lt "$COMP_CWORD" ] && declare -F _comp_command_offset >/dev/null; then
    _comp_command_offset "$((index + 1))"
  elif [ "$index" -lt "$COMP_CWORD" ] && declare -F _command_offset >/dev/null; then
    _command_offset "$((index + 1))"
  else
    _ipcctl_files -e
  fi
}

_ipcctl() {
  local current command='' members options values arguments found word kept previous=''
  local index=1 place=0 ended=no
  local -a typed
  COMPREPLY=()
  _ipcctl_words
  current=${typed[-1]}
  _ipcctl_table
  while [ "$index" -lt "$((${#typed[@]} - 1))" ]; do
    word=${typed[index]}
    index=$((index + 1))
    if [ "$ended" = no ] && [ -n "$previous" ]; then
      previous=''
    elif [ "$ended" = no ] && [ "$word" = -- ]; then
      ended=yes
    elif [ "$ended" = no ] && [[ $word == -?* ]]; then
      _ipcctl_whole "$word"
      _ipcctl_value "$word" && previous=$word
    elif [ "$ended$place" = no0 ] && [[ " $members " == *" $word "* ]]; then
      command=${command:+$command }$word
      # What can be asked about are all commands again.
      [ "$command" != help ] || command=''
      _ipcctl_table
    else
      # Behind the first word of CMD, everything is CMD's.
      _ipcctl_argument "$place"
      [ "$found" != :commands... ] || { _ipcctl_command "$word"; return; }
      place=$((place + 1))
    fi
  done
  _ipcctl_here
  # What bash keeps of the word must not come again.
  [ -z "$kept" ] || COMPREPLY=("${COMPREPLY[@]#"$kept"}")
}

# Completes $current, the command and the $place of the argument being known.
_ipcctl_here() {
  if [ -n "$previous" ]; then
    _ipcctl_value "$previous" && _ipcctl_offer "$found"
  elif [ "$ended" = no ] && [[ $current == --*=* ]]; then
    word=${current%%=*}
    current=${current#*=} kept=${kept#"$word="}
    _ipcctl_whole "$word"
    _ipcctl_value "$word" && _ipcctl_offer "$found"
  elif [ "$ended" = no ] && [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  else
    [ "$ended$place" != no0 ] || mapfile -t COMPREPLY < <(compgen -W "$members" -- "$current")
    _ipcctl_argument "$place"
    [ -z "$found" ] || _ipcctl_offer "${found%...}"
  fi
}

complete -F _ipcctl ipcctl

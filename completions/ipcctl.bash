# Completion of ipcctl(1) for bash. Generated from the commands themselves: see README.md.

# Names of the objects that exist, one a line, without starting a JVM.
_ipcctl_objects() {
  local file
  case $1 in
    message_queues) for file in /dev/mqueue/*; do [ -e "$file" ] && printf '%s\n' "${file##*/}"; done ;;
    semaphores) for file in /dev/shm/sem.*; do [ -f "$file" ] && printf '%s\n' "${file##*/sem.}"; done ;;
    shared_memory)
      for file in /dev/shm/*; do
        case $file in */sem.*) ;; *) [ -f "$file" ] && printf '%s\n' "${file##*/}" ;; esac
      done
      ;;
  esac
}

# What the command in $command has: members, options, values (of which options), arguments.
_ipcctl_table() {
  members='' options='' values='' arguments=''
  case $command in
    '')
      members='pipe-demo mkfifo fifo shm mq layout bench completion'
      options='-h --help -V --version'
      ;;
    'pipe-demo')
      members='message exec capacity atomicity eof sigpipe'
      options='-t --timeout --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell|--columns=:none'
      ;;
    'pipe-demo message')
      options='-t --timeout --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell|--columns=:none'
      arguments=':none'
      ;;
    'pipe-demo exec')
      options='--format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell'
      arguments=':commands...'
      ;;
    'pipe-demo capacity')
      options='-t --timeout -s --size --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|-s,--size=:none|--format=table plain json ndjson csv shell|--columns=:none'
      ;;
    'pipe-demo atomicity')
      options='-t --timeout -w --writers -n --records -s --size --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|-w,--writers=:none|-n,--records=:none|-s,--size=:none|--format=table plain json ndjson csv shell|--columns=:none'
      ;;
    'pipe-demo eof')
      options='-t --timeout --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell|--columns=:none'
      ;;
    'pipe-demo sigpipe')
      options='-t --timeout --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|--format=table plain json ndjson csv shell|--columns=:none'
      ;;
    'mkfifo')
      options='-m --mode --format -J --json -q --quiet -v --verbose -h --help'
      values='-m,--mode=:none|--format=table plain json ndjson csv shell'
      arguments=':files...'
      ;;
    'fifo')
      members='write read stat rm'
      options='-h --help'
      ;;
    'fifo write')
      options='-t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell'
      arguments=':fifos|:none'
      ;;
    'fifo read')
      options='-k --keep-open -n --lines -0 --null -c --bytes -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-n,--lines=:none|-c,--bytes=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell'
      arguments=':fifos'
      ;;
    'fifo stat')
      options='--format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell|--columns=:none'
      arguments=':fifos'
      ;;
    'fifo rm')
      options='-f --force --format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell'
      arguments=':fifos...'
      ;;
    'shm')
      members='create write read dump resize stat ls rm'
      options='-h --help'
      ;;
    'shm create')
      options='-s --size -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='-s,--size=:none|-m,--mode=:none|--format=table plain json ndjson csv shell'
      arguments=':shared_memory'
      ;;
    'shm write')
      options='-o --offset --from -c --create --truncate -s --size -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='-o,--offset=:none|--from=text hex base64|-s,--size=:none|-m,--mode=:none|--format=table plain json ndjson csv shell'
      arguments=':shared_memory|:none'
      ;;
    'shm read')
      options='-o --offset -n --length --as --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='-o,--offset=:none|-n,--length=:none|--as=raw text hex base64|--format=table plain json ndjson csv shell|--columns=:none'
      arguments=':shared_memory'
      ;;
    'shm dump')
      options='-o --offset -n --length -a --all --format -J --json -q --quiet -v --verbose -h --help'
      values='-o,--offset=:none|-n,--length=:none|--format=table plain json ndjson csv shell'
      arguments=':shared_memory'
      ;;
    'shm resize')
      options='--format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell'
      arguments=':shared_memory|:none'
      ;;
    'shm stat')
      options='--format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell|--columns=:none'
      arguments=':shared_memory'
      ;;
    'shm ls')
      options='--format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell|--columns=:none'
      ;;
    'shm rm')
      options='-f --force --format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell'
      arguments=':shared_memory...'
      ;;
    'mq')
      members='create send recv stat ls rm'
      options='-h --help'
      ;;
    'mq create')
      options='--max-messages --message-size -m --mode -x --exclusive --format -J --json -q --quiet -v --verbose -h --help'
      values='--max-messages=:none|--message-size=:none|-m,--mode=:none|--format=table plain json ndjson csv shell'
      arguments=':message_queues'
      ;;
    'mq send')
      options='-p --priority -l --lines -0 --null --framed --from -c --create --max-messages --message-size -m --mode -t --timeout --nonblock -E --conflict-exit-code --format -J --json -q --quiet -v --verbose -h --help'
      values='-p,--priority=:none|--from=text hex base64|--max-messages=:none|--message-size=:none|-m,--mode=:none|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell'
      arguments=':message_queues|:none'
      ;;
    'mq recv')
      options='-n --count -f --follow -d --drain -l --lines -0 --null --framed --as -t --timeout --nonblock -E --conflict-exit-code --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='-n,--count=:none|--as=raw text hex base64|-t,--timeout=:none|-E,--conflict-exit-code=:none|--format=table plain json ndjson csv shell|--columns=:none'
      arguments=':message_queues'
      ;;
    'mq stat')
      options='--format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell|--columns=:none'
      arguments=':message_queues'
      ;;
    'mq ls')
      options='--format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell|--columns=:none'
      ;;
    'mq rm')
      options='-f --force --format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell'
      arguments=':message_queues...'
      ;;
    'layout')
      members='show'
      options='-h --help'
      ;;
    'layout show')
      options='--format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell|--columns=:none'
      arguments=':none'
      ;;
    'bench')
      options='--metric -s --size -d --duration -n --count --warmup -r --repeat --quick --progress --format -J --json --columns --list-columns --no-header -b --bytes -q --quiet -v --verbose -h --help'
      values='--metric=throughput latency all|-s,--size=:none|-d,--duration=:none|-n,--count=:none|--warmup=:none|-r,--repeat=:none|--format=table plain json ndjson csv shell|--columns=:none'
      arguments='pipe fifo mq unix-stream tcp shm-sem...'
      ;;
    'completion')
      options='--format -J --json -q --quiet -v --verbose -h --help'
      values='--format=table plain json ndjson csv shell'
      arguments='bash zsh fish'
      ;;
  esac
}

# Completes $current to what $1 says: words, or a kind of existing things behind a colon.
_ipcctl_offer() {
  local name slash=''
  case $1 in
    :files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    :fifos)
      compopt -o filenames 2>/dev/null
      while IFS= read -r name; do
        [ -d "$name" ] || [ -p "$name" ] && COMPREPLY+=("$name")
      done < <(compgen -f -- "$current")
      ;;
    :commands)
      if [ "$2" -gt 0 ]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      else
        mapfile -t COMPREPLY < <(compgen -c -- "$current")
      fi
      ;;
    :none) ;;
    :*)
      case $current in /*) slash=/ ;; esac
      while IFS= read -r name; do
        case $slash$name in "$current"*) COMPREPLY+=("$(printf '%q' "$slash$name")") ;; esac
      done < <(_ipcctl_objects "${1#:}")
      ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current") ;;
  esac
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

_ipcctl() {
  local current=${COMP_WORDS[COMP_CWORD]} command='' members options values arguments found word previous=''
  local index=1 place=0 ended=no behind=0
  local -a kinds
  COMPREPLY=()
  _ipcctl_table
  # bash takes = for a word of its own: --format = json.
  while [ "$index" -lt "$COMP_CWORD" ]; do
    word=${COMP_WORDS[index]}
    if [ "$ended" = no ] && [ -n "$previous" ]; then
      [ "$word" = = ] || previous=''
    elif [ "$ended" = no ] && [ "$word" = -- ]; then
      ended=yes
    elif [ "$ended" = no ] && [[ $word == -?* ]]; then
      previous=''
      _ipcctl_value "$word" && previous=$word
    elif [ "$place" -eq 0 ] && [[ " $members " == *" $word "* ]]; then
      command=${command:+$command }$word
      _ipcctl_table
    else
      place=$((place + 1))
      IFS='|' read -r -a kinds <<<"$arguments"
      # Behind the first word of CMD, options are CMD's.
      case ${kinds[place - 1]:-${kinds[${#kinds[@]} - 1]:-}} in :commands...) ended=yes; behind=$((behind + 1)) ;; esac
    fi
    index=$((index + 1))
  done
  if [ "$ended" = no ] && [ -n "$previous" ]; then
    [ "$current" = = ] && current=''
    _ipcctl_value "$previous" && _ipcctl_offer "$found" 0
    return
  fi
  if [ "$ended" = no ] && [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    return
  fi
  if [ "$place" -eq 0 ] && [ -n "$members" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$members" -- "$current")
    [ -n "$arguments" ] || return
  fi
  [ -n "$arguments" ] || return
  IFS='|' read -r -a kinds <<<"$arguments"
  found=${kinds[place]:-}
  if [ -z "$found" ] && [[ ${kinds[${#kinds[@]} - 1]} == *... ]]; then
    found=${kinds[${#kinds[@]} - 1]}
  fi
  [ -z "$found" ] || _ipcctl_offer "${found%...}" "$behind"
}

complete -F _ipcctl ipcctl

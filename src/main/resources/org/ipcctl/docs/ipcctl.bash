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
@KINDS@
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
@TABLE@
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

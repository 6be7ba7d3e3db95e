#!/bin/sh
# Builds ipcctl where that is needed and installs it below a prefix; --uninstall takes away exactly what was put there.
set -eu

usage() {
  cat <<'EOF'
Usage: ./install.sh [--prefix DIR] [--jlink] [--uninstall]

Builds ipcctl if the tree in target/ipcctl is missing or older than the sources, and installs it below DIR.

  --prefix DIR   install below DIR (default: ~/.local); DESTDIR is put before it for staging
  --jlink        install a Java runtime of its own with it, made of this JDK (about 60 MB), so that it needs no other
  --uninstall    remove what an earlier install put below DIR, and nothing else
  -h, --help     print this help and end

It needs a JDK of Java 17 or later, and to build also Maven 3.6.3 or later. JAVA_HOME, or else the java on PATH, decides
which JDK the installed tool runs on.
EOF
}

debian='Debian: apt install'
fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
prefix=${HOME:-}/.local
uninstall=no
jlink=no
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -ge 2 ] || fail "--prefix needs a directory; try './install.sh --help'" 2; prefix=$2; shift 2 ;;
    --prefix=*) prefix=${1#*=}; shift ;;
    --jlink) jlink=yes; shift ;;
    --uninstall) uninstall=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) fail "unknown option '$1'; try './install.sh --help'" 2 ;;
  esac
done
[ -n "$prefix" ] || fail "--prefix is empty" 2
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
while [ "${prefix%/}" != "$prefix" ] && [ "$prefix" != / ]; do prefix=${prefix%/}; done
root=${DESTDIR:-}$prefix
# Every installed file, a path a line, relative to the prefix; read again by --uninstall and by an upgrade.
list=$root/lib/ipcctl/installed-files

# Removes what the list names, then the directories that this leaves empty. A directory somebody else uses stays.
remove_installed() {
  while IFS= read -r file; do
    rm -f -- "$root/$file"
    dir=$(dirname -- "$file")
    while [ "$dir" != . ]; do
      rmdir -- "$root/$dir" 2>/dev/null || break
      dir=$(dirname -- "$dir")
    done
  done <"$1"
}

if [ "$uninstall" = yes ]; then
  [ -r "$list" ] || fail "no ipcctl is installed below $root (there is no $list)" 3
  copy=$(mktemp)
  trap 'rm -f -- "$copy"' EXIT
  cp -- "$list" "$copy"
  remove_installed "$copy"
  echo "ipcctl is gone from $root."
  exit 0
fi

# --- the JDK and Maven -----------------------------------------------------------------------------------------------
java=
if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
elif command -v java >/dev/null 2>&1; then
  java=$(readlink -f -- "$(command -v java)")
fi
[ -n "$java" ] ||
  fail "no Java found. Install a JDK 17 or later ($debian openjdk-17-jdk-headless) or set JAVA_HOME."
jdk=${java%/bin/java}
jdk=${jdk%/jre}
generation=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
case $generation in
  '' | 1.* | [0-9] | 1[0-6])
    fail "$java is Java ${generation:-unknown}, and ipcctl needs 17 or later ($debian openjdk-17-jdk-headless)." ;;
esac

[ "$jlink" = no ] || [ -x "$jdk/bin/jlink" ] ||
  fail "$jdk has no jlink. Install a JDK ($debian openjdk-$generation-jdk-headless) or set JAVA_HOME to one."

stale() {
  [ ! -x "$here/target/ipcctl/bin/ipcctl" ] ||
    [ -n "$(find "$here/src/main" "$here/pom.xml" "$here/man" "$here/completions" \
      -newer "$here/target/ipcctl/lib/ipcctl/ipcctl.jar" -type f 2>/dev/null | head -n 1)" ]
}
if stale; then
  [ -x "$jdk/bin/javac" ] ||
    fail "$jdk has no compiler. Install a JDK ($debian openjdk-$generation-jdk-headless) or set JAVA_HOME to one."
  command -v mvn >/dev/null 2>&1 || fail "no Maven found. Install Maven 3.6.3 or later (Debian: apt install maven)."
  version=$(mvn -version 2>/dev/null | sed -n 's/^[^A]*Apache Maven \([0-9.]*\).*/\1/p')
  case $version in
    [12].* | 3.[0-5] | 3.[0-5].* | 3.6.[0-2])
      fail "mvn is Maven $version, and the build needs 3.6.3 or later (Debian: apt install maven)." ;;
  esac
  echo "Building ipcctl ..."
  log=$(mktemp)
  (cd -- "$here" && JAVA_HOME=$jdk mvn -q -B -ntp package -DskipTests) >"$log" 2>&1 || {
    cat -- "$log" >&2
    rm -f -- "$log"
    fail "the build failed; its messages are above."
  }
  rm -f -- "$log"
  # Maven leaves the jar as it is where only documents changed, and the next call would build again.
  touch -- "$here/target/ipcctl/lib/ipcctl/ipcctl.jar"
fi

# --- copy ------------------------------------------------------------------------------------------------------------
tree=$here/target/ipcctl
mkdir -p -- "$root" 2>/dev/null || true
[ -w "$root" ] ||
  fail "$root cannot be written. Name another directory with --prefix, or install as a user who may write there." 5
if [ -r "$list" ]; then
  old=$(mktemp)
  cp -- "$list" "$old"
  remove_installed "$old"
  rm -f -- "$old"
fi
mkdir -p -- "$root/lib/ipcctl"
(cd -- "$tree" && find . -type f | sed 's,^\./,,' | LC_ALL=C sort) >"$list.new"
while IFS= read -r file; do
  mkdir -p -- "$root/$(dirname -- "$file")"
  cp -p -- "$tree/$file" "$root/$file"
done <"$list.new"
if [ "$jlink" = yes ]; then
  # jdk.unsupported has sun.misc.Unsafe for jffi, and jdk.management (com.sun.management) is for bench; charts as PNG
  # need java.desktop. metrics --listen is a server of jdk.httpserver. What generate-jli-classes adds comes out
  # otherwise each time, and quickens nothing here.
  modules=java.base,java.management,jdk.management,jdk.unsupported,jdk.httpserver,java.desktop
  log=$(mktemp)
  "$jdk/bin/jlink" --add-modules "$modules" --output "$root/lib/ipcctl/runtime" --strip-java-debug-attributes \
    --no-header-files --no-man-pages --disable-plugin generate-jli-classes >"$log" 2>&1 || {
    cat -- "$log" >&2
    rm -f -- "$log"
    fail "jlink failed; its messages are above."
  }
  rm -f -- "$log"
  (cd -- "$root" && find lib/ipcctl/runtime -type f -o -type l | LC_ALL=C sort) >>"$list.new"
  jdk=$root/lib/ipcctl/runtime
else
  printf '%s\n' "$jdk" >"$root/lib/ipcctl/jdk"
fi

# --- the class-data archive, which takes half of the start-up time off -----------------------------------------------
# A tool without it is slower and otherwise the same, so a JDK that cannot make one is no failure.
archive=ipcctl.jsa
"$root/lib/ipcctl/make-archive" "$jdk" || true
{
  cat -- "$list.new"
  [ "$jlink" = yes ] || echo lib/ipcctl/jdk
  echo lib/ipcctl/installed-files
  [ ! -f "$root/lib/ipcctl/$archive" ] || echo "lib/ipcctl/$archive"
} >"$list"
rm -f -- "$list.new"

version=$("$root/bin/ipcctl" --version) || fail "the installed tool does not start; its message is above."
if [ "$jlink" = yes ]; then
  echo "$version is installed as $prefix/bin/ipcctl, with a Java runtime of its own."
else
  echo "$version is installed as $prefix/bin/ipcctl, for the JDK in $jdk."
fi
[ -f "$root/lib/ipcctl/$archive" ] ||
  echo "No class-data archive could be made with this JDK: each start takes longer, nothing else changes."
echo "Manual pages: $prefix/share/man/man1 and man7 (man ipcctl)."
echo "Completions: bash $prefix/share/bash-completion/completions, zsh $prefix/share/zsh/site-functions,"
echo "  fish $prefix/share/fish/vendor_completions.d"
# /usr, /usr/local and, but for zsh, ~/.local are where the shells look anyway.
case $prefix in
  /usr | /usr/local) ;;
  *) echo "For zsh, put this before compinit in ~/.zshrc: fpath+=(\"$prefix/share/zsh/site-functions\")" ;;
esac
case $prefix in
  /usr | /usr/local | "${HOME:-}/.local") ;;
  *) echo "For bash and fish: export XDG_DATA_DIRS=\"$prefix/share:\${XDG_DATA_DIRS:-/usr/local/share:/usr/share}\"" ;;
esac
case :$PATH: in
  *":$prefix/bin:"*) ;;
  *) echo "Put it on your PATH, which man follows too: export PATH=\"$prefix/bin:\$PATH\"" ;;
esac

# Finds a JDK; read by ./mvnw and ./legwork.

# Major version of the JDK in a folder, from its release file; 0 if there is no JDK.
jdk_major() {
  if [ ! -x "$1/bin/javac" ] || [ ! -r "$1/release" ]; then
    echo 0
    return
  fi
  major=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
  echo "${major:-0}"
}

# Home of the java that the PATH finds, links followed; empty if there is none.
jdk_on_path() {
  java=$(command -v java 2>/dev/null) || return 0
  while [ -L "$java" ]; do
    link=$(ls -l "$java" | sed 's/.* -> //')
    case $link in
      /*) java=$link ;;
      *) java=$(dirname "$java")/$link ;;
    esac
  done
  (cd "$(dirname "$java")/.." 2>/dev/null && pwd)
}

# Prints the home of the first JDK of at least the given major version: JAVA_HOME, the PATH, then
# the folders where installers put them. Fails if there is none.
find_jdk() {
  for home in "${JAVA_HOME:-}" "$(jdk_on_path)" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/*jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/*; do
    if [ -n "$home" ] && [ "$(jdk_major "$home")" -ge "$1" ]; then
      echo "$home"
      return 0
    fi
  done
  return 1
}

#!/bin/sh
# usage: without_namespaces.sh COMMAND... (as root)
# Runs a command where no user namespaces can be made: in one with all users of this machine, whose own limit is 0.
# Gives up after ten seconds.
# shellcheck disable=SC2016
unshare --user --keep-caps sh -c '
  for _ in $(seq 200); do
    [ "$(id -u)" = 0 ] && [ "$(id -g)" = 0 ] && break
    sleep 0.05
  done
  echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"
' sh "$@" &
child=$!

# A map can be written once, and only when the namespace is there.
write() {
  for _ in $(seq 200); do
    echo 0 0 65535 > "/proc/$child/$1" && return
    kill -0 "$child" || exit 1
    sleep 0.05
  done
  kill "$child"
  exit 1
} 2>/dev/null

write gid_map
write uid_map
wait "$child"

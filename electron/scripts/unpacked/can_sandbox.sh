#!/bin/sh
# usage: can_sandbox.sh FOLDER
# Whether Chromium can make its sandbox here, for somebody who isn't root: by its helper in FOLDER, or by user namespaces.
helper=$1/chrome-sandbox
[ -u "$helper" ] && [ "$(stat -c %u "$helper")" = 0 ] && exit 0

setting() { cat "/proc/sys/$1" 2>/dev/null; }

# Ubuntu lets namespaces be made, but without rights inside, unless the program has a profile
if [ "$(setting kernel/apparmor_restrict_unprivileged_userns)" = 1 ]; then
  grep -rqsF "$1/" /etc/apparmor.d
  exit
fi
[ "$(setting user/max_user_namespaces)" != 0 ] && [ "$(setting kernel/unprivileged_userns_clone)" != 0 ] || exit 1
if command -v unshare >/dev/null; then unshare --user true 2>/dev/null; fi

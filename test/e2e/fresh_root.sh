#!/bin/sh
# usage: fresh_root.sh FOLDER DEB REPOSITORY DOCUMENT PICTURE (as root, with debootstrap and a network)
# Makes a bare Debian with what the .deb depends on in FOLDER; then, in namespaces without a network, installs the .deb
# there, has it summarize DOCUMENT on an Xvfb, and removes it. Prints what it saw, a line each.
set -eu
root=$1 deb=$2 repository=$3 document=$4 picture=$5

# what is asked for by name as "a | b" in the .deb: the first
needed=$(dpkg-deb --field "$deb" Depends | tr ',' '\n' | cut -d'|' -f1 | tr -d ' ' | paste -sd,)
debootstrap --variant=minbase --include="$needed,dbus-x11,xvfb,fonts-dejavu-core,iproute2" bookworm "$root" >&2
cp "$deb" "$root/tmp/sparselens.deb"
touch "$root/usr/bin/node"
mkdir -p "$root/old" "$root/repository"

unshare --mount --net --pid --fork --propagation private sh -euc '
  mount --bind "$1" "$1" && cd "$1"
  mount --bind "$2" repository && mount -o remount,ro,bind repository
  mount --bind "$(readlink -f "$(command -v node)")" usr/bin/node
  mount -t proc proc proc && mount --rbind /sys sys && mount --rbind /dev dev
  ip link set lo up
  pivot_root . old && umount -l old
  export PATH=/usr/sbin:/usr/bin:/sbin:/bin

  useradd --system --user-group --no-create-home sparselens-test
  # what tests and caches of the system leave is not in it
  list() { find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /repository -o -path /tmp -o -path /run \) -prune -o -print; }
  list | sort >/tmp/before
  dpkg --install /tmp/sparselens.deb >&2
  echo "megabytes $(du -sm /opt/SparseLens | cut -f1)"
  cd /repository
  node --import tsx test/e2e/installed.ts /opt/SparseLens/sparselens "$3" /tmp/picture.png
  cd /
  dpkg --purge sparselens >&2
  list | sort >/tmp/after
  echo "left $(comm -13 /tmp/before /tmp/after | paste -sd" ")"
' sh "$root" "$repository" "/repository/$document" && cp "$root/tmp/picture.png" "$picture"

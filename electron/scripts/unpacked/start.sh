#!/bin/sh
# Starts SparseLens from wherever its archive was unpacked. Where Chromium can't make its sandbox it would end before the
# app could say a word, and a start from the desktop would look like nothing at all.
here=$(dirname "$(readlink -f "$0")")

tell() {
  echo "$1" >&2
  if command -v zenity >/dev/null; then zenity --error --no-markup --title SparseLens --text "$1" 2>/dev/null
  elif command -v kdialog >/dev/null; then kdialog --title SparseLens --error "$1" 2>/dev/null
  elif command -v notify-send >/dev/null; then notify-send SparseLens "$1" 2>/dev/null
  fi
  exit 1
}

[ "$(id -u)" -ne 0 ] || tell 'SparseLens does not start as root: start it as yourself.'
# What is mounted from an AppImage can't be changed; and its AppRun (electron-builder's) would start without a sandbox
if [ -n "$APPIMAGE" ]; then
  "$here/resources/can_sandbox.sh" "$here" || tell 'SparseLens cannot start from its AppImage here, as this system lets no program of yours make user namespaces, which its sandbox is made of: install the .deb, or unpack the .tar.gz, which says what to do.'
  [ "$1" = --no-sandbox ] && shift
fi
"$here/resources/can_sandbox.sh" "$here" || tell "SparseLens cannot start yet, as this system lets no program of yours make user namespaces, which its sandbox is made of. Run this once, or install the .deb instead: sudo chown root '$here/chrome-sandbox' && sudo chmod 4755 '$here/chrome-sandbox'"
exec "$here/sparselens.bin" "$@"

#!/bin/sh
# Renders icon.svg to the sizes that desktops ask for (Debian: librsvg2-bin). Run it after a change and commit both.
set -eu
cd "$(dirname "$0")"
for size in 16 24 32 48 64 128 256 512; do
  rsvg-convert --width "$size" --height "$size" icon.svg --output "${size}x${size}.png"
done

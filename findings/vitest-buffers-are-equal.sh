#!/usr/bin/env bash
# In Vitest, toEqual takes any two ArrayBuffers for equal, whatever they hold and however long they are.
#
# Guess:     toEqual compares what values hold: two buffers with other bytes differ, as two Uint8Arrays do. At worst such
#            objects are compared by identity, so that a test fails that should pass.
# Behaviour: an object without own keys equals every other of its kind. An ArrayBuffer of [1, 2, 3] equals one of [9], also
#            inside of objects and Sets, in toMatchObject, and where a spy is asked toHaveBeenCalledWith it, as when a
#            buffer is posted to a worker. So do DataViews and SharedArrayBuffers, and Sets whose equal members hide others
#            ({1}, {1} and {1}, {2}). toStrictEqual tells ArrayBuffers and DataViews apart, the others not even that; typed
#            arrays are compared right everywhere.
# Version:   vitest 4.1.12
# Source:    @vitest/expect dist/index.js: eq (keys only), arrayBufferEquality (a tester of toStrictEqual alone), and
#            iterableEquality for Sets
# Seen:      toEqual and toHaveBeenCalledWith: ArrayBuffer, DataView, SharedArrayBuffer and Set equal, Uint8Array not
#            toStrictEqual: SharedArrayBuffer and Set equal
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts vitest@4.1.12

cat > see.test.mjs <<'JS'
import { expect, test, vi } from 'vitest'

const bytes = (...list) => new Uint8Array(list)
const shared = (length) => new SharedArrayBuffer(length)
const PAIRS = {
  ArrayBuffer: [bytes(1, 2, 3).buffer, bytes(9).buffer],
  DataView: [new DataView(bytes(1).buffer), new DataView(bytes(2).buffer)],
  SharedArrayBuffer: [shared(1), shared(8)],
  Set: [new Set([{ n: 1 }, { n: 1 }]), new Set([{ n: 1 }, { n: 2 }])],
  Uint8Array: [bytes(1), bytes(2)],
}
function same(check) {
  try {
    check()
    return 'equal'
  } catch {
    return 'differ'
  }
}

test('what is equal', () => {
  const seen = {}
  for (const [name, [one, two]] of Object.entries(PAIRS)) {
    const spy = vi.fn()
    spy({ data: one })
    seen[name] = [
      same(() => expect(one).toEqual(two)),
      same(() => expect(one).toStrictEqual(two)),
      same(() => expect(spy).toHaveBeenCalledWith({ data: two })),
    ].join(' ')
    console.log(name.padEnd(18), seen[name])
  }
  expect(seen).toEqual({
    ArrayBuffer: 'equal differ equal',
    DataView: 'equal differ equal',
    SharedArrayBuffer: 'equal equal equal',
    Set: 'equal equal equal',
    Uint8Array: 'differ differ differ',
  })
})
JS
echo "                   toEqual toStrictEqual toHaveBeenCalledWith"
NO_COLOR=1 npx vitest run --reporter=dot --disable-console-intercept see.test.mjs

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export interface Run {
  seconds: number
  /** The most that all its processes took together, what they share counted once. */
  megabytes: number
}

/** Of all processes below one, by what Linux says each has of its own and of what is shared (PSS). */
const WATCH = `
import os, subprocess, sys, time
began = time.time()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
def below(pid):
    yield pid
    for task in os.listdir(f'/proc/{pid}/task'):
        for one in open(f'/proc/{pid}/task/{task}/children').read().split():
            yield from below(int(one))
most = 0
while child.poll() is None:
    taken = 0
    try:
        for pid in below(child.pid):
            taken += next(int(line.split()[1]) for line in open(f'/proc/{pid}/smaps_rollup') if line.startswith('Pss:'))
    except (OSError, StopIteration):
        pass
    most = max(most, taken)
    time.sleep(0.05)
print(time.time() - began, most / 1024, child.returncode)
`

/** Summarizes the file by the command line of a checkout. Needs Linux and python3. */
export function runOf(checkout: string, file: string, name: string): Run {
  const command = [process.execPath, join(checkout, 'electron', 'cli', 'start.mjs'), file]
  const { stdout, status, stderr } = spawnSync('python3', ['-c', WATCH, ...command], { encoding: 'utf8' })
  const [seconds, megabytes, ended] = (stdout ?? '').split(' ').map(Number)
  if (status !== 0 || ended !== 0) throw new Error(`${name} could not analyze ${file}: ${stderr || `status ${ended}`}`)
  return { seconds: seconds!, megabytes: megabytes! }
}

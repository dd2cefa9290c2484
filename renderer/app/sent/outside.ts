/** How to see for oneself, without the app's help, by system: `command` is for a terminal, `what` says what it shows. */
export interface OutsideWay {
  command: string
  what: string
}

const LINUX: OutsideWay[] = [
  {
    command: 'unshare --net --map-current-user sparselens',
    what: 'starts it in a network of its own that leads nowhere: all of it works there.',
  },
  {
    command: 'strace -f -e trace=%network -o calls.txt sparselens',
    what: 'writes down every call of every process that has to do with sockets: it connects to nothing but UNIX sockets.',
  },
]

const OTHERS: Record<string, OutsideWay[]> = {
  darwin: [{ command: 'lsof -i -a -c SparseLens', what: 'lists its network connections: none. Not tried by us yet.' }],
  win32: [
    {
      command: 'netstat -b -n',
      what: 'lists connections with their programs, started as administrator: none is SparseLens. Not tried by us yet.',
    },
  ],
}

export const outsideWays = (platform: string): OutsideWay[] => OTHERS[platform] ?? LINUX

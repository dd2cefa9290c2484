/** Loaded before the command line by remote_off.test.ts: ends the process at any attempt to connect or to look up a name. */
const dns = require('node:dns')
const dgram = require('node:dgram')
const net = require('node:net')

function refuse(what) {
  return () => {
    process.stderr.write(`CONNECTED: ${what}\n`)
    process.exit(99)
  }
}

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given
  // pipes between processes of this machine
  if (options?.path !== undefined) return connect.apply(this, given)
  return refuse('a socket')()
}
dns.lookup = refuse('a name')
dns.resolve = refuse('a name')
dgram.Socket.prototype.send = refuse('a datagram')

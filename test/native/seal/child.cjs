/** Is shut in, then tries to get out: prints what each way says. Arguments: the addon, a folder to read, one to write, what is forbidden, a port. */
const [addon, readable, writable, forbidden, port] = process.argv.slice(2)
const { execFileSync } = require('node:child_process')
const { createSocket } = require('node:dgram')
const fs = require('node:fs')
const { createServer, connect } = require('node:net')
const { join } = require('node:path')
const { Worker } = require('node:worker_threads')

const said = {}
const now = (name, act) => {
  try {
    said[name] = act() ?? 'done'
  } catch (error) {
    said[name] = error.code ?? error.message
  }
}
const later = (name, begin) =>
  new Promise((resolve) => {
    begin((error) => {
      said[name] = error ? (error.code ?? error.message) : 'done'
      resolve()
    })
  })

async function main() {
  // threads that were there before are shut in, too
  await fs.promises.readFile(forbidden)
  said.sealed = require(addon).seal(['/usr', '/lib', '/lib64', '/proc/self', __dirname, readable], [writable])

  now('reads what it may', () => fs.readFileSync(join(readable, 'given'), 'utf8'))
  now('writes where it may', () => fs.writeFileSync(join(writable, 'made'), 'x'))
  now('reads another file', () => fs.readFileSync(forbidden, 'utf8'))
  await later('reads another file in a thread that was there', (end) => fs.readFile(forbidden, end))
  await later('reads another file in a thread of its own', (end) => {
    const source = `require('node:fs').readFileSync(${JSON.stringify(forbidden)})`
    new Worker(source, { eval: true }).on('error', end).on('exit', (status) => status === 0 && end())
  })
  now('writes into what it may read', () => fs.writeFileSync(join(readable, 'other'), 'x'))
  now('empties what it may read', () => fs.truncateSync(join(readable, 'given')))
  now('moves a file out', () => fs.renameSync(join(writable, 'made'), join(readable, 'moved')))
  now('looks into its parent', () => fs.readFileSync(`/proc/${process.ppid}/environ`))
  now('signals its parent', () => process.kill(process.ppid, 0) && 'done')
  now('starts a program', () => execFileSync(process.execPath, ['--version'], { encoding: 'utf8' }))
  await later('connects', (end) => connect(Number(port), '127.0.0.1', end).on('error', end))
  await later('connects to a UNIX socket', (end) => connect(join(writable, 'socket'), end).on('error', end))
  await later('waits for connections', (end) => createServer().on('error', end).listen(0, '127.0.0.1', end))
  await later('sends a datagram', (end) =>
    createSocket('udp4').on('error', end).send('x', Number(port), '127.0.0.1', end),
  )
  console.log(JSON.stringify(said))
  process.exit(0)
}
main()

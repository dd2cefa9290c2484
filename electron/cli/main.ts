import { quietLibraries } from './quiet'

quietLibraries()
// the rest is loaded only now, so that nothing in it prints before
const { main } = await import('./process')
await main()

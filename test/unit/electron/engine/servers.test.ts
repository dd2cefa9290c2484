import { expect, it } from 'vitest'
import { layersOn, withServers } from '../../../../electron/engine/servers'
import { GIB } from '../../../../electron/shared/shown/gib'
import { fullSizeHeader } from '../../../fixtures/models/full_size'

const header = fullSizeHeader('Q4_K_M')
const here = {
  name: 'here',
  host: { totalBytes: 64 * GIB, freeBytes: 60 * GIB, cores: 8, bandwidth: null, operations: null, disk: null },
  gpus: [],
}
const server = (name: string, ...gib: number[]) => ({
  address: name,
  devices: gib.map((free) => ({ freeBytes: free * GIB, totalBytes: (free + 2) * GIB })),
})

it('devices of servers come first, by address', () => {
  const gpu = { ...withServers(here, [server('x:1', 8)]).gpus[0]!, name: 'own', backend: 'cuda' as const }
  const { gpus } = withServers({ ...here, gpus: [gpu] }, [server('a:1', 80), server('b:1', 40, 20)])
  expect(gpus.map(({ name, backend }) => `${name} ${backend}`)).toEqual([
    'a:1 rpc',
    'b:1 (device 0) rpc',
    'b:1 (device 1) rpc',
    'own cuda',
  ])
})

it('all layers lie on servers that can hold them, by their memory', () => {
  const machine = withServers(here, [server('a:1', 250), server('b:1', 250)])
  const { gpuLayers, split } = layersOn(machine, header, { context: 8192 })
  expect(gpuLayers).toBe(split![0]! + split![1]!)
  expect(gpuLayers).toBeGreaterThan(61)
  expect(Math.abs(split![0]! - split![1]!)).toBeLessThan(8)
})

it('says what is missing where they can’t', () => {
  const machine = withServers(here, [server('a:1', 80), server('b:1', 80)])
  expect(() => layersOn(machine, header, { context: 8192 })).toThrow(
    /doesn't fit the machines that were named: .*GiB of main memory.* Name more of them\.$/,
  )
})

import { z } from 'zod'
import { USUAL_LANGUAGES } from '../shared/document/languages'
import { type Settings, SettingsSchema } from '../shared/ipc/settings_data'
import type { Db } from './database'

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  model: null,
  threads: null,
  context: null,
  gpuLayers: 0,
  topK: null,
  cacheBytes: 4 * 2 ** 30,
  summarySentences: 4,
  twoLooks: true,
  scanLanguages: USUAL_LANGUAGES,
  endpoint: null,
  servers: [],
  view: {},
}

/** Small things that are remembered, as JSON by key. What is there but can't be used counts as not there. */
export class SettingsTable {
  constructor(private readonly db: Db) {}

  read<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const row = this.db.prepare('SELECT value FROM settings WHERE key = ?').get(key) as { value: string } | undefined
    if (!row) return undefined
    try {
      return schema.parse(JSON.parse(row.value))
    } catch {
      return undefined
    }
  }

  write(key: string, value: unknown): void {
    this.db.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)').run([key, JSON.stringify(value)])
  }

  /** The user's settings: a field that another version wrote differently falls back to its default alone. */
  settings(): Settings {
    const stored = this.read('settings', z.record(z.string(), z.unknown())) ?? {}
    const fields = Object.entries(SettingsSchema.shape).map(([name, schema]) => {
      const value = schema.safeParse(stored[name])
      return [name, value.success ? value.data : DEFAULT_SETTINGS[name as keyof Settings]]
    })
    return Object.fromEntries(fields) as Settings
  }

  save(settings: Settings): void {
    this.write('settings', settings)
  }
}

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readAnalysis } from '../../electron/export/saved/read'
import { writeExport } from '../../electron/export/write'
import { DocumentError } from '../../electron/shared/document/types'
import { made } from '../unit/electron/export/made'
import { remake } from '../unit/electron/export/saved/remake'

/** What only the addon can tell; all else: test/unit/electron/export/saved/analysis.test.ts. */

it('a saved analysis with a trace that is none is damaged', async () => {
  const one = await made('The rent is due. It rains.\n\nThe boat is blue.')
  try {
    const path = join(one.folder, 'note.sparselens')
    await writeExport(one.order('analysis', path))
    await remake(path, (files) => files.set(`answers/${one.answer.id}/0.trace`, Buffer.from('trace')))
    const read = readAnalysis(path, 'note.sparselens', join(one.folder, 'into'))
    await expect(read).rejects.toThrow(DocumentError)
    await expect(read).rejects.toThrow(/damaged or cut off: copy it again/)
  } finally {
    rmSync(one.folder, { recursive: true })
  }
})

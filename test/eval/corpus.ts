import { excerpt } from './texts/excerpt'
import { paragraphsOfHtml } from './texts/html'
import { SOURCES, type TextSource } from './texts/list'
import { packagedText, removeDownloads } from './texts/packages'
import { paragraphsOfPlain } from './texts/plain'

/** An excerpt of a real English text. */
export interface RealText {
  source: TextSource
  /** Package and version that it is from. */
  version: string
  paragraphs: string[]
}

const LEAST_TEXTS = 10

/** Excerpts of the texts that this Debian release has. `onMissing` hears why one is left out. */
export async function loadCorpus(onMissing: (id: string, why: string) => void): Promise<RealText[]> {
  const texts: RealText[] = []
  for (const source of SOURCES) {
    try {
      const { text, version } = await packagedText(source)
      const paragraphs = /\.html$/.test(source.file) ? paragraphsOfHtml(text) : paragraphsOfPlain(text)
      texts.push({ source, version, paragraphs: excerpt(paragraphs, source.start) })
    } catch (error) {
      onMissing(source.id, (error as Error).message)
    }
  }
  await removeDownloads()
  if (texts.length < LEAST_TEXTS) {
    throw new Error(
      `Only ${texts.length} of the ${SOURCES.length} texts could be had, ${LEAST_TEXTS} are needed. They come from ` +
        'Debian packages: run this on Debian, with package lists (apt-get update) and a network.',
    )
  }
  return texts
}

/** How the text goes on after an abstract. */
const AFTER = String.raw`\n+\s*(?:#+\s*)?(?:Key ?words?\b|\d+\.?\s+Introduction|Introduction\s*\n|1\.\s|Contents\s*\n)`
const ABSTRACT = new RegExp(
  String.raw`(?:^|\n)\s*(?:#+\s*)?(?:Abstract|ABSTRACT|Summary)\b[:.]?\s*\n*([\s\S]{200,3500}?)(?=${AFTER})`,
)
/** An abstract begins within so many characters: a later one is a heading of the paper's own. */
const FIRST = 4000

/** What the authors say that their paper is about, and what follows it; undefined if none can be told. */
export function splitAbstract(text: string): { abstract: string; rest: string } | undefined {
  const found = ABSTRACT.exec(text)
  if (!found || found.index > FIRST) return undefined
  return { abstract: found[1]!.trim(), rest: text.slice(found.index + found[0].length).trim() }
}

/** What the fonts of symbols draw for each code that office programs and old fonts use them for. */

/** Adobe's Symbol: https://unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt */
const SYMBOL = tableOf([
  [0x20, ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼'],
  [0xa0, '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪'],
  [0xf1, '〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭'],
])

/** Of Microsoft's Wingdings what stands in documents: boxes, ticks, arrows, figures in circles, bullets. */
const WINGDINGS = tableOf([
  [0x20, ' ✏✂✁👓🔔📖🕯☎✆✉'],
  [0x46, '☞'],
  [0x4a, '☺😐☹'],
  [0x6c, '•❍•☐☐'],
  [0x71, '❑❒⬧⧫◆❖'],
  [0x78, '☒'],
  [0x80, '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿'],
  [0x9f, '•'],
  [0xa1, '○'],
  [0xa7, '▪☐'],
  [0xd8, '➢'],
  [0xdf, '←→↑↓↖↗↙↘'],
  [0xe8, '➔'],
  [0xef, '⇦⇨⇧⇩⬄⇳'],
  [0xfb, '✗✓☒☑'],
])
/** Squares, and pieces of them, that begin items of a list. */
for (const code of [0x6e, 0x76, 0xa7, 0xb7]) WINGDINGS.set(code, '•')

/** Of Wingdings 2 and Webdings the ticks, boxes and figures. */
const WINGDINGS2 = tableOf([
  [0x4f, '✗✓☒☑☒☒'],
  [0x69, '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿'],
  [0x95, '••●'],
  [0xa1, '■☐'],
])
for (const code of [0x2a, 0xa0, 0xa3]) WINGDINGS2.set(code, '☐')
const WEBDINGS = tableOf([
  [0x33, '◀▶▲▼'],
  [0x61, '✔'],
  [0x63, '☐'],
  [0x67, '■'],
  [0x6e, '●'],
  [0x72, '✖'],
])

/** Adobe's ZapfDingbats: https://unicode.org/Public/MAPPINGS/VENDORS/ADOBE/zdingbat.txt */
const DINGBATS = tableOf([
  [0x20, ' ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞'],
  [0xa1, '❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯'],
  [0xf1, '➱➲➳➴➵➶➷➸➹➺➻➼➽➾'],
])

/** The table of a font by its name; undefined for fonts of letters, and for those that name real characters. */
export function symbolTableOf(name: string): ReadonlyMap<number, string> | undefined {
  if (/^(?:Symbol(?:[A-Z,;-].*|PS.*|)|StandardSym.*|EuclidSymbol.*)$/.test(name.replace(/\s/g, ''))) return SYMBOL
  if (/^wingdings(?![ -]?[23])/i.test(name)) return WINGDINGS
  if (/^wingdings[ -]?2/i.test(name)) return WINGDINGS2
  if (/^webdings/i.test(name)) return WEBDINGS
  if (/zapf ?dingbats|^dingbats/i.test(name)) return DINGBATS
  return undefined
}

function tableOf(stretches: readonly (readonly [first: number, signs: string])[]): Map<number, string> {
  return new Map(stretches.flatMap(([first, signs]) => [...signs].map((sign, i) => [first + i, sign] as const)))
}

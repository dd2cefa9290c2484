/**
 * Words before a full stop that ends no sentence, of the languages that documents here are mostly in: what a capital may
 * follow all the same. Before a small letter nothing ends, so these lists hold what stands before names, nouns and
 * numbers. None of them is a word that sentences end with in another of these languages.
 */

const words = (...lists: string[]) => new Set(lists.flatMap((list) => list.split(' ')))

/** A name, a noun or a number always follows. */
const LEADING = words(
  // English: titles and offices; what is counted and cited
  'Mr Mrs Ms Dr Prof Hon Rev Messrs Gen Col Capt Sgt Lt Sen Rep Gov Mt Adm Pres Supt Insp Cmdr Maj Cpl Pvt Amb Msgr Ft',
  'Sr Jr e.g i.e cf viz vs v al ca c approx esp incl Fig Figs Eq Eqs Tab Art Arts Sec Secs Sect Ch Chap Vol Ref',
  'Refs Para Paras Abs Cl Sched App Ex p pp S f ff ed eds s',
  // German
  'Fr Hr Hrn Frl Fa Nr Az Urt Beschl bzw vgl zzgl inkl exkl einschl abzgl ggf ggfs evtl sog Hrsg Bd Aufl Anm Rn Rdnr Rz',
  'Ziff Buchst Abschn Kap Anl gem lt Dipl.-Ing Mio Mrd Std geb mtl jährl z.B d.h u.a i.V.m i.S.d i.d.R m.E z.Zt z.T',
  // French
  'M MM Mme Mmes Mlle Mlles Me Mgr av bd boul chap art al éd env réf tél p.ex c.-à-d',
  // Spanish and Portuguese
  'Sra Srta Sres Sras Dra Ud Uds Vd Vds Dña Lic Ing Excmo Excma Exmo Exma Ilmo Ilma núm nº pág págs Avda Av vid cap arts',
  // Italian
  'Sig Sigg Sigra sig sigg sig.ra Dott dott Avv avv Arch Geom Rag pag pagg artt sez cfr Soc',
  // Dutch, Danish, Norwegian, Swedish
  'dhr mevr mw nr blz bijv o.a d.w.z t.a.v m.b.t bl.a f.eks t.ex s.k kap stk',
  // Polish, Czech
  'ul os pkt ust zob tzw np m.in mgr inż poz dz odst písm např tzv čl',
  // Russian and Ukrainian
  'ул д кв стр ст п пп ч т.е им см гл рис табл проф акад обл ред изд тел оф корп вул буд',
  // Greek
  'αρ σελ κ κα π.χ',
)

/** May end a sentence, but goes on before a number or an initial. */
const INNER = words(
  'etc Inc Ltd Co Corp LLC Bros Dept Univ Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun a.m',
  'p.m Ph.D min max est tel Str hr hrs in ft oz lbs Cir Dist Ct Supp Stat Ave Blvd Rd usw Pl n г руб тыс млн',
  'млрд r',
)

/** "Hauptstr.", "Kerkstr." */
const STREET = /\p{Ll}str$/u

/** Ends a sentence only where the next word is one that sentences begin with. */
const PLACES = words('U.S U.K E.U D.C U.N U.S.A N.Y St')

/** "No. 5", "No. A-7", "No. XII"; whatever else follows, "No." is an answer. */
const NUMBERED = words('No Nos')
const COUNTED = /^(?:[([#]?\p{N}|\p{Lu}{1,3}[-/.\d]|[IVXLC]{2,}\b|[VX]\b)/u

/** Only the capitalized form, or the one before a number, is an abbreviation: "no." and "art." are words. */
const WORDS_TOO = words(
  'no nos art arts fig figs app ex sec ch ref c s m al f ff p ed rep col gen cl tab para abs min max est in mon sat sun wed',
  'mar jun dec fr hr sr st d k n np os cap arch rag mt sen rev hon pl ave',
)

/** Words that begin sentences, and seldom names. */
const STARTERS = words(
  'The A An It He She They We I You This That These Those In On At If But And For As When There No Both All Any Each Some',
  'Our His Her Its Their My Your Not Nobody Nothing Then After Before By From To With What Who Why How Where While Since',
  'So Or Most Many Such Here Now However Therefore Under Upon Neither Either Another Other',
  'Der Die Das Den Dem Des Er Sie Es Wir Ich Ein Eine Einen Im Am Bei Mit Nach Wenn Wie Was Dies Diese Dieser Dieses',
  'Le La Les Il Elle Ils Elles Nous Vous Je Un Une Ce Cette Ces Dans El Los Las Una Esto Este Esta En Si Lo Gli Uno Het De',
)

const FIRST_WORD = /^[\p{L}’'-]+/u

/** Whether a sentence is likely to begin so. */
export const beginsAsSentences = (next: string): boolean => STARTERS.has(FIRST_WORD.exec(next)?.[0] ?? '')

/** What is behind the name of a firm. */
const FIRM = /^(?:KGaA|KG|GmbH|AG|OHG|SE|Ltd|Inc|LLC|LLP|plc|PLC|S\.\s?[Aap]|N\.V|B\.V)\b/

/** German writes days and ordinals as numbers with a full stop; what stands before them tells. */
const ORDINAL =
  /(?:^|[\s(])(?:am|vom|zum|zur|im|in|bis|ab|seit|der|die|das|dem|den|des|und|jede[rsnm]?|beim|ein(?:e[rsnm]?)?|v|dieser|diesem)\.?\s\d{1,3}\.$/i
const MONTH =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan|Feb|Apr|Aug|Sept?|Okt|Nov|Dez)\b/

const isNoun = (next: string) => /^\p{Lu}\p{Ll}/u.test(next) && !beginsAsSentences(next)

/** "z. B.", "i. V. m.", "Dr. rer. nat.": pieces of one or two letters, and degrees. */
const SPACED =
  /(?:^|[\s(])(?:z|d|u|i|o|s|m|v|n|p|c|k)\.\s(?:(?:V|S|d|R)\.\s)?(?:B|h|a|m|d|R|E|T|Zt|Chr|ä|o|ex|à-d|A|u)\.$/
const DEGREE =
  /(?:Dr|Dipl)\.(?:\s(?:rer|h|med|sc))?\.?\s?-?(?:med|jur|iur|rer|nat|phil|pol|oec|theol|Ing|h|c|sc|mult)\.$/

/** Of single letters the case tells. */
const isIn = (list: Set<string>, word: string) => list.has(word) || (word.length > 1 && list.has(word.toLowerCase()))

/** The word before the last full stop, with full stops inside: "e.g", "Dipl.-Ing". */
const wordBefore = (before: string) => /(?:^|[\s("'“‘«[/’])([\p{L}º.-]+)\.$/u.exec(before)?.[1] ?? ''

/**
 * Whether a sentence goes on behind a full stop. `before` ends with it; `next` begins with what stands behind the blank,
 * no small letter.
 */
export function isAbbreviation(before: string, next: string): boolean {
  const word = wordBefore(before)
  const startsWithDigit = /^[([]?\p{N}/u.test(next)
  if (/\d\.$/.test(before)) return MONTH.test(next) || (ORDINAL.test(before) && isNoun(next))
  if (SPACED.test(before) || DEGREE.test(before)) return true
  if (word === '') return false
  if (/(?:^|[\s(])\p{L}\.$/u.test(before) && /^\p{L}\./u.test(next)) return true // "z. B.", "J. R."
  if (WORDS_TOO.has(word)) return startsWithDigit
  if (isIn(LEADING, word) || (word === 'г' && !/\d\s?г\.$/.test(before))) return true
  if (NUMBERED.has(word)) return COUNTED.test(next)
  if (PLACES.has(word)) return !beginsAsSentences(next)
  if (!isIn(INNER, word) && !STREET.test(word)) return false
  return startsWithDigit || /^\p{Lu}\./u.test(next) || next.startsWith('(') || FIRM.test(next)
}

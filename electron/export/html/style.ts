/**
 * The report's look. Its colours are those of renderer/design/tokens.css (a test compares them); the page is on its own,
 * so it carries them with it.
 */

export const LIGHT = {
  pane: '#f6f6f4',
  raised: '#ffffff',
  line: '#d9d9d3',
  'line-strong': '#b9b9b1',
  text: '#1c1d1f',
  'text-2': '#55585e',
  accent: '#08716c',
  'accent-soft': '#d6eeec',
  danger: '#b3261e',
  evidence: '245 166 35',
  'evidence-pane': '196 116 0',
  'score-pane': '124 58 237',
  'entered-pane': '29 99 214',
  'map-low': '236 242 252',
  'map-high': '8 38 98',
}

export const DARK: typeof LIGHT = {
  pane: '#202124',
  raised: '#2a2b2f',
  line: '#37383d',
  'line-strong': '#56585f',
  text: '#ececea',
  'text-2': '#a9abb2',
  accent: '#3fc1b8',
  'accent-soft': '#14403d',
  danger: '#ff8a80',
  evidence: '245 166 35',
  'evidence-pane': '245 166 35',
  'score-pane': '167 139 250',
  'entered-pane': '96 156 255',
  'map-low': '32 40 56',
  'map-high': '186 214 255',
}

/** Steps of the map's scale, from none to all. */
export const SHADES = 16

export function stylesheet(sentences: number): string {
  return [
    `:root{color-scheme:light;--first:.5;--next:.3;--other:.16;${variables(LIGHT)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--first:.4;--next:.25;--other:.15;${variables(DARK)}}}`,
    RULES,
    shades(),
    `@media screen{@supports selector(:has(*)){${choices(sentences)}}}`,
  ].join('\n')
}

const variables = (colours: Record<string, string>): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('')

const shades = (): string =>
  Array.from({ length: SHADES }, (_, i) => {
    const share = (100 * i) / (SHADES - 1)
    return `.m${i}{fill:color-mix(in oklab,rgb(var(--map-low)),rgb(var(--map-high)) ${share.toFixed(1)}%)}`
  }).join('\n')

/** By rank: the best, the next two, all others. */
const STRENGTHS = { a: 'first', b: 'next', c: 'other' }

/** What is shown when a sentence of the answer is chosen (0: all of them). Evidence is darker the higher its rank. */
function choices(sentences: number): string {
  const rules = ['.panel{display:none}', '.pick{display:inline}']
  for (let i = 0; i <= sentences; i++) {
    rules.push(
      `:root:has(#s${i}:checked) #e${i}{display:block}`,
      ...Object.entries(STRENGTHS).map(([rank, strength]) => {
        const unit = i === 0 ? `.${rank}` : `.s${i}${rank}`
        return `:root:has(#s${i}:checked) ${unit}{background:rgb(var(--evidence)/var(--${strength}))}`
      }),
    )
    if (i > 0) rules.push(`:root:has(#s${i}:checked) #a${i}{background:var(--accent-soft)}`)
  }
  return rules.join('\n')
}

const RULES = `
*{box-sizing:border-box}
html{scroll-padding-top:24px}
body{margin:0;background:var(--pane);color:var(--text);font:15px/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
a{color:var(--accent)}
:focus-visible,.pick:focus-visible+label{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
header{padding:32px 32px 20px;border-bottom:1px solid var(--line)}
h1{margin:0;font-size:26px;line-height:1.3;font-weight:650;max-width:46em}
h2{margin:0 0 12px;font-size:19px;line-height:1.3}
h3{margin:0 0 8px;font-size:15px}
p{margin:0 0 10px}
.kicker{margin:0 0 6px;font-size:13px;color:var(--text-2)}
.meta,.small{font-size:13px;line-height:1.5;color:var(--text-2)}
.meta{margin:8px 0 0}
section.block{padding:24px 0;border-bottom:1px solid var(--line)}
section.block:last-child{border-bottom:0}
.side{padding:0 32px}
fieldset{margin:0;padding:0;border:0;min-width:0}
legend{padding:0;font-size:13px;color:var(--text-2)}
.pick{display:none;position:absolute;opacity:0;width:1px;height:1px}
.all{display:inline-block;margin:6px 0 10px;font-size:13px}
.all label,.sentences label{cursor:pointer}
.all label{padding:2px 8px;border:1px solid var(--line-strong);border-radius:12px}
.pick:checked+label{background:var(--accent-soft)}
ol.sentences{margin:0;padding:0 0 0 26px}
ol.sentences>li{margin:0 0 8px;padding:4px 8px;border-radius:6px}
li::marker{color:var(--text-2);font-size:13px}
.sentences label{font-size:16px}
.sentences label:hover,.all label:hover{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px}
.chips{display:inline-flex;flex-wrap:wrap;gap:4px;margin-left:4px;font-size:13px}
.chip{padding:0 6px;border:1px solid var(--line-strong);border-radius:4px;color:var(--text);text-decoration:none;line-height:20px;white-space:nowrap;background:var(--raised)}
.chip:hover{border-color:var(--accent)}
.support{display:inline-flex;align-items:center;gap:4px;font-size:13px;color:var(--text-2);white-space:nowrap}
p.review{margin:2px 0 0;padding-left:8px;border-left:2px solid var(--line-strong);font-size:13px}
.support.none{color:var(--danger)}
.panel{padding:0 0 4px}
ol.evidence{margin:0 0 12px;padding:0 0 0 26px}
ol.evidence>li{margin:0 0 10px}
.figures{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;font-size:13px;color:var(--text-2)}
.bar{width:80px;height:8px}
.bar .track{fill:var(--line)}
.bar.evidence .value{fill:rgb(var(--evidence-pane))}
.bar.entered .value{fill:rgb(var(--entered-pane))}
.bar.score .value{fill:rgb(var(--score-pane))}
.bar.plain .value{fill:var(--text-2)}
figure{margin:0 0 12px}
figcaption{font-size:13px;line-height:1.5;color:var(--text-2);margin:0 0 6px}
svg{display:block;max-width:100%}
.chips svg,.support svg{display:inline-block}
.map{width:100%;height:auto}
.map text{font-size:9px;fill:var(--text-2)}
.map .axis{stroke:var(--line-strong);stroke-width:.5}
.map .dot{fill:var(--text-2)}
.scale{display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin-top:6px;font-size:13px;color:var(--text-2)}
.scale svg{width:128px;height:10px}
details{margin:0 0 10px}
summary{cursor:pointer;font-size:13px;color:var(--accent)}
details>*:not(summary){margin-top:8px}
table{border-collapse:collapse;font-size:13px;width:100%}
caption{text-align:left;color:var(--text-2);margin-bottom:4px}
th,td{padding:2px 8px 2px 0;text-align:right;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--text-2)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0;font-size:13px;line-height:1.5}
dt{color:var(--text-2)}
dd{margin:0;min-width:0}
.work dd{display:flex;align-items:center;gap:12px}
.work dl{margin-bottom:10px}
.note{padding:8px 12px;border-left:3px solid var(--line-strong);background:var(--raised);font-size:13px}
section.document{padding:24px 32px}
.page{margin:0 0 20px;padding:20px 28px;background:var(--raised);border:1px solid var(--line);border-radius:6px}
.page h3{font-size:13px;font-weight:400;color:var(--text-2)}
.page p{white-space:pre-line}
.page .heading{font-weight:650}
.page .item{padding-left:1.2em}
.unit{border-radius:2px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.unit:target{outline:2px solid rgb(var(--evidence-pane));outline-offset:2px}
.back{margin:0 1px;font-size:11px;vertical-align:super;line-height:1;text-decoration:none}
.back:hover{text-decoration:underline}
.page:target{border-color:rgb(var(--evidence-pane))}
li:target{outline:1px solid var(--accent)}
.off{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media screen and (min-width:1000px){
main{display:grid;grid-template-columns:minmax(400px,44%) 1fr;align-items:start}
.side{position:sticky;top:0;max-height:100vh;overflow-y:auto;border-right:1px solid var(--line)}
}
@media screen and (max-width:640px){header,.side,section.document{padding-left:16px;padding-right:16px}.page{padding:16px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:6px}}
@media print{
.panel+.panel{border-top:1px solid var(--line)}
@page{margin:18mm 16mm}
body{background:none;font-size:10.5pt;line-height:1.45}
header,.side,section.document{padding-left:0;padding-right:0}
header{padding-top:0}
h1{font-size:18pt}
.all,legend{display:none}
.page{padding:0;border:0;border-top:1px solid var(--line);border-radius:0;padding-top:8px}
.panel,figure,tr,ol.sentences>li,ol.evidence>li{break-inside:avoid}
h2,h3{break-after:avoid}
.a,.b,.c{background:rgb(var(--evidence)/.25);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.map,.bar,.scale svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.block.document{break-before:page}
a{color:inherit}
}
`.trim()

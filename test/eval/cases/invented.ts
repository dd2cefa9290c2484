import type { Random } from '../random'

/** What invented facts are about. Each thing is used once in the whole evaluation, so that no two facts collide. */
const THINGS = {
  building:
    'the north bridge;the Linden tunnel;the old observatory;the city library;the river dam;the salt museum;' +
    'the east lighthouse;the Corbin theatre;the market hall;the Alder Hill hospital;the glass pavilion;' +
    'the Marsh Lane school;the water tower;the Cooper windmill;the Rosewood inn;the iron gate;the town archive',
  company:
    'the Harlow factory;the Brandt brewery;the Osprey shipyard;the Tilden paper mill;the Quill printing house;' +
    'the Fenwick bakery;the Novak bicycle works;the Pinewood sawmill;the Larkspur dairy;the Calder glassworks;' +
    'the Hobbs toy factory;the Verity pharmacy',
  event:
    'the summer festival;the harbour regatta;the kite festival;the Elmsford chess tournament;the apple fair;' +
    'the winter carnival;the lantern parade;the sheepdog trials',
  ship:
    'the Meridian ferry;the schooner Petrel;the research ship Halcyon;the steamer Boreas;the tugboat Magda;' +
    'the lifeboat Juniper;the ferry Saint Clare;the barge Tilly',
  person:
    'Maria Keller;John Abara;Ingrid Solberg;Tomas Vega;Ruth Okafor;Pavel Zeman;Leila Haddad;Oscar Lindqvist;' +
    'Nora Whitfield;Samuel Prior;Agnes Bell;Ivan Petrov;Carmen Ortiz',
}

const PEOPLE =
  'Helen Marsh;Viktor Dahl;Amina Yusuf;George Tanner;Sofia Brandao;Henrik Moe;Clara Jensen;Daniel Osei;Edith Rowan;Marek Nowak'
const TOWNS = 'Tarnbrook;Westhaven;Ellerby;Port Colm;Ashford Mills;Greyfield;Sundby;Kilmore;Varna Bay;Oldcastle'

const list = (items: string) => (random: Random) => random.pick(items.split(';'))
const number = (from: number, to: number) => (random: Random) => String(random.integer(from, to))
const person = list(PEOPLE)
const town = list(TOWNS)

interface Template {
  about: keyof typeof THINGS
  statement: string
  question: string
  value: (random: Random) => string
}

const TEMPLATES: Template[] = (
  [
    ['building', '{x} was opened in the year {a}.', 'In what year was {x} opened?', number(1850, 1999)],
    ['building', 'The architect of {x} was {a}.', 'Who was the architect of {x}?', person],
    ['building', 'It took {a} months to build {x}.', 'How many months did it take to build {x}?', number(14, 95)],
    [
      'building',
      'Visitors pay {a} crowns to enter {x}.',
      'How many crowns do visitors pay to enter {x}?',
      number(6, 60),
    ],
    [
      'building',
      'The spare key of {x} is kept {a}.',
      'Where is the spare key of {x} kept?',
      list('in a blue teapot;behind the clock;under a flower pot;in the red cupboard'),
    ],
    [
      'building',
      'Last spring the doors of {x} were painted {a}.',
      'What colour were the doors of {x} painted?',
      list('yellow;purple;dark green;orange;light blue'),
    ],
    ['company', '{x} employs {a} people.', 'How many people does {x} employ?', number(120, 9800)],
    ['company', '{x} was founded by {a}.', 'Who founded {x}?', person],
    ['company', 'The director of {x} is {a}.', 'Who is the director of {x}?', person],
    ['company', 'The owners of {x} live in {a}.', 'In which town do the owners of {x} live?', town],
    [
      'company',
      'Since the war {x} has sold nothing but {a}.',
      'What has {x} sold since the war?',
      list('umbrellas;piano keys;fishing nets;church bells;snow shoes'),
    ],
    ['event', 'About {a} guests came to {x} last year.', 'How many guests came to {x} last year?', number(300, 7900)],
    ['event', 'This year {x} was won by {a}.', 'Who won {x} this year?', person],
    ['event', '{x} is always held in {a}.', 'In which town is {x} held?', town],
    ['ship', 'The captain of {x} is {a}.', 'Who is the captain of {x}?', person],
    ['ship', '{x} can carry {a} passengers.', 'How many passengers can {x} carry?', number(30, 890)],
    [
      'ship',
      '{x} leaves the harbour every {a} at noon.',
      'On which day does {x} leave the harbour?',
      list('Monday;Tuesday;Wednesday;Thursday;Friday;Saturday'),
    ],
    ['person', '{x} was born in the village of {a}.', 'In which village was {x} born?', town],
    [
      'person',
      'The dog of {x} is called {a}.',
      'What is the dog of {x} called?',
      list('Biscuit;Captain;Pepper;Waldo;Tinker'),
    ],
    [
      'person',
      'In the evenings {x} plays the {a}.',
      'Which instrument does {x} play?',
      list('cello;trumpet;accordion;harp;clarinet'),
    ],
    ['person', '{x} keeps {a} hives of bees.', 'How many hives of bees does {x} keep?', number(5, 80)],
  ] as const
).map(([about, statement, question, value]) => ({ about, statement, question, value }))

export interface InventedFact {
  sentence: string
  question: string
  expected: string[]
}

/** Invents facts; every thing is used once, so there are about fifteen texts' worth of them. */
export class Inventor {
  private readonly things: Record<string, string[]>

  constructor(private readonly random: Random) {
    this.things = Object.fromEntries(
      Object.entries(THINGS).map(([kind, all]) => [kind, random.shuffled(all.split(';'))]),
    )
  }

  /**
   * Two things of one kind, and of each the same two facts, with different answers: which thing a follow-up with "it" is
   * about, only the question before it tells.
   */
  twins(): { first: InventedFact; next: InventedFact }[] {
    const about = this.random.pick(['building', 'company', 'event', 'ship'] as const)
    const templates = this.random.shuffled(TEMPLATES.filter((template) => template.about === about)).slice(0, 2)
    const things = this.random.shuffled(THINGS[about].split(';')).slice(0, 2)
    const values = templates.map((template) => distinct(template.value, this.random))
    return things.map((thing, i) => {
      const [first, next] = templates.map((template, t) => factOf(template, thing, values[t]![i]!))
      return { first: first!, next: { ...next!, question: templates[1]!.question.replace('{x}', 'it') } }
    })
  }

  /** Facts for one text: of different wordings, about different things, with different answers. */
  facts(count: number): InventedFact[] {
    const facts: InventedFact[] = []
    for (const template of this.random.shuffled(TEMPLATES)) {
      if (facts.length === count) break
      const thing = this.things[template.about]!.pop()
      if (!thing) continue
      const taken = facts.map((fact) => fact.expected[0])
      let answer = template.value(this.random)
      while (taken.includes(answer)) answer = template.value(this.random)
      facts.push(factOf(template, thing, answer))
    }
    return facts
  }
}

function factOf({ statement, question }: Template, thing: string, answer: string): InventedFact {
  const sentence = statement.replace('{x}', thing).replace('{a}', answer)
  return {
    sentence: sentence[0]!.toUpperCase() + sentence.slice(1),
    question: question.replace('{x}', thing),
    expected: [answer.replace(/^(in|behind|under) (a|the) /, '')],
  }
}

function distinct(value: Template['value'], random: Random): [string, string] {
  const one = value(random)
  let other = value(random)
  while (other === one) other = value(random)
  return [one, other]
}

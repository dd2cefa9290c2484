import { readFile } from 'node:fs/promises'
import { readTokens } from '../library/tokens_file'
import { assetFile } from '../models/builtin'
import type { AppCalls, Ask, EngineCalls, Handlers, Input } from '../shared/ipc/calls'
import { CallFailure } from '../shared/ipc/failure'
import type { TraceKey } from '../shared/ipc/lens_data'
import { type LensQuestion, questionNames } from '../shared/ipc/lens_questions'
import type { App } from './app'
import { placesIn } from './places'
import { appSockets } from './sockets/app_sockets'

type Group<Prefix extends string> = Pick<Handlers<AppCalls>, Extract<keyof AppCalls, `${Prefix}.${string}`>>

/** All that the page may ask for. */
export function appHandlers(app: App): Handlers<AppCalls> {
  return {
    ...libraryHandlers(app),
    ...answerHandlers(app),
    ...lensHandlers(app),
    ...experimentHandlers(app),
    ...modelHandlers(app),
    ...endpointHandlers(app),
    ...machineHandlers(app),
    ...otherHandlers(app),
  }
}

function libraryHandlers({
  library,
  imports,
  collections,
  languages,
  pictures,
  answers,
  options,
  listChanged,
}: App): Group<'library'> {
  const remove = async (document: string) => {
    await answers.leave(document)
    await library.remove(document)
  }
  return {
    'library.list': () => library.list(),
    'library.imports': () => imports.list(),
    'library.add': ({ paths }) => imports.add(paths),
    'library.addSample': async () => (await imports.add([assetFile('samples', 'sample.pdf')]))[0]!,
    'library.pick': async () => imports.add(await options.dialogs.pickDocuments()),
    'library.reread': ({ document, readAs }) => imports.reread(document, readAs),
    'library.password': ({ import: id, password }) => imports.retry(id, password),
    'library.dismiss': ({ import: id }) => imports.dismiss(id),
    'library.languages': () => languages.known(),
    'library.addLanguages': ({ paths }) => languages.add(paths),
    async 'library.collect'({ documents }) {
      const id = await collections.collect(documents)
      library.opened(id)
      listChanged()
      return id
    },
    'library.compare': ({ before, after }) => collections.compare(before, after),
    async 'library.remove'({ document }) {
      await remove(document)
      listChanged()
    },
    async 'library.removeAll'() {
      for (const { id } of imports.list()) await imports.dismiss(id)
      for (const { id } of library.list()) await remove(id)
      listChanged()
    },
    async 'library.open'({ document }) {
      library.opened(document)
      const entry = library.get(document)
      if (!entry) throw new CallFailure('not-found', 'This document is not in the library any more.')
      const source = await readFile(library.files.text(document), 'utf8').catch(() => {
        const message = `The stored text of "${entry.file}" can't be read: remove it and add the file again.`
        throw new CallFailure('damaged', message)
      })
      await pictures.ready(document)
      listChanged()
      return { entry, source, password: imports.passwordOf(document) }
    },
  }
}

function answerHandlers({ answers, exports, passages }: App): Group<'answers'> {
  return {
    'answers.unfinished': () => answers.unfinished(),
    'answers.list': ({ document }) => answers.list(document),
    'answers.ask': ({ document, request, seed }) => answers.submit(document, request, { seed }),
    'answers.find': (order) => passages.find(order),
    'answers.remove': ({ answer }) => answers.remove(answer),
    'answers.review': ({ answer, ...review }) => answers.review(answer, review),
    'answers.markdown': ({ answer }) => exports.markdown(answer),
    'answers.export': ({ answer, kind }) => exports.write(kind, answer),
  }
}

function lensHandlers({ engine, traces }: App): Group<'lens'> {
  return {
    'lens.tokens': ({ answer }) => readTokens(traces.tokens(answer)),
    ...forwardedQuestions(engine.ask, (trace) => traces.file(trace)),
  }
}

/** Questions of the lens go on to the engine, with the trace's file in place of its key. */
function forwardedQuestions(ask: Ask<EngineCalls>, fileOf: (trace: TraceKey) => string) {
  const forward =
    (name: LensQuestion) =>
    async ({ trace, ...asked }: Input<AppCalls, `lens.${LensQuestion}`>) =>
      (ask as (name: string, input: unknown) => Promise<unknown>)(`trace.${name}`, { file: fileOf(trace), ...asked })
  const handlers = Object.fromEntries(questionNames.map((name) => [`lens.${name}`, forward(name)]))
  return handlers as Pick<Handlers<AppCalls>, `lens.${LensQuestion}`>
}

function experimentHandlers({
  answers,
  exports,
  jobs,
  experiments,
  cost,
  modelWork,
}: App): Group<'experiment'> & Group<'cost'> & Group<'job'> {
  return {
    // whoever has no such job lets it be
    async 'job.cancel'({ job }) {
      for (const one of [answers, exports, jobs, modelWork]) await one.cancel(job)
    },
    'experiment.check': (order) => experiments.check(order),
    'experiment.ask': (order) => experiments.run(order),
    'experiment.heads': (order) => experiments.heads(order),
    'experiment.scores': (order) => experiments.scores(order),
    'experiment.statistics': (order) => experiments.statistics(order),
    'experiment.exportStatistics': (order) => experiments.exportStatistics(order),
    'cost.measure': (order) => cost.measure(order),
    'cost.report': () => cost.report(),
  }
}

function modelHandlers({ models, modelWork }: App): Group<'models'> {
  return {
    'models.list': () => models.entries(),
    'models.add': ({ paths }) => models.add(paths),
    'models.pick': (order) => models.pick(order),
    'models.rename': (order) => models.rename(order),
    'models.remove': (order) => models.remove(order),
    'models.use': (order) => models.use(order),
    'models.find': (order) => models.find(order),
    'models.template': (order) => models.template(order),
    'models.think': (order) => models.think(order),
    'models.plan': (order) => models.plan(order),
    'models.loadAs': (order) => models.loadAs(order),
    'models.hash': (order) => modelWork.hash(order),
    'models.load': (order) => modelWork.load(order),
    'models.unload': (order) => modelWork.unload(order),
  }
}

function endpointHandlers({ endpoints }: App): Group<'endpoint'> {
  return {
    'endpoint.describe': (order) => endpoints.describe(order),
    'endpoint.use': (order) => endpoints.use(order),
    'endpoint.leave': () => endpoints.leave(),
  }
}

function machineHandlers({ machines }: App): Group<'machines'> {
  return {
    'machines.describe': (order) => machines.describe(order),
    'machines.use': (order) => machines.use(order),
    'machines.leave': () => machines.leave(),
  }
}

function otherHandlers({ settings, status, options }: App): Group<'app'> {
  return {
    'app.status': () => status.get(),
    'app.settings': () => settings.get(),
    'app.change': (changes) => settings.change(changes),
    'app.modelCard': () => readFile(assetFile('models', 'smollm2-135m-dsa', 'README.md'), 'utf8'),
    // beside the assets, in a package as in the source
    'app.licences': () => readFile(assetFile('..', 'THIRD_PARTY.md'), 'utf8'),
    'app.places': () => placesIn(options.root),
    'app.sockets': () => appSockets({ root: process.pid, names: options.processNames() }),
    'app.copy': ({ text }) => options.dialogs.copy(text),
    'app.copyPicture': ({ png }) => options.dialogs.copyPicture(png),
  }
}

import { z } from 'zod'
import { COMMAND_IDS } from '../commands'
import {
  AnswerEntrySchema,
  AnswerResultSchema,
  AnswerSentenceSchema,
  FilesHashSchema,
  GenerationSchema,
  PassageSchema,
  ProgressSchema,
  QuestionSchema,
  RequestSchema,
  ReviewSchema,
} from './answer_data'
import { ComparisonSchema } from './comparison_data'
import { CostReportSchema } from './cost_data'
import {
  DocumentEntrySchema,
  ImportSchema,
  ReadAsSchema,
  ReadDocumentSchema,
  SourceDocumentSchema,
} from './document_data'
import {
  CheckSchema,
  ExperimentResultSchema,
  ExperimentSchema,
  HeadsSchema,
  JobProgressSchema,
  PositionsSchema,
  RowScoresSchema,
  StatisticsSchema,
} from './experiment_data'
import { ExportKindSchema, ExportOrderSchema, ExportProgressSchema } from './export_data'
import { TraceKeySchema } from './lens_data'
import { lensCalls, traceCalls } from './lens_questions'
import { ModelChoiceSchema, modelAppCalls, modelEngineCalls } from './model_calls'
import { ModelEntrySchema } from './model_data'
import { readerCalls } from './reader_calls'
import { EndpointSchema, ServersSchema } from './remote_data'
import { SettingsSchema, StatusSchema } from './settings_data'
import { AppSocketsSchema } from './socket_data'
import { PlaceSchema } from './storage_data'

/**
 * Everything that processes say to each other. A call has an input and an output; an event has data. Whoever receives
 * anything parses it with its schema first: main in main/ipc.ts, the engine and main's side of it in port.ts, the page
 * in renderer/ipc/client.ts. calls.ts has the types.
 *
 *     renderer  --appCalls-->  main  --engineCalls-->  engine (utilityProcess)
 *     renderer  <--appEvents-- main  <--engineEvents-- engine
 */

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })
const nothing = z.undefined()
/** What is large comes as JSON text, which main passes on as it is: as objects it would take seconds across contextBridge. */
const fromJson = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (typeof value === 'string' ? JSON.parse(value) : value), schema)
const id = z.uuid()
/** One answer token in one layer. */
const ofRow = { token: z.number().int(), layer: z.number().int() }

/** What the renderer may ask of main. */
export const appCalls = {
  // library
  'library.list': call(nothing, z.array(DocumentEntrySchema)),
  'library.imports': call(nothing, z.array(ImportSchema)),
  /** Of files that were dropped or picked, which the preload told main itself (main/given_paths.ts); imports follow as events. */
  'library.add': call(z.object({ paths: z.array(z.string().min(1)).min(1).max(500) }), z.array(id)),
  'library.addSample': call(nothing, id),
  /** The system's file dialog. */
  'library.pick': call(nothing, z.array(id)),
  /**
   * Reads the stored file again, otherwise than before: it becomes a document of its own, or is one already, as answers
   * hold on to the text that they were given about. Returns the import's id.
   */
  'library.reread': call(z.object({ document: id, readAs: ReadAsSchema }), id),
  'library.password': call(z.object({ import: id, password: z.string().optional() }), nothing),
  /** Languages that text in pictures can be recognized in, by code. */
  'library.languages': call(nothing, z.array(z.string())),
  /** Files of language data, which were dropped; answers with all languages there are then. */
  'library.addLanguages': call(z.object({ paths: z.array(z.string().min(1)).min(1).max(100) }), z.array(z.string())),
  'library.dismiss': call(z.object({ import: id }), nothing),
  /** A document that is made of several, to ask them together; no file is read anew. Returns its id. */
  'library.collect': call(z.object({ documents: z.array(id).min(2).max(200) }), id),
  /** Two versions of a document beside each other: what changed from one to the other. No model is asked. */
  'library.compare': call(z.object({ before: id, after: id }), fromJson(ComparisonSchema)),
  'library.remove': call(z.object({ document: id }), nothing),
  /** All documents, with their answers and what was read of them, and what was on its way in. */
  'library.removeAll': call(nothing, nothing),
  /** The stored text with pages, boxes and sentences; the file itself is at sparselens://documents/<id>. */
  'library.open': call(
    z.object({ document: id }),
    z.object({
      entry: DocumentEntrySchema,
      source: fromJson(SourceDocumentSchema),
      /** Of an encrypted file, while the app runs: kept in memory only. Later the reader has to ask again. */
      password: z.string().optional(),
    }),
  ),

  // answers
  'answers.list': call(z.object({ document: id }), z.array(AnswerEntrySchema)),
  /** All that wait or are at work, about any document. */
  'answers.unfinished': call(nothing, z.array(AnswerEntrySchema)),
  'answers.ask': call(z.object({ document: id, request: RequestSchema, seed: z.number().int().optional() }), id),
  'answers.remove': call(z.object({ answer: id }), nothing),
  /** Ticks a sentence of an answer that has ended as verified, or not, with a note; neither of both takes it back. */
  'answers.review': call(z.object({ answer: id, ...ReviewSchema.omit({ at: true }).shape }), nothing),
  /**
   * The document's sentences that the indexers select for a question, best first: it waits for the model as experiments do
   * and is told of in 'job.progress'.
   */
  'answers.find': call(z.object({ job: id, document: id, question: QuestionSchema }), z.array(PassageSchema)),
  'answers.markdown': call(z.object({ answer: id }), z.string()),
  /** Asks where, and writes; false if the user changed their mind. 'analysis' holds all answers about the document. */
  'answers.export': call(z.object({ answer: id, kind: ExportKindSchema }), z.boolean()),

  // lens
  /** UTF-8 byte offsets of the document's tokens as the answer's model cut it (Tokens.offsets): for `align`. */
  'lens.tokens': call(
    z.object({ answer: id }),
    z.object({ ids: z.instanceof(Int32Array), offsets: z.instanceof(Uint32Array) }),
  ),
  ...lensCalls,

  /**
   * Ends whatever takes long: an answer (by its own id), an export (by the id that 'export.progress' tells), an
   * experiment or a measurement. Resolves once it is told to stop; no harm if it has ended already.
   */
  'job.cancel': call(z.object({ job: id }), nothing),

  // experiments: `job` is a new id of the page's, told of in 'job.progress'. They wait for the model while it answers. A
  // cancelled one rejects with 'cancelled'.
  /** `leaveOut`: sets of sentences (indices in Generation.units), each left out by itself. */
  'experiment.check': call(
    z.object({ job: id, trace: TraceKeySchema, leaveOut: z.array(z.array(z.number().int()).min(1)).min(1).max(256) }),
    CheckSchema,
  ),
  'experiment.ask': call(z.object({ job: id, experiment: ExperimentSchema }), ExperimentResultSchema),
  'experiment.heads': call(z.object({ job: id, trace: TraceKeySchema, ...ofRow }), HeadsSchema),
  'experiment.scores': call(z.object({ job: id, trace: TraceKeySchema, ...ofRow }), RowScoresSchema),
  'experiment.statistics': call(
    z.object({ job: id, traces: z.array(TraceKeySchema).min(1).max(1000) }),
    StatisticsSchema,
  ),
  /** The same as CSV: asks where; false if the user changed their mind. */
  'experiment.exportStatistics': call(
    z.object({ job: id, traces: z.array(TraceKeySchema).min(1).max(1000) }),
    z.boolean(),
  ),
  /** Minutes; the result is kept. `most`: deepest point, in tokens. */
  'cost.measure': call(z.object({ job: id, most: z.number().int().min(512).optional() }), CostReportSchema),
  /** The last one, if it was measured with the model in use. What a call costs by it: electron/shared/cost/call_cost.ts. */
  'cost.report': call(nothing, CostReportSchema.nullable()),

  ...modelAppCalls,

  // a model on another machine
  /** Connects to nothing. */
  'endpoint.describe': call(
    z.object({ address: z.string().max(2000) }),
    z.object({ host: z.string(), isPrivate: z.boolean() }),
  ),
  /** Somebody was told what will leave this machine, and agreed. Without a key the one before is used. */
  'endpoint.use': call(
    z.object({ endpoint: EndpointSchema, key: z.string().min(1).max(10_000).optional() }),
    z.object({ settings: SettingsSchema, isKeyKept: z.boolean() }),
  ),
  'endpoint.leave': call(nothing, SettingsSchema),

  // machines that compute a part of the model
  /** HOST:PORT of each, by commas. Connects to nothing. */
  'machines.describe': call(z.object({ addresses: z.string().max(5000) }), z.object({ servers: ServersSchema })),
  /** Somebody was told what will leave this machine, and agreed. */
  'machines.use': call(z.object({ servers: ServersSchema.min(1) }), SettingsSchema),
  'machines.leave': call(nothing, SettingsSchema),

  // app
  'app.status': call(nothing, StatusSchema),
  'app.settings': call(nothing, SettingsSchema),
  /** All but other machines: they are agreed to first. */
  'app.change': call(SettingsSchema.omit({ model: true, endpoint: true, servers: true }).partial(), SettingsSchema),
  'app.modelCard': call(nothing, z.string()),
  /** THIRD_PARTY.md: whose work is inside, and on which terms. */
  'app.licences': call(nothing, z.string()),
  /** One look at what the app's own processes have open to a network. */
  'app.sockets': call(nothing, AppSocketsSchema),
  /** Where what is kept, and how much of it. */
  'app.places': call(nothing, z.array(PlaceSchema)),
  'app.copy': call(z.object({ text: z.string() }), nothing),
  /** A picture, PNG, for the clipboard. */
  'app.copyPicture': call(z.object({ png: z.instanceof(Uint8Array) }), nothing),
}

/** What main tells the renderer by itself. */
export const appEvents = {
  'library.changed': z.array(DocumentEntrySchema),
  'library.import': ImportSchema,
  'answer.changed': AnswerEntrySchema,
  'answer.removed': z.object({ answer: id, document: id }),
  'answer.progress': z.object({ answer: id, document: id, progress: ProgressSchema }),
  'answer.sentence': z.object({ answer: id, document: id, sentence: AnswerSentenceSchema }),
  /** Only of exports that take long enough to be shown. */
  'export.progress': ExportProgressSchema,
  'export.ended': z.object({ export: id }),
  'job.progress': z.object({ job: id, progress: JobProgressSchema }),
  'models.changed': z.array(ModelEntrySchema),
  'app.status': StatusSchema,
  /** Something the user must know that belongs to no single answer: a full disk, a lost engine. */
  'app.problem': z.object({ message: z.string() }),
  /** From the menu: such as "find", "zoom-in", "open". */
  'app.command': z.object({ command: z.enum(COMMAND_IDS) }),
}

/** Where a document lies and with what it is read. */
const reading = {
  folder: z.string(),
  cacheFolder: z.string(),
  cacheBytes: z.number(),
  model: ModelChoiceSchema,
}
/** An answer's generation and its trace. */
const generated = { request: RequestSchema, generation: GenerationSchema, file: z.string() }

/** What main may ask of the engine. */
export const engineCalls = {
  ...readerCalls,
  /** Makes one document of those in the `document.json` files named by `text`, and writes it to the new file `into`. */
  'document.collect': call(
    z.object({ from: z.array(z.object({ id, text: z.string() })).min(2), into: z.string() }),
    ReadDocumentSchema,
  ),
  /** What changed between the documents in two `document.json` files: a Comparison as JSON text. */
  'document.compare': call(z.object({ before: z.string(), after: z.string() }), z.string()),
  /**
   * Answers one request about a document of which `folder` holds document.json; writes tokens.bin
   * (electron/library/tokens_file.ts) and traces (<generation>.trace) into `answerFolder`, which is there; keeps the KV
   * cache in `cacheFolder`, the document's own; all documents' are in one place and hold at most `cacheBytes`.
   */
  'answer.run': call(
    z.object({
      /** The answer's id. */
      job: id,
      folder: z.string(),
      answerFolder: z.string(),
      cacheFolder: z.string(),
      cacheBytes: z.number(),
      request: RequestSchema,
      seed: z.number().int().optional(),
      model: ModelChoiceSchema,
      /** The model is there instead. */
      endpoint: EndpointSchema.extend({ key: z.string().optional() }).optional(),
    }),
    AnswerResultSchema,
  ),
  'answer.find': call(z.object({ job: id, ...reading, question: QuestionSchema }), z.array(PassageSchema)),
  /** Saves what is kept in memory of the open document. */
  'session.close': call(nothing, nothing),
  /** Closes the document of `folder` without keeping anything: its KV cache can be deleted and doesn't come again. */
  'session.forget': call(z.object({ folder: z.string() }), nothing),
  ...traceCalls,
  /** Lets go of files below a folder, so that they can be deleted. */
  'trace.release': call(z.object({ folder: z.string() }), nothing),
  /** Writes one file, following `export.progress`. Rejects with a sentence for people, or with 'cancelled'. */
  'export.write': call(z.object({ job: id, order: ExportOrderSchema }), nothing),
  /** Experiments: one at a time, and none while an answer is written ('busy'). */
  'experiment.check': call(
    z.object({ job: id, ...reading, ...generated, leaveOut: z.array(z.array(z.number().int())) }),
    CheckSchema,
  ),
  /** Writes the trace to the new file `into`. `run`: what it will be known by. */
  'experiment.ask': call(
    z.object({
      job: id,
      run: id,
      into: z.string(),
      model: ModelChoiceSchema,
      source: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('document'), ...reading, ...generated }),
        z.object({
          kind: z.literal('prompt'),
          prompt: z.string(),
          framed: z.boolean(),
          /** The run before, if it is to be compared with one. */
          generation: GenerationSchema.optional(),
        }),
      ]),
      topK: z.number().int().optional(),
      exclude: z.array(PositionsSchema),
      force: z.array(PositionsSchema),
      maxTokens: z.number().int().optional(),
      seed: z.number().int().optional(),
      temperature: z.number().optional(),
    }),
    ExperimentResultSchema,
  ),
  'experiment.heads': call(z.object({ job: id, ...reading, ...generated, ...ofRow }), HeadsSchema),
  'experiment.scores': call(z.object({ job: id, ...reading, ...generated, ...ofRow }), RowScoresSchema),
  'experiment.statistics': call(
    z.object({ job: id, traces: z.array(z.object({ trace: TraceKeySchema, title: z.string(), file: z.string() })) }),
    StatisticsSchema,
  ),
  /** `folder`: new, for models that are made for it and removed afterwards. */
  'cost.measure': call(
    z.object({ job: id, model: ModelChoiceSchema, folder: z.string(), most: z.number().int().optional() }),
    CostReportSchema,
  ),
  ...modelEngineCalls,
  'engine.status': call(z.object({ model: ModelChoiceSchema }), StatusSchema.omit({ engine: true })),
}

export const engineEvents = {
  /** Which model lies in its memory: its first shard, '' for the built-in one; null for none. */
  'model.loaded': z.object({ path: z.string().nullable() }),
  'job.progress': z.object({ job: id, progress: JobProgressSchema }),
  /** `recognizing`: the how manieth of how many pages has its text recognized, before its end. */
  'document.progress': z.object({
    job: id,
    pagesDone: z.number(),
    pages: z.number(),
    recognizing: z.boolean().optional(),
  }),
  'export.progress': z.object({ job: id, done: z.number(), total: z.number().positive() }),
  'answer.progress': z.object({ answer: id, progress: ProgressSchema }),
  /**
   * `generation`: index in AnswerResult.generations. A long document has one per part and then the merges; text and
   * sentences so far are of the last one that told of itself.
   */
  'answer.sentence': z.object({ answer: id, generation: z.number().int(), sentence: AnswerSentenceSchema }),
  /** What tells the model's files apart, of an answer whose result didn't know it yet. */
  'answer.hashed': z.object({ answer: id, ...FilesHashSchema.shape }),
  /** Something that the user must know went wrong, but the answer goes on: one sentence. */
  'answer.problem': z.object({ answer: id, message: z.string() }),
}

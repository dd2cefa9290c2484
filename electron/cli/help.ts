import { readFileSync } from 'node:fs'

export const HELP = `Reads a document (PDF, scans, Word, OpenDocument, e-book, web page, workbook, slides, e-mail, text) and prints a summary, or answers, with the sentences they came from.

usage: npm run analyze -- FILE [options]
       npm run analyze -- FILE|FOLDER ... [--json | --out OUT] [options]
       npm run analyze -- FILE|FOLDER ... --together --ask QUESTION [options]
       npm run analyze -- FILE --compare OTHER [--ask QUESTION] [options]
       npm run analyze -- --model-hash [--model PATH]
       npm run analyze -- --measure-cost [--json] [--ctx N] [--model PATH] [--threads N] [--gpu-layers N]
       npm run analyze -- --plan [--json] [--model PATH] [--machine FILE] [--ctx N] [--kv TYPE] [--gpu-layers N] ...
       npm run analyze -- --devices [--json]

  --ask QUESTION       answer this question instead of summarizing; may be given several times
  --chat               read questions from the input, a line each; each may follow up on those before
  --find QUESTION      print the passages that the model would look at for it, best first; may be given several times
  --looks 1            answer from the whole document at once, instead of from excerpts that a first look found
  --think              let the model think before it answers, if it can; what it thought is no part of the answer
  --text               print only the extracted text, each page after a line "# page N"; no model is loaded
  --hidden             read text that can't be seen on the page too; it is marked in the text
  --accepted           read tracked changes as if all were accepted, not as they stand
  --ocr LANGUAGES      recognize text in scanned pages and pictures in these languages, such as deu+eng, not in English;
                       off: don't
  --ocr-data FOLDER    where the data of other languages is: deu.traineddata
  --encoding LABEL     read a text file in this encoding, such as windows-1251 or shift_jis, not in what it looks like
  --json               print one JSON object per request, a line each
  --trace OUT          write down which tokens entered attention, for every answer token and layer (JSON lines)
  --report OUT         write the answer as a web page with its evidence, its map and the document's text
  --save OUT           write document, answers and traces into one file that SparseLens opens without the model

  --out OUT            of several files: write lines of JSON there; run again, it goes on with what isn't done
  --together           ask all files as one: passages rank in one list, and each names its file
  --compare OTHER      print which sentences changed from FILE to OTHER, and ask both what is asked

  --model PATH         a GGUF of the deepseek32 architecture (of several shards, the first); default: the built-in model
  --endpoint URL       answer by a model on an SGLang or vLLM server; its key is taken from SPARSELENS_ENDPOINT_KEY, and what leaves
                       this machine is listed before anything is sent
  --send               agree to that list; else it is asked on a terminal
  --ca FILE            certificates (PEM) of the server's own authority
  --prices IN,OUT      what a million tokens cost that are sent and received, to say what an answer cost
  --import ANSWER      take the answer from a file: the JSON that SGLang's /generate or vLLM's /v1/completions gave elsewhere
  --timeout S          seconds that the server may be silent; default: 600

  --rpc HOST:PORT,...  let other machines compute the model's layers: those that run sparselens-rpc-server; what goes
                       there is told first (--send, --timeout as above). With --plan: plan over them

  --max-tokens N       longest answer, in tokens, with what is thought before it
  --top-k N            positions that enter attention, instead of what the model file says
  --seed N             seed of the sampling (answers take the likeliest token, so it changes nothing yet)
  --threads N          threads to compute with; default: the physical cores
  --ctx N              context length, in tokens
  --gpu-layers N       layers to keep on the GPU, where a GPU backend is installed; the output counts as one
  --split N,N,...      layers on each of several GPUs, instead of by their free memory
  --cpu-experts N      layers, from the first, whose experts stay in main memory all the same
  --no-mmap            copy weights into memory instead of mapping the file
  --kv TYPE            type of the KV cache: f16, or q8_0, which takes about half; default: q8_0 for the built-in model
                       without a GPU, else f16

  --password-file F    file that holds the document's password; else it is asked for on a terminal
  --model-hash         hash all bytes of the model's files (of more than 1 GiB only sizes and samples are hashed else)
  --measure-cost       measure what reading and answering cost here, sparse and dense, up to --ctx tokens; minutes
  --plan               print how the model would be loaded here, its memory by device and about how fast it would be, all of
                       it computed; loads nothing
  --machine FILE       plan for the machine that a JSON file describes
  --devices            list what can compute here, with its memory
  --help, --version

exit status: 0 done, 2 wrong usage, 3 the document can't be read, 4 the model can't be used, 5 the engine failed,
6 some of several files could not be done, the others are, 130 cancelled (Ctrl-C)
`

export function version(): string {
  const description = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return `SparseLens ${JSON.parse(description).version}`
}

#pragma once
#include "recorder/attention_observer.h"
#include "recorder/cell_map.h"
#include "recorder/forced_positions.h"
#include "recorder/head_scores.h"
#include "recorder/index_capture.h"
#include "recorder/row_reader.h"
#include "recorder/row_scores.h"
#include "trace/background.h"
#include "trace/prompt_stats.h"
#include "trace/trace.h"

#include <exception>
#include <memory>
#include <string>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// What the tokens of an evaluation are, and so what is kept of their rows.
enum class Watch {
    Off,      // nothing
    Document, // counts, index mass and the background of evidence
    Question, // counts and index mass
    Answer,   // whole rows
};

/// What a document leaves behind for every later answer.
struct DocumentRecord {
    std::vector<Segment> sentences;
    int stride = 1; // every n-th row is read
    std::shared_ptr<PromptStats> stats;
    std::shared_ptr<Background> background;
};

/// Listens to llama.cpp's graph (cb_eval) and keeps what the lightning indexer scored and selected.
/// The tensors are `indexer_score-<layer>` (F32, [n_kv, n_tokens]) and the top-k of it (I32 cells, [k, n_tokens]).
class Recorder {
  public:
    Recorder(int layers, int topK) : layers_(layers), topK_(topK) {}

    /// Sentences are token positions, ascending and disjoint. Forgets the document before.
    void BeginDocument(std::vector<Segment> sentences, int stride);
    /// What the document left behind, to be kept with its KV cache; and back again.
    const DocumentRecord & Document() const { return document_; }
    void RestoreDocument(DocumentRecord record) { document_ = std::move(record); }
    /// Rows watched as Question or Answer from now on belong to a new trace. promptLength: positions before the answer.
    void BeginAnswer(int promptLength);
    /// The trace that grows; null outside of an answer.
    std::shared_ptr<Trace> AnswerTrace() const { return trace_; }
    /// The trace with the rows of the first `tokens` answer tokens; null if there was no BeginAnswer.
    std::shared_ptr<Trace> EndAnswer(int tokens);

    /// Tokens at positions [position, position + count) are about to be evaluated, as one ubatch.
    void BeginUbatch(Watch watch, int position, int count);
    /// Rows of the ubatch enter the trace; without this call the next BeginUbatch forgets them.
    void CommitRows();
    /// Throws what went wrong while the graph ran (exceptions must not cross llama.cpp).
    void Rethrow();

    CellMap & Cells() { return cells_; }
    /// Keeps the indexer's inputs as well, for tests that recompute its scores; null stops it.
    void Capture(std::shared_ptr<IndexCapture> capture) { capture_ = std::move(capture); }
    /// Reads attention weights as well; null stops it.
    void Observe(std::shared_ptr<AttentionObserver> observer) { observer_ = std::move(observer); }

    /// Positions that enter attention from now on whatever their scores are.
    void Force(std::vector<Segment> ranges) { forced_.Set(std::move(ranges)); }
    /// What each indexer head scores, of the last token of the next ubatch; null stops it.
    void ShowHeads(std::shared_ptr<HeadScores> heads) { heads_ = std::move(heads); }
    /// All index scores of the last token of the next ubatch; null stops it.
    void ShowScores(std::shared_ptr<RowScores> scores) { rowScores_ = std::move(scores); }

    /// ggml_backend_sched_eval_callback; `recorder` is this object.
    static bool OnTensor(ggml_tensor * tensor, bool ask, void * recorder);

  private:
    bool Wants(const ggml_tensor * tensor);
    void Receive(ggml_tensor * tensor);
    void LearnCells(const ggml_tensor * setRows);
    void CheckCells() const;
    void ReadRows(int layer, const ggml_tensor * topK);
    void ReadPromptRow(int layer);
    void KeepAnswerRow(int layer, int row);

    const int layers_, topK_;
    CellMap cells_;
    RowReader reader_;
    DocumentRecord document_;
    std::shared_ptr<PromptStats> question_;
    std::shared_ptr<Trace> trace_;
    std::shared_ptr<IndexCapture> capture_;
    ForcedPositions forced_;
    std::shared_ptr<HeadScores> heads_;
    std::shared_ptr<RowScores> rowScores_;
    std::shared_ptr<AttentionObserver> observer_;
    std::exception_ptr failure_;

    Watch watch_ = Watch::Off;
    int position_ = 0, count_ = 0; // of the ubatch
    bool cellsKnown_ = false;
    int answerRows_ = 0;            // tokens in the trace
    std::vector<float> scores_;     // (n_kv) of the row at hand
    std::vector<int32_t> selected_; // (k)
    std::vector<int64_t> cellNumbers_;
    std::vector<std::vector<uint8_t>> pending_; // (count, layers) coded rows of an answer
};

} // namespace sparselens

#pragma once
#include "recorder/attention_mass.h"
#include "recorder/attention_observer.h"
#include "recorder/cell_maps.h"
#include "recorder/computed_by.h"
#include "recorder/entered_reader.h"
#include "recorder/forced_positions.h"
#include "recorder/graph_names.h"
#include "recorder/head_scores.h"
#include "recorder/held_row.h"
#include "recorder/index_capture.h"
#include "recorder/node_capture.h"
#include "recorder/row_reader.h"
#include "recorder/row_scores.h"
#include "recorder/selection_reader.h"
#include "trace/background.h"
#include "trace/prompt_stats.h"
#include "trace/trace.h"

#include <exception>
#include <memory>
#include <string>
#include <utility>
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

/// Listens to llama.cpp's graph (cb_eval) and keeps what entered attention, as the masks of the attention nodes say it,
/// with the scores of the indexer that chose, if one did. Rows of the prompt are read where indexers choose only.
class Recorder {
  public:
    /// `model`: what every trace is about; layers, top-k and unit.
    explicit Recorder(TraceShape model)
        : layers_(model.layers), model_(std::move(model)), selection_(model_.unitTokens) {}

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
    /// Whether anything of the ubatch was read; until then it can begin again.
    bool HasReceived() const { return hasReceived_; }
    /// Its graph ran to its end.
    void EndUbatch();
    /// Rows of the ubatch as the trace would keep them, (count, layers), before they are committed.
    const std::vector<std::vector<uint8_t>> & Rows();
    /// Rows of the ubatch, or of its first `tokens`, enter the trace; without this call the next BeginUbatch forgets
    /// them.
    void CommitRows() { CommitRows(count_); }
    void CommitRows(int tokens);
    /// Throws what went wrong while the graph ran (exceptions must not cross llama.cpp).
    void Rethrow();

    /// Layers of a model without indexers whose attention mass is read, of an answer's tokens and of some of the
    /// prompt's.
    void ReadMass(const std::vector<int32_t> & layers);

    /// Says which backends compute what, from now on.
    void Tell(std::unique_ptr<ComputedBy> computedBy) { computedBy_ = std::move(computedBy); }

    CellMaps & Cells() { return cells_; }
    /// Keeps the indexer's inputs as well, for tests that recompute its scores; null stops it.
    void Capture(std::shared_ptr<IndexCapture> capture) { capture_ = std::move(capture); }
    /// Keeps what scoring nodes were given, of any family; for tests. Null stops it.
    void CaptureNodes(std::shared_ptr<NodeCapture> nodes) { nodes_ = std::move(nodes); }
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
    void ReceiveSelection(const SelectionNode & node, const ggml_tensor * topK);
    void ReadRows(const SelectionNode & node);
    void ReadRow(const SelectionNode & node, int row);
    void ReadPromptRow(int layer);
    void ReadEntered(int layer, const ggml_tensor * attention);
    bool WantsMass(int layer) const;
    void ReadMassRows(int layer, const ggml_tensor * attention);
    void KeepHeldRows();
    void KeepRow(int row, const AnswerRow & of);

    const int layers_;
    const TraceShape model_;
    CellMaps cells_;
    RowReader reader_;
    SelectionReader selection_;
    EnteredReader entered_;
    AttentionMass mass_;
    std::vector<uint8_t> massLayers_; // by layer; empty: of none
    DocumentRecord document_;
    std::shared_ptr<PromptStats> question_;
    std::shared_ptr<Trace> trace_;
    std::shared_ptr<IndexCapture> capture_;
    std::shared_ptr<NodeCapture> nodes_;
    std::unique_ptr<ComputedBy> computedBy_;
    ForcedPositions forced_;
    std::shared_ptr<HeadScores> heads_;
    std::shared_ptr<RowScores> rowScores_;
    std::shared_ptr<AttentionObserver> observer_;
    std::exception_ptr failure_;

    Watch watch_ = Watch::Off;
    int position_ = 0, count_ = 0; // of the ubatch
    bool hasReceived_ = false;
    int answerRows_ = 0;            // tokens in the trace
    std::vector<float> byPosition_; // of the row at hand
    std::vector<int32_t> chosen_;
    SelectionNode held_;                        // the last selection of this graph
    bool isHeld_ = false;                       // its rows wait for their attention
    std::vector<HeldRow> heldRows_;             // (count)
    std::vector<std::vector<uint8_t>> pending_; // (count, layers) coded rows of an answer
    LayerKinds kinds_;                          // of an answer's rows
};

} // namespace sparselens

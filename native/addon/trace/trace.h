// The trace of one read document and one answer: which positions entered attention, for every answer token and layer.
// Recorded while the model runs, or opened from a file; all questions work on both.
//
// One thread may add rows while others ask: rows that are complete are seen. What is handed in as shared must not
// change any more, except `question` until the first question is asked about it.
#pragma once

#include "trace/background.h"
#include "trace/prompt_stats.h"
#include "trace/queries.h"
#include "trace/row_store.h"
#include "trace/trace_file.h"
#include "trace/trace_shape.h"

#include <atomic>
#include <memory>
#include <shared_mutex>
#include <string>
#include <vector>

namespace sparselens {

struct TraceInfo {
    uint32_t version;
    int tokens; // of the answer, with rows
    std::string meta;
};

/// Over all prompt rows of one layer, for each of the prompt's positions.
struct PromptTotals {
    std::vector<uint32_t> count;
    std::vector<float> mass;
};

/// The flag of those who never cancel.
inline const std::atomic<bool> kNeverCancelled{false};

class Trace {
  public:
    /// Starts a recording. The statistics of the document's rows (`prefix`) and of the question's own (`question`), and
    /// `background`, may be null: then there are no counts, or no evidence. `background` must be finished, and of the
    /// same layers and sentences. Throws 'bad-argument'.
    Trace(TraceShape shape, std::shared_ptr<const PromptStats> prefix, std::shared_ptr<const PromptStats> question,
          std::shared_ptr<const Background> background);

    /// Opens a file (`path` in UTF-8). Throws 'trace-damaged'.
    static std::shared_ptr<Trace> Open(const std::string & path);

    /// A row as it is kept, for `AddCodedRow`. Throws 'bad-argument'.
    std::vector<uint8_t> CodedRow(const AnswerRow & row) const;

    /// Rows come by ascending answer token, and by ascending layer within one. Throws 'bad-argument'.
    void AddCodedRow(int token, int layer, int position, const std::vector<uint8_t> & coded);
    void AddAnswerRow(int token, const AnswerRow & row) { AddCodedRow(token, row.layer, row.position, CodedRow(row)); }

    /// Forgets the rows of answer tokens from `tokens` on: an answer may be cut where it begins to repeat itself.
    void Truncate(int tokens);

    /// What layers turned out to do, by layer. Those that nothing is said of are taken for recurrent.
    void SetKinds(const LayerKinds & kinds);
    /// Empty where all layers chose tokens for themselves.
    LayerKinds Kinds() const;

    const TraceShape & Shape() const { return shape_; }
    TraceInfo Info() const;

    /// Throws 'bad-argument' where there is no such row. All queries throw 'trace-damaged' if the file is.
    TraceRow Row(int token, int layer) const;
    SegmentTotals Totals(const Span & span, const std::vector<Segment> & segments) const;
    std::vector<uint32_t> Uses(const Segment & of, const std::vector<int32_t> & layers) const;
    LayerCounts LayerTotals(const Span & span, const std::vector<Segment> & segments, const Always & leftOut) const;
    std::vector<float> Evidence(const Span & span) const;
    /// What each layer adds to it, for some sentences: [layer][sentence].
    std::vector<float> EvidenceByLayer(const Span & span, const std::vector<int32_t> & sentences) const;
    PromptTotals Prompt(int layer) const;

    /// Writes all of it to a file, with `meta` (JSON text) beside it. Throws 'trace-write-failed', or 'cancelled' once
    /// `cancel` is set.
    void Save(const std::string & path, const std::string & meta,
              const std::atomic<bool> & cancel = kNeverCancelled) const;

    /// Checks every checksum of the file it was opened from, if any. Throws 'trace-damaged'.
    void Verify() const;

  private:
    explicit Trace(std::unique_ptr<TraceFile> file);

    LayerKinds KnownKinds() const;
    Rows GetRows() const;
    BackgroundView GetBackground() const;
    /// Throws 'bad-argument' if there is none.
    BackgroundView NeededBackground() const;

    TraceShape shape_;
    std::unique_ptr<TraceFile> file_;    // either this one
    std::unique_ptr<RowStore> recorded_; // or this one
    std::shared_ptr<const PromptStats> prefix_, question_;
    std::shared_ptr<const Background> background_;
    LayerKinds kinds_;                // of a recording
    mutable std::shared_mutex mutex_; // guards recorded_ and kinds_
};

} // namespace sparselens

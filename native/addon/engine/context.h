#pragma once
#include "engine/model.h"
#include "engine/sampler.h"
#include "recorder/recorder.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sparselens {

struct ContextOptions {
    int length = 0; // positions that the KV cache holds; 0: what the model was trained for
    int threads = 1;
    ggml_type keys = GGML_TYPE_F16;  // of the KV cache and of the indexer's
    std::vector<int32_t> massLayers; // whose attention mass is read, of a model without indexers
};

/// One sequence of tokens with its KV cache. Not safe for several threads at once.
///
/// The states of a context, and who owns what in each:
///
/// - Document: Recorder::BeginDocument names its sentences, Evaluate(..., Watch::Document) reads it. The context owns
///   the KV cache and its tokens. The recorder owns the map of its cells, and what rows said of the document
///   (DocumentRecord) until another document begins. The first answer finishes the background: from then on no more of
///   the document can be read. Save and Load carry all of it.
/// - Answer, from Recorder::BeginAnswer to EndAnswer: Evaluate(..., Watch::Question), then a Step for each token. The
///   Trace is shared: the recorder adds rows, whoever took AnswerTrace asks it meanwhile, and whoever takes EndAnswer's
///   keeps it, also when the context is gone. Question and answer stay in the cache: the caller trims them off, and the
///   document serves the next answer.
/// - Branch, from BeginBranch to EndBranch, around whole answers: a second sequence over the same cells, without some
///   of the positions. It owns only what is evaluated in it. EndBranch drops that, and puts tokens and the map of cells
///   back; traces that were recorded live on. Branches don't nest, and a branch can't be saved.
///
/// Not every model's cache can be cut anywhere, nor hide positions (context_cut.cpp): what was cut too far is read
/// again before anything else is evaluated, and what can't be hidden exactly is refused.
class Context {
  public:
    using Progress = std::function<void(int done, int total)>;

    /// Throws EngineError "out-of-memory" or "load-failed".
    Context(std::shared_ptr<Model> model, const ContextOptions & options);
    ~Context();
    Context(const Context &) = delete;

    /// Appends tokens to the KV cache, in ubatches. Rows are watched as `watch` says; an answer's rows enter the trace.
    /// Throws EngineError "context-full" (before anything is evaluated), "cancelled" (whole ubatches stay in the
    /// cache), "decode-failed".
    void Evaluate(const std::vector<llama_token> & tokens, Watch watch, const Progress & progress,
                  const std::atomic<bool> & cancel);

    /// Evaluates `token` as the last one before an answer token, and samples that. Its row enters the trace unless the
    /// answer ends here.
    Sampled Step(llama_token token, Sampler & sampler, const std::atomic<bool> & cancel);

    /// As a Step for tokens[0] and for each of the others (a draft: what may come next) as long as it is what was
    /// sampled: the same tokens, numbers and rows, in less time. Returns what was sampled, at least one; the token that
    /// ends an answer is the last. Where a draft could change what is said only tokens[0] is looked at.
    std::vector<Sampled> StepThrough(std::vector<llama_token> tokens, Sampler & sampler,
                                     const std::atomic<bool> & cancel);

    /// As Evaluate of all but the last token, and says how likely the model held each of tokens[from..] to be after
    /// those before it (`from` at least 1). With `distributions` also all log-probabilities, (tokens, vocabulary).
    struct Scored {
        std::vector<float> logProbabilities, distributions;
    };
    Scored Score(const std::vector<llama_token> & tokens, int from, Watch watch, bool distributions,
                 const std::atomic<bool> & cancel);

    /// From now on positions in `without` can't be seen, neither by attention nor by the indexer. What is evaluated
    /// from here on is forgotten by EndBranch, and the cache is as it was: its cells are shared, not copied. Throws
    /// EngineError "bad-argument" inside a branch, "cannot-leave-out" where the model can't do without what it read.
    void BeginBranch(std::vector<Segment> without, const std::atomic<bool> & cancel);
    void EndBranch();

    /// Fills the cache up to `length` with copies of what it holds, for measuring at depth: tokens and their keys
    /// repeat.
    void Fill(int length);

    /// Drops all positions from `length` on. Throws EngineError "bad-argument" if there are fewer.
    void Trim(int length);
    /// Drops positions [begin, end) from the middle; later positions keep their numbers. Throws EngineError
    /// "cannot-leave-out" as BeginBranch.
    void Drop(int begin, int end);

    /// Positions that enter attention from now on whatever their scores are. Throws EngineError "cannot-force" where
    /// what is chosen are no tokens.
    void Force(std::vector<Segment> ranges);

    /// Writes the KV cache with its tokens and what the recorder knows of the document (after which no more of it can
    /// be read), or reads it back in place of the present one. Throws EngineError "state-failed" (a failed write leaves
    /// no file; a failed read leaves the context empty).
    void Save(const std::string & path);
    void Load(const std::string & path);

    /// (vocabulary) of the last evaluated token.
    std::vector<float> Logits();

    int Length() const { return int(tokens_.size()); }
    int Capacity() const { return int(llama_n_ctx(context_)); }
    const std::vector<llama_token> & Tokens() const { return tokens_; }
    Recorder & Record() { return recorder_; }
    const Model & GetModel() const { return *model_; }
    const llama_context * Raw() const { return context_; }

    /// Tokens of a ubatch at this depth. Falls with depth, so that no single graph node runs long: llama.cpp looks at
    /// the abort flag between nodes only. A function of depth, shape, threads and GPU alone, so that runs repeat
    /// exactly.
    int UbatchAt(int depth) const;

  private:
    void AttachThreads(int threads);
    /// Logits are wanted from token `firstLogits` on.
    void DecodeUbatch(const llama_token * tokens, int count, Watch watch, int firstLogits,
                      const std::atomic<bool> & cancel);
    int Decode(const llama_batch & batch, Watch watch);
    bool TakesDrafts() const;
    bool GoesOn(const std::vector<llama_token> & tokens, const std::vector<Sampled> & sampled) const;
    std::vector<Sampled> TryDraft(const std::vector<llama_token> & tokens, Sampler & sampler,
                                  const std::atomic<bool> & cancel);
    bool ShallStop();
    void ReadLastAnew(int begin, const std::atomic<bool> & cancel);

    void GoBack();
    void DropFailed();
    bool CutExactly(int length);
    bool RestoreCheckpoint(int length);
    void KeepCheckpoint();
    void CatchUp(const std::atomic<bool> & cancel);
    bool HidesInBranch() const;
    void HideInCopy(const std::vector<Segment> & without);
    void ShowCopied();
    [[noreturn]] void ThrowDecodeFailure(int status) const;

    std::shared_ptr<Model> model_;
    llama_context * context_ = nullptr;
    const int mostThreads_;
    const bool fitsThreads_; // uses fewer where the machine is busy
    int threadsInUse_ = 1;
    bool isCrowded_ = false; // the ubatch at work is to begin again, with fewer
    std::shared_ptr<ggml_threadpool> threads_;
    Recorder recorder_;
    const double nodeBudget_; // multiply-adds
    const int mostAtOnce_;
    std::vector<llama_token> tokens_;
    int held_ = 0; // of them: in llama.cpp's cache; the others are to be read again
    struct Checkpoint {
        int length = 0;
        std::vector<uint8_t> state;
    };
    Checkpoint checkpoint_; // the end of the document, where the cache can't be cut
    bool isBranch_ = false;
    llama_seq_id sequence_ = 0; // 1 in a branch that shares cells
    int branchStart_ = 0;
    std::vector<uint8_t> beforeHiding_; // the cache before a branch that hides in it, and can't share cells
    CellMaps cellsBefore_;              // the branch
    bool hasHoles_ = false;             // dropped out of the middle
    const std::atomic<bool> * cancel_ = nullptr;
};

} // namespace sparselens

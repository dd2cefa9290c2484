#pragma once
#include "engine/draft_trust.h"
#include "engine/model_file.h"
#include "llama.h"
#include "recorder/computed_by.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sparselens {

struct ModelOptions {
    int gpuLayers = 0;        // layers kept on the GPU, from the last, of which the output is one; negative: all
    int cpuExperts = 0;       // layers whose experts stay in main memory all the same, from the first
    bool mapped = true;       // weights of main memory are read from the file as they are needed
    bool packed = true;       // but for those that are packed anew for the processor, which are copies
    bool dense = false;       // a model without indexer, for measuring what sparse attention saves
    int topK = 0;             // positions that enter attention; 0: what the file says
    std::vector<float> split; // how many layers each GPU takes; empty: by their free memory
    std::vector<std::string> servers; // machines that compute the layers on "GPUs", before GPUs here: HOST:PORT
    bool simulated = false;           // nothing is allocated, nothing can be computed: see memory_use.h
};

/// A text cut into tokens: token i is bytes [offsets[i], offsets[i + 1]) of it.
struct Tokenized {
    std::vector<llama_token> ids;
    std::vector<uint32_t> offsets;
};

/// Weights and vocabulary. Safe to use from several threads once loaded.
class Model {
  public:
    using Progress = std::function<void(float)>; // 0..1

    /// Throws EngineError: InspectModel's, "model-refused", "load-failed", "out-of-memory", "cancelled" (once `cancel`
    /// is true).
    static std::shared_ptr<Model> Load(const std::string & path, const ModelOptions & options,
                                       const Progress & progress, const std::atomic<bool> & cancel);
    ~Model();
    Model(const Model &) = delete;

    /// UTF-8 text -> tokens with exact byte offsets. Marks of the vocabulary such as <|im_end|> and </think> are
    /// recognized only if `special`, else they are letters; nothing is added before or after. Throws EngineError
    /// "unusable-tokenizer" if the tokens don't spell the text.
    Tokenized Tokenize(const std::string & text, bool special) const;

    /// Bytes of one token; control tokens are written out only if `special`.
    std::string Piece(llama_token token, bool special) const;

    /// The token that begins a text, and the one that ends it; LLAMA_TOKEN_NULL if the file names none. llama.cpp then
    /// takes token 11 of a byte-pair vocabulary for both, often a comma.
    llama_token BeginToken() const { return Named(llama_vocab_bos(vocab_), file_.namesBeginToken); }
    llama_token EndToken() const { return Named(llama_vocab_eos(vocab_), file_.namesEndToken); }
    /// Every text must begin with the first one.
    bool AddsBeginToken() const { return llama_vocab_get_add_bos(vocab_); }

    /// True for tokens that end an answer.
    bool EndsAnswer(llama_token token) const {
        return llama_vocab_is_eog(vocab_, token) && (token != llama_vocab_eos(vocab_) || token == EndToken());
    }
    int VocabularySize() const { return llama_vocab_n_tokens(vocab_); }

    const ModelFile & File() const { return file_; }
    llama_model * Raw() const { return model_; }
    int TopK() const { return topK_; }
    /// Whether two sequences of a context can share cells. llama.cpp chooses blocks of positions (minimax-m3) only in a
    /// cache of one sequence, and otherwise attends to everything without a word.
    bool SharesCells() const { return file_.numbers.count("attention.indexer.block_size") == 0; }
    bool HasIndexers() const { return !file_.family.unit.empty(); }
    /// Whether ggml-dsa attends to what was chosen only, on every layer.
    bool AttendsSparsely() const;
    /// Other machines hold layers (rpc_servers.h).
    bool HasServers() const { return hasServers_; }
    /// True if a GPU holds layers: it then attends for all of them while a ubatch is large.
    bool OnGpu() const { return onGpu_; }
    /// What computed in the model's contexts.
    ComputedTally & Computed() { return computed_; }
    /// Whether its tokens may be drafted.
    DraftTrust & Drafts() { return drafts_; }

  private:
    Model(ModelFile file, llama_model * model, int topK, bool onGpu, bool hasServers);
    llama_token Named(llama_token token, bool named) const;
    std::vector<llama_token> TokenIds(const std::string & text, bool special) const;
    /// Without any mark: llama.cpp leaves out control tokens only, and finds what was added to a vocabulary as
    /// "user-defined" (</think> of DeepSeek's) in every text, so that a document could end the model's thinking.
    std::vector<llama_token> PlainIds(const std::string & text) const;
    /// The bytes of a token that stands for something else than them; empty for all others, for blanks, and for what
    /// is one character long and so has no letters.
    std::string Mark(llama_token token) const;

    ModelFile file_;
    llama_model * model_;
    const llama_vocab * vocab_;
    int topK_;
    bool onGpu_, hasServers_;
    ComputedTally computed_;
    DraftTrust drafts_;
};

} // namespace sparselens

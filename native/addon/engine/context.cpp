#include "engine/context.h"

#include "engine/backend.h"
#include "engine/rpc_servers.h"
#include "engine/spared_cores.h"
#include "engine/state_file.h"
#include "error.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace sparselens {
namespace {

constexpr int kLargestUbatch = 512, kDenseUbatch = 256, kSmallestUbatch = 16;
/// Multiply-adds that one node may take on a core: about 0.25 s with AVX2. A GPU does at least as many as so many
/// cores.
constexpr double kCoreBudget = 2e9;
constexpr int kFewestCores = 2, kGpuCores = 128;
/// What llama_decode returns if the abort callback said so.
constexpr int kAborted = 2;

double NodeBudget(int threads, bool onGpu) {
    return kCoreBudget * (onGpu ? std::max(kGpuCores, threads) : std::max(kFewestCores, threads));
}

/// Tokens that are read at once. Experts' weights are moved once for each ubatch, and a GPU is busy with large ones
/// only; else half as many are read as fast, in half the buffers.
int MostAtOnce(const Model & model) {
    const auto & numbers = model.File().numbers;
    const auto experts = numbers.find("expert_count");
    const bool hasExperts = experts != numbers.end() && experts->second > 0;
    return model.OnGpu() || hasExperts ? kLargestUbatch : kDenseUbatch;
}

TraceShape ShapeOf(const Model & model) {
    const IndexerFamily & family = model.File().family;
    TraceShape shape;
    shape.layers = int(model.File().layers);
    shape.topK = model.TopK();
    shape.unit = family.unit == "entry"   ? ChoiceUnit::Entry
                 : family.unit == "block" ? ChoiceUnit::Block
                                          : ChoiceUnit::Token;
    shape.unitTokens = int(family.unitTokens);
    return shape;
}

[[noreturn]] void ThrowNoContext(int length, ggml_type keys) {
    const std::string complaint = TakeLastComplaint();
    const bool isType =
        complaint.find("cache type") != std::string::npos || complaint.find("V cache") != std::string::npos;
    if (isType && keys != GGML_TYPE_F16) {
        throw EngineError("bad-argument", std::string("This model's KV cache can't be kept in ") +
                                              ggml_type_name(keys) + " (" + complaint + "); leave out --kv.");
    }
    throw EngineError("out-of-memory", "A context of " + std::to_string(length) + " tokens could not be made (" +
                                           complaint + "); use a smaller --ctx.");
}

} // namespace

Context::Context(std::shared_ptr<Model> model, const ContextOptions & options)
    : model_(std::move(model)), mostThreads_(options.threads),
      fitsThreads_(options.threads > 1 && model_->AttendsSparsely()), recorder_(ShapeOf(*model_)),
      nodeBudget_(NodeBudget(options.threads, model_->OnGpu())), mostAtOnce_(MostAtOnce(*model_)) {
    const int length = options.length > 0 ? options.length : int(model_->File().contextLength);
    llama_context_params params = llama_context_default_params();
    params.n_ctx = length;
    // a second sequence shares the cells of the first: see BeginBranch
    params.n_seq_max = model_->SharesCells() ? 2 : 1;
    params.kv_unified = true;
    params.n_batch = params.n_ubatch = mostAtOnce_;
    params.n_threads = params.n_threads_batch = options.threads;
    params.type_k = params.type_v = options.keys; // MLA keeps no values, but both must be alike
    params.cb_eval = Recorder::OnTensor;
    params.cb_eval_user_data = &recorder_;
    params.abort_callback = [](void * context) { return static_cast<Context *>(context)->ShallStop(); };
    params.abort_callback_data = this;
    TakeLastComplaint();
    context_ = llama_init_from_model(model_->Raw(), params);
    if (!context_) ThrowNoContext(length, options.keys);
    AttachThreads(options.threads);
    if (!model_->HasIndexers()) recorder_.ReadMass(options.massLayers);
    recorder_.Tell(std::make_unique<ComputedBy>(context_, model_->Computed()));
}

Context::~Context() { llama_free(context_); }

/// Gives the context a pool of threads that soon sleep while they wait. llama.cpp's own spin for long, which ruins
/// every other program's speed, and their own beside one (decode of the tiny model beside a busy process: 20 tokens/s
/// with llama.cpp's default of 50, 2,000 with 0). 1 is enough to stay awake between two stops of the graph for the
/// trace.
void Context::AttachThreads(int threads) {
    ggml_backend_reg_t cpu = ggml_backend_dev_backend_reg(ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU));
    auto create = (decltype(ggml_threadpool_new) *)ggml_backend_reg_get_proc_address(cpu, "ggml_threadpool_new");
    auto destroy = (decltype(ggml_threadpool_free) *)ggml_backend_reg_get_proc_address(cpu, "ggml_threadpool_free");
    if (!create || !destroy) return;
    ggml_threadpool_params params = ggml_threadpool_params_default(threads);
    params.poll = 1;
    threads_ = std::shared_ptr<ggml_threadpool>(create(&params), destroy);
    llama_attach_threadpool(context_, threads_.get(), threads_.get());
}

int Context::UbatchAt(int depth) const {
    const ModelFile & file = model_->File();
    const double attention = double(file.heads) * (file.keyDim + file.valueDim);
    const double indexer = double(file.indexerHeads) * file.indexerDim;
    const double reach = depth + mostAtOnce_;
    // ggml-dsa attends to the selected positions only, and scores at least four times as fast as llama.cpp attends
    const double perToken = model_->AttendsSparsely()
                                ? std::max(attention * std::min(reach, double(model_->TopK())), indexer * reach / 4)
                                : std::max(attention, indexer) * reach;
    int ubatch = mostAtOnce_;
    while (ubatch > kSmallestUbatch && ubatch * perToken > nodeBudget_) ubatch /= 2;
    return ubatch;
}

void Context::Evaluate(const std::vector<llama_token> & tokens, Watch watch, const Progress & progress,
                       const std::atomic<bool> & cancel) {
    const int total = int(tokens.size());
    if (Length() + total > Capacity()) {
        throw EngineError("context-full", "The context holds " + std::to_string(Capacity()) + " tokens, and " +
                                              std::to_string(Length() + total) + " are needed; use a larger --ctx.");
    }
    CatchUp(cancel);
    for (int done = 0; done < total;) {
        const int count = std::min(total - done, UbatchAt(Length()));
        DecodeUbatch(&tokens[done], count, watch, done + count == total ? count - 1 : count, cancel);
        recorder_.CommitRows();
        done += count;
        if (progress) progress(done, total);
    }
    if (watch == Watch::Document) KeepCheckpoint();
}

Sampled Context::Step(llama_token token, Sampler & sampler, const std::atomic<bool> & cancel) {
    if (Length() + 1 > Capacity()) {
        throw EngineError("context-full", "The context of " + std::to_string(Capacity()) +
                                              " tokens is full; use a larger --ctx or ask for a shorter answer.");
    }
    CatchUp(cancel);
    DecodeUbatch(&token, 1, Watch::Answer, 0, cancel);
    const Sampled sampled = sampler.Sample(context_);
    if (!model_->EndsAnswer(sampled.token)) recorder_.CommitRows();
    return sampled;
}

void Context::DecodeUbatch(const llama_token * tokens, int count, Watch watch, int firstLogits,
                           const std::atomic<bool> & cancel) {
    if (cancel) throw EngineError("cancelled", "Cancelled.");
    llama_batch batch = llama_batch_init(count, 0, 1);
    batch.n_tokens = count;
    for (int i = 0; i < count; i++) {
        batch.token[i] = tokens[i];
        batch.pos[i] = Length() + i;
        batch.n_seq_id[i] = 1;
        batch.seq_id[i][0] = sequence_;
        batch.logits[i] = i >= firstLogits;
    }
    cancel_ = &cancel;
    const int status = Decode(batch, watch);
    cancel_ = nullptr;
    llama_batch_free(batch);
    if (status != 0) {
        DropFailed();
        ThrowDecodeFailure(status);
    }
    tokens_.insert(tokens_.end(), tokens, tokens + count);
    held_ = Length();
    recorder_.Rethrow();
}

/// Between two nodes of the graph: whether to end it unfinished.
bool Context::ShallStop() {
    if (cancel_ && *cancel_) return true;
    isCrowded_ = isCrowded_ || (fitsThreads_ && !recorder_.HasReceived() &&
                                TheFittingThreads().IsTooMany(threadsInUse_, mostThreads_));
    return isCrowded_;
}

/// With fewer threads where other programs want the cores, and begun again with fewer if they turn out to; only where
/// that changes no number, as ggml-dsa's kernels have it, and while the recorder has read nothing of it.
int Context::Decode(const llama_batch & batch, Watch watch) {
    for (;;) {
        recorder_.BeginUbatch(watch, Length(), batch.n_tokens);
        threadsInUse_ = fitsThreads_ ? TheFittingThreads().Begin(mostThreads_) : mostThreads_;
        isCrowded_ = false;
        llama_set_n_threads(context_, threadsInUse_, threadsInUse_);
        const int status = [&] {
            const RpcWait wait(model_->HasServers());
            const int decoded = llama_decode(context_, batch);
            llama_synchronize(context_);
            return decoded;
        }();
        if (fitsThreads_) TheFittingThreads().End(threadsInUse_, mostThreads_);
        if (status == 0) recorder_.EndUbatch();
        if (!isCrowded_ || status != kAborted || *cancel_) return status;
        DropFailed();
    }
}

void Context::ThrowDecodeFailure(int status) const {
    if (status == kAborted) throw EngineError("cancelled", "Cancelled.");
    if (status == 1) throw EngineError("context-full", "The KV cache has no room left; use a larger --ctx.");
    throw EngineError(status == -2 ? "out-of-memory" : "decode-failed",
                      "llama.cpp failed at token " + std::to_string(Length()) + " (" + TakeLastComplaint() +
                          "); close other programs or use a smaller --ctx, and try again.");
}

void Context::Save(const std::string & path) {
    if (isBranch_ || hasHoles_) {
        throw EngineError("state-failed", "A KV cache with dropped sentences can't be saved.");
    }
    CatchUp(kNeverCancelled);
    const std::string half = path + ".part";
    std::error_code failed;
    try {
        const size_t written = llama_state_seq_save_file(context_, half.c_str(), 0, tokens_.data(), tokens_.size());
        if (written == 0) failed = std::make_error_code(std::errc::io_error);
        if (!failed) AppendRecord(half, recorder_.Document());
        if (!failed) std::filesystem::rename(half, path, failed);
    } catch (const std::exception &) {
        failed = std::make_error_code(std::errc::io_error);
    }
    if (failed) {
        std::remove(half.c_str());
        throw EngineError("state-failed", "The KV cache could not be written to " + path +
                                              "; the disk may be full. Free some space and try again.");
    }
}

void Context::Load(const std::string & path) {
    EndBranch();
    Trim(0);
    recorder_.RestoreDocument({});
    DocumentRecord record = ReadRecord(path, int(model_->File().layers));
    tokens_.resize(Capacity());
    size_t count = 0;
    const size_t read = llama_state_seq_load_file(context_, path.c_str(), 0, tokens_.data(), tokens_.size(), &count);
    tokens_.resize(read > 0 ? count : 0);
    held_ = Length();
    recorder_.Cells().Reset(Length());
    if (read == 0) {
        llama_memory_clear(llama_get_memory(context_), true);
        throw EngineError("state-failed",
                          "The kept KV cache " + path +
                              " can't be used (damaged, or of another model); the document is read again.");
    }
    recorder_.RestoreDocument(std::move(record));
    KeepCheckpoint();
}

std::vector<float> Context::Logits() {
    const float * logits = llama_get_logits_ith(context_, -1);
    if (!logits) throw EngineError("bad-argument", "There are no logits: nothing was evaluated.");
    return {logits, logits + model_->VocabularySize()};
}

} // namespace sparselens

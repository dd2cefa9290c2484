#include "recorder/recorder.h"

#include "error.h"
#include "ggml-backend.h"
#include "ggml.h"

#include <cstdlib>
#include <cstring>
#include <utility>

namespace sparselens {
namespace {

constexpr char kScore[] = "indexer_score-", kIndexKey[] = "indexer_k-";

/// The layer in a name such as "top_k-17", or -1: "top_k-17 (view)" is another tensor.
int LayerIn(const char * name, const char * prefix) {
    const size_t length = std::strlen(prefix);
    if (std::strncmp(name, prefix, length) != 0) return -1;
    char * end = nullptr;
    const long layer = std::strtol(name + length, &end, 10);
    return end != name + length && *end == '\0' ? int(layer) : -1;
}

/// The layer whose selection this node computes, or -1. llama.cpp copies the result to `top_k-<layer>` later; at this
/// node its scores are still in memory, so that one stop of the graph per layer shows both.
int SelectionLayer(const ggml_tensor * tensor) {
    return tensor->op == GGML_OP_TOP_K ? LayerIn(tensor->src[0]->name, kScore) : -1;
}

/// True for the scores that a selection is made from: the last of the tensors with this name.
bool IsFinalScore(const ggml_tensor * tensor) {
    return (tensor->op == GGML_OP_LIGHTNING_INDEXER || tensor->op == GGML_OP_ADD) && LayerIn(tensor->name, kScore) >= 0;
}

/// The node that writes the ubatch's index keys of layer 0 into the cache: its indices are the cells.
bool StoresIndexKeys(const ggml_tensor * tensor) {
    if (tensor->op != GGML_OP_SET_ROWS || tensor->src[1] == nullptr || tensor->src[1]->type != GGML_TYPE_I64)
        return false;
    for (const ggml_tensor * source = tensor->src[0]; source; source = source->view_src) {
        if (LayerIn(source->name, kIndexKey) == 0) return true;
    }
    return false;
}

} // namespace

void Recorder::BeginDocument(std::vector<Segment> sentences, int stride) {
    document_.stats = std::make_shared<PromptStats>(layers_);
    document_.background = std::make_shared<Background>(layers_, sentences, stride);
    document_.sentences = std::move(sentences);
    document_.stride = stride;
}

void Recorder::BeginAnswer(int promptLength) {
    if (!document_.stats) BeginDocument({}, 1);
    document_.background->Finish();
    question_ = std::make_shared<PromptStats>(layers_);
    TraceShape shape;
    shape.topK = topK_;
    shape.layers = layers_;
    shape.promptLength = promptLength;
    shape.sentences = document_.sentences;
    shape.stride = document_.stride;
    trace_ = std::make_shared<Trace>(std::move(shape), document_.stats, question_, document_.background);
    answerRows_ = 0;
}

std::shared_ptr<Trace> Recorder::EndAnswer(int tokens) {
    if (trace_) trace_->Truncate(tokens);
    return std::move(trace_);
}

void Recorder::BeginUbatch(Watch watch, int position, int count) {
    watch_ = watch;
    position_ = position;
    count_ = count;
    cellsKnown_ = false;
    failure_ = nullptr;
    pending_.clear();
    if (watch == Watch::Answer) pending_.resize(size_t(count) * layers_);
}

void Recorder::CommitRows() {
    for (size_t i = 0; i < pending_.size(); i++) {
        const int token = int(i) / layers_, layer = int(i) % layers_;
        trace_->AddCodedRow(answerRows_ + token, layer, position_ + token, pending_[i]);
    }
    answerRows_ += int(pending_.size()) / layers_;
    pending_.clear();
}

void Recorder::Rethrow() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

bool Recorder::OnTensor(ggml_tensor * tensor, bool ask, void * recorder) {
    auto * self = static_cast<Recorder *>(recorder);
    try {
        if (ask) return self->Wants(tensor);
        self->Receive(tensor);
    } catch (...) {
        self->failure_ = std::current_exception();
    }
    return true;
}

bool Recorder::Wants(const ggml_tensor * tensor) {
    if (!cellsKnown_ && StoresIndexKeys(tensor)) LearnCells(tensor);
    if (capture_ && capture_->Wants(tensor->name)) return true;
    if (forced_.Any() && IsFinalScore(tensor)) return true;
    if (heads_ && heads_->Wants(tensor)) return true;
    if (observer_ && observer_->Wants(tensor, position_, count_)) return true;
    const int layer = SelectionLayer(tensor);
    return layer >= 0 && (watch_ != Watch::Off || (rowScores_ && rowScores_->Layer() == layer));
}

void Recorder::Receive(ggml_tensor * tensor) {
    if (capture_) capture_->Receive(tensor, position_);
    if (heads_ && heads_->Wants(tensor)) {
        CheckCells();
        heads_->Receive(tensor, cells_, position_ + count_ - 1);
    }
    if (forced_.Any() && IsFinalScore(tensor)) {
        CheckCells();
        forced_.Raise(tensor, cells_, position_);
    }
    if (observer_ && observer_->Wants(tensor, position_, count_)) {
        CheckCells();
        observer_->Receive(tensor, position_, count_, cells_);
    }
    const int layer = SelectionLayer(tensor);
    if (layer < 0) return;
    if (watch_ != Watch::Off) ReadRows(layer, tensor);
    if (rowScores_ && rowScores_->Layer() == layer) {
        CheckCells();
        rowScores_->Receive(tensor->src[0], cells_, position_ + count_ - 1);
    }
}

/// Inputs are in place before a graph runs, so this needs no stop of the graph.
void Recorder::LearnCells(const ggml_tensor * setRows) {
    const ggml_tensor * cells = setRows->src[1];
    cellNumbers_.resize(ggml_nelements(cells));
    ggml_backend_tensor_get(cells, cellNumbers_.data(), 0, ggml_nbytes(cells));
    for (size_t i = 0; i < cellNumbers_.size(); i++) cells_.Store(cellNumbers_[i], position_ + int32_t(i));
    cellsKnown_ = true;
}

void Recorder::CheckCells() const {
    if (!cellsKnown_)
        throw EngineError("decode-failed", "llama.cpp's graph has changed: the KV cache's cells are not known.");
}

void Recorder::ReadRows(int layer, const ggml_tensor * topK) {
    CheckCells();
    const ggml_tensor * scores = topK->src[0];
    const int k = int(topK->ne[0]);
    const bool answer = watch_ == Watch::Answer;
    scores_.resize(scores->ne[0]);
    selected_.resize(k);
    for (int row = 0; row < int(topK->ne[1]); row++) {
        const int position = position_ + row;
        if (!answer && position % document_.stride != 0) continue;
        ggml_backend_tensor_get(scores, scores_.data(), row * scores->nb[1], scores_.size() * sizeof(float));
        if (forced_.Any()) forced_.Restore(row, scores_);
        ggml_backend_tensor_get(topK, selected_.data(), row * topK->nb[1], k * sizeof(int32_t));
        reader_.Read(cells_, scores_.data(), scores->ne[0], selected_.data(), k, position);
        if (answer) KeepAnswerRow(layer, row);
        else ReadPromptRow(layer);
    }
}

void Recorder::ReadPromptRow(int layer) {
    PromptRow row = {};
    row.layer = layer;
    row.position = reader_.Row(layer).position;
    row.positions = reader_.Positions().data();
    row.scores = reader_.Scores().data();
    row.count = int(reader_.Positions().size());
    const float * mass = reader_.Mass().data();
    if (watch_ == Watch::Document) {
        if (!document_.stats) BeginDocument({}, 1);
        document_.stats->Add(row, mass);
        document_.background->Add(row, mass);
    } else if (question_) {
        question_->Add(row, mass);
    }
}

void Recorder::KeepAnswerRow(int layer, int row) {
    if (!trace_) throw EngineError("bad-argument", "An answer's rows were asked for before beginAnswer.");
    reader_.ReadMissed();
    reader_.Pool(document_.sentences);
    pending_[size_t(row) * layers_ + layer] = trace_->CodedRow(reader_.Row(layer));
}

} // namespace sparselens

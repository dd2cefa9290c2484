#include "recorder/recorder.h"

#include "error.h"
#include "ggml-backend.h"
#include "ggml.h"

#include <algorithm>
#include <utility>

namespace sparselens {
namespace {

constexpr char kScore[] = "indexer_score-";

/// True for the scores that a selection is made from: the last of the tensors with this name.
bool IsFinalScore(const ggml_tensor * tensor) {
    return (tensor->op == GGML_OP_LIGHTNING_INDEXER || tensor->op == GGML_OP_ADD) && LayerIn(tensor->name, kScore) >= 0;
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
    TraceShape shape = model_;
    shape.promptLength = promptLength;
    shape.sentences = document_.sentences;
    shape.stride = document_.stride;
    trace_ = std::make_shared<Trace>(std::move(shape), document_.stats, question_, document_.background);
    kinds_.assign(size_t(layers_), {});
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
    cells_.BeginUbatch();
    if (computedBy_) computedBy_->BeginUbatch(count);
    held_ = {};
    isHeld_ = false;
    failure_ = nullptr;
    hasReceived_ = false;
    pending_.clear();
    if (watch == Watch::Answer) pending_.resize(size_t(count) * layers_);
}

void Recorder::EndUbatch() {
    if (computedBy_) computedBy_->EndUbatch();
}

const std::vector<std::vector<uint8_t>> & Recorder::Rows() {
    KeepHeldRows();
    return pending_;
}

void Recorder::CommitRows(int tokens) {
    KeepHeldRows();
    if (!pending_.empty()) pending_.resize(size_t(tokens) * layers_);
    if (!pending_.empty()) trace_->SetKinds(kinds_);
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
    const int stored = KeyStoreLayer(tensor, count_);
    if (stored >= 0) cells_.Learn(stored, tensor->src[1], position_);
    if (computedBy_) computedBy_->See(tensor);
    if (capture_ && capture_->Wants(tensor->name)) return true;
    if (nodes_ && nodes_->Wants(tensor)) return true;
    if (forced_.Any() && IsFinalScore(tensor)) return true;
    if (heads_ && heads_->Wants(tensor)) return true;
    if (observer_ && observer_->Wants(tensor, position_, count_)) return true;
    const int layer = SelectionOf(tensor).layer;
    if (layer >= 0) return watch_ != Watch::Off || (rowScores_ && rowScores_->Layer() == layer);
    if (watch_ == Watch::Off) return false;
    const int attending = AttentionLayer(tensor);
    return attending >= 0 && (watch_ == Watch::Answer || WantsMass(attending));
}

void Recorder::ReadMass(const std::vector<int32_t> & layers) {
    massLayers_.assign(size_t(layers_), 0);
    for (int32_t layer : layers)
        if (layer >= 0 && layer < layers_) massLayers_[size_t(layer)] = 1;
}

/// Whether a layer's mass is read, for any token of this ubatch.
bool Recorder::WantsMass(int layer) const {
    if (layer >= int(massLayers_.size()) || !massLayers_[size_t(layer)]) return false;
    const int stride = document_.stride;
    return watch_ == Watch::Answer || (position_ + count_ - 1) / stride * stride >= position_;
}

void Recorder::ReadMassRows(int layer, const ggml_tensor * attention) {
    const CellMap & cells = cells_.Of(layer);
    const bool answer = watch_ == Watch::Answer;
    for (int row = 0; row < count_; row++) {
        const int position = position_ + row;
        if (!answer && position % document_.stride != 0) continue;
        mass_.Read(attention, cells, row, position, byPosition_);
        chosen_ = AttentionMass::Most(byPosition_, model_.topK);
        reader_.ReadPlaced(byPosition_, chosen_, position);
        if (!answer) {
            ReadPromptRow(layer);
            continue;
        }
        reader_.ReadMissed();
        reader_.Pool(document_.sentences);
        KeepRow(row, reader_.Row(layer));
    }
    if (answer) kinds_[size_t(layer)] = {LayerKind::Attended, -1};
}

void Recorder::Receive(ggml_tensor * tensor) {
    hasReceived_ = true;
    if (capture_) capture_->Receive(tensor, position_);
    if (nodes_) nodes_->Receive(tensor, position_, count_);
    if (heads_ && heads_->Wants(tensor)) heads_->Receive(tensor, cells_.Of(heads_->Layer()), position_, count_);
    if (forced_.Any() && IsFinalScore(tensor)) {
        forced_.Raise(tensor, cells_.Of(LayerIn(tensor->name, kScore)), position_);
    }
    if (observer_ && observer_->Wants(tensor, position_, count_)) {
        observer_->Receive(tensor, position_, count_, cells_.Of(AttentionLayer(tensor)));
    }
    const SelectionNode selection = SelectionOf(tensor);
    if (selection.layer >= 0 && selection.layer < layers_) ReceiveSelection(selection, tensor);
    const int layer = watch_ != Watch::Off ? AttentionLayer(tensor) : -1;
    if (layer < 0 || layer >= layers_) return;
    if (WantsMass(layer)) ReadMassRows(layer, tensor);
    else if (watch_ == Watch::Answer) ReadEntered(layer, tensor);
}

void Recorder::ReceiveSelection(const SelectionNode & node, const ggml_tensor * topK) {
    selection_.Begin(topK, node.unit, position_, count_);
    if (watch_ != Watch::Off) ReadRows(node);
    if (!rowScores_ || rowScores_->Layer() != node.layer) return;
    selection_.Fetch(count_ - 1);
    selection_.Place(cells_.Of(node.layer), count_ - 1, byPosition_, chosen_);
    rowScores_->Keep(byPosition_);
}

void Recorder::ReadRows(const SelectionNode & node) {
    const bool answer = watch_ == Watch::Answer;
    KeepHeldRows(); // of a selection whose attention wasn't found
    if (answer) heldRows_.assign(size_t(count_), {});
    for (int row = 0; row < count_; row++) {
        if (!answer && (position_ + row) % document_.stride != 0) continue;
        ReadRow(node, row);
        if (!answer) {
            ReadPromptRow(node.layer);
            continue;
        }
        reader_.ReadMissed();
        reader_.Pool(document_.sentences);
        heldRows_[row] = HeldRow(reader_.Row(node.layer));
    }
    held_ = node;
    isHeld_ = answer;
}

void Recorder::ReadRow(const SelectionNode & node, int row) {
    const CellMap & cells = cells_.Of(node.layer);
    selection_.Fetch(row);
    if (forced_.Any()) forced_.Restore(row, selection_.Scores());
    if (selection_.IsPlain()) {
        const std::vector<float> & scores = selection_.Scores();
        const std::vector<int32_t> & chosen = selection_.Chosen();
        reader_.Read(cells, scores.data(), int64_t(scores.size()), chosen.data(), int(chosen.size()), position_ + row);
        return;
    }
    selection_.Place(cells, row, byPosition_, chosen_);
    reader_.ReadPlaced(byPosition_, chosen_, position_ + row);
}

void Recorder::ReadPromptRow(int layer) {
    PromptRow row = {};
    row.layer = layer;
    row.position = reader_.Row(layer).position;
    row.positions = reader_.Positions().data();
    row.scores = reader_.Scores().data();
    row.count = int(reader_.Positions().size());
    const bool scored = std::any_of(row.scores, row.scores + row.count, [](float score) { return score > kNoScore; });
    if (!scored) return; // nothing was there to choose from yet
    const float * mass = reader_.Mass().data();
    if (watch_ == Watch::Document) {
        if (!document_.stats) BeginDocument({}, 1);
        document_.stats->Add(row, mass);
        document_.background->Add(row, mass);
    } else if (question_) {
        question_->Add(row, mass);
    }
}

void Recorder::ReadEntered(int layer, const ggml_tensor * attention) {
    const CellMap & cells = cells_.Of(layer);
    const bool chose = isHeld_ && held_.layer == layer;
    const bool gathered = chose && held_.unit == Unit::Blocks && count_ == 1;
    const std::vector<int32_t> & blocks = gathered ? selection_.Gathered() : std::vector<int32_t>();
    for (int row = 0; row < count_; row++) {
        const int position = position_ + row;
        const Entered entered = entered_.Read(attention, cells, blocks, row, position);
        LayerInfo & info = kinds_[size_t(layer)];
        info.kind = chose ? LayerKind::Chosen : entered.kind;
        info.from = info.kind == LayerKind::Shared ? held_.layer : -1;
        AnswerRow of = {};
        of.layer = layer;
        of.position = position;
        of.count = int(entered.positions.size());
        of.positions = entered.positions.data();
        KeepRow(row, chose ? heldRows_[row].Row(entered) : of);
    }
    if (chose) isHeld_ = false;
}

/// As their indexer chose: where attention wasn't seen, as on a layer that llama.cpp computes otherwise.
void Recorder::KeepHeldRows() {
    if (!std::exchange(isHeld_, false)) return;
    kinds_[size_t(held_.layer)].kind = LayerKind::Chosen;
    for (int row = 0; row < int(heldRows_.size()); row++) KeepRow(row, heldRows_[row].Row());
}

void Recorder::KeepRow(int row, const AnswerRow & of) {
    if (!trace_) throw EngineError("bad-argument", "An answer's rows were asked for before beginAnswer.");
    pending_[size_t(row) * layers_ + of.layer] = trace_->CodedRow(of);
}

} // namespace sparselens

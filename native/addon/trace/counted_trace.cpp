#include "trace/counted_trace.h"

#include "trace/row_codec.h"
#include "trace/trace_error.h"

#include <algorithm>
#include <string>

namespace sparselens {

CountedTrace::CountedTrace(const TraceShape & shape, int32_t textEnd) : shape_(shape), textEnd_(textEnd) {
    if (shape_.layers < 1 || shape_.layers > kMaxLayers || shape_.topK < 1 || shape_.topK > kMaxPositions ||
        shape_.promptLength < 1 || shape_.promptLength > kMaxPositions || textEnd < 0 || textEnd >= shape_.promptLength)
        ThrowBadArgument("The shape of the server's rows makes no sense.");
    document_ = std::make_shared<PromptStats>(shape_.layers);
    question_ = std::make_shared<PromptStats>(shape_.layers);
    background_ = std::make_shared<Background>(shape_.layers, shape_.sentences, 1);
    isSame_.assign(size_t(shape_.layers), 1);
    isSame_[0] = 0;
}

void CountedTrace::Add(const std::vector<int32_t> & positions) {
    if (positions.size() != size_t(shape_.layers) * size_t(shape_.topK) || position_ >= kMaxPositions)
        ThrowBadArgument("A query's rows have another size than the first one's.");
    if (position_ == shape_.promptLength - 1) BeginAnswer();
    const bool choosing = position_ >= shape_.topK; // else everything enters, on every layer
    hadChoice_ = hadChoice_ || choosing;
    before_.clear();
    for (int layer = 0; layer < shape_.layers; layer++) {
        ReadChosen(layer, positions.data() + size_t(layer) * size_t(shape_.topK));
        if (choosing && layer > 0 && chosen_ != before_) isSame_[size_t(layer)] = 0;
        before_ = chosen_;
        if (chosen_.empty()) {
            missing_++;
            continue;
        }
        scores_.assign(chosen_.size(), 0.0f);
        if (trace_) AddAnswer(layer);
        else AddPrompt(layer);
    }
    position_++;
}

void CountedTrace::ReadChosen(int layer, const int32_t * positions) {
    chosen_.clear();
    for (int i = 0; i < shape_.topK; i++) {
        if (positions[i] == -1) continue;
        if (positions[i] < 0 || positions[i] > position_)
            throw EngineError("impossible-rows",
                              "token " + std::to_string(position_) + " of the context can't have read token " +
                                  std::to_string(positions[i]) + " in layer " + std::to_string(layer));
        chosen_.push_back(positions[i]);
    }
    std::sort(chosen_.begin(), chosen_.end());
    // what was never written is 0 everywhere
    if (std::adjacent_find(chosen_.begin(), chosen_.end()) != chosen_.end()) chosen_.clear();
}

void CountedTrace::AddPrompt(int layer) {
    mass_.assign(chosen_.size(), 1.0f / float(chosen_.size()));
    const PromptRow row{layer, position_, chosen_.data(), scores_.data(), int(chosen_.size())};
    if (position_ >= textEnd_) {
        question_->Add(row, mass_.data());
        return;
    }
    document_->Add(row, mass_.data());
    background_->Add(row, mass_.data());
}

void CountedTrace::AddAnswer(int layer) {
    AnswerRow row = {};
    row.layer = layer;
    row.position = position_;
    row.count = int(chosen_.size());
    row.positions = chosen_.data();
    row.scores = scores_.data();
    trace_->AddAnswerRow(position_ - (shape_.promptLength - 1), row);
}

void CountedTrace::BeginAnswer() {
    background_->Finish();
    trace_ = std::make_shared<Trace>(shape_, document_, question_, background_);
}

LayerKinds CountedTrace::Kinds() const {
    LayerKinds kinds;
    int32_t own = -1;
    for (int layer = 0; layer < shape_.layers; layer++) {
        const bool shared = hadChoice_ && isSame_[size_t(layer)];
        if (!shared) own = layer;
        kinds.push_back(shared ? LayerInfo{LayerKind::Shared, own} : LayerInfo{LayerKind::Counted, -1});
    }
    return kinds;
}

std::shared_ptr<Trace> CountedTrace::Finish(int tokens) {
    if (!trace_) ThrowBadArgument("The server sent no rows of the answer.");
    trace_->Truncate(tokens);
    trace_->SetKinds(Kinds());
    return std::move(trace_);
}

} // namespace sparselens

#include "trace/background.h"

#include "trace/prompt_stats.h"
#include "trace/row_codec.h"
#include "trace/segment_table.h"
#include "trace/trace_error.h"

namespace sparselens {

void CheckSegments(const std::vector<Segment> & segments, int32_t limit) {
    int32_t end = 0;
    for (const Segment & segment : segments) {
        if (segment.begin < end || segment.end < segment.begin || segment.end > limit)
            ThrowBadArgument("Segments of positions must ascend, be disjoint and lie within the text.");
        end = segment.end;
    }
}

Background::Background(int layers, std::vector<Segment> sentences, int stride)
    : layers_(layers), stride_(stride), sentences_(std::move(sentences)), seen_(layers) {
    if (layers < 1 || stride < 1)
        ThrowBadArgument("A background needs at least one layer, and a stride of at least 1.");
    CheckSegments(sentences_, kMaxPositions);
    sentenceAt_ = SegmentTable(sentences_, sentences_.empty() ? 0 : sentences_.back().end, -1);
    massByDistance_.resize(size_t(layers));
    received_.assign(size_t(layers), std::vector<double>(sentences_.size()));
}

Background::Background(int layers, std::vector<Segment> sentences, int stride, std::vector<float> G,
                       std::vector<float> r)
    : Background(layers, std::move(sentences), stride) {
    if (G.size() != size_t(layers) * kDistanceBuckets || r.size() != size_t(layers) * sentences_.size())
        ThrowBadArgument("The background is of another model or document.");
    G_ = std::move(G);
    r_ = std::move(r);
    finished_ = true;
}

bool Background::Add(const PromptRow & row, const float * mass) {
    CheckPromptRow(row, layers_);
    if (seen_.Has(row.layer, row.position)) return false;
    if (finished_) ThrowBadArgument("A finished background takes no more rows.");
    seen_.Insert(row.layer, row.position);
    auto & byDistance = massByDistance_[size_t(row.layer)];
    auto & received = received_[size_t(row.layer)];
    for (int i = 0; i < row.count; i++) {
        const int32_t p = row.positions[i];
        if (p >= kSinks && p < row.position) byDistance[size_t(DistanceBucket(row.position - p))] += mass[i];
        const int32_t s = size_t(p) < sentenceAt_.size() ? sentenceAt_[size_t(p)] : -1;
        if (s >= 0 && row.position >= sentences_[size_t(s)].end) received[size_t(s)] += mass[i];
    }
    return true;
}

void Background::Finish() {
    if (finished_) return;
    PairCounts pairs; // the same for all layers, unless reading was broken off within a batch
    for (int layer = 0; layer < layers_; layer++) {
        if (layer == 0 || seen_.OfLayer(layer) != seen_.OfLayer(layer - 1))
            pairs = CountPairs(seen_.OfLayer(layer), sentences_);
        const LayerBackground of =
            BackgroundOfLayer(massByDistance_[size_t(layer)], received_[size_t(layer)], pairs, sentences_, stride_);
        G_.insert(G_.end(), of.G.begin(), of.G.end());
        r_.insert(r_.end(), of.r.begin(), of.r.end());
    }
    finished_ = true;
}

BackgroundView Background::View() const {
    return {layers_, kDistanceBuckets, int(sentences_.size()), G_.data(), r_.data()};
}

} // namespace sparselens

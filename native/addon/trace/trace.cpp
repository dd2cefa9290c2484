#include "trace/trace.h"

#include "trace/always_selected.h"
#include "trace/trace_writer.h"

#include <algorithm>
#include <mutex>

namespace sparselens {

using ReadLock = std::shared_lock<std::shared_mutex>;

static bool SameSegments(const std::vector<Segment> & a, const std::vector<Segment> & b) {
    const auto same = [](const Segment & x, const Segment & y) { return x.begin == y.begin && x.end == y.end; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

Trace::Trace(TraceShape shape, std::shared_ptr<const PromptStats> prefix, std::shared_ptr<const PromptStats> question,
             std::shared_ptr<const Background> background)
    : shape_(std::move(shape)), prefix_(std::move(prefix)), question_(std::move(question)),
      background_(std::move(background)) {
    if (shape_.layers < 1 || shape_.layers > kMaxLayers || shape_.stride < 1 || shape_.topK < 0 ||
        shape_.promptLength < 0 || shape_.promptLength > kMaxPositions)
        ThrowBadArgument("The trace's shape makes no sense.");
    CheckSegments(shape_.sentences, shape_.promptLength);
    if (background_ && (!background_->Finished() || background_->Layers() != shape_.layers ||
                        !SameSegments(background_->Sentences(), shape_.sentences)))
        ThrowBadArgument("The trace's background is not finished, or of another document.");
    for (const auto & stats : {prefix_, question_})
        if (stats && stats->Layers() != shape_.layers)
            ThrowBadArgument("The prompt's statistics are of another model.");
    recorded_ = std::make_unique<RowStore>(shape_.layers, shape_.promptLength);
}

Trace::Trace(std::unique_ptr<TraceFile> file) : shape_(file->Shape()), file_(std::move(file)) {}

std::shared_ptr<Trace> Trace::Open(const std::string & path) {
    return std::shared_ptr<Trace>(new Trace(std::make_unique<TraceFile>(path)));
}

std::vector<uint8_t> Trace::CodedRow(const AnswerRow & row) const {
    return EncodeRow(row, {kMaxPositions, int32_t(shape_.sentences.size())});
}

void Trace::AddCodedRow(int token, int layer, int position, const std::vector<uint8_t> & coded) {
    if (!recorded_) ThrowBadArgument("A trace that was opened from a file takes no rows.");
    if (token < 0 || token >= kMaxPositions || layer < 0 || layer >= shape_.layers)
        ThrowBadArgument("A row of the answer has a token or layer out of range.");
    std::unique_lock<std::shared_mutex> lock(mutex_);
    recorded_->Append(token, layer, position, coded);
}

void Trace::Truncate(int tokens) {
    if (!recorded_ || tokens < 0) ThrowBadArgument("Only a recording can be cut.");
    std::unique_lock<std::shared_mutex> lock(mutex_);
    recorded_->Truncate(tokens);
}

void Trace::SetKinds(const LayerKinds & kinds) {
    if (!recorded_ || int(kinds.size()) != shape_.layers) ThrowBadArgument("These are the kinds of other layers.");
    std::unique_lock<std::shared_mutex> lock(mutex_);
    kinds_ = kinds;
}

LayerKinds Trace::Kinds() const {
    ReadLock lock(mutex_);
    return KnownKinds();
}

LayerKinds Trace::KnownKinds() const {
    const LayerKinds & kinds = file_ ? file_->Kinds() : kinds_;
    const bool plain =
        shape_.unit == ChoiceUnit::Token &&
        std::all_of(kinds.begin(), kinds.end(), [](const LayerInfo & of) { return of.kind == LayerKind::Chosen; });
    return plain ? LayerKinds() : kinds;
}

Rows Trace::GetRows() const {
    const RowSource & source = file_ ? static_cast<const RowSource &>(*file_) : *recorded_;
    return {source, shape_.layers, {source.Positions(), int32_t(shape_.sentences.size())}};
}

TraceInfo Trace::Info() const {
    ReadLock lock(mutex_);
    return {file_                  ? file_->Version()
            : KnownKinds().empty() ? 1
                                   : kFileVersion,
            GetRows().source.Tokens(), file_ ? file_->Meta() : std::string()};
}

TraceRow Trace::Row(int token, int layer) const {
    ReadLock lock(mutex_);
    const Rows all = GetRows();
    CheckSpan(all, {token, token + 1, {layer}});
    const Bytes bytes = all.source.RowBytes(token, layer);
    if (bytes.size == 0) ThrowBadArgument("Nothing was recorded for this token and layer.");
    return RowView(bytes, all.limits).Decode();
}

SegmentTotals Trace::Totals(const Span & span, const std::vector<Segment> & segments) const {
    ReadLock lock(mutex_);
    return SumSegments(GetRows(), span, segments);
}

std::vector<uint32_t> Trace::Uses(const Segment & of, const std::vector<int32_t> & layers) const {
    ReadLock lock(mutex_);
    return TokenUses(GetRows(), of, layers);
}

BackgroundView Trace::GetBackground() const {
    if (file_) return file_->GetBackground();
    return background_ ? background_->View() : BackgroundView{};
}

BackgroundView Trace::NeededBackground() const {
    const BackgroundView expected = GetBackground();
    if (expected.layers == 0) ThrowBadArgument("This trace has no background to measure evidence against.");
    return expected;
}

std::vector<float> Trace::Evidence(const Span & span) const {
    const BackgroundView expected = NeededBackground();
    ReadLock lock(mutex_);
    return SentenceEvidence(GetRows(), span, shape_.sentences, expected);
}

std::vector<float> Trace::EvidenceByLayer(const Span & span, const std::vector<int32_t> & sentences) const {
    const BackgroundView expected = NeededBackground();
    ReadLock lock(mutex_);
    return sparselens::EvidenceByLayer(GetRows(), span, shape_.sentences, expected, sentences);
}

LayerCounts Trace::LayerTotals(const Span & span, const std::vector<Segment> & segments, const Always & leftOut) const {
    std::vector<std::vector<uint8_t>> sinks;
    if (leftOut.sinks)
        for (int32_t layer : span.layers) sinks.push_back(SinksOf(Prompt(layer).count, shape_));
    ReadLock lock(mutex_);
    return CountLayers(GetRows(), span, segments, sinks, leftOut.recent);
}

/// Adds the first `into.count.size()` positions.
static void AddStats(const PromptStats & stats, int layer, PromptTotals & into) {
    const size_t n = std::min(into.count.size(), stats.Count(layer).size());
    for (size_t p = 0; p < n; p++) {
        into.count[p] += stats.Count(layer)[p];
        into.mass[p] += stats.Mass(layer)[p];
    }
}

PromptTotals Trace::Prompt(int layer) const {
    if (layer < 0 || layer >= shape_.layers) ThrowBadArgument("The model has no layer " + std::to_string(layer) + ".");
    const size_t n = size_t(shape_.promptLength);
    PromptTotals totals{std::vector<uint32_t>(n), std::vector<float>(n)};
    if (file_) {
        std::copy_n(file_->PromptCounts(layer).data, n * sizeof(uint32_t),
                    reinterpret_cast<uint8_t *>(totals.count.data()));
        std::copy_n(file_->PromptMass(layer).data, n * sizeof(float), reinterpret_cast<uint8_t *>(totals.mass.data()));
    }
    if (prefix_) AddStats(*prefix_, layer, totals);
    if (question_) AddStats(*question_, layer, totals);
    return totals;
}

void Trace::Save(const std::string & path, const std::string & meta, const std::atomic<bool> & cancel) const {
    SavedRows saved;
    {
        ReadLock lock(mutex_); // not while writing: the model may go on
        const Rows all = GetRows();
        saved.positions = all.source.Positions();
        saved.kinds = KnownKinds();
        saved.tokens = all.source.Tokens();
        for (int token = 0; token < saved.tokens; token++)
            for (int layer = 0; layer < shape_.layers; layer++) saved.rows.push_back(all.source.RowBytes(token, layer));
    }
    WriteTraceFile(path, meta, shape_, saved, [this](int layer) { return Prompt(layer); }, GetBackground(), cancel);
}

void Trace::Verify() const {
    if (file_) file_->Verify();
}

} // namespace sparselens

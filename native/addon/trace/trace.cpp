#include "trace/trace.h"

#include <algorithm>
#include <mutex>

#include "trace/always_selected.h"
#include "trace/trace_writer.h"

namespace sparselens {

using ReadLock = std::shared_lock<std::shared_mutex>;

static bool sameSegments(const std::vector<Segment>& a, const std::vector<Segment>& b) {
  const auto same = [](const Segment& x, const Segment& y) { return x.begin == y.begin && x.end == y.end; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

Trace::Trace(TraceShape shape, std::shared_ptr<const PromptStats> prefix, std::shared_ptr<const PromptStats> question,
             std::shared_ptr<const Background> background)
    : shape_(std::move(shape)),
      prefix_(std::move(prefix)),
      question_(std::move(question)),
      background_(std::move(background)) {
  if (shape_.layers < 1 || shape_.layers > kMaxLayers || shape_.stride < 1 || shape_.topK < 0 ||
      shape_.promptLength < 0 || shape_.promptLength > kMaxPositions)
    throwBadArgument("The trace's shape makes no sense.");
  checkSegments(shape_.sentences, shape_.promptLength);
  if (background_ && (!background_->finished() || background_->layers() != shape_.layers ||
                      !sameSegments(background_->sentences(), shape_.sentences)))
    throwBadArgument("The trace's background is not finished, or of another document.");
  for (const auto& stats : {prefix_, question_})
    if (stats && stats->layers() != shape_.layers) throwBadArgument("The prompt's statistics are of another model.");
  recorded_ = std::make_unique<RowStore>(shape_.layers, shape_.promptLength);
}

Trace::Trace(std::unique_ptr<TraceFile> file) : shape_(file->shape()), file_(std::move(file)) {}

std::shared_ptr<Trace> Trace::open(const std::string& path) {
  return std::shared_ptr<Trace>(new Trace(std::make_unique<TraceFile>(path)));
}

std::vector<uint8_t> Trace::codedRow(const AnswerRow& row) const {
  return encodeRow(row, {kMaxPositions, int32_t(shape_.sentences.size())});
}

void Trace::addCodedRow(int token, int layer, int position, const std::vector<uint8_t>& coded) {
  if (!recorded_) throwBadArgument("A trace that was opened from a file takes no rows.");
  if (token < 0 || token >= kMaxPositions || layer < 0 || layer >= shape_.layers)
    throwBadArgument("A row of the answer has a token or layer out of range.");
  std::unique_lock<std::shared_mutex> lock(mutex_);
  recorded_->append(token, layer, position, coded);
}

void Trace::truncate(int tokens) {
  if (!recorded_ || tokens < 0) throwBadArgument("Only a recording can be cut.");
  std::unique_lock<std::shared_mutex> lock(mutex_);
  recorded_->truncate(tokens);
}

Rows Trace::rows() const {
  const RowSource& source = file_ ? static_cast<const RowSource&>(*file_) : *recorded_;
  return {source, shape_.layers, {source.positions(), int32_t(shape_.sentences.size())}};
}

TraceInfo Trace::info() const {
  ReadLock lock(mutex_);
  return {kFileVersion, rows().source.tokens(), file_ ? file_->meta() : std::string()};
}

TraceRow Trace::row(int token, int layer) const {
  ReadLock lock(mutex_);
  const Rows all = rows();
  checkSpan(all, {token, token + 1, {layer}});
  const Bytes bytes = all.source.bytes(token, layer);
  if (bytes.size == 0) throwBadArgument("Nothing was recorded for this token and layer.");
  return RowView(bytes, all.limits).decode();
}

SegmentTotals Trace::totals(const Span& span, const std::vector<Segment>& segments) const {
  ReadLock lock(mutex_);
  return segmentTotals(rows(), span, segments);
}

std::vector<uint32_t> Trace::uses(const Segment& of, const std::vector<int32_t>& layers) const {
  ReadLock lock(mutex_);
  return tokenUses(rows(), of, layers);
}

BackgroundView Trace::background() const {
  if (file_) return file_->background();
  return background_ ? background_->view() : BackgroundView{};
}

BackgroundView Trace::neededBackground() const {
  const BackgroundView expected = background();
  if (expected.layers == 0) throwBadArgument("This trace has no background to measure evidence against.");
  return expected;
}

std::vector<float> Trace::evidence(const Span& span) const {
  const BackgroundView expected = neededBackground();
  ReadLock lock(mutex_);
  return sentenceEvidence(rows(), span, shape_.sentences, expected);
}

std::vector<float> Trace::evidenceByLayer(const Span& span, const std::vector<int32_t>& sentences) const {
  const BackgroundView expected = neededBackground();
  ReadLock lock(mutex_);
  return sparselens::evidenceByLayer(rows(), span, shape_.sentences, expected, sentences);
}

LayerCounts Trace::layerTotals(const Span& span, const std::vector<Segment>& segments, const Always& leftOut) const {
  std::vector<std::vector<uint8_t>> sinks;
  if (leftOut.sinks)
    for (int32_t layer : span.layers) sinks.push_back(sinksOf(prompt(layer).count, shape_));
  ReadLock lock(mutex_);
  return layerCounts(rows(), span, segments, sinks, leftOut.recent);
}

/** Adds the first `into.count.size()` positions. */
static void addStats(const PromptStats& stats, int layer, PromptTotals& into) {
  const size_t n = std::min(into.count.size(), stats.count(layer).size());
  for (size_t p = 0; p < n; p++) {
    into.count[p] += stats.count(layer)[p];
    into.mass[p] += stats.mass(layer)[p];
  }
}

PromptTotals Trace::prompt(int layer) const {
  if (layer < 0 || layer >= shape_.layers) throwBadArgument("The model has no layer " + std::to_string(layer) + ".");
  const size_t n = size_t(shape_.promptLength);
  PromptTotals totals{std::vector<uint32_t>(n), std::vector<float>(n)};
  if (file_) {
    std::copy_n(file_->promptCounts(layer).data, n * sizeof(uint32_t), reinterpret_cast<uint8_t*>(totals.count.data()));
    std::copy_n(file_->promptMass(layer).data, n * sizeof(float), reinterpret_cast<uint8_t*>(totals.mass.data()));
  }
  if (prefix_) addStats(*prefix_, layer, totals);
  if (question_) addStats(*question_, layer, totals);
  return totals;
}

void Trace::save(const std::string& path, const std::string& meta, const std::atomic<bool>& cancel) const {
  SavedRows saved;
  {
    ReadLock lock(mutex_);  // not while writing: the model may go on
    const Rows all = rows();
    saved.positions = all.source.positions();
    saved.tokens = all.source.tokens();
    for (int token = 0; token < saved.tokens; token++)
      for (int layer = 0; layer < shape_.layers; layer++) saved.rows.push_back(all.source.bytes(token, layer));
  }
  writeTraceFile(path, meta, shape_, saved, [this](int layer) { return prompt(layer); }, background(), cancel);
}

void Trace::verify() const {
  if (file_) file_->verify();
}

}  // namespace sparselens

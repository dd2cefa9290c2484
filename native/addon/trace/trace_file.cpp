#include "trace/trace_file.h"

#include <algorithm>

#include "trace/crc32c.h"
#include "trace/row_codec.h"

namespace sparselens {

static constexpr uint32_t kMaxSections = 256;

TraceFile::TraceFile(const std::string& path) : file_(path) {
  readHeader();
  readTable();
  for (const SectionKind kind :
       {SectionKind::Meta, SectionKind::Sentences, SectionKind::RowIndex, SectionKind::Background})
    checkSum(kind);
  readSentences();
  checkRowIndex();
  checkPrompt();
  readBackground();
}

void TraceFile::readHeader() {
  const Bytes all = file_.bytes();
  if (all.size < sizeof(FileHeader)) throwDamaged("it is cut off");
  header_ = loadAt<FileHeader>(all.data);
  if (!std::equal(kFileMagic, kFileMagic + sizeof kFileMagic, header_.magic)) throwDamaged("it is no trace");
  if (header_.version > kFileVersion)
    throw TraceError("trace-damaged",
                     "The trace file was written by a newer version of SparseLens. Update SparseLens to open it.");
  if (header_.version == 0 || header_.sectionCount > kMaxSections) throwDamaged("its header makes no sense");
  if (header_.fileBytes != all.size) throwDamaged("it is cut off");
  const size_t tableBytes = header_.sectionCount * sizeof(SectionEntry);
  if (all.size < sizeof(FileHeader) + tableBytes) throwDamaged("it is cut off");
  const uint32_t headerSum = crc32c(0, all.data, offsetof(FileHeader, checksum));
  if (crc32c(headerSum, all.data + sizeof(FileHeader), tableBytes) != header_.checksum)
    throwDamaged("its header does not add up");

  const auto within = [](uint32_t value, int32_t least, int32_t most) {
    return value - least <= uint32_t(most - least);
  };
  const bool sensible = within(header_.layers, 1, kMaxLayers) && within(header_.tokens, 0, kMaxPositions) &&
                        within(header_.stride, 1, INT32_MAX) && within(header_.topK, 0, INT32_MAX) &&
                        header_.promptLength <= header_.positions && within(header_.positions, 0, kMaxPositions);
  if (!sensible) throwDamaged("its header makes no sense");
}

void TraceFile::readTable() {
  const Bytes all = file_.bytes();
  for (size_t i = 0; i < header_.sectionCount; i++) {
    const auto entry = loadAt<SectionEntry>(all.data + sizeof(FileHeader), i);
    if (entry.offset % kSectionAlignment != 0 || entry.offset > all.size || entry.bytes > all.size - entry.offset)
      throwDamaged("a section is out of place");
    if (entry.kind >= 1 && entry.kind <= kSectionCount) entries_[entry.kind] = entry;  // others: from a later version
  }
}

Bytes TraceFile::section(SectionKind kind) const {
  return {file_.bytes().data + entry(kind).offset, size_t(entry(kind).bytes)};
}

void TraceFile::checkSum(SectionKind kind) const {
  const Bytes bytes = section(kind);
  if (crc32c(0, bytes.data, bytes.size) != entry(kind).checksum)
    throwDamaged("section " + std::to_string(int(kind)) + " does not add up");
}

void TraceFile::verify() const {
  for (uint32_t kind = 1; kind <= kSectionCount; kind++) checkSum(SectionKind(kind));
}

std::string TraceFile::meta() const {
  const Bytes bytes = section(SectionKind::Meta);
  return std::string(bytes.data, bytes.data + bytes.size);
}

void TraceFile::readSentences() {
  const Bytes bytes = section(SectionKind::Sentences);
  if (bytes.size != header_.sentences * sizeof(Segment)) throwDamaged("its sentences are not complete");
  shape_.topK = int(header_.topK);
  shape_.layers = int(header_.layers);
  shape_.promptLength = int32_t(header_.promptLength);
  shape_.stride = int(header_.stride);
  int32_t end = 0;
  for (size_t s = 0; s < header_.sentences; s++) {
    const auto sentence = loadAt<Segment>(bytes.data, s);
    if (sentence.begin < end || sentence.end < sentence.begin || sentence.end > shape_.promptLength)
      throwDamaged("its sentences make no sense");
    end = sentence.end;
    shape_.sentences.push_back(sentence);
  }
}

void TraceFile::checkRowIndex() const {
  const uint64_t rows = uint64_t(header_.tokens) * header_.layers;
  if (entry(SectionKind::RowIndex).bytes != (rows + 1) * sizeof(uint64_t)) throwDamaged("its index is not complete");
}

Bytes TraceFile::bytes(int token, int layer) const {
  const size_t row = size_t(token) * header_.layers + size_t(layer);
  const uint8_t* index = section(SectionKind::RowIndex).data;
  const auto begin = loadAt<uint64_t>(index, row), end = loadAt<uint64_t>(index, row + 1);
  if (end < begin || end > entry(SectionKind::Rows).bytes) throwDamaged("its index points nowhere");
  return {section(SectionKind::Rows).data + begin, size_t(end - begin)};
}

void TraceFile::checkPrompt() const {
  for (const SectionKind kind : {SectionKind::PromptCounts, SectionKind::PromptMass})
    if (entry(kind).bytes != uint64_t(header_.layers) * header_.promptLength * sizeof(uint32_t))
      throwDamaged("its counts of the prompt are not complete");
}

Bytes TraceFile::promptCounts(int layer) const {
  const size_t bytes = header_.promptLength * sizeof(uint32_t);
  return {section(SectionKind::PromptCounts).data + size_t(layer) * bytes, bytes};
}

Bytes TraceFile::promptMass(int layer) const {
  const size_t bytes = header_.promptLength * sizeof(float);
  return {section(SectionKind::PromptMass).data + size_t(layer) * bytes, bytes};
}

void TraceFile::readBackground() {
  const Bytes bytes = section(SectionKind::Background);
  if (bytes.size == 0) return;  // there was none when the trace was saved
  if (bytes.size < sizeof(BackgroundHeader)) throwDamaged("its background is not complete");
  const auto header = loadAt<BackgroundHeader>(bytes.data);
  const uint64_t values = uint64_t(header.layers) * (uint64_t(header.buckets) + header.sentences);
  if (header.layers != header_.layers || header.sentences != header_.sentences || header.buckets < 1 ||
      header.buckets > 31 || bytes.size != sizeof header + values * sizeof(float))
    throwDamaged("its background makes no sense");
  const auto* G = reinterpret_cast<const float*>(bytes.data + sizeof header);  // sections are aligned
  background_ = {int(header.layers), int(header.buckets), int(header.sentences), G,
                 G + size_t(header.layers) * header.buckets};
}

}  // namespace sparselens

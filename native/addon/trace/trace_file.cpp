#include "trace/trace_file.h"

#include "trace/crc32c.h"
#include "trace/row_codec.h"

#include <algorithm>

namespace sparselens {

static constexpr uint32_t kMaxSections = 256;

TraceFile::TraceFile(const std::string & path) : file_(path) {
    ReadHeader();
    ReadTable();
    for (const SectionKind kind : {SectionKind::Meta, SectionKind::Sentences, SectionKind::RowIndex,
                                   SectionKind::Background, SectionKind::Layers})
        CheckSum(kind);
    ReadSentences();
    CheckRowIndex();
    CheckPrompt();
    ReadBackground();
    ReadLayers();
}

void TraceFile::ReadHeader() {
    const Bytes all = file_.GetBytes();
    if (all.size < sizeof(FileHeader)) ThrowDamaged("it is cut off");
    header_ = LoadAt<FileHeader>(all.data);
    if (!std::equal(kFileMagic, kFileMagic + sizeof kFileMagic, header_.magic)) ThrowDamaged("it is no trace");
    if (header_.version > kFileVersion)
        throw EngineError("trace-damaged",
                          "The trace file was written by a newer version of SparseLens. Update SparseLens to open it.");
    if (header_.version == 0 || header_.sectionCount > kMaxSections) ThrowDamaged("its header makes no sense");
    if (header_.fileBytes != all.size) ThrowDamaged("it is cut off");
    const size_t tableBytes = header_.sectionCount * sizeof(SectionEntry);
    if (all.size < sizeof(FileHeader) + tableBytes) ThrowDamaged("it is cut off");
    const uint32_t headerSum = Crc32c(0, all.data, offsetof(FileHeader, checksum));
    if (Crc32c(headerSum, all.data + sizeof(FileHeader), tableBytes) != header_.checksum)
        ThrowDamaged("its header does not add up");

    const auto within = [](uint32_t value, int32_t least, int32_t most) {
        return value - least <= uint32_t(most - least);
    };
    const bool sensible = within(header_.layers, 1, kMaxLayers) && within(header_.tokens, 0, kMaxPositions) &&
                          within(header_.stride, 1, INT32_MAX) && within(header_.topK, 0, INT32_MAX) &&
                          header_.promptLength <= header_.positions && within(header_.positions, 0, kMaxPositions);
    if (!sensible) ThrowDamaged("its header makes no sense");
}

void TraceFile::ReadTable() {
    const Bytes all = file_.GetBytes();
    for (size_t i = 0; i < header_.sectionCount; i++) {
        const auto entry = LoadAt<SectionEntry>(all.data + sizeof(FileHeader), i);
        if (entry.offset % kSectionAlignment != 0 || entry.offset > all.size || entry.bytes > all.size - entry.offset)
            ThrowDamaged("a section is out of place");
        if (entry.kind >= 1 && entry.kind <= kSectionCount)
            entries_[entry.kind] = entry; // others: from a later version
    }
}

Bytes TraceFile::Section(SectionKind kind) const {
    return {file_.GetBytes().data + Entry(kind).offset, size_t(Entry(kind).bytes)};
}

void TraceFile::CheckSum(SectionKind kind) const {
    const Bytes bytes = Section(kind);
    if (Crc32c(0, bytes.data, bytes.size) != Entry(kind).checksum)
        ThrowDamaged("section " + std::to_string(int(kind)) + " does not add up");
}

void TraceFile::Verify() const {
    for (uint32_t kind = 1; kind <= kSectionCount; kind++) CheckSum(SectionKind(kind));
}

std::string TraceFile::Meta() const {
    const Bytes bytes = Section(SectionKind::Meta);
    return std::string(bytes.data, bytes.data + bytes.size);
}

void TraceFile::ReadSentences() {
    const Bytes bytes = Section(SectionKind::Sentences);
    if (bytes.size != header_.sentences * sizeof(Segment)) ThrowDamaged("its sentences are not complete");
    shape_.topK = int(header_.topK);
    shape_.layers = int(header_.layers);
    shape_.promptLength = int32_t(header_.promptLength);
    shape_.stride = int(header_.stride);
    int32_t end = 0;
    for (size_t s = 0; s < header_.sentences; s++) {
        const auto sentence = LoadAt<Segment>(bytes.data, s);
        if (sentence.begin < end || sentence.end < sentence.begin || sentence.end > shape_.promptLength)
            ThrowDamaged("its sentences make no sense");
        end = sentence.end;
        shape_.sentences.push_back(sentence);
    }
}

void TraceFile::CheckRowIndex() const {
    const uint64_t rows = uint64_t(header_.tokens) * header_.layers;
    if (Entry(SectionKind::RowIndex).bytes != (rows + 1) * sizeof(uint64_t)) ThrowDamaged("its index is not complete");
}

Bytes TraceFile::RowBytes(int token, int layer) const {
    const size_t row = size_t(token) * header_.layers + size_t(layer);
    const uint8_t * index = Section(SectionKind::RowIndex).data;
    const auto begin = LoadAt<uint64_t>(index, row), end = LoadAt<uint64_t>(index, row + 1);
    if (end < begin || end > Entry(SectionKind::Rows).bytes) ThrowDamaged("its index points nowhere");
    return {Section(SectionKind::Rows).data + begin, size_t(end - begin)};
}

void TraceFile::CheckPrompt() const {
    for (const SectionKind kind : {SectionKind::PromptCounts, SectionKind::PromptMass})
        if (Entry(kind).bytes != uint64_t(header_.layers) * header_.promptLength * sizeof(uint32_t))
            ThrowDamaged("its counts of the prompt are not complete");
}

Bytes TraceFile::PromptCounts(int layer) const {
    const size_t bytes = header_.promptLength * sizeof(uint32_t);
    return {Section(SectionKind::PromptCounts).data + size_t(layer) * bytes, bytes};
}

Bytes TraceFile::PromptMass(int layer) const {
    const size_t bytes = header_.promptLength * sizeof(float);
    return {Section(SectionKind::PromptMass).data + size_t(layer) * bytes, bytes};
}

void TraceFile::ReadLayers() {
    const Bytes bytes = Section(SectionKind::Layers);
    if (bytes.size == 0) return; // all chose for themselves
    if (bytes.size != sizeof(LayersHeader) + header_.layers * sizeof(LayerEntry))
        ThrowDamaged("its layers are not complete");
    const auto header = LoadAt<LayersHeader>(bytes.data);
    if (header.unit > uint32_t(ChoiceUnit::Block) || header.unitTokens < 1 ||
        header.unitTokens > uint32_t(kMaxPositions))
        ThrowDamaged("its layers make no sense");
    shape_.unit = ChoiceUnit(header.unit);
    shape_.unitTokens = int(header.unitTokens);
    for (size_t layer = 0; layer < header_.layers; layer++) {
        const auto entry = LoadAt<LayerEntry>(bytes.data + sizeof header, layer);
        if (entry.kind > uint32_t(LayerKind::Counted) || entry.from < -1 || entry.from >= int32_t(header_.layers))
            ThrowDamaged("its layers make no sense");
        kinds_.push_back({LayerKind(entry.kind), entry.from});
    }
}

void TraceFile::ReadBackground() {
    const Bytes bytes = Section(SectionKind::Background);
    if (bytes.size == 0) return; // there was none when the trace was saved
    if (bytes.size < sizeof(BackgroundHeader)) ThrowDamaged("its background is not complete");
    const auto header = LoadAt<BackgroundHeader>(bytes.data);
    const uint64_t values = uint64_t(header.layers) * (uint64_t(header.buckets) + header.sentences);
    if (header.layers != header_.layers || header.sentences != header_.sentences || header.buckets < 1 ||
        header.buckets > 31 || bytes.size != sizeof header + values * sizeof(float))
        ThrowDamaged("its background makes no sense");
    const auto * G = reinterpret_cast<const float *>(bytes.data + sizeof header); // sections are aligned
    background_ = {int(header.layers), int(header.buckets), int(header.sentences), G,
                   G + size_t(header.layers) * header.buckets};
}

} // namespace sparselens

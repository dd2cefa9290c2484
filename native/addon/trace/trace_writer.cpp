#include "trace/trace_writer.h"

#include "trace/crc32c.h"
#include "trace/file_format.h"
#include "trace/file_output.h"
#include "trace/trace.h"

#include <algorithm>

namespace sparselens {

/// Writes one section after the other, and notes where they are and what they add up to.
class SectionWriter {
  public:
    explicit SectionWriter(FileOutput & file) : file_(file) {}

    void Begin(SectionKind kind) {
        Pad();
        entries.push_back({uint32_t(kind), 0, file_.Written(), 0, 0});
    }

    template <typename T> void Write(const T * values, size_t count) {
        SectionEntry & entry = entries.back();
        file_.Write(values, count * sizeof(T));
        entry.checksum = Crc32c(entry.checksum, values, count * sizeof(T));
        entry.bytes += count * sizeof(T);
    }

    std::vector<SectionEntry> entries;

  private:
    void Pad() {
        static constexpr uint8_t zeros[kSectionAlignment] = {};
        file_.Write(zeros, (kSectionAlignment - file_.Written() % kSectionAlignment) % kSectionAlignment);
    }

    FileOutput & file_;
};

static void WriteRows(SectionWriter & out, const SavedRows & saved) {
    out.Begin(SectionKind::RowIndex);
    uint64_t offset = 0;
    out.Write(&offset, 1);
    for (const Bytes & row : saved.rows) {
        offset += row.size;
        out.Write(&offset, 1);
    }
    out.Begin(SectionKind::Rows);
    for (const Bytes & row : saved.rows) out.Write(row.data, row.size);
}

static void WritePrompt(SectionWriter & out, int layers, const std::function<PromptTotals(int layer)> & prompt) {
    out.Begin(SectionKind::PromptCounts);
    for (int layer = 0; layer < layers; layer++) {
        const PromptTotals totals = prompt(layer);
        out.Write(totals.count.data(), totals.count.size());
    }
    out.Begin(SectionKind::PromptMass);
    for (int layer = 0; layer < layers; layer++) {
        const PromptTotals totals = prompt(layer);
        out.Write(totals.mass.data(), totals.mass.size());
    }
}

static void WriteBackground(SectionWriter & out, const BackgroundView & background) {
    out.Begin(SectionKind::Background);
    if (background.layers == 0) return;
    const BackgroundHeader header{uint32_t(background.layers), uint32_t(background.buckets),
                                  uint32_t(background.sentences), 0};
    out.Write(&header, 1);
    out.Write(background.G, size_t(background.layers) * size_t(background.buckets));
    out.Write(background.r, size_t(background.layers) * size_t(background.sentences));
}

static void WriteLayers(SectionWriter & out, const TraceShape & shape, const LayerKinds & kinds) {
    out.Begin(SectionKind::Layers);
    const LayersHeader header{uint32_t(shape.unit), uint32_t(shape.unitTokens)};
    out.Write(&header, 1);
    for (const LayerInfo & info : kinds) {
        const LayerEntry entry{uint32_t(info.kind), info.from};
        out.Write(&entry, 1);
    }
}

static FileHeader MakeHeader(const TraceShape & shape, const SavedRows & saved, uint64_t fileBytes,
                             const std::vector<SectionEntry> & entries) {
    FileHeader header{};
    std::copy_n(kFileMagic, sizeof kFileMagic, header.magic);
    header.version = entries.size() < kSectionCount ? 1 : kFileVersion;
    header.sectionCount = uint32_t(entries.size());
    header.fileBytes = fileBytes;
    header.topK = uint32_t(shape.topK);
    header.layers = uint32_t(shape.layers);
    header.tokens = uint32_t(saved.tokens);
    header.promptLength = uint32_t(shape.promptLength);
    header.positions = uint32_t(saved.positions);
    header.sentences = uint32_t(shape.sentences.size());
    header.stride = uint32_t(shape.stride);
    header.checksum = Crc32c(0, &header, offsetof(FileHeader, checksum));
    header.checksum = Crc32c(header.checksum, entries.data(), entries.size() * sizeof(SectionEntry));
    return header;
}

void WriteTraceFile(const std::string & path, const std::string & meta, const TraceShape & shape,
                    const SavedRows & saved, const std::function<PromptTotals(int layer)> & prompt,
                    const BackgroundView & background, const std::atomic<bool> & cancel) {
    FileOutput file(path, cancel);
    const size_t sections = saved.kinds.empty() ? kSectionCount - 1 : kSectionCount;
    const std::vector<uint8_t> room(sizeof(FileHeader) + sections * sizeof(SectionEntry));
    file.Write(room.data(), room.size());

    SectionWriter out(file);
    out.Begin(SectionKind::Meta);
    out.Write(meta.data(), meta.size());
    out.Begin(SectionKind::Sentences);
    out.Write(shape.sentences.data(), shape.sentences.size());
    WriteRows(out, saved);
    WritePrompt(out, shape.layers, prompt);
    WriteBackground(out, background);
    if (!saved.kinds.empty()) WriteLayers(out, shape, saved.kinds);

    const FileHeader header = MakeHeader(shape, saved, file.Written(), out.entries);
    file.Rewind();
    file.Write(&header, sizeof header);
    file.Write(out.entries.data(), out.entries.size() * sizeof(SectionEntry));
    file.Commit();
}

} // namespace sparselens

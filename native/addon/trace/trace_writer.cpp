#include "trace/trace_writer.h"

#include <algorithm>

#include "trace/crc32c.h"
#include "trace/file_format.h"
#include "trace/file_output.h"
#include "trace/trace.h"

namespace sparselens {

/** Writes one section after the other, and notes where they are and what they add up to. */
class SectionWriter {
 public:
  explicit SectionWriter(FileOutput& file) : file_(file) {}

  void begin(SectionKind kind) {
    pad();
    entries.push_back({uint32_t(kind), 0, file_.written(), 0, 0});
  }

  template <class T>
  void write(const T* values, size_t count) {
    SectionEntry& entry = entries.back();
    file_.write(values, count * sizeof(T));
    entry.checksum = crc32c(entry.checksum, values, count * sizeof(T));
    entry.bytes += count * sizeof(T);
  }

  std::vector<SectionEntry> entries;

 private:
  void pad() {
    static constexpr uint8_t zeros[kSectionAlignment] = {};
    file_.write(zeros, (kSectionAlignment - file_.written() % kSectionAlignment) % kSectionAlignment);
  }

  FileOutput& file_;
};

static void writeRows(SectionWriter& out, const SavedRows& saved) {
  out.begin(SectionKind::RowIndex);
  uint64_t offset = 0;
  out.write(&offset, 1);
  for (const Bytes& row : saved.rows) {
    offset += row.size;
    out.write(&offset, 1);
  }
  out.begin(SectionKind::Rows);
  for (const Bytes& row : saved.rows) out.write(row.data, row.size);
}

static void writePrompt(SectionWriter& out, int layers, const std::function<PromptTotals(int layer)>& prompt) {
  out.begin(SectionKind::PromptCounts);
  for (int layer = 0; layer < layers; layer++) {
    const PromptTotals totals = prompt(layer);
    out.write(totals.count.data(), totals.count.size());
  }
  out.begin(SectionKind::PromptMass);
  for (int layer = 0; layer < layers; layer++) {
    const PromptTotals totals = prompt(layer);
    out.write(totals.mass.data(), totals.mass.size());
  }
}

static void writeBackground(SectionWriter& out, const BackgroundView& background) {
  out.begin(SectionKind::Background);
  if (background.layers == 0) return;
  const BackgroundHeader header{uint32_t(background.layers), uint32_t(background.buckets),
                                uint32_t(background.sentences), 0};
  out.write(&header, 1);
  out.write(background.G, size_t(background.layers) * size_t(background.buckets));
  out.write(background.r, size_t(background.layers) * size_t(background.sentences));
}

static FileHeader makeHeader(const TraceShape& shape, const SavedRows& saved, uint64_t fileBytes,
                             const std::vector<SectionEntry>& entries) {
  FileHeader header{};
  std::copy_n(kFileMagic, sizeof kFileMagic, header.magic);
  header.version = kFileVersion;
  header.sectionCount = kSectionCount;
  header.fileBytes = fileBytes;
  header.topK = uint32_t(shape.topK);
  header.layers = uint32_t(shape.layers);
  header.tokens = uint32_t(saved.tokens);
  header.promptLength = uint32_t(shape.promptLength);
  header.positions = uint32_t(saved.positions);
  header.sentences = uint32_t(shape.sentences.size());
  header.stride = uint32_t(shape.stride);
  header.checksum = crc32c(0, &header, offsetof(FileHeader, checksum));
  header.checksum = crc32c(header.checksum, entries.data(), entries.size() * sizeof(SectionEntry));
  return header;
}

void writeTraceFile(const std::string& path, const std::string& meta, const TraceShape& shape, const SavedRows& saved,
                    const std::function<PromptTotals(int layer)>& prompt, const BackgroundView& background,
                    const std::atomic<bool>& cancel) {
  FileOutput file(path, cancel);
  const std::vector<uint8_t> room(sizeof(FileHeader) + kSectionCount * sizeof(SectionEntry));
  file.write(room.data(), room.size());

  SectionWriter out(file);
  out.begin(SectionKind::Meta);
  out.write(meta.data(), meta.size());
  out.begin(SectionKind::Sentences);
  out.write(shape.sentences.data(), shape.sentences.size());
  writeRows(out, saved);
  writePrompt(out, shape.layers, prompt);
  writeBackground(out, background);

  const FileHeader header = makeHeader(shape, saved, file.written(), out.entries);
  file.rewind();
  file.write(&header, sizeof header);
  file.write(out.entries.data(), out.entries.size() * sizeof(SectionEntry));
  file.commit();
}

}  // namespace sparselens

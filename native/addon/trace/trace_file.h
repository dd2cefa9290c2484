// A mapped trace file: checks the layout when it is opened, and hands out its parts in place.
#pragma once

#include "trace/background.h"
#include "trace/file_format.h"
#include "trace/mapped_file.h"
#include "trace/row_source.h"
#include "trace/trace_shape.h"

#include <array>
#include <string>
#include <vector>

namespace sparselens {

class TraceFile final : public RowSource {
  public:
    /// Checks header, table, sizes, and the checksums of all but the large sections (rows and prompt), which are read
    /// only when asked for: a file of 200 MB opens in milliseconds. Throws 'trace-damaged'.
    explicit TraceFile(const std::string & path);

    /// Checks all checksums; reads the whole file. Throws 'trace-damaged'.
    void Verify() const;

    const TraceShape & Shape() const { return shape_; }
    const LayerKinds & Kinds() const { return kinds_; }
    uint32_t Version() const { return header_.version; }
    std::string Meta() const;

    int Tokens() const override { return int(header_.tokens); }
    Bytes RowBytes(int token, int layer) const override;
    int32_t Positions() const override { return int32_t(header_.positions); }

    /// promptLength values each.
    Bytes PromptCounts(int layer) const;
    Bytes PromptMass(int layer) const;
    BackgroundView GetBackground() const { return background_; }

  private:
    void ReadHeader();
    void ReadTable();
    void ReadSentences();
    void CheckRowIndex() const;
    void CheckPrompt() const;
    void ReadBackground();
    void ReadLayers();
    void CheckSum(SectionKind kind) const;
    const SectionEntry & Entry(SectionKind kind) const { return entries_[size_t(kind)]; }
    Bytes Section(SectionKind kind) const;

    MappedFile file_;
    FileHeader header_;
    std::array<SectionEntry, kSectionCount + 1> entries_{}; // [kind]; a kind of 0 there: the file has none
    TraceShape shape_;
    LayerKinds kinds_;
    BackgroundView background_;
};

} // namespace sparselens

// A mapped trace file: checks the layout when it is opened, and hands out its parts in place.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "trace/background.h"
#include "trace/file_format.h"
#include "trace/mapped_file.h"
#include "trace/row_source.h"
#include "trace/trace_shape.h"

namespace sparselens {

class TraceFile final : public RowSource {
 public:
  /**
   * Checks header, table, sizes, and the checksums of all but the large sections (rows and prompt), which are read only
   * when asked for: a file of 200 MB opens in milliseconds. Throws 'trace-damaged'.
   */
  explicit TraceFile(const std::string& path);

  /** Checks all checksums; reads the whole file. Throws 'trace-damaged'. */
  void verify() const;

  const TraceShape& shape() const { return shape_; }
  std::string meta() const;

  int tokens() const override { return int(header_.tokens); }
  Bytes bytes(int token, int layer) const override;
  int32_t positions() const override { return int32_t(header_.positions); }

  /** promptLength values each. */
  Bytes promptCounts(int layer) const;
  Bytes promptMass(int layer) const;
  BackgroundView background() const { return background_; }
  bool hasBackground() const { return background_.layers > 0; }

 private:
  void readHeader();
  void readTable();
  void readSentences();
  void checkRowIndex() const;
  void checkPrompt() const;
  void readBackground();
  void checkSum(SectionKind kind) const;
  const SectionEntry& entry(SectionKind kind) const { return entries_[size_t(kind)]; }
  Bytes section(SectionKind kind) const;

  MappedFile file_;
  FileHeader header_;
  std::array<SectionEntry, kSectionCount + 1> entries_{};  // [kind]; a kind of 0 there: the file has none
  TraceShape shape_;
  BackgroundView background_;
};

}  // namespace sparselens

// The layout of a trace file; FORMAT.md (electron/trace) describes it field by field.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sparselens {

constexpr char kFileMagic[8] = {'S', 'L', 'T', 'R', 'A', 'C', 'E', '\0'};
constexpr uint32_t kFileVersion = 1;
constexpr size_t kSectionAlignment = 64;

enum class SectionKind : uint32_t { Meta = 1, Sentences, RowIndex, Rows, PromptCounts, PromptMass, Background };
constexpr uint32_t kSectionCount = 7;

/// At the start of the file; the section table follows.
struct FileHeader {
    char magic[8];
    uint32_t version;
    uint32_t sectionCount;
    uint64_t fileBytes;
    uint32_t topK;
    uint32_t layers;
    uint32_t tokens;       // of the answer, with rows
    uint32_t promptLength; // positions before the answer
    uint32_t positions;    // all positions in rows are below
    uint32_t sentences;
    uint32_t stride; // every n-th prompt row was read
    uint32_t reserved[2];
    uint32_t checksum; // CRC-32C of the bytes before it, then of the section table
};
static_assert(sizeof(FileHeader) == 64 && offsetof(FileHeader, checksum) == 60, "part of the file format");

struct SectionEntry {
    uint32_t kind;
    uint32_t checksum; // CRC-32C of the section's bytes
    uint64_t offset;   // from the start of the file, a multiple of kSectionAlignment
    uint64_t bytes;
    uint64_t reserved;
};
static_assert(sizeof(SectionEntry) == 32, "part of the file format");

/// At the start of the Background section; G [layers][buckets] and r [layers][sentences] follow, F32.
struct BackgroundHeader {
    uint32_t layers, buckets, sentences, reserved;
};

} // namespace sparselens

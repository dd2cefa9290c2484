// The layout of a trace file; FORMAT.md (electron/trace) describes it field by field.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sparselens {

constexpr char kFileMagic[8] = {'S', 'L', 'T', 'R', 'A', 'C', 'E', '\0'};
/// Written where a layer didn't choose for itself, or units are no tokens; else files are of version 1, as before.
constexpr uint32_t kFileVersion = 2;
constexpr size_t kSectionAlignment = 64;

enum class SectionKind : uint32_t { Meta = 1, Sentences, RowIndex, Rows, PromptCounts, PromptMass, Background, Layers };
constexpr uint32_t kSectionCount = 8; // of version 2; version 1 lacks the last

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

/// At the start of the Layers section; for each layer a LayerEntry follows.
struct LayersHeader {
    uint32_t unit, unitTokens;
};
struct LayerEntry {
    uint32_t kind;
    int32_t from; // -1: of no other layer
};

/// At the start of the Background section; G [layers][buckets] and r [layers][sentences] follow, F32.
struct BackgroundHeader {
    uint32_t layers, buckets, sentences, reserved;
};

} // namespace sparselens

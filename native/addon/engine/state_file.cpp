#include "engine/state_file.h"

#include "error.h"
#include "trace/bytes.h"
#include "trace/crc32c.h"
#include "trace/mapped_file.h"
#include "trace/row_codec.h"

#include <cstdio>
#include <cstring>

namespace sparselens {
namespace {

constexpr char kMagic[8] = "SLSTATE";
constexpr uint32_t kVersion = 1;

struct Footer {
    char magic[8];
    uint32_t version;
    uint32_t checksum; // CRC-32C of everything before the footer
    uint64_t recordBytes;
    uint64_t fileBytes; // with the footer
};
static_assert(sizeof(Footer) == 32, "the footer is read as it is written");

template <typename T> void AppendAll(std::vector<uint8_t> & out, const std::vector<T> & values) {
    const auto * bytes = reinterpret_cast<const uint8_t *>(values.data());
    Append(out, uint32_t(values.size()));
    out.insert(out.end(), bytes, bytes + values.size() * sizeof(T));
}

template <typename T> std::vector<T> TakeAll(ByteReader & in) {
    const uint32_t count = LoadAt<uint32_t>(in.Take(4).data);
    const Bytes bytes = in.Take(uint64_t(count) * sizeof(T));
    std::vector<T> values(count);
    if (count) std::memcpy(values.data(), bytes.data, bytes.size);
    return values;
}

/// stride, sentences, G, r, then counts and mass of each layer; nothing for a context that read no document.
std::vector<uint8_t> Encode(const DocumentRecord & record) {
    std::vector<uint8_t> out;
    if (!record.stats) return out;
    record.background->Finish();
    Append(out, uint32_t(record.stride));
    AppendAll(out, record.sentences);
    const BackgroundView view = record.background->View();
    AppendAll(out, std::vector<float>(view.G, view.G + view.layers * view.buckets));
    AppendAll(out, std::vector<float>(view.r, view.r + size_t(view.layers) * view.sentences));
    for (int layer = 0; layer < record.stats->Layers(); layer++) {
        AppendAll(out, record.stats->Count(layer));
        AppendAll(out, record.stats->Mass(layer));
    }
    return out;
}

DocumentRecord Decode(Bytes bytes, int layers) {
    DocumentRecord record;
    if (bytes.size == 0) return record;
    ByteReader in(bytes);
    record.stride = int(LoadAt<uint32_t>(in.Take(4).data));
    record.sentences = TakeAll<Segment>(in);
    std::vector<float> G = TakeAll<float>(in), r = TakeAll<float>(in);
    std::vector<std::vector<uint32_t>> counts;
    std::vector<std::vector<float>> mass;
    for (int layer = 0; layer < layers; layer++) {
        counts.push_back(TakeAll<uint32_t>(in));
        mass.push_back(TakeAll<float>(in));
    }
    record.stats = std::make_shared<PromptStats>(std::move(counts), std::move(mass));
    record.background =
        std::make_shared<Background>(layers, record.sentences, record.stride, std::move(G), std::move(r));
    return record;
}

[[noreturn]] void ThrowUnusable(const std::string & path) {
    throw EngineError("state-failed", "The kept KV cache " + path + " can't be used (damaged, or of another version).");
}

} // namespace

void AppendRecord(const std::string & path, const DocumentRecord & record) {
    const std::vector<uint8_t> bytes = Encode(record);
    Footer footer = {};
    std::memcpy(footer.magic, kMagic, sizeof kMagic);
    footer.version = kVersion;
    footer.recordBytes = bytes.size();
    {
        const MappedFile state(path);
        footer.fileBytes = state.GetBytes().size + bytes.size() + sizeof footer;
        footer.checksum = Crc32c(Crc32c(0, state.GetBytes().data, state.GetBytes().size), bytes.data(), bytes.size());
    }
    std::FILE * file = std::fopen(path.c_str(), "ab");
    bool written = file && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() &&
                   std::fwrite(&footer, sizeof footer, 1, file) == 1;
    if (file) written = std::fclose(file) == 0 && written;
    if (!written)
        throw EngineError("state-failed", "The KV cache could not be written to " + path + "; the disk may be full.");
}

DocumentRecord ReadRecord(const std::string & path, int layers) {
    try {
        const MappedFile file(path);
        const Bytes all = file.GetBytes();
        if (all.size < sizeof(Footer)) ThrowUnusable(path);
        const size_t before = all.size - sizeof(Footer);
        const auto footer = LoadAt<Footer>(all.data + before);
        if (std::memcmp(footer.magic, kMagic, sizeof kMagic) != 0 || footer.version != kVersion ||
            footer.fileBytes != all.size || footer.recordBytes > before ||
            Crc32c(0, all.data, before) != footer.checksum) {
            ThrowUnusable(path);
        }
        return Decode({all.data + before - footer.recordBytes, size_t(footer.recordBytes)}, layers);
    } catch (const EngineError &) {
        ThrowUnusable(path);
    }
}

} // namespace sparselens

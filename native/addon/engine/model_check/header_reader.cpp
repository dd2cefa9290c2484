#include "engine/model_check/header_reader.h"

#include <filesystem>

namespace sparselens {
namespace {

constexpr uint64_t kReadAhead = 1 << 16;

} // namespace

HeaderReader::HeaderReader(const std::string & path) : file_(std::filesystem::u8path(path), std::ios::binary) {
    std::error_code failed;
    bytes_ = left_ = std::filesystem::file_size(std::filesystem::u8path(path), failed);
    good = file_.good() && !failed;
}

void HeaderReader::Skip(uint64_t bytes) {
    if (!Take(bytes)) return;
    // a seek throws away what is read ahead
    if (bytes < kReadAhead) file_.ignore(std::streamsize(bytes));
    else file_.seekg(std::streamoff(bytes), std::ios::cur);
}

std::string HeaderReader::Text(uint64_t limit) {
    const uint64_t length = Read<uint64_t>();
    if (length >= limit) {
        Skip(length);
        return std::string(size_t(limit), '.');
    }
    if (!Take(length)) return "";
    std::string text(size_t(length), '\0');
    file_.read(text.data(), std::streamsize(length));
    good = file_.good();
    return text;
}

} // namespace sparselens

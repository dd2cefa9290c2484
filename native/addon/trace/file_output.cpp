#include "trace/file_output.h"

#include "trace/trace_error.h"

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>

#if defined(_WIN32)
#include <io.h>
#include <process.h>
#else
#include <unistd.h>
#endif

namespace sparselens {
namespace fs = std::filesystem;

static std::FILE * OpenForWriting(const std::string & path) {
#if defined(_WIN32)
    return _wfopen(fs::u8path(path).c_str(), L"wb");
#else
    return std::fopen(path.c_str(), "wb");
#endif
}

static bool FlushToDisk(std::FILE * file) {
#if defined(_WIN32)
    return std::fflush(file) == 0 && _commit(_fileno(file)) == 0;
#else
    return std::fflush(file) == 0 && fsync(fileno(file)) == 0;
#endif
}

/// Unlike any other that is being written, also by another process.
static std::string PartialName(const std::string & path) {
    static std::atomic<int> next{0};
#if defined(_WIN32)
    const int process = _getpid();
#else
    const int process = getpid();
#endif
    return path + ".partial-" + std::to_string(process) + "-" + std::to_string(next++);
}

FileOutput::FileOutput(const std::string & path, const std::atomic<bool> & cancel)
    : path_(path), partial_(PartialName(path)), cancel_(cancel), file_(OpenForWriting(partial_)) {
    if (!file_) Fail();
}

FileOutput::~FileOutput() {
    if (!file_) return;
    std::fclose(file_);
    std::error_code ignored;
    fs::remove(fs::u8path(partial_), ignored);
}

void FileOutput::Fail() {
    const std::string why = std::generic_category().message(errno);
    throw EngineError("trace-write-failed", "The trace can't be written: " + why + ". Nothing was saved.");
}

void FileOutput::Write(const void * data, size_t size) {
    if (cancel_) throw EngineError("cancelled", "Cancelled.");
    if (size > 0 && std::fwrite(data, 1, size, file_) != size) Fail();
    written_ += size;
}

void FileOutput::Rewind() {
    if (std::fseek(file_, 0, SEEK_SET) != 0) Fail();
}

void FileOutput::Commit() {
    if (!FlushToDisk(file_)) Fail();
    const bool closed = std::fclose(file_) == 0;
    file_ = nullptr;
    std::error_code error;
    if (closed) fs::rename(fs::u8path(partial_), fs::u8path(path_), error);
    if (closed && !error) return;
    errno = error ? error.default_error_condition().value() : errno;
    const int reason = errno;
    std::error_code ignored;
    fs::remove(fs::u8path(partial_), ignored);
    errno = reason;
    Fail();
}

} // namespace sparselens

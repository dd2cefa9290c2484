#include "trace/file_output.h"

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "trace/trace_error.h"

#if defined(_WIN32)
#include <io.h>
#include <process.h>
#else
#include <unistd.h>
#endif

namespace sparselens {
namespace fs = std::filesystem;

static std::FILE* openForWriting(const std::string& path) {
#if defined(_WIN32)
  return _wfopen(fs::u8path(path).c_str(), L"wb");
#else
  return std::fopen(path.c_str(), "wb");
#endif
}

static bool flushToDisk(std::FILE* file) {
#if defined(_WIN32)
  return std::fflush(file) == 0 && _commit(_fileno(file)) == 0;
#else
  return std::fflush(file) == 0 && fsync(fileno(file)) == 0;
#endif
}

/** Unlike any other that is being written, also by another process. */
static std::string partialName(const std::string& path) {
  static std::atomic<int> next{0};
#if defined(_WIN32)
  const int process = _getpid();
#else
  const int process = getpid();
#endif
  return path + ".partial-" + std::to_string(process) + "-" + std::to_string(next++);
}

FileOutput::FileOutput(const std::string& path, const std::atomic<bool>& cancel)
    : path_(path), partial_(partialName(path)), cancel_(cancel), file_(openForWriting(partial_)) {
  if (!file_) fail();
}

FileOutput::~FileOutput() {
  if (!file_) return;
  std::fclose(file_);
  std::error_code ignored;
  fs::remove(fs::u8path(partial_), ignored);
}

void FileOutput::fail() {
  const std::string why = std::generic_category().message(errno);
  throw TraceError("trace-write-failed", "The trace can't be written: " + why + ". Nothing was saved.");
}

void FileOutput::write(const void* data, size_t size) {
  if (cancel_) throw TraceError("cancelled", "Cancelled.");
  if (size > 0 && std::fwrite(data, 1, size, file_) != size) fail();
  written_ += size;
}

void FileOutput::rewind() {
  if (std::fseek(file_, 0, SEEK_SET) != 0) fail();
}

void FileOutput::commit() {
  if (!flushToDisk(file_)) fail();
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
  fail();
}

}  // namespace sparselens

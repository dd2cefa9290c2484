// Writes a file under a temporary name beside the final one, and renames it only when all of it is on disk.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

namespace sparselens {

class FileOutput {
  public:
    /// `path` in UTF-8. Throws 'trace-write-failed', as every function does, or 'cancelled' once `cancel` is set;
    /// nothing is left behind then.
    FileOutput(const std::string & path, const std::atomic<bool> & cancel);
    ~FileOutput();
    FileOutput(const FileOutput &) = delete;
    FileOutput & operator=(const FileOutput &) = delete;

    void Write(const void * data, size_t size);
    /// Continues writing at the start of the file.
    void Rewind();
    uint64_t Written() const { return written_; }
    /// Puts the file under its final name, replacing what is there.
    void Commit();

  private:
    [[noreturn]] void Fail();

    std::string path_, partial_;
    const std::atomic<bool> & cancel_;
    std::FILE * file_ = nullptr;
    uint64_t written_ = 0;
};

} // namespace sparselens

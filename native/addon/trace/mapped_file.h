// A file mapped into memory, read only.
#pragma once

#include "trace/bytes.h"

#include <string>

namespace sparselens {

class MappedFile {
  public:
    /// `path` in UTF-8. Throws 'trace-damaged' if the file can't be opened, or is empty.
    explicit MappedFile(const std::string & path);
    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile & operator=(const MappedFile &) = delete;

    Bytes GetBytes() const { return bytes_; }

  private:
    Bytes bytes_;
};

} // namespace sparselens

#pragma once
#include <cstdint>
#include <fstream>
#include <string>

namespace sparselens {

/// Numbers and texts of a file, one after the other. What fails leaves `good` false, and everything after it fails too.
class HeaderReader {
  public:
    explicit HeaderReader(const std::string & path);

    template <typename Number> Number Read() {
        Number value = 0;
        if (!Take(sizeof value)) return 0;
        file_.read(reinterpret_cast<char *>(&value), sizeof value);
        good = file_.good();
        return good ? value : 0;
    }

    void Skip(uint64_t bytes);
    void SkipText() { Skip(Read<uint64_t>()); }

    /// A text shorter than `limit` bytes; a longer one is skipped, and what is returned is `limit` dots.
    std::string Text(uint64_t limit);

    uint64_t At() const { return bytes_ - left_; }
    uint64_t Bytes() const { return bytes_; }

    bool good = true;

  private:
    bool Take(uint64_t bytes) {
        good = good && bytes <= left_;
        if (good) left_ -= bytes;
        return good;
    }

    std::ifstream file_;
    uint64_t bytes_ = 0, left_ = 0;
};

} // namespace sparselens

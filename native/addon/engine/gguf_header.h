#pragma once
#include <string>

namespace sparselens {

/// Why ggml could not open a GGUF file, as far as its header tells.
struct HeaderFault {
    enum Kind {
        Damaged,      // nothing else explains it
        OtherOrder,   // of the bytes in its numbers
        OlderVersion, // of the format, which is not read any more
        NewerVersion,
        UnknownType,  // of a tensor: newer than these libraries, or given up since
        UnknownValue, // in the metadata, of a type that the format didn't have yet
    } kind = Damaged;
    unsigned version = 0; // of OlderVersion and NewerVersion
    std::string tensor;   // of UnknownType
    int type = 0;         // of UnknownType and UnknownValue
};

/// Reads the header for itself, since ggml only says that it failed. Lengths in the file are never trusted: what they
/// name is skipped, never kept, and reading ends with the file.
HeaderFault FindHeaderFault(const std::string & path);

} // namespace sparselens

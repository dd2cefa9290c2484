#pragma once
#include <cstdint>
#include <string>

namespace sparselens {

/// Why ggml can't read a GGUF file's header.
struct HeaderFault {
    enum Kind {
        None,
        OtherOrder,   // of the bytes in its numbers
        OlderVersion, // of the format, which is not read any more
        NewerVersion,
        UnknownType,  // of a tensor: newer than these libraries, or given up since
        UnknownValue, // in the metadata, of a type that the format didn't have yet
        Damaged,
    } kind = None;
    unsigned version = 0; // of OlderVersion and NewerVersion
    int type = 0;         // of UnknownType and UnknownValue
    std::string tensor;   // of UnknownType
    std::string damage;   // of Damaged: a clause for people
};

/// Reads the header for itself, since ggml only says that it failed, and believes counts: a wrong one has it make room
/// for what the file doesn't hold. Lengths in the file are never trusted here: what they name is skipped, never kept,
/// and reading ends with the file. Nothing that ggml reads is a fault, but for more entries than any model has.
HeaderFault FindHeaderFault(const std::string & path);

} // namespace sparselens

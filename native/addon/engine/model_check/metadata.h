#pragma once
#include "gguf.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sparselens {

using Gguf = std::unique_ptr<gguf_context, decltype(&gguf_free)>;

/// The last part of a path, as sentences name a file.
std::string FileName(const std::string & path);

/// What is to be done about a file that is cut off.
std::string MendDownload(const std::string & path);

/// Reads a file's metadata and list of tensors. Throws EngineError: "model-not-found", "not-gguf", "truncated-model",
/// "other-gguf-version", "other-byte-order", "unknown-tensor-type".
Gguf OpenGguf(const std::string & path);

/// The key's place, or -1 if there is none of this type.
int64_t Find(const Gguf & file, const std::string & key, gguf_type type);

/// Empty if there is none.
std::string Text(const Gguf & file, const std::string & key);

/// 0 if there is none, of 32 or 16 bits.
int64_t Number(const Gguf & file, const std::string & key);

/// Empty if there are none, of 32 bits.
std::vector<int32_t> Numbers(const Gguf & file, const std::string & key);

/// What may stand once for all blocks or once for each: one number, or all of them.
std::vector<uint32_t> NumbersPerBlock(const Gguf & file, const std::string & key);

} // namespace sparselens

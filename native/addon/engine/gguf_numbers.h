#pragma once
#include "gguf.h"

#include <map>
#include <string>

namespace sparselens {

/// All single numbers of a file's metadata whose keys begin with `prefix`, by the rest of their keys; false and true
/// are 0 and 1.
std::map<std::string, double> ReadNumbers(const gguf_context * file, const std::string & prefix);

/// 0 if there is no such array.
int64_t ArrayLength(const gguf_context * file, const std::string & key);

} // namespace sparselens

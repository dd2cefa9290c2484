#pragma once
#include "recorder/recorder.h"

#include <string>

namespace sparselens {

/// A kept KV cache: llama.cpp's own file of a sequence, then what the recorder knows of the document, then a footer
/// with the checksum of all of it. llama.cpp reads its part and ignores the rest, but it aborts the process on some
/// damaged files, so that no byte reaches it before the checksum was found right.

/// Appends record and footer to the file that llama.cpp has written. Throws EngineError "state-failed".
void AppendRecord(const std::string & path, const DocumentRecord & record);

/// Checks the whole file and takes the record out of it. Throws EngineError "state-failed".
DocumentRecord ReadRecord(const std::string & path, int layers);

} // namespace sparselens

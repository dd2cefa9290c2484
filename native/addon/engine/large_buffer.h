#pragma once

namespace sparselens {

/// From now on llama.cpp's CPU buffers of 1 GiB and more are mapped instead of allocated.
///
/// The KV cache of a long context is one buffer, and inside Electron on Linux a single posix_memalign above 2 GiB
/// aborts the process: Chromium's allocator takes malloc's place there and refuses it. Call once, before any model is
/// loaded.
void MapLargeBuffers();

} // namespace sparselens

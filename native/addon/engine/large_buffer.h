#pragma once

namespace sparselens {

/// From now on llama.cpp's CPU buffers of 16 MiB and more are mapped instead of allocated, and take memory as they are
/// written.
///
/// The KV cache is one buffer for all positions of the context, which llama.cpp fills with zeros when it makes it:
/// mapped, it takes what the document needs. And inside Electron on Linux a single posix_memalign above 2 GiB, as a
/// long context wants, aborts the process: Chromium's allocator takes malloc's place there and refuses it. Call once,
/// before any model is loaded.
void MapLargeBuffers();

} // namespace sparselens

// The class Trace as JavaScript sees it (electron/engine/native_trace.ts).
#pragma once

#include "trace/trace.h"

#include <memory>
#include <napi.h>

namespace sparselens {

/// Puts the class `Trace`, with its static open(path), into the addon's exports. Call once per environment.
void ExportTrace(Napi::Env env, Napi::Object exports);

/// A JavaScript Trace that shares `trace`.
Napi::Value WrapTrace(Napi::Env env, std::shared_ptr<Trace> trace);

} // namespace sparselens

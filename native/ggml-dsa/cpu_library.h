#pragma once
#include "ggml-backend-impl.h"

#include <cstddef>
#include <vector>

struct ggml_compute_params;
struct ggml_threadpool;

/// What of llama.cpp's CPU library (v0.5.0, ggml/src/ggml-cpu) lets others compute products inside its threads. Its
/// headers can't be used for it: their classes have code in a library whose name differs from machine to machine.
namespace dsa::cpu {

/// ggml::cpu::tensor_traits (traits.h), function by function: who computes with a weight.
class TensorTraits {
  public:
    virtual ~TensorTraits() = default;
    virtual bool WorkSize(int threads, const ggml_tensor * node, size_t & size) = 0;
    virtual bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) = 0;
};

/// ggml::cpu::extra_buffer_type, which a buffer type's context points to.
class ExtraBufferType {
  public:
    virtual ~ExtraBufferType() = default;
    virtual bool SupportsOp(ggml_backend_dev_t device, const ggml_tensor * node) = 0;
    virtual TensorTraits * TraitsOf(const ggml_tensor * node) = 0;
};

struct Library {
    /// Buffer types that the CPU backend knows beside its own, in the order in which the loader asks them. Read once,
    /// when the first model is loaded.
    std::vector<ggml_backend_buffer_type_t> * extraTypes;
    /// Waits for all threads that compute a node.
    void (*barrier)(ggml_threadpool *);
    /// A counter that these threads share: the number that it had.
    void (*setChunk)(ggml_threadpool *, int);
    int (*addChunk)(ggml_threadpool *, int);
};

/// An "extra" buffer type of the CPU backend, on its memory; who answers its questions is its context, set by the
/// caller.
ggml_backend_buffer_type NewExtraType(decltype(ggml_backend_buffer_type_i::get_name) name,
                                      decltype(ggml_backend_buffer_type_i::alloc_buffer) allocate);

/// Null: there is none yet, or another than the one that this was written for.
const Library * FindLibrary();

} // namespace dsa::cpu

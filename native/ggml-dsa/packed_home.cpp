#include "packed_home.h"

#include "choose_kernels.h"
#include "cpu_library.h"
#include "ggml-backend-impl.h"
#include "ggml-cpu/ggml-cpu-impl.h"
#include "loaders_question.h"
#include "mapped_pages.h"
#include "packed_weights.h"
#include "products.h"
#include "taken_ops.h"

#include <algorithm>
#include <optional>

namespace dsa {
namespace {

constexpr char kName[] = "DSA_Packed";

bool amxIsThere = false;

std::optional<WeightType> TypeOf(const ggml_tensor * weight) {
    switch (weight->type) {
        case GGML_TYPE_Q4_0: return WeightType::Q4_0;
        case GGML_TYPE_Q4_1: return WeightType::Q4_1;
        case GGML_TYPE_Q5_0: return WeightType::Q5_0;
        case GGML_TYPE_Q5_1: return WeightType::Q5_1;
        case GGML_TYPE_Q8_0: return WeightType::Q8_0;
        default: return std::nullopt;
    }
}

/// Weights that llama.cpp's graphs use in plain products only. Others may be read by rows (embeddings), or in parts.
bool IsPlainlyMultiplied(const char * name) {
    constexpr const char * kNames[] = {
        ".attn_q.weight",         ".attn_k.weight",         ".attn_v.weight",           ".attn_output.weight",
        ".attn_q_a.weight",       ".attn_q_b.weight",       ".attn_kv_a_mqa.weight",    ".ffn_gate.weight",
        ".ffn_up.weight",         ".ffn_down.weight",       ".ffn_gate_shexp.weight",   ".ffn_up_shexp.weight",
        ".ffn_down_shexp.weight", ".indexer.attn_k.weight", ".indexer.attn_q_b.weight",
    };
    return std::strcmp(name, "output.weight") == 0 ||
           std::any_of(std::begin(kNames), std::end(kNames), [&](const char * end) { return EndsWith(name, end); });
}

bool IsMlaWeight(const char * name) { return EndsWith(name, ".attn_k_b.weight") || EndsWith(name, ".attn_v_b.weight"); }

/// The indexer's weights of its heads, a small matrix in F32: kept as it is (multiply_f32.h).
bool IsPlain(const ggml_tensor * weight) {
    return weight->type == GGML_TYPE_F32 && EndsWith(weight->name, ".indexer.proj.weight") && weight->ne[2] == 1 &&
           weight->ne[3] == 1 && ggml_is_contiguous(weight) && weight->ne[0] * weight->ne[1] <= INT32_MAX;
}

/// A matrix, or one for each head.
bool CanPack(const ggml_tensor * weight) {
    return TypeOf(weight) && weight->ne[3] == 1 && ggml_is_contiguous(weight) && weight->ne[0] % kBlock == 0 &&
           weight->ne[1] % kGroup == 0 && weight->ne[0] <= INT32_MAX && weight->ne[1] * weight->ne[2] <= INT32_MAX &&
           !weight->view_src;
}

/// On AMX machines llama.cpp's own code has what it has tiles for. But MLA's heads would end the process there
/// (weights_home.h).
bool IsLeftToAmx(const ggml_tensor * weight) {
    return amxIsThere && !IsMlaWeight(weight->name) && weight->type != GGML_TYPE_Q5_0 && weight->type != GGML_TYPE_Q5_1;
}

bool Takes(const ggml_tensor * node) {
    if (node->op != GGML_OP_MUL_MAT) return false;
    const ggml_tensor *weight = node->src[0], *in = node->src[1];
    if ((!CanPack(weight) && !IsPlain(weight)) || in->type != GGML_TYPE_F32 || in->ne[3] != 1) return false;
    if (weight->ne[2] != 1 && weight->ne[2] != in->ne[2]) return false;
    if (IsLoadersQuestion(node)) {
        if (IsPlain(weight)) return MayTakeProducts();
        const bool wanted = weight->ne[2] == 1 ? IsPlainlyMultiplied(weight->name) : IsMlaWeight(weight->name);
        return wanted && MayTakeProducts() && !IsLeftToAmx(weight);
    }
    return in->nb[0] == sizeof(float) && (!in->buffer || ggml_backend_buffer_is_host(in->buffer));
}

ProductBatch BatchOf(const ggml_tensor * node) {
    const ggml_tensor *weight = node->src[0], *in = node->src[1];
    ProductBatch batch;
    batch.type = *TypeOf(weight);
    batch.matrices = int(weight->ne[2]);
    batch.outputs = int(weight->ne[1]);
    batch.blocks = int(weight->ne[0] / kBlock);
    batch.packed = (const uint8_t *)weight->data;
    batch.in = (const char *)in->data;
    batch.inRows = int(in->ne[1]);
    batch.inPlanes = int(in->ne[2]);
    batch.inRow = in->nb[1];
    batch.inPlane = in->nb[2];
    batch.out = (float *)node->data;
    return batch;
}

/// What a weight's `extra` points to if its products need not be computed: the built-in model's `attn_q_a` is the
/// identity, and its `attn_k_b` nothing but zeros. Null otherwise.
constexpr char kZeros = 0, kIdentity = 1;

/// Whether each row of a matrix in the file's layout has `diagonal` at its own place and zeros elsewhere.
bool IsDiagonal(const ggml_tensor * weight, const void * data, float diagonal) {
    const auto widen = ggml_get_type_traits(weight->type)->to_float;
    std::vector<float> row(size_t(weight->ne[0]));
    for (int64_t o = 0; o < weight->ne[1] * weight->ne[2]; o++) {
        widen((const char *)data + size_t(o) * weight->nb[1], row.data(), weight->ne[0]);
        for (int64_t i = 0; i < weight->ne[0]; i++) {
            if (row[size_t(i)] != (i == o ? diagonal : 0)) return false;
        }
    }
    return true;
}

const void * KindOf(const ggml_tensor * weight, const void * data) {
    if (IsDiagonal(weight, data, 0)) return &kZeros;
    const bool square = weight->ne[0] == weight->ne[1] && weight->ne[2] == 1;
    return square && IsDiagonal(weight, data, 1) ? &kIdentity : nullptr;
}

/// So many rows are few.
constexpr int kFewRows = 4;

/// Computes products inside the CPU backend's threads: all of them call ComputeForward with the same node.
class Multiplier : public cpu::TensorTraits {
  public:
    Multiplier(const Kernels & kernels, const cpu::Library & library) : kernels_(kernels), library_(library) {}

    bool WorkSize(int threads, const ggml_tensor * node, size_t & size) override {
        const ProductBatch batch = BatchOf(node);
        size = sizeof(RoundedBlock) * RoundedBlocks(batch) * (batch.Rows() <= kFewRows ? threads : 1);
        return true;
    }

    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override {
        const ProductBatch batch = BatchOf(node);
        if (const void * kind = node->src[0]->extra) {
            for (int row = params->ith; row < batch.Rows(); row += params->nth) FillRow(batch, row, kind == &kIdentity);
            return true;
        }
        if (batch.Rows() <= kFewRows) ComputeFewRows(*params, batch);
        else ComputeManyRows(*params, batch);
        return true;
    }

  private:
    static void FillRow(const ProductBatch & batch, int row, bool identity) {
        float * out = batch.out + size_t(row) * batch.outputs;
        if (identity) std::memcpy(out, RowAt(batch, row), sizeof(float) * batch.outputs);
        else std::fill_n(out, batch.outputs, 0.0f);
    }

    /// Each thread rounds the rows for itself, which takes no longer than waiting for others.
    void ComputeFewRows(const ggml_compute_params & params, const ProductBatch & batch) const {
        auto * rounded = (RoundedBlock *)params.wdata + params.ith * RoundedBlocks(batch);
        for (int row = 0; row < batch.Rows(); row++) RoundRow(kernels_, batch, row, rounded);
        const int pieces = PiecesOf(batch, params.nth);
        for (int i = params.ith; i < pieces; i += params.nth) MultiplyPiece(kernels_, batch, params.nth, i, rounded);
    }

    void ComputeManyRows(const ggml_compute_params & params, const ProductBatch & batch) const {
        auto * rounded = (RoundedBlock *)params.wdata;
        for (int row = params.ith; row < batch.Rows(); row += params.nth) RoundRow(kernels_, batch, row, rounded);
        if (params.ith == 0) library_.setChunk(params.threadpool, params.nth);
        library_.barrier(params.threadpool);
        const int pieces = PiecesOf(batch, params.nth);
        for (int i = params.ith; i < pieces; i = library_.addChunk(params.threadpool, 1))
            MultiplyPiece(kernels_, batch, params.nth, i, rounded);
    }

    const Kernels & kernels_;
    const cpu::Library & library_;
};

/// Rows of F32 weights, of which each thread takes some.
class PlainMultiplier : public cpu::TensorTraits {
  public:
    explicit PlainMultiplier(const Kernels & kernels) : kernels_(kernels) {}

    bool WorkSize(int, const ggml_tensor *, size_t & size) override {
        size = 0;
        return true;
    }

    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override {
        const ggml_tensor *weight = node->src[0], *in = node->src[1];
        const int outputs = int(weight->ne[1]), dim = int(weight->ne[0]);
        for (int64_t row = params->ith; row < in->ne[1] * in->ne[2]; row += params->nth) {
            const char * from = (const char *)in->data + row % in->ne[1] * in->nb[1] + row / in->ne[1] * in->nb[2];
            kernels_.multiplyF32((const float *)weight->data, outputs, dim, (const float *)from,
                                 (float *)node->data + row * outputs);
        }
        return true;
    }

  private:
    const Kernels & kernels_;
};

class PackedType : public cpu::ExtraBufferType {
  public:
    PackedType(cpu::TensorTraits & multiplier, cpu::TensorTraits & plain) : multiplier_(multiplier), plain_(plain) {}
    bool SupportsOp(ggml_backend_dev_t, const ggml_tensor * node) override { return Takes(node); }
    cpu::TensorTraits * TraitsOf(const ggml_tensor * node) override;

  private:
    cpu::TensorTraits &multiplier_, &plain_;
};

/// llama.cpp writes a weight in one piece.
void SetTensor(ggml_backend_buffer_t, ggml_tensor * weight, const void * data, size_t offset, size_t size) {
    GGML_ASSERT(offset == 0 && size == ggml_nbytes(weight) && (CanPack(weight) || IsPlain(weight)));
    if (IsPlain(weight)) {
        std::memcpy(weight->data, data, size);
        return;
    }
    PackWeights(*TypeOf(weight), int(weight->ne[1] * weight->ne[2]), int(weight->ne[0] / kBlock), data, weight->data);
    weight->extra = const_cast<void *>(KindOf(weight, data));
    ReleaseMappedPages(data, size);
}

void GetTensor(ggml_backend_buffer_t, const ggml_tensor * weight, void * data, size_t offset, size_t size) {
    GGML_ASSERT(offset == 0 && size == ggml_nbytes(weight) && (CanPack(weight) || IsPlain(weight)));
    if (IsPlain(weight)) std::memcpy(data, weight->data, size);
    else
        UnpackWeights(*TypeOf(weight), int(weight->ne[1] * weight->ne[2]), int(weight->ne[0] / kBlock), weight->data,
                      data);
}

ggml_backend_buffer_t Allocate(ggml_backend_buffer_type_t type, size_t size) {
    ggml_backend_buffer_t buffer = ggml_backend_buft_alloc_buffer(ggml_backend_cpu_buffer_type(), size);
    if (!buffer) return nullptr;
    buffer->buft = type;
    buffer->iface.memset_tensor = nullptr;
    buffer->iface.set_tensor = SetTensor;
    buffer->iface.get_tensor = GetTensor;
    buffer->iface.cpy_tensor = nullptr;
    return buffer;
}

const char * NameOf(ggml_backend_buffer_type_t) { return kName; }

ggml_backend_buffer_type_t BufferType() {
    static ggml_backend_buffer_type type = cpu::NewExtraType(NameOf, Allocate);
    return &type;
}

cpu::TensorTraits * PackedType::TraitsOf(const ggml_tensor * node) {
    const bool ours = node->op == GGML_OP_MUL_MAT && node->src[0]->buffer && node->src[0]->buffer->buft == BufferType();
    if (!ours) return nullptr;
    return IsPlain(node->src[0]) ? &plain_ : &multiplier_;
}

} // namespace

void OfferPackedHome() {
    const Kernels & kernels = ChooseKernels();
    const cpu::Library * library = kernels.multiply ? cpu::FindLibrary() : nullptr;
    if (!library || BufferType()->context) return;
    static Multiplier multiplier(kernels, *library);
    static PlainMultiplier plain(kernels);
    static PackedType packed(multiplier, plain);
    BufferType()->context = &packed;
    auto & types = *library->extraTypes;
    amxIsThere = std::any_of(types.begin(), types.end(), [](ggml_backend_buffer_type_t type) {
        return std::strcmp(ggml_backend_buft_name(type), "AMX") == 0;
    });
    types.insert(types.begin(), BufferType());
}

bool WouldPack(const ggml_tensor * question) { return BufferType()->context && Takes(question); }

} // namespace dsa

// usage: dsa_product_compare LIBRARIES BACKEND
// Products with random weights of each type that ggml-dsa packs, in shapes of models and odd ones, by it and by
// llama.cpp's CPU backend, in the same graph and threads. Prints as JSON lines how far each is from the product in
// double with the weights as the file has them, as a share of its length: both round the other side to bytes.
#include "ggml-backend.h"
#include "ggml.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

namespace {

struct Shape {
    int in, out, rows, planes;
    bool strided;       // the other side's rows are parts of longer ones, as views are
    bool heads = false; // a matrix of weights for each plane, whose rows are interleaved with those of the others
};

/// Products with weights of experts: tokens, each with so many of them and one row for all, or one for each.
struct ExpertShape {
    int in, out, experts, chosen, tokens;
    bool rowEach;
};

constexpr Shape kShapes[] = {
    {576, 1536, 1, 1, false},     {1536, 576, 5, 1, false},     {32, 16, 3, 1, false},   {800, 48, 67, 1, false},
    {768, 272, 130, 1, true},     {576, 64, 7, 3, false},       {7168, 32, 2, 1, false}, {288, 16, 300, 1, true},
    {64, 576, 33, 9, true, true}, {576, 64, 1, 9, false, true},
};
constexpr Shape kSuperShapes[] = {
    {256, 16, 3, 1, false},   {1536, 272, 1, 1, false}, {768, 48, 67, 1, true},
    {2304, 64, 130, 1, true}, {512, 64, 7, 3, false},   {256, 576, 33, 9, true, true},
};
constexpr ExpertShape kExpertShapes[] = {
    {256, 48, 8, 2, 1, false},
    {512, 64, 8, 3, 70, false},
    {256, 272, 5, 2, 33, true},
    {1024, 16, 16, 4, 3, true},
};
constexpr ggml_type kTypes[] = {GGML_TYPE_Q4_0, GGML_TYPE_Q4_1,   GGML_TYPE_Q5_0, GGML_TYPE_Q5_1,
                                GGML_TYPE_Q8_0, GGML_TYPE_IQ4_NL, GGML_TYPE_Q2_K, GGML_TYPE_Q3_K,
                                GGML_TYPE_Q4_K, GGML_TYPE_Q5_K,   GGML_TYPE_Q6_K, GGML_TYPE_IQ4_XS};

/// K-quants: rows in multiples of 256.
bool IsSuper(ggml_type type) { return ggml_blck_size(type) == 256; }
constexpr int kThreads = 3;

using Context = std::unique_ptr<ggml_context, decltype(&ggml_free)>;
using Buffer = std::unique_ptr<ggml_backend_buffer, decltype(&ggml_backend_buffer_free)>;

Context NewContext() {
    return {ggml_init({16 * ggml_tensor_overhead() + ggml_graph_overhead(), nullptr, true}), ggml_free};
}

ggml_backend_buffer_type_t PackedType(ggml_backend_dev_t cpu) {
    const auto types = (ggml_backend_dev_get_extra_bufts_t)ggml_backend_reg_get_proc_address(
        ggml_backend_dev_backend_reg(cpu), "ggml_backend_dev_get_extra_bufts");
    for (auto * type = types(cpu); *type; type++) {
        if (std::strcmp(ggml_backend_buft_name(*type), "DSA_Packed") == 0) return *type;
    }
    std::exit(2);
}

std::vector<float> Random(size_t count, std::mt19937 & random) {
    std::normal_distribution<float> number;
    std::vector<float> numbers(count);
    for (float & x : numbers) x = number(random);
    return numbers;
}

std::vector<char> Quantized(ggml_type type, const std::vector<float> & rows, int in) {
    const int count = int(rows.size() / in);
    std::vector<char> weights(ggml_row_size(type, in) * count);
    ggml_quantize_chunk(type, rows.data(), weights.data(), 0, count, in, nullptr);
    return weights;
}

std::vector<float> Widened(ggml_type type, const std::vector<char> & weights, size_t count) {
    std::vector<float> rows(count);
    ggml_get_type_traits(type)->to_float(weights.data(), rows.data(), int64_t(count));
    return rows;
}

/// Sets a weight and reads it back.
void SetWeight(ggml_tensor * weight, const std::vector<char> & bytes) {
    ggml_backend_tensor_set(weight, bytes.data(), 0, bytes.size());
    std::vector<char> back(bytes.size());
    ggml_backend_tensor_get(weight, back.data(), 0, back.size());
    if (back != bytes) std::exit(2);
}

std::vector<float> Computed(ggml_backend_t cpu, ggml_context * made, ggml_tensor * product) {
    if (!ggml_backend_supports_op(cpu, product)) std::exit(2);
    ggml_cgraph * graph = ggml_new_graph(made);
    ggml_build_forward_expand(graph, product);
    if (ggml_backend_graph_compute(cpu, graph) != GGML_STATUS_SUCCESS) std::exit(2);
    std::vector<float> out(ggml_nelements(product));
    ggml_backend_tensor_get(product, out.data(), 0, ggml_nbytes(product));
    return out;
}

double Dot(const float * a, const float * b, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) sum += double(a[i]) * b[i];
    return sum;
}

/// What a product needs, made anew for each shape and type.
struct Case {
    Case(ggml_type type, const Shape & shape, const char * weightsAre, std::mt19937 & random)
        : type(type), shape(shape), matrices(shape.heads ? shape.planes : 1) {
        std::vector<float> rows(size_t(shape.in) * shape.out * matrices);
        if (std::strcmp(weightsAre, "random") == 0) rows = Random(rows.size(), random);
        if (std::strcmp(weightsAre, "identity") == 0) {
            for (int o = 0; o < shape.out; o++) rows[size_t(o) * (shape.in + 1)] = 1;
        }
        weights = Quantized(type, rows, shape.in);
        other = Random(size_t(Width()) * shape.rows * shape.planes, random);
    }

    int Width() const { return shape.strided ? shape.in + 64 : shape.in; }
    /// Where a row of the other side begins.
    size_t At(int plane, int row) const {
        return size_t(Width()) * (shape.heads ? row * shape.planes + plane : plane * shape.rows + row);
    }

    std::vector<float> ByBackend(ggml_backend_t cpu, ggml_backend_buffer_type_t home) const {
        const Context kept = NewContext(), made = NewContext();
        ggml_tensor * weight = ggml_new_tensor_3d(kept.get(), type, shape.in, shape.out, matrices);
        const Buffer weightBuffer(ggml_backend_alloc_ctx_tensors_from_buft(kept.get(), home), ggml_backend_buffer_free);
        SetWeight(weight, weights);
        ggml_tensor * all = ggml_new_tensor_1d(made.get(), GGML_TYPE_F32, int64_t(other.size()));
        ggml_tensor * in = ggml_view_3d(made.get(), all, shape.in, shape.rows, shape.planes, At(0, 1) * sizeof(float),
                                        At(1, 0) * sizeof(float), 0);
        ggml_tensor * product = ggml_mul_mat(made.get(), weight, in);
        const Buffer buffer(ggml_backend_alloc_ctx_tensors(made.get(), cpu), ggml_backend_buffer_free);
        ggml_backend_tensor_set(all, other.data(), 0, ggml_nbytes(all));
        return Computed(cpu, made.get(), product);
    }

    std::vector<double> InDouble() const {
        std::vector<double> out;
        const std::vector<float> weight = Widened(type, weights, size_t(shape.in) * shape.out * matrices);
        for (int plane = 0; plane < shape.planes; plane++) {
            const float * matrix = weight.data() + (shape.heads ? size_t(plane) * shape.in * shape.out : 0);
            for (int row = 0; row < shape.rows; row++) {
                for (int o = 0; o < shape.out; o++)
                    out.push_back(Dot(&other[At(plane, row)], matrix + size_t(o) * shape.in, shape.in));
            }
        }
        return out;
    }

    ggml_type type;
    Shape shape;
    int matrices;
    std::vector<char> weights;
    std::vector<float> other;
};

/// What a product with experts needs.
struct ExpertCase {
    ExpertCase(ggml_type type, const ExpertShape & shape, std::mt19937 & random) : type(type), shape(shape) {
        weights = Quantized(type, Random(size_t(shape.in) * shape.out * shape.experts, random), shape.in);
        other = Random(size_t(shape.in) * Rows() * shape.tokens, random);
        for (int t = 0; t < shape.tokens; t++) {
            const int first = int(random() % shape.experts);
            for (int c = 0; c < kWidth; c++) ids.push_back((first + c) % shape.experts);
        }
    }

    int Rows() const { return shape.rowEach ? shape.chosen : 1; }

    std::vector<float> ByBackend(ggml_backend_t cpu, ggml_backend_buffer_type_t home) const {
        const Context kept = NewContext(), made = NewContext();
        ggml_tensor * weight = ggml_new_tensor_3d(kept.get(), type, shape.in, shape.out, shape.experts);
        const Buffer weightBuffer(ggml_backend_alloc_ctx_tensors_from_buft(kept.get(), home), ggml_backend_buffer_free);
        SetWeight(weight, weights);
        ggml_tensor * in = ggml_new_tensor_3d(made.get(), GGML_TYPE_F32, shape.in, Rows(), shape.tokens);
        ggml_tensor * sorted = ggml_new_tensor_2d(made.get(), GGML_TYPE_I32, kWidth, shape.tokens);
        // the first of all experts that were sorted, as graphs take them
        ggml_tensor * chosen = ggml_view_2d(made.get(), sorted, shape.chosen, shape.tokens, sorted->nb[1], 0);
        ggml_tensor * product = ggml_mul_mat_id(made.get(), weight, in, chosen);
        const Buffer buffer(ggml_backend_alloc_ctx_tensors(made.get(), cpu), ggml_backend_buffer_free);
        ggml_backend_tensor_set(in, other.data(), 0, ggml_nbytes(in));
        ggml_backend_tensor_set(sorted, ids.data(), 0, ggml_nbytes(sorted));
        return Computed(cpu, made.get(), product);
    }

    std::vector<double> InDouble() const {
        std::vector<double> out;
        const std::vector<float> weight = Widened(type, weights, size_t(shape.in) * shape.out * shape.experts);
        for (int slot = 0; slot < shape.tokens * shape.chosen; slot++) {
            const int token = slot / shape.chosen, choice = slot % shape.chosen;
            const float * row = &other[size_t(token * Rows() + choice % Rows()) * shape.in];
            const float * matrix = &weight[size_t(ids[token * kWidth + choice]) * shape.in * shape.out];
            for (int o = 0; o < shape.out; o++) out.push_back(Dot(row, matrix + size_t(o) * shape.in, shape.in));
        }
        return out;
    }

    static constexpr int kWidth = 5; // of the sorted experts
    ggml_type type;
    ExpertShape shape;
    std::vector<char> weights;
    std::vector<float> other;
    std::vector<int32_t> ids;
};

template <typename A, typename B> double Distance(const A & a, const B & b, const std::vector<double> & of) {
    double apart = 0, length = 0;
    for (size_t i = 0; i < a.size(); i++) {
        apart += (double(a[i]) - b[i]) * (double(a[i]) - b[i]);
        length += of[i] * of[i];
    }
    return std::sqrt(length > 0 ? apart / length : apart);
}

class Comparison {
  public:
    Comparison()
        : cpu_(ggml_backend_init_by_type(GGML_BACKEND_DEVICE_TYPE_CPU, nullptr), ggml_backend_free),
          device_(ggml_backend_get_device(cpu_.get())), packed_(PackedType(device_)) {}

    void Print(ggml_type type, const Shape & shape, const char * weightsAre) {
        Print(Case(type, shape, weightsAre, random_), weightsAre, shape.rows * shape.planes);
    }

    void Print(ggml_type type, const ExpertShape & shape) {
        Print(ExpertCase(type, shape, random_), "experts", shape.tokens * shape.chosen);
    }

  private:
    template <typename Tested> void Print(const Tested & test, const char * weightsAre, int rows) {
        UseThreads(kThreads);
        const std::vector<float> ours = test.ByBackend(cpu_.get(), packed_);
        const std::vector<float> theirs = test.ByBackend(cpu_.get(), ggml_backend_cpu_buffer_type());
        UseThreads(1);
        const bool alike = ours == test.ByBackend(cpu_.get(), packed_);
        const std::vector<double> exact = test.InDouble();
        std::printf("{\"type\": \"%s\", \"weights\": \"%s\", \"in\": %d, \"out\": %d, \"rows\": %d, \"ours\": %.3e, "
                    "\"theirs\": %.3e, \"between\": %.3e, \"alike\": %s}\n",
                    ggml_type_name(test.type), weightsAre, test.shape.in, test.shape.out, rows,
                    Distance(ours, exact, exact), Distance(theirs, exact, exact), Distance(ours, theirs, exact),
                    alike ? "true" : "false");
    }

    void UseThreads(int threads) {
        const auto use = (ggml_backend_set_n_threads_t)ggml_backend_reg_get_proc_address(
            ggml_backend_dev_backend_reg(device_), "ggml_backend_set_n_threads");
        use(cpu_.get(), threads);
    }

    std::unique_ptr<ggml_backend, decltype(&ggml_backend_free)> cpu_;
    ggml_backend_dev_t device_;
    ggml_backend_buffer_type_t packed_;
    std::mt19937 random_{1};
};

} // namespace

int main(int argc, char ** argv) {
    if (argc < 3) return 2;
    ggml_backend_load_all_from_path(argv[1]);
    if (!ggml_backend_load(argv[2])) return 2;
    Comparison comparison;
    for (const ggml_type type : kTypes) {
        if (IsSuper(type)) {
            for (const Shape & shape : kSuperShapes) comparison.Print(type, shape, "random");
        } else {
            for (const Shape & shape : kShapes) comparison.Print(type, shape, "random");
        }
        const int in = IsSuper(type) ? 256 : 96;
        comparison.Print(type, {in, in, 5, 1, true}, "identity");
        comparison.Print(type, {in, 96, 5, 3, false, true}, "zeros");
        for (const ExpertShape & shape : kExpertShapes) comparison.Print(type, shape);
    }
    return 0;
}

#include "cases.h"
#include "check.h"
#include "packed_weights.h"
#include "reference.h"
#include "scratch.h"
#include "tested_kernels.h"
#include "thread_pool.h"

#include <algorithm>
#include <cstring>

using dsa::WeightType;

namespace {

constexpr WeightType kTypes[] = {WeightType::Q4_0, WeightType::Q4_1,   WeightType::Q5_0, WeightType::Q5_1,
                                 WeightType::Q8_0, WeightType::IQ4_NL, WeightType::Q2_K, WeightType::Q3_K,
                                 WeightType::Q4_K, WeightType::Q5_K,   WeightType::Q6_K, WeightType::IQ4_XS};

size_t FirstHalf(WeightType type) {
    switch (type) {
        case WeightType::Q2_K: return 80;
        case WeightType::Q3_K: return 108;
        case WeightType::Q6_K: return 208;
        default: return 0;
    }
}

/// Where F16 scales and least numbers lie in what shares them: a block, or a K-quant's eight.
struct Halves {
    explicit Halves(WeightType type)
        : bytes(dsa::RowBytes(type, dsa::InSupers(type) ? dsa::kSuper : 1)), first(FirstHalf(type)),
          count((dsa::InSupers(type) ? dsa::SharedBytes(type) == 4 : dsa::HasLeast(type)) ? 2 : 1) {}
    size_t bytes, first;
    int count;
};

int BlocksOf(WeightType type, int blocks) {
    return dsa::InSupers(type) ? (blocks + dsa::kSuper - 1) / dsa::kSuper * dsa::kSuper : blocks;
}

struct Product {
    const char * name;
    int outputs, blocks, rows, planes = 1;
    bool extreme = false; // the largest bytes on both sides, where sums in 16 bits come closest to their end
    bool heads = false;   // a matrix for each plane of rows

    int Matrices() const { return heads ? planes : 1; }
};

struct ProductCase {
    ProductCase(WeightType type, Product p, unsigned seed) : type(type) {
        std::mt19937 random(seed);
        p.blocks = BlocksOf(type, p.blocks);
        product = p;
        weights.resize(size_t(p.Matrices()) * p.outputs * dsa::RowBytes(type, p.blocks));
        for (char & byte : weights) byte = p.extreme ? char(random() % 2 ? 0x80 : 0xff) : char(random());
        const Halves halves(type);
        for (size_t at = halves.first; at < weights.size(); at += halves.bytes) {
            for (int i = 0; i < halves.count; i++) {
                const uint16_t half = cases::ToHalf(float(random() % 2000) / 1000 - 1);
                std::memcpy(&weights[at + 2 * i], &half, 2);
            }
        }
        std::normal_distribution<float> normal;
        in.resize(size_t(p.planes) * p.rows * Width());
        for (float & x : in) x = p.extreme ? (random() % 16 ? 3.0f : -3.0f) : normal(random);
        if (p.rows > 2) std::fill_n(in.begin() + Width(), Width(), 0.0f); // a row of nothing
        packed.resize(weights.size() + dsa::kAlignment);
        dsa::PackWeights(type, p.Matrices() * p.outputs, p.blocks, weights.data(), dsa::Aligned(packed));
    }

    int Width() const { return product.blocks * dsa::kBlock + 8; }

    dsa::ProductBatch Batch(std::vector<float> & out) {
        out.assign(size_t(product.planes) * product.rows * product.outputs, 777);
        const size_t row = Width() * sizeof(float);
        return {type,
                product.Matrices(),
                product.outputs,
                product.blocks,
                dsa::Aligned(packed),
                (const char *)in.data(),
                product.rows,
                product.planes,
                row,
                product.rows * row,
                out.data()};
    }

    WeightType type;
    Product product;
    std::vector<char> weights;
    std::vector<float> in;
    std::vector<uint8_t> packed;
};

/// The product and the rounded rows that it was made of.
std::vector<float> Multiplied(const dsa::Kernels & kernels, ProductCase & test, int threads,
                              std::vector<dsa::RoundedBlock> & rounded) {
    std::vector<float> out;
    const dsa::ProductBatch batch = test.Batch(out);
    rounded.resize(dsa::RoundedBlocks(batch));
    dsa::ThreadPool pool;
    pool.Resize(threads);
    pool.Run(batch.Rows(), 100, [&](int row, int) { dsa::RoundRow(kernels, batch, row, rounded.data()); });
    pool.Run(dsa::PiecesOf(batch, threads), 100,
             [&](int piece, int) { dsa::MultiplyPiece(kernels, batch, threads, piece, rounded.data()); });
    return out;
}

void CheckRounding(const float * row, const dsa::RoundedBlock * rounded, int blocks, const char * name) {
    for (int b = 0; b < blocks; b++, row += dsa::kBlock) {
        const auto & [values, scale, sum, start, halves] = rounded[b];
        float largest = 0;
        int total = 0, first = 0;
        for (int i = 0; i < dsa::kBlock; i++) {
            largest = std::max(largest, std::fabs(row[i]));
            total += values[i];
            if (i < dsa::kBlock / 2) first += values[i];
            EXPECT(std::fabs(row[i] - scale * values[i]) <= 0.5001f * scale, name);
        }
        EXPECT(scale == largest / 127, name);
        EXPECT(sum == scale * float(total), name);
        EXPECT(start == -128 * total, name);
        EXPECT(halves[0] == first && halves[1] == total - first, name);
    }
}

void Compare(ProductCase test, const dsa::Kernels & kernels) {
    const Product p = test.product;
    const std::string name = std::string(kernels.name) + ": " + p.name + ", type " + std::to_string(int(test.type));
    std::vector<dsa::RoundedBlock> rounded;
    const std::vector<float> out = Multiplied(kernels, test, 1, rounded);
    EXPECT(out == Multiplied(kernels, test, 5, rounded), name + " depends on the number of threads");
    if (!p.heads) {
        test.product.rows = test.product.planes = 1;
        std::vector<dsa::RoundedBlock> first;
        EXPECT(std::equal(out.begin(), out.begin() + p.outputs, Multiplied(kernels, test, 1, first).begin()),
               name + " depends on the number of rows");
        test.product = p;
    }
    const size_t rowBytes = dsa::RowBytes(test.type, p.blocks);
    const int rows = p.rows * p.planes;
    for (int r = 0; r < rows; r++) {
        CheckRounding(test.in.data() + size_t(r) * test.Width(), rounded.data() + r * p.blocks, p.blocks, name.c_str());
    }
    double largest = 0, worst = 0;
    for (int r = 0; r < rows; r++) {
        const int matrix = p.heads ? r / p.rows : 0;
        for (int o = 0; o < p.outputs; o++) {
            const char * row = test.weights.data() + (size_t(matrix) * p.outputs + o) * rowBytes;
            const double exact = dsa::reference::Multiply(dsa::reference::WeightRow(test.type, row, p.blocks),
                                                          rounded.data() + r * p.blocks, p.blocks);
            largest = std::max(largest, std::fabs(exact));
            worst = std::max(worst, std::fabs(exact - out[size_t(r) * p.outputs + o]));
        }
    }
    EXPECT(worst <= 2e-6 * largest, name + " is off by " + std::to_string(worst / largest));
}

} // namespace

TEST(PackedWeights, "products: packed weights take the file's bytes and give them back") {
    for (const WeightType type : kTypes) {
        ProductCase test(type, {"pack", 48, 9, 1}, 3);
        const int blocks = test.product.blocks;
        EXPECT(dsa::GroupBytes(type, blocks) * 3 == test.weights.size(), "size");
        std::vector<char> back(test.weights.size());
        dsa::UnpackWeights(type, 48, blocks, dsa::Aligned(test.packed), back.data());
        EXPECT(back == test.weights, "type " + std::to_string(int(type)));
    }
}

TEST(Products, "products: of every type, in the shapes of models and odd ones") {
    const Product kProducts[] = {
        {"one block, one row", 16, 1, 1},         {"3 rows, 17 blocks", 48, 17, 3},
        {"a piece, 4 rows", 32, 24, 4},           {"a piece and a block, 7 rows", 16, 25, 7},
        {"three pieces, one row", 32, 50, 1},     {"planes of rows", 32, 4, 5, 3},
        {"more threads than groups", 16, 2, 330}, {"the largest bytes", 32, 48, 9, 1, true},
    };
    unsigned seed = 20;
    for (const dsa::Kernels * kernels : TestedKernels()) {
        for (const WeightType type : kTypes) {
            if (!Multiplies(*kernels, type)) continue;
            for (const Product & product : kProducts) Compare(ProductCase(type, product, seed++), *kernels);
        }
    }
}

TEST(PlainProducts, "products: of F32 weights, in any number of outputs and dims") {
    std::mt19937 random(40);
    std::normal_distribution<float> normal;
    for (const dsa::Kernels * kernels : TestedKernels()) {
        for (const int dim : {3, 64, 576, 583}) {
            for (const int outputs : {1, 4, 7, 64}) {
                std::vector<float> weights(size_t(outputs) * dim), row(dim), out(outputs, 777);
                for (float & x : weights) x = normal(random);
                for (float & x : row) x = normal(random);
                kernels->multiplyF32(weights.data(), outputs, dim, row.data(), out.data());
                for (int o = 0; o < outputs; o++) {
                    const double exact = dsa::reference::Multiply(&weights[size_t(o) * dim], row.data(), dim);
                    EXPECT(std::fabs(out[o] - exact) <= 1e-5 * dim,
                           std::string(kernels->name) + ", output " + std::to_string(o));
                }
            }
        }
    }
}

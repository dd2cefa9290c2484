// Trace files: the same answers after saving and opening, and errors instead of crashes.
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <thread>

#if !defined(_WIN32)
#include <csignal>
#include <sys/resource.h>
#endif

#include "check.h"
#include "random_case.h"
#include "trace/crc32c.h"

using namespace sparselens;
namespace fs = std::filesystem;

/// A folder of its own, gone afterwards.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("trace-test-" + std::to_string(std::random_device{}()));
    Folder() { fs::create_directory(path); }
    ~Folder() { fs::remove_all(path); }
    std::string File(const char * name) const { return (path / name).u8string(); }
    size_t Files() const { return size_t(std::distance(fs::directory_iterator(path), {})); }
};

static std::vector<uint8_t> ReadAll(const std::string & path) {
    std::ifstream in(fs::u8path(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

static void WriteAll(const std::string & path, const std::vector<uint8_t> & bytes) {
    std::ofstream(fs::u8path(path), std::ios::binary)
        .write(reinterpret_cast<const char *>(bytes.data()), std::streamsize(bytes.size()));
}

template <typename T> static void Put(std::vector<uint8_t> & out, const std::vector<T> & values) {
    for (const T & value : values) Append(out, value);
}

/// All that can be asked about a trace, as bytes.
static std::vector<uint8_t> Everything(const Trace & trace) {
    std::vector<uint8_t> out;
    const TraceShape & shape = trace.Shape();
    const int tokens = trace.Info().tokens;
    for (int number : {shape.topK, shape.layers, shape.promptLength, shape.stride, tokens}) Append(out, number);
    for (const Segment & sentence : shape.sentences) Append(out, sentence);
    for (const char c : trace.Info().meta) Append(out, c);
    std::vector<int32_t> layers(size_t(shape.layers));
    std::iota(layers.begin(), layers.end(), 0);
    for (int token = 0; token < tokens; token++)
        for (int32_t layer : layers) {
            const TraceRow row = trace.Row(token, layer);
            Append(out, row.position), Append(out, row.lastIn);
            Put(out, row.positions), Put(out, row.scores), Put(out, row.missed), Put(out, row.missedScores);
            Put(out, row.sentences), Put(out, row.sentenceMax), Put(out, row.sentenceLse);
        }
    const Span all{0, tokens, layers};
    const SegmentTotals totals = trace.Totals(all, shape.sentences);
    Put(out, totals.count), Put(out, totals.mass), Put(out, totals.score);
    Put(out, trace.Uses({5, 40}, layers));
    Put(out, trace.Evidence(all));
    for (int32_t layer : layers) Put(out, trace.Prompt(layer).count), Put(out, trace.Prompt(layer).mass);
    return out;
}

CHECK_THAT("crc32c: the check value of the standard, in one go and in pieces") {
    EXPECT(Crc32c(0, "123456789", 9) == 0xe3069283);
    EXPECT(Crc32c(Crc32c(0, "1234567890", 3), "4567890", 6) == 0xe3069283);
}

CHECK_THAT("file: says the same after saving, and after saving what was opened") {
    const Folder folder;
    const RandomCase made = MakeCase(100, 3, 300, 30, 9, 40, 2);
    const auto trace = made.GetTrace();
    const std::string path = folder.File("a \xc3\xa4 trace"), meta = "{\"model\":\"\xc3\xa9\"}";
    trace->Save(path, meta);
    const auto opened = Trace::Open(path);
    opened->Verify();
    EXPECT(opened->Info().meta == meta && opened->Info().version == 1);
    std::vector<uint8_t> before = Everything(*trace);
    before.insert(before.begin() + 5 * 4 + std::ptrdiff_t(made.shape.sentences.size() * 8), meta.begin(), meta.end());
    EXPECT(Everything(*opened) == before);
    opened->Save(path, meta); // over the file that is mapped
    EXPECT(Everything(*Trace::Open(path)) == before);
    EXPECT(Everything(*opened) == before);
    EXPECT(folder.Files() == 1);
}

CHECK_THAT("file: a trace without rows, sentences, counts and background") {
    const Folder folder;
    Trace({0, 1, 0, {}, 1}, nullptr, nullptr, nullptr).Save(folder.File("t"), "");
    const auto opened = Trace::Open(folder.File("t"));
    opened->Verify();
    EXPECT(opened->Info().tokens == 0 && opened->Prompt(0).count.empty());
    EXPECT(opened->Totals({0, 0, {0}}, {}).count == std::vector<uint32_t>{0});
    EXPECT(ErrorCode([&] { opened->Evidence({0, 0, {0}}); }) == "bad-argument");
    EXPECT(ErrorCode([&] { opened->AddAnswerRow(0, AnswerRow{}); }) == "bad-argument");
}

/// Opens, asks everything and verifies. Says what the error was; if there was none, the answers must be `right`.
static std::string Outcome(const std::string & path, const std::vector<uint8_t> * right) {
    return ErrorCode([&] {
        const auto trace = Trace::Open(path);
        const std::vector<uint8_t> answers = Everything(*trace); // before verify(): must not crash either
        trace->Verify();
        if (right) EXPECT(answers == *right);
    });
}

static RandomCase SmallCase() { return MakeCase(101, 2, 24, 3, 2, 6); }

CHECK_THAT("file: any byte changed gives an error or the same answers") {
    const Folder folder;
    SmallCase().GetTrace()->Save(folder.File("t"), "{\"n\":1}");
    const std::vector<uint8_t> bytes = ReadAll(folder.File("t")), right = Everything(*Trace::Open(folder.File("t")));
    int accepted = 0;
    for (size_t i = 0; i < bytes.size(); i++)
        for (uint8_t change : {0x01, 0x80, 0xff}) {
            std::vector<uint8_t> changed = bytes;
            changed[i] ^= change;
            WriteAll(folder.File("t"), changed);
            const std::string code = Outcome(folder.File("t"), &right);
            EXPECT(code == "" || code == "trace-damaged");
            accepted += code == "";
        }
    EXPECT(accepted < int(3 * 64 * kSectionCount)); // only padding between sections
}

/// Makes all checksums right again, so that what they protect is looked at.
static void Reseal(std::vector<uint8_t> & bytes) {
    FileHeader header = LoadAt<FileHeader>(bytes.data());
    for (size_t i = 0; i < kSectionCount; i++) {
        uint8_t * at = bytes.data() + sizeof header + i * sizeof(SectionEntry);
        auto entry = LoadAt<SectionEntry>(at);
        if (entry.offset > bytes.size() || entry.bytes > bytes.size() - entry.offset) continue;
        entry.checksum = Crc32c(0, bytes.data() + entry.offset, size_t(entry.bytes));
        std::memcpy(at, &entry, sizeof entry);
    }
    header.checksum = Crc32c(0, bytes.data(), offsetof(FileHeader, checksum));
    header.checksum = Crc32c(header.checksum, bytes.data() + sizeof header, kSectionCount * sizeof(SectionEntry));
    std::memcpy(bytes.data(), &header, sizeof header);
}

CHECK_THAT("file: any byte changed under right checksums gives an error or answers, never a crash") {
    const Folder folder;
    SmallCase().GetTrace()->Save(folder.File("t"), "{\"n\":1}");
    const std::vector<uint8_t> bytes = ReadAll(folder.File("t"));
    for (size_t i = 0; i < bytes.size(); i++)
        for (uint8_t change : {0x01, 0x80, 0xff}) {
            std::vector<uint8_t> changed = bytes;
            changed[i] ^= change;
            Reseal(changed);
            WriteAll(folder.File("t"), changed);
            const std::string code = Outcome(folder.File("t"), nullptr);
            EXPECT(code == "" || code == "trace-damaged" || code == "bad-argument");
        }
}

CHECK_THAT("file: cut off anywhere, empty, missing, a folder, or something else: an error") {
    const Folder folder;
    SmallCase().GetTrace()->Save(folder.File("t"), "");
    const std::vector<uint8_t> bytes = ReadAll(folder.File("t"));
    for (size_t size = 0; size < bytes.size(); size += size < 512 ? 1 : 37) {
        WriteAll(folder.File("t"), {bytes.begin(), bytes.begin() + std::ptrdiff_t(size)});
        EXPECT(Outcome(folder.File("t"), nullptr) == "trace-damaged");
    }
    EXPECT(Outcome(folder.File("none"), nullptr) == "trace-damaged");
    EXPECT(Outcome(folder.path.u8string(), nullptr) == "trace-damaged");
    WriteAll(folder.File("t"), std::vector<uint8_t>(5000, 'x'));
    EXPECT(Outcome(folder.File("t"), nullptr) == "trace-damaged");
}

CHECK_THAT("file: of a newer version is refused for that reason") {
    const Folder folder;
    SmallCase().GetTrace()->Save(folder.File("t"), "");
    std::vector<uint8_t> bytes = ReadAll(folder.File("t"));
    bytes[offsetof(FileHeader, version)] = kFileVersion + 1;
    WriteAll(folder.File("t"), bytes);
    std::string message;
    try {
        Trace::Open(folder.File("t"));
    } catch (const EngineError & error) {
        message = error.what();
    }
    EXPECT(message.find("newer version") != std::string::npos);
}

CHECK_THAT("file: where nothing can be written there is an error") {
    const Folder folder;
    EXPECT(ErrorCode([&] { SmallCase().GetTrace()->Save(folder.File("no such folder/t"), ""); }) ==
           "trace-write-failed");
    fs::create_directory(folder.path / "taken");
    EXPECT(ErrorCode([&] { SmallCase().GetTrace()->Save(folder.File("taken"), ""); }) == "trace-write-failed");
    EXPECT(folder.Files() == 1);
}

#if !defined(_WIN32)
CHECK_THAT("file: a full disk gives an error, leaves the file before as it was, and no other") {
    const Folder folder;
    const auto trace = MakeCase(102, 3, 300, 30, 9, 40).GetTrace();
    trace->Save(folder.File("t"), "");
    const rlim_t needed = fs::file_size(folder.path / "t");
    SmallCase().GetTrace()->Save(folder.File("t"), "before");
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    for (rlim_t room : {rlim_t(0), rlim_t(10), rlim_t(5000), needed - 1}) {
        const rlimit limited{room, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
        const std::string code = ErrorCode([&] { trace->Save(folder.File("t"), ""); });
        setrlimit(RLIMIT_FSIZE, &before);
        EXPECT(code == "trace-write-failed");
        EXPECT(folder.Files() == 1);
        EXPECT(Trace::Open(folder.File("t"))->Info().meta == "before");
    }
}
#endif

CHECK_THAT("file: cancelled, it leaves the file before as it was, and no other") {
    Folder folder;
    SmallCase().GetTrace()->Save(folder.File("t"), "before");
    const std::atomic<bool> cancel{true};
    EXPECT(ErrorCode([&] { SmallCase().GetTrace()->Save(folder.File("t"), "", cancel); }) == "cancelled");
    EXPECT(Trace::Open(folder.File("t"))->Info().meta == "before");
    EXPECT(folder.Files() == 1);
}

CHECK_THAT("a trace can be asked and saved while rows are added") {
    const Folder folder;
    const RandomCase made = MakeCase(103, 4, 200, 10, 60, 30);
    Trace trace(made.shape, made.PrefixStats(), made.QuestionStats(), made.GetBackground());
    std::atomic<bool> done{false};
    std::thread recorder([&] {
        for (const OwnedRow & row : made.answer) trace.AddAnswerRow(row.token, row.AsAnswer());
        done = true;
    });
    int asked = 0;
    for (; !done || asked == 0; asked++) {
        const int tokens = trace.Info().tokens;
        trace.Totals({0, tokens, {0, 1, 2, 3}}, made.shape.sentences);
        trace.Evidence({0, tokens, {0}});
        if (asked >= 3) continue; // files take their time
        trace.Save(folder.File("t"), "");
        EXPECT(Trace::Open(folder.File("t"))->Info().tokens >= tokens);
    }
    recorder.join();
    EXPECT(Everything(trace) == Everything(*made.GetTrace()));
}

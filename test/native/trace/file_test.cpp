// Trace files: the same answers after saving and opening, and errors instead of crashes.
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <thread>

#if !defined(_WIN32)
#include <sys/resource.h>

#include <csignal>
#endif

#include "check.h"
#include "random_case.h"
#include "trace/crc32c.h"

using namespace sparselens;
namespace fs = std::filesystem;

/** A folder of its own, gone afterwards. */
struct Folder {
  fs::path path = fs::temp_directory_path() / ("trace-test-" + std::to_string(std::random_device{}()));
  Folder() { fs::create_directory(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(const char* name) const { return (path / name).u8string(); }
  size_t files() const { return size_t(std::distance(fs::directory_iterator(path), {})); }
};

static std::vector<uint8_t> readAll(const std::string& path) {
  std::ifstream in(fs::u8path(path), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

static void writeAll(const std::string& path, const std::vector<uint8_t>& bytes) {
  std::ofstream(fs::u8path(path), std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
}

template <class T>
static void put(std::vector<uint8_t>& out, const std::vector<T>& values) {
  for (const T& value : values) append(out, value);
}

/** All that can be asked about a trace, as bytes. */
static std::vector<uint8_t> everything(const Trace& trace) {
  std::vector<uint8_t> out;
  const TraceShape& shape = trace.shape();
  const int tokens = trace.info().tokens;
  for (int number : {shape.topK, shape.layers, shape.promptLength, shape.stride, tokens}) append(out, number);
  for (const Segment& sentence : shape.sentences) append(out, sentence);
  for (const char c : trace.info().meta) append(out, c);
  std::vector<int32_t> layers(size_t(shape.layers));
  std::iota(layers.begin(), layers.end(), 0);
  for (int token = 0; token < tokens; token++)
    for (int32_t layer : layers) {
      const TraceRow row = trace.row(token, layer);
      append(out, row.position), append(out, row.lastIn);
      put(out, row.positions), put(out, row.scores), put(out, row.missed), put(out, row.missedScores);
      put(out, row.sentences), put(out, row.sentenceMax), put(out, row.sentenceLse);
    }
  const Span all{0, tokens, layers};
  const SegmentTotals totals = trace.totals(all, shape.sentences);
  put(out, totals.count), put(out, totals.mass), put(out, totals.score);
  put(out, trace.uses({5, 40}, layers));
  put(out, trace.evidence(all));
  for (int32_t layer : layers) put(out, trace.prompt(layer).count), put(out, trace.prompt(layer).mass);
  return out;
}

CHECK_THAT("crc32c: the check value of the standard, in one go and in pieces") {
  EXPECT(crc32c(0, "123456789", 9) == 0xe3069283);
  EXPECT(crc32c(crc32c(0, "1234567890", 3), "4567890", 6) == 0xe3069283);
}

CHECK_THAT("file: says the same after saving, and after saving what was opened") {
  const Folder folder;
  const RandomCase made = randomCase(100, 3, 300, 30, 9, 40, 2);
  const auto trace = made.trace();
  const std::string path = folder.file("a \xc3\xa4 trace"), meta = "{\"model\":\"\xc3\xa9\"}";
  trace->save(path, meta);
  const auto opened = Trace::open(path);
  opened->verify();
  EXPECT(opened->info().meta == meta && opened->info().version == 1);
  std::vector<uint8_t> before = everything(*trace);
  before.insert(before.begin() + 5 * 4 + std::ptrdiff_t(made.shape.sentences.size() * 8), meta.begin(), meta.end());
  EXPECT(everything(*opened) == before);
  opened->save(path, meta);  // over the file that is mapped
  EXPECT(everything(*Trace::open(path)) == before);
  EXPECT(everything(*opened) == before);
  EXPECT(folder.files() == 1);
}

CHECK_THAT("file: a trace without rows, sentences, counts and background") {
  const Folder folder;
  Trace({0, 1, 0, {}, 1}, nullptr, nullptr, nullptr).save(folder.file("t"), "");
  const auto opened = Trace::open(folder.file("t"));
  opened->verify();
  EXPECT(opened->info().tokens == 0 && opened->prompt(0).count.empty());
  EXPECT(opened->totals({0, 0, {0}}, {}).count == std::vector<uint32_t>{0});
  EXPECT(errorCode([&] { opened->evidence({0, 0, {0}}); }) == "bad-argument");
  EXPECT(errorCode([&] { opened->addAnswerRow(0, AnswerRow{}); }) == "bad-argument");
}

/** Opens, asks everything and verifies. Says what the error was; if there was none, the answers must be `right`. */
static std::string outcome(const std::string& path, const std::vector<uint8_t>* right) {
  return errorCode([&] {
    const auto trace = Trace::open(path);
    const std::vector<uint8_t> answers = everything(*trace);  // before verify(): must not crash either
    trace->verify();
    if (right) EXPECT(answers == *right);
  });
}

static RandomCase smallCase() { return randomCase(101, 2, 24, 3, 2, 6); }

CHECK_THAT("file: any byte changed gives an error or the same answers") {
  const Folder folder;
  smallCase().trace()->save(folder.file("t"), "{\"n\":1}");
  const std::vector<uint8_t> bytes = readAll(folder.file("t")), right = everything(*Trace::open(folder.file("t")));
  int accepted = 0;
  for (size_t i = 0; i < bytes.size(); i++)
    for (uint8_t change : {0x01, 0x80, 0xff}) {
      std::vector<uint8_t> changed = bytes;
      changed[i] ^= change;
      writeAll(folder.file("t"), changed);
      const std::string code = outcome(folder.file("t"), &right);
      EXPECT(code == "" || code == "trace-damaged");
      accepted += code == "";
    }
  EXPECT(accepted < int(3 * 64 * kSectionCount));  // only padding between sections
}

/** Makes all checksums right again, so that what they protect is looked at. */
static void reseal(std::vector<uint8_t>& bytes) {
  FileHeader header = loadAt<FileHeader>(bytes.data());
  for (size_t i = 0; i < kSectionCount; i++) {
    uint8_t* at = bytes.data() + sizeof header + i * sizeof(SectionEntry);
    auto entry = loadAt<SectionEntry>(at);
    if (entry.offset > bytes.size() || entry.bytes > bytes.size() - entry.offset) continue;
    entry.checksum = crc32c(0, bytes.data() + entry.offset, size_t(entry.bytes));
    std::memcpy(at, &entry, sizeof entry);
  }
  header.checksum = crc32c(0, bytes.data(), offsetof(FileHeader, checksum));
  header.checksum = crc32c(header.checksum, bytes.data() + sizeof header, kSectionCount * sizeof(SectionEntry));
  std::memcpy(bytes.data(), &header, sizeof header);
}

CHECK_THAT("file: any byte changed under right checksums gives an error or answers, never a crash") {
  const Folder folder;
  smallCase().trace()->save(folder.file("t"), "{\"n\":1}");
  const std::vector<uint8_t> bytes = readAll(folder.file("t"));
  for (size_t i = 0; i < bytes.size(); i++)
    for (uint8_t change : {0x01, 0x80, 0xff}) {
      std::vector<uint8_t> changed = bytes;
      changed[i] ^= change;
      reseal(changed);
      writeAll(folder.file("t"), changed);
      const std::string code = outcome(folder.file("t"), nullptr);
      EXPECT(code == "" || code == "trace-damaged" || code == "bad-argument");
    }
}

CHECK_THAT("file: cut off anywhere, empty, missing, a folder, or something else: an error") {
  const Folder folder;
  smallCase().trace()->save(folder.file("t"), "");
  const std::vector<uint8_t> bytes = readAll(folder.file("t"));
  for (size_t size = 0; size < bytes.size(); size += size < 512 ? 1 : 37) {
    writeAll(folder.file("t"), {bytes.begin(), bytes.begin() + std::ptrdiff_t(size)});
    EXPECT(outcome(folder.file("t"), nullptr) == "trace-damaged");
  }
  EXPECT(outcome(folder.file("none"), nullptr) == "trace-damaged");
  EXPECT(outcome(folder.path.u8string(), nullptr) == "trace-damaged");
  writeAll(folder.file("t"), std::vector<uint8_t>(5000, 'x'));
  EXPECT(outcome(folder.file("t"), nullptr) == "trace-damaged");
}

CHECK_THAT("file: of a newer version is refused for that reason") {
  const Folder folder;
  smallCase().trace()->save(folder.file("t"), "");
  std::vector<uint8_t> bytes = readAll(folder.file("t"));
  bytes[offsetof(FileHeader, version)] = 2;
  writeAll(folder.file("t"), bytes);
  std::string message;
  try {
    Trace::open(folder.file("t"));
  } catch (const TraceError& error) {
    message = error.what();
  }
  EXPECT(message.find("newer version") != std::string::npos);
}

CHECK_THAT("file: where nothing can be written there is an error") {
  const Folder folder;
  EXPECT(errorCode([&] { smallCase().trace()->save(folder.file("no such folder/t"), ""); }) == "trace-write-failed");
  fs::create_directory(folder.path / "taken");
  EXPECT(errorCode([&] { smallCase().trace()->save(folder.file("taken"), ""); }) == "trace-write-failed");
  EXPECT(folder.files() == 1);
}

#if !defined(_WIN32)
CHECK_THAT("file: a full disk gives an error, leaves the file before as it was, and no other") {
  const Folder folder;
  const auto trace = randomCase(102, 3, 300, 30, 9, 40).trace();
  trace->save(folder.file("t"), "");
  const rlim_t needed = fs::file_size(folder.path / "t");
  smallCase().trace()->save(folder.file("t"), "before");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  for (rlim_t room : {rlim_t(0), rlim_t(10), rlim_t(5000), needed - 1}) {
    const rlimit limited{room, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limited);
    const std::string code = errorCode([&] { trace->save(folder.file("t"), ""); });
    setrlimit(RLIMIT_FSIZE, &before);
    EXPECT(code == "trace-write-failed");
    EXPECT(folder.files() == 1);
    EXPECT(Trace::open(folder.file("t"))->info().meta == "before");
  }
}
#endif

CHECK_THAT("file: cancelled, it leaves the file before as it was, and no other") {
  Folder folder;
  smallCase().trace()->save(folder.file("t"), "before");
  const std::atomic<bool> cancel{true};
  EXPECT(errorCode([&] { smallCase().trace()->save(folder.file("t"), "", cancel); }) == "cancelled");
  EXPECT(Trace::open(folder.file("t"))->info().meta == "before");
  EXPECT(folder.files() == 1);
}

CHECK_THAT("a trace can be asked and saved while rows are added") {
  const Folder folder;
  const RandomCase made = randomCase(103, 4, 200, 10, 60, 30);
  Trace trace(made.shape, made.prefixStats(), made.questionStats(), made.background());
  std::atomic<bool> done{false};
  std::thread recorder([&] {
    for (const OwnedRow& row : made.answer) trace.addAnswerRow(row.token, row.asAnswer());
    done = true;
  });
  int asked = 0;
  for (; !done || asked == 0; asked++) {
    const int tokens = trace.info().tokens;
    trace.totals({0, tokens, {0, 1, 2, 3}}, made.shape.sentences);
    trace.evidence({0, tokens, {0}});
    if (asked >= 3) continue;  // files take their time
    trace.save(folder.file("t"), "");
    EXPECT(Trace::open(folder.file("t"))->info().tokens >= tokens);
  }
  recorder.join();
  EXPECT(everything(trace) == everything(*made.trace()));
}

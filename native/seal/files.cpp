#include "seal.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <set>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

namespace seal {

#ifdef LANDLOCK_ACCESS_FS_EXECUTE
namespace {

// headers may be older than the kernel
constexpr unsigned long long kRefer = 1ULL << 13;
constexpr unsigned long long kTruncate = 1ULL << 14;

constexpr unsigned long long kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
/** All that Landlock's first version tells apart: its 13 lowest bits. */
constexpr unsigned long long kFirst = (1ULL << 13) - 1;
constexpr unsigned long long kOnFiles =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | kTruncate;

/** What this kernel's Landlock can keep from a process. */
unsigned long long Handled(long version) {
    return kFirst | (version >= 2 ? kRefer : 0) | (version >= 3 ? kTruncate : 0);
}

void Allow(int rules, const std::string & path, unsigned long long access) {
    const int fd = open(path.c_str(), O_PATH | O_CLOEXEC);
    if (fd < 0) return;
    struct stat about;
    if (fstat(fd, &about) == 0) {
        const landlock_path_beneath_attr beneath{S_ISDIR(about.st_mode) ? access : access & kOnFiles, fd};
        syscall(__NR_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    }
    close(fd);
}

int MakeRules(const std::vector<std::string> & readable, const std::vector<std::string> & writable) {
    const long version = syscall(__NR_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return -1;
    const landlock_ruleset_attr attributes{Handled(version)};
    // by its first field alone, which every version has
    const int rules =
        static_cast<int>(syscall(__NR_landlock_create_ruleset, &attributes, sizeof(attributes.handled_access_fs), 0));
    if (rules < 0) return -1;
    for (const auto & path : readable) Allow(rules, path, kRead);
    for (const auto & path : writable) Allow(rules, path, Handled(version) & ~LANDLOCK_ACCESS_FS_EXECUTE);
    return rules;
}

// Landlock shuts in the thread that asks, and those that it begins. The others are told by a signal.
std::atomic<int> g_rules{-1};
std::atomic<int> g_shut{0};
std::atomic<int> g_failed{0};

bool ShutThread() {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(__NR_landlock_restrict_self, g_rules.load(), 0) == 0;
}

void OnSignal(int) {
    const int error = errno;
    if (!ShutThread()) ++g_failed;
    ++g_shut;
    errno = error;
}

/** The signal by which the C library itself has all threads do something (setuid): no thread can block it. */
constexpr int kUnblocked = 33;

/** The kernel's own form of a signal's action. */
struct KernelAction {
    void * handler;
    unsigned long flags;
    void * restorer;
    unsigned long mask;
};

bool Exchange(int signal, const KernelAction * action, KernelAction * before) {
    return syscall(__NR_rt_sigaction, signal, action, before, sizeof(unsigned long)) == 0;
}

std::set<pid_t> Threads() {
    std::set<pid_t> threads;
    DIR * folder = opendir("/proc/self/task");
    if (!folder) return threads;
    while (const dirent * entry = readdir(folder))
        if (const auto thread = static_cast<pid_t>(std::atoi(entry->d_name)); thread > 0) threads.insert(thread);
    closedir(folder);
    return threads;
}

/** Tells those that were not told yet; false if one doesn't answer within a second. */
bool TellOthers(std::set<pid_t> & told) {
    constexpr timespec kMillisecond{0, 1'000'000};
    for (const pid_t thread : Threads()) {
        if (!told.insert(thread).second) continue;
        const int before = g_shut;
        if (syscall(__NR_tgkill, getpid(), thread, kUnblocked) != 0) continue; // it ended meanwhile
        for (int waited = 0; g_shut == before; ++waited) {
            if (waited == 1000) return false;
            nanosleep(&kMillisecond, nullptr);
        }
    }
    return g_failed == 0;
}

bool ShutThreads() {
    struct sigaction ours{}, borrowed{};
    ours.sa_handler = OnSignal;
    ours.sa_flags = SA_RESTART;
    KernelAction action{}, before{};
    // the C library fills in what the kernel wants of any signal; for its own it takes no handler
    if (sigaction(SIGRTMAX - 1, &ours, &borrowed) != 0) return false;
    bool all = Exchange(SIGRTMAX - 1, nullptr, &action) && Exchange(kUnblocked, &action, &before);
    sigaction(SIGRTMAX - 1, &borrowed, nullptr);
    if (!all) return false;
    std::set<pid_t> told{static_cast<pid_t>(syscall(__NR_gettid))};
    all = ShutThread();
    // again, as those that were not told yet may have begun others
    for (std::size_t known = 0; all && known != told.size();) {
        known = told.size();
        all = TellOthers(told);
    }
    Exchange(kUnblocked, &before, nullptr);
    return all;
}

} // namespace

std::optional<bool> ShutIntoFiles(const std::vector<std::string> & readable,
                                  const std::vector<std::string> & writable) {
    const int rules = MakeRules(readable, writable);
    if (rules < 0) return std::nullopt;
    g_rules = rules;
    const bool all = ShutThreads();
    close(rules);
    return all;
}

#else

std::optional<bool> ShutIntoFiles(const std::vector<std::string> &, const std::vector<std::string> &) {
    return std::nullopt;
}

#endif

} // namespace seal

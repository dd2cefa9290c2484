#include "seal.h"

#include <cerrno>
#include <cstddef>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace seal {
namespace {

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "The seal knows the numbers of system calls on x64 and arm64 only."
#endif

// Sockets that were there before stay: by them Chromium's processes talk to each other.
constexpr unsigned kTaken[] = {
    __NR_socket,
    __NR_connect,
    __NR_bind,
    __NR_listen,
    __NR_accept,
    __NR_accept4,
    __NR_execve,
    __NR_execveat,
    __NR_ptrace,
    __NR_process_vm_readv,
    __NR_process_vm_writev,
    // makes sockets without the calls above
    __NR_io_uring_setup,
    __NR_io_uring_enter,
    __NR_io_uring_register,
    __NR_mount,
    __NR_unshare,
    __NR_setns,
    __NR_bpf,
    __NR_perf_event_open,
    __NR_userfaultfd,
    __NR_add_key,
    __NR_keyctl,
#ifdef __NR_pidfd_getfd
    __NR_pidfd_getfd,
#endif
};

constexpr unsigned kRefused = SECCOMP_RET_ERRNO | EACCES;

constexpr unsigned At(std::size_t field) { return static_cast<unsigned>(field); }

sock_filter Load(std::size_t field) { return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, At(field)); }

sock_filter Return(unsigned what) { return BPF_STMT(BPF_RET | BPF_K, what); }

/** Goes on after `skip` more instructions unless the loaded word is `value`. */
sock_filter UnlessEqual(unsigned value, unsigned char skip) {
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

std::vector<sock_filter> Filter() {
    std::vector<sock_filter> filter;
    filter.push_back(Load(offsetof(seccomp_data, arch)));
    // another set of numbers: 32-bit programs'
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
    filter.push_back(Return(kRefused));
    filter.push_back(Load(offsetof(seccomp_data, nr)));
#if defined(__x86_64__)
    // and x32's
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
    filter.push_back(Return(kRefused));
#endif
    for (unsigned call : kTaken) {
        filter.push_back(UnlessEqual(call, 1));
        filter.push_back(Return(kRefused));
    }
    // signals go to this process alone
    for (unsigned call : {__NR_kill, __NR_tgkill}) {
        filter.push_back(UnlessEqual(call, 4));
        filter.push_back(Load(offsetof(seccomp_data, args[0])));
        filter.push_back(UnlessEqual(static_cast<unsigned>(getpid()), 1));
        filter.push_back(Return(SECCOMP_RET_ALLOW));
        filter.push_back(Return(kRefused));
    }
    filter.push_back(Return(SECCOMP_RET_ALLOW));
    return filter;
}

} // namespace

bool TakeSystemCalls() {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    auto filter = Filter();
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

} // namespace seal

#include "engine/rpc_servers.h"

#include "engine/rpc_graph.h"
#include "error.h"
#include "ggml-rpc.h"
#include "ggml.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace sparselens {
namespace {

std::mutex setupLock;
ggml_backend_reg_t rpc = nullptr;
int statusWhenLost = 1;
int secondsOfPatience = 600;
/// As they are named in sentences.
std::string named;
/// Said before the sentence that the process ends with.
std::string saidBefore;

[[noreturn]] void EndOver(const std::string & what) {
    std::fprintf(stderr, "%s%s\n", saidBefore.c_str(), what.c_str());
    std::fflush(stderr);
    // no destructors: other threads still wait for the server
    std::_Exit(statusWhenLost);
}

/// llama.cpp calls it right before it ends the process.
void OnAbort(const char * message) {
    if (std::strstr(message, "ggml-rpc"))
        EndOver("The connection to a machine that computes a part of the model (" + named +
                ") broke; see whether sparselens-rpc-server still runs there, then ask again.");
    std::fprintf(stderr, "%s\n", message);
}

} // namespace

void LoadRpc(const std::string & library, int lostStatus, int patience) {
    std::lock_guard<std::mutex> lock(setupLock);
    statusWhenLost = lostStatus;
    secondsOfPatience = patience;
    if (rpc) return;
    rpc = ggml_backend_load(library.c_str());
    if (!rpc) {
        throw EngineError("wrong-libraries", "The connection to other machines, " + library +
                                                 ", could not be loaded; run \"npm run build\" and start it again.");
    }
    ggml_set_abort_callback(OnAbort);
}

void SayIfLost(const std::string & line) {
    std::lock_guard<std::mutex> lock(setupLock);
    saidBefore = line.empty() ? line : line + "\n";
}

std::vector<ggml_backend_dev_t> RpcDevices(const std::vector<std::string> & servers) {
    std::vector<ggml_backend_dev_t> devices;
    if (servers.empty()) return devices;
    std::lock_guard<std::mutex> lock(setupLock);
    if (!rpc) throw EngineError("load-failed", "The connection to other machines is not loaded.");
    const auto add = reinterpret_cast<decltype(&ggml_backend_rpc_add_server)>(
        ggml_backend_reg_get_proc_address(rpc, "ggml_backend_rpc_add_server"));
    named.clear();
    for (const std::string & server : servers) named += (named.empty() ? "" : ", ") + server;
    for (const std::string & server : servers) {
        const RpcWait wait(true);
        ggml_backend_reg_t found = add(server.c_str());
        // not registered with ggml, so that a model without servers knows of none
        for (size_t i = 0; found && i < ggml_backend_reg_dev_count(found); i++) {
            devices.push_back(ggml_backend_reg_dev_get(found, i));
            SendPieces(devices.back());
        }
    }
    if (devices.empty())
        throw EngineError("load-failed", "Nothing computes at " + named + "; start it with a --device.");
    return devices;
}

RpcWait::RpcWait(bool hasServers) {
    if (hasServers) watch_ = std::thread([this] { Watch(); });
}

RpcWait::~RpcWait() {
    if (!watch_.joinable()) return;
    {
        std::lock_guard<std::mutex> lock(lock_);
        isOver_ = true;
    }
    changed_.notify_one();
    watch_.join();
}

void RpcWait::Heard() {
    if (!watch_.joinable()) return;
    {
        std::lock_guard<std::mutex> lock(lock_);
        heard_++;
    }
    changed_.notify_one();
}

void RpcWait::Watch() {
    std::unique_lock<std::mutex> lock(lock_);
    while (!isOver_) {
        const int before = heard_;
        const bool isMoving = changed_.wait_for(lock, std::chrono::seconds(secondsOfPatience),
                                                [&] { return isOver_ || heard_ != before; });
        if (!isMoving)
            EndOver("A machine that computes a part of the model (" + named + ") has not answered for " +
                    std::to_string(secondsOfPatience) +
                    " seconds; see whether it is overloaded or the network is down, then ask again.");
    }
}

} // namespace sparselens

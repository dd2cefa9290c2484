#pragma once
#include "ggml-backend.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace sparselens {

/// Loads llama.cpp's RPC backend (native/rpc), which nothing else does: without servers it isn't in the process.
///
/// It can't lose a connection: it ends the process. So the process then says a sentence on standard error and ends with
/// `lostStatus`, by which whoever started it knows why. The same after `patience` seconds in which a server hasn't done
/// its work: nothing else would end that wait. Throws EngineError "wrong-libraries".
void LoadRpc(const std::string & library, int lostStatus, int patience);

/// A line that is said first, should the process end over a lost server: what is done by now.
void SayIfLost(const std::string & line);

/// What computes on the servers ("HOST:PORT"), in their order; connects to them. They have to have been seen to answer
/// (electron/network/rpc_server.ts). Throws EngineError "load-failed".
std::vector<ggml_backend_dev_t> RpcDevices(const std::vector<std::string> & servers);

/// While it lives, servers are waited for; does nothing where there are none.
class RpcWait {
  public:
    explicit RpcWait(bool hasServers);
    ~RpcWait();
    RpcWait(const RpcWait &) = delete;
    /// The patience begins anew.
    void Heard();

  private:
    void Watch();

    std::mutex lock_;
    std::condition_variable changed_;
    bool isOver_ = false;
    int heard_ = 0;
    std::thread watch_;
};

} // namespace sparselens

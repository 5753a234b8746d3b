// A NATS server for tests: a real nats-server on a free port of this computer, with a store of its own, killed and started again at
// will.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "nats/connection.hpp"

namespace bowball {

/// A port that nobody has at the moment.
inline std::uint16_t free_port() {
    const auto socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    ::bind(socket, reinterpret_cast<sockaddr*>(&here), sizeof here);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&here), &size);
    ::close(socket);
    return ntohs(here.sin_port);
}

inline std::string nats_server() { return std::filesystem::exists("/usr/sbin/nats-server") ? "/usr/sbin/nats-server" : "nats-server"; }

class NatsServer {
public:
    explicit NatsServer(const std::string& name) : folder_(std::filesystem::temp_directory_path() / ("bowball-hub-" + name + "-" + std::to_string(::getpid()))), port_(free_port()) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~NatsServer() {
        kill();
        std::filesystem::remove_all(folder_);
    }
    NatsServer(const NatsServer&) = delete;
    NatsServer& operator=(const NatsServer&) = delete;

    /// Returns once it takes connections.
    bool start() { return start({"-a", "127.0.0.1", "-p", std::to_string(port_), "-js", "-sd", (folder_ / "store").string(), "-l", (folder_ / "log").string()}); }
    /// With a configuration that names this port.
    bool start_with(const std::string& file) { return start({"-c", file, "-l", (folder_ / "log").string()}); }
    /// Without a chance to write anything down.
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }
    /// As after a disk that lost everything.
    void forget() const { std::filesystem::remove_all(folder_ / "store"); }
    /// Stops taking part, without anybody being told.
    void freeze() const { ::kill(process_, SIGSTOP); }
    void thaw() const { ::kill(process_, SIGCONT); }

    [[nodiscard]] std::string url() const { return "nats://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] nats::Terms terms() const {
        nats::Terms terms;
        terms.urls = url();
        terms.name = "test";
        return terms;
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    bool start(std::vector<std::string> words) {
        words.insert(words.begin(), nats_server());
        std::vector<char*> arguments;
        for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        process_ = ::fork();
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);   // a test that is ended takes it along
            ::execvp(arguments[0], arguments.data());
            ::_exit(127);
        }
        for (int i = 0; i < 500; ++i) {
            if (nats::server_version(url())) return true;
            ::usleep(20'000);
        }
        return false;
    }
    std::filesystem::path folder_;
    std::uint16_t port_;
    pid_t process_ = 0;
};

/// Waits for what must come; false if it does not within half a minute.
template <class Found>
bool comes(Found found) {
    for (int i = 0; i < 1500; ++i) {
        if (found()) return true;
        ::usleep(20'000);
    }
    return false;
}

}  // namespace bowball

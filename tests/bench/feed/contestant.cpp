#include "bench/feed/contestant.hpp"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bench/feed/messages.hpp"
#include "folders.hpp"
#include "net/certificates.hpp"
#include "net/client.hpp"
#include "net/client_frame.hpp"

namespace bowball::bench::feed {
namespace {

namespace fs = std::filesystem;
constexpr auto deflate_header = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

std::string log_of(const Entrant& entrant, const Ground& ground) { return ground.folder + "/" + to_string(entrant.kind) + ".log"; }

std::vector<std::string> command_of(const Entrant& entrant, const Ground& ground) {
    std::vector<std::string> words;
    switch (entrant.kind) {
        case Kind::bare: return {build_folder() + "/bench_feed_bare", "one"};
        case Kind::bare_gathered: return {build_folder() + "/bench_feed_bare", "gathered"};
        case Kind::bowball: return {build_folder() + "/bench_feed_bowball", ground.folder};
        case Kind::ws: words = {"node", tests_folder() + "/bench/feed/ws_server.mjs"}; break;
        case Kind::lws: words = {build_folder() + "/bench_feed_lws"}; break;
        case Kind::nats:
        case Kind::edge: return {};
    }
    words.push_back(ground.messages);
    words.emplace_back(entrant.deflates ? "deflate" : "plain");
    if (entrant.tls) words.insert(words.end(), {ground.certificate, ground.key});
    return words;
}

std::string sign_in(std::uint16_t port, const std::string& code) {
    const auto answer = net::http(port, "POST", "/api/v1/sign-in", nlohmann::json{{"code", code}}.dump());
    const auto at = answer.head.find("bowball=");
    return at == std::string::npos ? std::string{} : "Cookie: " + answer.head.substr(at, answer.head.find(';', at) - at) + "\r\n";
}

}  // namespace

const char* to_string(Kind kind) {
    switch (kind) {
        case Kind::bare: return "bare";
        case Kind::bare_gathered: return "bare, gathered";
        case Kind::bowball: return "bowball";
        case Kind::ws: return "npm ws";
        case Kind::lws: return "libwebsockets";
        case Kind::nats: return "nats-server";
        case Kind::edge: return "edge";
    }
    return "";
}

std::string path_of(const std::string& program) {
    const auto* folders = std::getenv("PATH");
    std::stringstream path{std::string{folders != nullptr ? folders : ""} + ":/usr/sbin"};
    for (std::string folder; std::getline(path, folder, ':');) {
        if (::access((folder + "/" + program).c_str(), X_OK) == 0) return folder + "/" + program;
    }
    return {};
}

std::string complaint_of(const Entrant& entrant, const Ground& ground) {
    std::ifstream log{log_of(entrant, ground)};
    std::string last = "it said nothing";
    for (std::string line; std::getline(log, line);) last = line;
    return last;
}

Ground prepare_ground(const std::string& folder) {
    Ground ground{folder, folder + "/messages", {}, {}, 0};
    fs::create_directories(folder + "/tls");
    const auto files = net::prepare_certificates(folder + "/tls", {"127.0.0.1"}).value();
    ground.certificate = files.certificate;
    ground.key = files.key;
    std::ofstream out{ground.messages};
    std::size_t count = 0;
    for (const auto& board : boards_of_a_race()) {
        const auto message = framed(board);
        out << message << '\n';
        ground.mean_bytes += message.size();
        ++count;
    }
    ground.mean_bytes /= count;
    return ground;
}

std::string what_is_missing(const Entrant& entrant) {
    switch (entrant.kind) {
        case Kind::bare:
        case Kind::bare_gathered:
        case Kind::bowball: return {};
        case Kind::ws:
            if (path_of("node").empty()) return "node is not installed";
            return fs::exists(source_folder() + "/server/web/node_modules/ws") ? "" : "npm's ws is not installed: npm ci in server/web";
        case Kind::lws: return fs::exists(build_folder() + "/bench_feed_lws") ? "" : "libwebsockets was not installed when this was built";
        case Kind::nats:
        case Kind::edge: return path_of("nats-server").empty() ? "nats-server is not installed" : "";
    }
    return {};
}

Pass Contestant::new_pass() const {
    const auto answer = net::http(manner_.port, "POST", "/api/v1/tickets", "{}", official_);
    return {"?ticket=" + nlohmann::json::parse(answer.body, nullptr, false).value("ticket", ""), official_};
}

void Contestant::publish(std::size_t count) { process_->write("publish " + std::to_string(count) + "\n"); }

void Contestant::take_stamps(std::vector<std::int64_t>& into) {
    while (const auto line = process_->read_line()) {
        std::int64_t stamp = 0;
        std::from_chars(line->data(), line->data() + line->size(), stamp);
        into.push_back(stamp);
    }
}

std::unique_ptr<Contestant> start(const Entrant& entrant, const Ground& ground, SSL_CTX* tls) {
    if (!what_is_missing(entrant).empty()) return nullptr;
    if (entrant.kind == Kind::nats) return start_nats(entrant, ground, tls);
    if (entrant.kind == Kind::edge) return start_edge(entrant, ground, tls);
    auto process = std::make_unique<Child>(command_of(entrant, ground), log_of(entrant, ground));
    const auto ready = process->wait_for("ready ");
    if (!ready) return nullptr;
    std::stringstream words{*ready};
    std::uint16_t port = 0;
    std::uint16_t tls_port = 0;
    std::string code;
    words >> port >> tls_port >> code;
    if (entrant.kind == Kind::bowball)
        return std::unique_ptr<Contestant>{new Contestant{std::move(process), manner_of_ours(entrant, port, tls_port, tls), entrant.tls ? std::string{} : sign_in(port, code)}};
    Manner manner;
    manner.port = entrant.tls && tls_port != 0 ? tls_port : port;
    if (entrant.tls) manner.tls = tls;
    if (entrant.deflates) manner.headers = deflate_header;
    return std::unique_ptr<Contestant>{new Contestant{std::move(process), std::move(manner)}};
}

Manner manner_of_ours(const Entrant& entrant, std::uint16_t port, std::uint16_t tls_port, SSL_CTX* tls) {
    Manner manner;
    manner.port = entrant.tls ? tls_port : port;
    if (entrant.tls) manner.tls = tls;
    manner.path = "/live";
    if (entrant.deflates) manner.headers = deflate_header;
    manner.headers += "Sec-WebSocket-Protocol: bowball.v1\r\n";
    manner.greeting = net::client_frame(0x81, R"({"v":1,"kind":"subscribe","topics":["race/*/board"]})");
    return manner;
}

}  // namespace bowball::bench::feed

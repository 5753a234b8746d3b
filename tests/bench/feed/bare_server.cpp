// The limit: a WebSocket server with no library at all, which knows one thing, to write the same bytes to every socket.
//
//   bench_feed_bare one|gathered     one send for each message, or what waits in one gathered write
//
// As in life the message is made by another thread, which wakes the one that sends.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <map>
#include <mutex>
#include <span>
#include <thread>

#include "bench/feed/messages.hpp"
#include "bench/feed/orders.hpp"
#include "net/file_limit.hpp"
#include "net/message_deflate.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::bench::feed {
namespace {

constexpr int backlog = 4096;
constexpr int accepts_at_once = 64;
constexpr std::size_t most_gathered = 64;
constexpr std::size_t longest_request = 4096;

/// A frame as it is, and compressed.
struct Framed {
    std::string plain;
    std::string deflated;
};

struct Client {
    bool is_open = false;
    bool deflates = false;
    std::string request;      ///< while it is not whole
    std::string unsent;       ///< what the socket did not take
};

std::vector<Framed> frame_all() {
    std::vector<Framed> all;
    for (const auto& board : boards_of_a_race()) {
        const auto message = framed(board);
        all.push_back({net::make_frame(net::Opcode::text, message), net::make_frame(net::Opcode::text, net::deflate_message(message), true)});
    }
    return all;
}

class BareServer {
public:
    explicit BareServer(bool gathers) : gathers_(gathers), frames_(frame_all()), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)), news_(::eventfd(0, EFD_NONBLOCK)), epoll_(::epoll_create1(0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listener_, reinterpret_cast<sockaddr*>(&here), sizeof here);
        ::listen(listener_, backlog);
        watch(listener_, EPOLLIN, EPOLL_CTL_ADD);
        watch(news_, EPOLLIN, EPOLL_CTL_ADD);
    }

    [[nodiscard]] std::uint16_t port() const {
        sockaddr_in here{};
        socklen_t size = sizeof here;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
        return ntohs(here.sin_port);
    }

    [[noreturn]] void run() {
        std::array<epoll_event, 256> ready;
        for (;;) {
            const auto count = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), -1);
            for (int i = 0; i < count; ++i) {
                const auto descriptor = ready[static_cast<std::size_t>(i)].data.fd;
                if (descriptor == listener_) accept();
                else if (descriptor == news_) send_news();
                else serve(descriptor, ready[static_cast<std::size_t>(i)].events);
            }
        }
    }

    /// From any thread.
    void publish(std::size_t count) {
        {
            const std::lock_guard lock{guard_};
            for (; count > 0; --count) waiting_.push_back(&frames_[published_++ % frames_.size()]);
        }
        const std::uint64_t one = 1;
        std::ignore = ::write(news_, &one, sizeof one);
    }

private:
    void watch(int descriptor, std::uint32_t events, int operation) const {
        epoll_event event{};
        event.events = events;
        event.data.fd = descriptor;
        ::epoll_ctl(epoll_, operation, descriptor, &event);
    }

    void accept() {
        for (int i = 0; i < accepts_at_once; ++i) {
            const auto descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
            if (descriptor < 0) return;
            const auto yes = 1;
            ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            clients_[descriptor];
            watch(descriptor, EPOLLIN, EPOLL_CTL_ADD);
        }
    }

    void serve(int descriptor, std::uint32_t events) {
        auto& client = clients_[descriptor];
        if ((events & EPOLLOUT) != 0) {
            const auto unsent = std::exchange(client.unsent, {});
            const iovec piece{const_cast<char*>(unsent.data()), unsent.size()};
            send(descriptor, client, {&piece, 1});
            if (client.unsent.empty()) watch(descriptor, EPOLLIN, EPOLL_CTL_MOD);
        }
        if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) == 0) return;
        char piece[4096];
        const auto got = ::recv(descriptor, piece, sizeof piece, 0);
        if (got == 0 || (got < 0 && errno != EAGAIN)) {
            ::close(descriptor);
            clients_.erase(descriptor);
        } else if (got > 0 && !client.is_open && client.request.size() < longest_request) {
            client.request.append(piece, static_cast<std::size_t>(got));
            if (client.request.ends_with("\r\n\r\n")) shake_hands(descriptor, client);
        }
    }

    static void shake_hands(int descriptor, Client& client) {
        constexpr std::string_view key = "Sec-WebSocket-Key: ";
        const auto begin = client.request.find(key) + key.size();
        client.deflates = client.request.find("permessage-deflate") != std::string::npos;
        const std::string agreed = client.deflates ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n" : "";
        const auto answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
                            net::accept_key(client.request.substr(begin, client.request.find('\r', begin) - begin)) + "\r\n" + agreed + "\r\n";
        std::ignore = ::send(descriptor, answer.data(), answer.size(), MSG_NOSIGNAL);
        client.request = {};
        client.is_open = true;
    }

    void send_news() {
        std::uint64_t times = 0;
        std::ignore = ::read(news_, &times, sizeof times);
        std::vector<const Framed*> messages;
        {
            const std::lock_guard lock{guard_};
            messages.swap(waiting_);
        }
        const auto at_once = gathers_ ? most_gathered : 1;
        for (std::size_t begin = 0; begin < messages.size(); begin += at_once) {
            const auto count = std::min(at_once, messages.size() - begin);
            for (auto& [descriptor, client] : clients_) {
                if (client.is_open) send_to(descriptor, client, messages.data() + begin, count);
            }
        }
    }

    void send_to(int descriptor, Client& client, const Framed* const* messages, std::size_t count) {
        std::array<iovec, most_gathered> pieces;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& bytes = client.deflates ? messages[i]->deflated : messages[i]->plain;
            if (!client.unsent.empty()) client.unsent += bytes;
            pieces[i] = {const_cast<char*>(bytes.data()), bytes.size()};
        }
        if (client.unsent.empty()) send(descriptor, client, {pieces.data(), count});
    }

    void send(int descriptor, Client& client, std::span<const iovec> pieces) const {
        msghdr message{};
        message.msg_iov = const_cast<iovec*>(pieces.data());
        message.msg_iovlen = pieces.size();
        const auto result = pieces.size() == 1 ? ::send(descriptor, pieces[0].iov_base, pieces[0].iov_len, MSG_NOSIGNAL) : ::sendmsg(descriptor, &message, MSG_NOSIGNAL);
        auto sent = static_cast<std::size_t>(std::max<ssize_t>(result, 0));
        for (const auto& piece : pieces) {
            const auto of_it = std::min(sent, piece.iov_len);
            client.unsent.append(static_cast<const char*>(piece.iov_base) + of_it, piece.iov_len - of_it);
            sent -= of_it;
        }
        if (!client.unsent.empty()) watch(descriptor, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
    }

    bool gathers_;
    std::vector<Framed> frames_;
    int listener_;
    int news_;
    int epoll_;
    std::map<int, Client> clients_;
    std::mutex guard_;
    std::vector<const Framed*> waiting_;
    std::size_t published_ = 0;
};

}  // namespace
}  // namespace bowball::bench::feed

int main(int argc, char** argv) {
    using namespace bowball;
    if (argc != 2) return 2;
    net::raise_file_limit();
    bench::feed::BareServer server{std::string_view{argv[1]} == "gathered"};
    std::thread{[&] { server.run(); }}.detach();
    std::printf("ready %u\n", static_cast<unsigned>(server.port()));
    std::fflush(stdout);
    bench::feed::follow_orders([&](std::size_t count) { server.publish(count); });
    std::fflush(stdout);
    ::_exit(0);
}

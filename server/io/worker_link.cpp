#include "io/worker_link.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <csignal>
#include <system_error>
#include <thread>

#include "io/run_context.hpp"

namespace bowball::io {
namespace {

using boost::asio::posix::stream_descriptor;

/// Nobody else has a use for it, and where it is not handled it does nothing.
constexpr auto wake_signal = SIGURG;
constexpr auto wake_rhythm_ms = 2;

/// A handler, for a signal that is ignored wakes nobody; without SA_RESTART, for the call shall end.
void install_wake_signal() {
    struct sigaction action {};
    action.sa_handler = [](int) {};
    ::sigaction(wake_signal, &action, nullptr);
}

void let_wake_signal_in() {
    sigset_t wake;
    ::sigemptyset(&wake);
    ::sigaddset(&wake, wake_signal);
    ::pthread_sigmask(SIG_UNBLOCK, &wake, nullptr);
}

class WorkerLink final : public Link {
public:
    WorkerLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener, OpenDevice open_device)
        : spec_(std::move(spec)), context_(context), clock_(clock), listener_(listener), open_device_(std::move(open_device)), ear_(context) {}
    ~WorkerLink() override { close(); }

    void open() override {
        close();
        if (const auto opened = begin(); !opened) return later([this, why = opened.error().text] { listener_.on_closed(why); });
        later([this] {
            const std::weak_ptr alive{alive_};
            listener_.on_open(clock_.now());
            if (!alive.expired()) read();
        });
    }

    void write(std::string) override {}

    void close() override {
        alive_ = std::make_shared<int>();
        if (thread_.joinable()) {
            ::shutdown(ear_.native_handle(), SHUT_WR);
            do ::pthread_kill(thread_.native_handle(), wake_signal);
            while (!has_let_go());
            thread_.join();
        }
        boost::system::error_code ignored;
        ear_.close(ignored);
    }

private:
    Result<void> begin() {
        if (clock_.speed() != 1) return Error{errc::io_failed, spec_.path + ": what this computer stamps itself does not run faster. It is not for --speed; play a recording with replay://."};
        auto work = open_device_();
        if (!work) return work.error();
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) return Error{errc::io_failed, spec_.path + ": too many files are open. Set LimitNOFILE in the service."};
        ear_.assign(ends[0]);
        install_wake_signal();
        return start_thread(std::move(*work), Descriptor{ends[1]});
    }

    /// A system that has no thread to give today may have one when the link is opened again.
    Result<void> start_thread(Work work, Descriptor socket) {
        try {
            thread_ = std::thread{[this, work = std::move(work), socket = std::move(socket), &context = context_, alive = std::weak_ptr{alive_}]() mutable {
                let_wake_signal_in();
                const Mouth mouth{std::move(socket)};
                std::string why;
                try {
                    why = work(mouth);
                } catch (const std::exception& problem) {
                    why = spec_.path + ": " + problem.what() + ". It is opened again.";
                }
                post_patiently(context, [this, alive, why] {
                    if (!alive.expired()) end(why);
                });
            }};
        } catch (const std::system_error& refused) {
            boost::system::error_code ignored;
            ear_.close(ignored);
            return Error{errc::io_failed, spec_.path + ": the system gives no thread to listen with: " + refused.what() + ". Set TasksMax in the service, and look what else runs."};
        }
        return {};
    }

    /// One record a read.
    void read() {
        ear_.async_read_some(boost::asio::buffer(buffer_), [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed, std::size_t count) {
            const auto at = clock_.now();
            if (alive.expired() || failed) return;  // the thread has ended, and says why
            listener_.on_bytes(std::as_bytes(std::span{buffer_.data(), count}), at);
            if (!alive.expired()) read();
        });
    }

    void end(const std::string& why) {
        close();
        listener_.on_closed(why);
    }

    /// The thread's last act is to close its end.
    [[nodiscard]] bool has_let_go() {
        pollfd ear{ear_.native_handle(), 0, 0};
        return ::poll(&ear, 1, wake_rhythm_ms) > 0 && (ear.revents & POLLHUP) != 0;
    }

    template <class Call>
    void later(Call call) {
        boost::asio::post(context_, [call = std::move(call), alive = std::weak_ptr{alive_}] {
            if (!alive.expired()) call();
        });
    }

    LinkSpec spec_;
    boost::asio::io_context& context_;
    Clock clock_;
    LinkListener& listener_;
    OpenDevice open_device_;
    stream_descriptor ear_;
    std::array<char, 256> buffer_{};
    std::shared_ptr<int> alive_ = std::make_shared<int>();
    std::thread thread_;
};

}  // namespace

bool Mouth::is_wanted() const {
    pollfd socket{socket_.get(), POLLIN | POLLRDHUP, 0};
    return ::poll(&socket, 1, 0) == 0;
}

bool Mouth::say_bytes(const void* bytes, std::size_t count) const { return ::send(socket_.get(), bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT) == static_cast<ssize_t>(count); }

std::unique_ptr<Link> make_worker_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener, OpenDevice open_device) {
    return std::make_unique<WorkerLink>(spec, context, clock, listener, std::move(open_device));
}

}  // namespace bowball::io

#include "io/loose_thread.hpp"

#include <pthread.h>
#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

namespace bowball::io {

namespace {

/// Again, where the system has no room for it at the moment: a byte that is not sent is a piece of work that is never done.
void say_done(int mouth) {
    constexpr auto pause = std::chrono::milliseconds{10};
    const char done = 1;
    while (::send(mouth, &done, 1, MSG_NOSIGNAL) < 0 && (errno == ENOBUFS || errno == ENOMEM || errno == EINTR)) std::this_thread::sleep_for(pause);
}

}  // namespace

SocketPair make_socket_pair() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw std::system_error{errno, std::system_category(), "socketpair"};
    return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

std::shared_ptr<LooseThread> LooseThread::begin(Descriptor mouth) {
    std::shared_ptr<LooseThread> made{new LooseThread{std::move(mouth)}};
    std::thread{[thread = made] {
        // Not at the real-time priority of who asks: what may wait for a disk is less urgent than everything else.
        const sched_param usual{};
        ::pthread_setschedparam(::pthread_self(), SCHED_OTHER, &usual);
        thread->jobs_.run();
    }}.detach();
    return made;
}

void LooseThread::give(std::function<void()> work) {
    boost::asio::post(jobs_, [this, work = std::move(work)] {
        try {
            work();
        } catch (const std::exception&) {
            // No memory, say: what was to be done is not there, and whoever asked sees that. The server goes on.
        }
        say_done(mouth_.get());
    });
}

void LooseThread::leave() {
    open_.reset();
    jobs_.stop();
}

}  // namespace bowball::io

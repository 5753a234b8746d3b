// Publishes frames on core subjects, at once and without an acknowledgement. A thread and a connection of its own: where the link
// takes nothing it waits, and the relay keeps the newest of each view for it.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <spdlog/logger.h>
#include <string>
#include <thread>
#include <vector>

#include "nats/connection.hpp"

namespace bowball::relay {

class LiveSender {
public:
    LiveSender(nats::Terms hub, std::shared_ptr<spdlog::logger> log) : hub_(std::move(hub)), log_(std::move(log)) {}
    ~LiveSender() { stop(); }
    LiveSender(const LiveSender&) = delete;
    LiveSender& operator=(const LiveSender&) = delete;

    struct Parcel {
        std::string subject;
        std::shared_ptr<const std::string> data;
    };
    struct Delivery {
        std::size_t sent = 0;      ///< of the parcels, from the first on
        bool is_new = false;       ///< over a connection that has just been opened
        std::string trouble;       ///< empty: all are sent
    };
    void start();
    /// Ends the thread: at most two seconds for each server later.
    void stop();
    /// From any thread, one batch at a time. `done` is called on this sender's thread: it may only post.
    void send(std::vector<Parcel> parcels, std::function<void(Delivery)> done);

private:
    [[nodiscard]] Delivery send_now(const std::vector<Parcel>& parcels);

    nats::Terms hub_;
    std::shared_ptr<spdlog::logger> log_;
    std::unique_ptr<nats::Connection> connection_;
    std::size_t on_the_way_ = 0;   ///< bytes, since the hub was heard last
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    std::thread thread_;
};

}  // namespace bowball::relay

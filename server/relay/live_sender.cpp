#include "relay/live_sender.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "relay/run_context.hpp"

namespace bowball::relay {

void LiveSender::start() {
    thread_ = std::thread{[this] { run_context(context_, *log_); }};
}

void LiveSender::stop() {
    if (!thread_.joinable()) return;
    work_.reset();
    thread_.join();
}

void LiveSender::send(std::vector<Parcel> parcels, std::function<void(Delivery)> done) {
    boost::asio::post(context_, [this, parcels = std::move(parcels), done = std::move(done)] { done(send_now(parcels)); });
}

LiveSender::Delivery LiveSender::send_now(const std::vector<Parcel>& parcels) {
    Delivery delivery;
    const auto fail = [&](const Error& error) {
        connection_.reset();
        delivery.trouble = error.text;
        return delivery;
    };
    if (!connection_ || !connection_->is_open()) {
        connection_.reset();
        auto opened = nats::Connection::open(hub_);
        if (!opened) return fail(opened.error());
        connection_ = std::move(*opened);
        on_the_way_ = 0;
        delivery.is_new = true;
    }
    for (const auto& parcel : parcels) {
        if (const auto sent = connection_->publish(parcel.subject, *parcel.data); !sent) return fail(sent.error());
        ++delivery.sent;
        on_the_way_ += parcel.data->size();
        if (on_the_way_ < limits::relay_bytes_on_the_way) continue;
        if (const auto heard = connection_->flush(); !heard) return fail(heard.error());
        on_the_way_ = 0;
    }
    return delivery;
}

}  // namespace bowball::relay

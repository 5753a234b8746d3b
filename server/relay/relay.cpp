#include "relay/relay.hpp"

#include <boost/asio/post.hpp>
#include <future>

#include "core/limits.hpp"
#include "formats/frame.hpp"
#include "nats/version.hpp"
#include "relay/beat.hpp"
#include "relay/run_context.hpp"

namespace bowball::relay {
namespace {

constexpr std::chrono::seconds beat_rhythm{1};
constexpr std::chrono::seconds asleep{3};                ///< no beat for so long: the computer slept, or this process did
constexpr std::chrono::minutes repeated_for{10};         ///< after a takeover: longer than a hub holds a line that stalled
constexpr std::chrono::seconds repeat_rhythm{20};
constexpr std::chrono::milliseconds leaving_rhythm{5};   ///< at the end, to see whether all has left

}  // namespace

Result<std::unique_ptr<Relay>> Relay::make(RelayOptions options, const io::Clock& clock, std::shared_ptr<spdlog::logger> log) {
    auto names = Names::of(options.meet);
    if (!names) return names.error();
    return std::unique_ptr<Relay>{new Relay{std::move(options), std::move(*names), clock, std::move(log)}};
}

Relay::Relay(RelayOptions options, Names names, const io::Clock& clock, std::shared_ptr<spdlog::logger> log)
    : options_(std::move(options)), names_(std::move(names)), clock_(clock), log_(std::move(log)), live_(options_.hub, log_),
      journal_({options_.hub, names_, options_.epoch, options_.journal_file, options_.is_whole, options_.replicas,
                [this](const LogState& state) { boost::asio::post(context_, [this, state] { take(state); }); }, log_}) {}

void Relay::start() {
    live_.start();
    journal_.start();
    boost::asio::post(context_, [this] { beat(); });
    thread_ = std::thread{[this] { run_context(context_, *log_); }};
}

void Relay::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] { beating_.cancel(); });
    journal_.stop();
    // The last views leave too, or nothing can: then it is said at once, and the next beat, which does not come, would try again.
    const auto is_busy = [this] {
        std::promise<bool> answer;
        boost::asio::post(context_, [&] { answer.set_value(is_sending_); });
        return answer.get_future().get();
    };
    while (is_busy()) std::this_thread::sleep_for(leaving_rhythm);
    live_.stop();
    work_.reset();
    thread_.join();
}

std::int64_t Relay::now_us() const { return std::chrono::floor<std::chrono::microseconds>(options_.anchor.to_race(clock_.now()).time_since_epoch()).count(); }

void Relay::publish(std::vector<LiveFrame> frames, Seq head) {
    boost::asio::post(context_, [this, frames = std::move(frames), head] {
        head_ = std::max(head_, head);
        const auto sent_us = now_us();
        for (const auto& frame : frames) {
            const auto bytes = formats::encode_frame(formats::ViewFrame{frame.topic, options_.epoch, frame.seq, sent_us, frame.edge_us, frame.data});
            shelf_.put({frame.topic, std::make_shared<const std::string>(bytes)});
        }
        send();
    });
}

void Relay::beat() {
    beating_.expires_after(beat_rhythm);
    beating_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) beat();
    });
    doubt_after_sleep();
    beaten_ = io::BootClock::now();
    shelf_.look(std::chrono::steady_clock::now());
    repeat_after_takeover();
    const auto text = encode_beat({options_.epoch, head_, now_us(), clock_.speed(), options_.version, options_.superseded, options_.yield_after_s});
    beat_ = LiveSender::Parcel{names_.beat(), std::make_shared<const std::string>(text)};
    may_send_ = log_state_.fork.empty();
    send();
    if (options_.on_state) options_.on_state(describe());
}

/// The hub keeps the newest frame of each view, whoever sent it: one of a server that was taken over from would stand in the place of the leader's.
/// So none leaves before the stream has been found to end where this journal does, at the start, after each loss of the hub and after a sleep.
bool Relay::is_known_to_lead() const { return log_state_.fork.empty() && log_state_.confirmed > doubt_; }

void Relay::doubt_after_sleep() {
    const auto now = io::BootClock::now();
    if (now - beaten_ > asleep) doubt_ = now;
}

/// What the one before had sent into a line that stalled comes to the hub when the line goes on, and takes the place of newer views there. A hub
/// gives up such a line after some minutes.
void Relay::repeat_after_takeover() {
    if (options_.superseded.empty() || beaten_ - began_ > repeated_for || beaten_ - repeated_ < repeat_rhythm) return;
    repeated_ = beaten_;
    shelf_.say_all_again();
}

void Relay::send() {
    doubt_after_sleep();
    if (is_sending_ || !may_send_ || (shelf_.is_idle() && !beat_) || !is_known_to_lead()) return;
    auto frames = shelf_.take(limits::relay_views_again);
    std::vector<LiveSender::Parcel> parcels;
    for (const auto& frame : frames) parcels.push_back({names_.view(frame.topic), frame.bytes});
    // Behind the frames: whoever hears the beat has what came before it.
    if (beat_) parcels.push_back(std::move(*std::exchange(beat_, std::nullopt)));
    is_sending_ = true;
    live_.send(std::move(parcels), [this, frames = std::move(frames)](const LiveSender::Delivery& delivery) {
        boost::asio::post(context_, [this, frames, delivery] { take(delivery, frames); });
    });
}

void Relay::take(const LiveSender::Delivery& delivery, const std::vector<Shelf::Frame>& frames) {
    is_sending_ = false;
    const auto sent = static_cast<std::ptrdiff_t>(std::min(delivery.sent, frames.size()));
    shelf_.note_sent({frames.begin(), frames.begin() + sent}, std::chrono::steady_clock::now());
    frames_sent_ += static_cast<std::uint64_t>(sent);
    if (delivery.is_new) shelf_.say_all_again();
    if (live_trouble_ != delivery.trouble && !delivery.trouble.empty()) log_->warn("relay: live frames: {} It goes on by itself.", delivery.trouble);
    live_trouble_ = delivery.trouble;
    if (!delivery.trouble.empty()) {
        shelf_.give_back({frames.begin() + sent, frames.end()});
        may_send_ = false;
        doubt_ = io::BootClock::now();
    }
    send();
}

void Relay::take(const LogState& state) {
    const auto was_yielding = is_yielding();
    const auto is_taken = log_state_.superseded != state.superseded;
    // Where the end had to be looked for, the hub may have lost views too.
    if (state.syncs != log_state_.syncs) shelf_.say_all_again();
    if (!state.fork.empty()) may_send_ = false;
    log_state_ = state;
    // Who leads does not wait for the next beat.
    if (options_.on_state && (is_taken || was_yielding != is_yielding())) options_.on_state(describe());
    send();
}

/// Whoever does not reach the hub cannot know whether another has taken over meanwhile; nor can who was just started.
bool Relay::is_yielding() const { return options_.yield_after_s > 0 && log_state_.fork.empty() && io::BootClock::now() - log_state_.confirmed > std::chrono::seconds{options_.yield_after_s}; }

views::HealthView::Relay Relay::describe() const {
    views::HealthView::Relay shown;
    shown.meet = names_.meet();
    shown.stream = names_.log_stream(options_.epoch);
    shown.server = log_state_.server;
    shown.server_version = log_state_.version;
    shown.sent = log_state_.sent.value();
    shown.behind = log_state_.head.value() - std::min(log_state_.head, log_state_.sent).value();
    shown.resyncs = log_state_.syncs > 0 ? log_state_.syncs - 1 : 0;
    shown.refusals = log_state_.refusals;
    shown.too_large = log_state_.too_large;
    shown.frames = frames_sent_;
    shown.state = !log_state_.superseded.empty() ? "superseded" : !log_state_.fork.empty() ? "stopped" : !log_state_.trouble.empty() || !live_trouble_.empty() ? "waiting" : log_state_.is_connected ? "connected" : "opening";
    if (is_yielding()) {
        shown.state = "yielding";
        shown.text = "This server has not reached the hub for " + std::to_string(options_.yield_after_s) + " s, and another one may have taken over: it takes no orders until the hub is there again. What devices send is recorded.";
        return shown;
    }
    shown.text = !log_state_.fork.empty() ? log_state_.fork : !log_state_.trouble.empty() ? log_state_.trouble : live_trouble_;
    if (nats::is_before(log_state_.version, 2, 10, 23))
        shown.warning = "nats-server " + log_state_.version + " is a relay and no archive: it does not wait for its disk before it acknowledges, and loses its tail in a power cut. Keep the venue's journal; 2.10.23 and later can be told to wait.";
    return shown;
}

}  // namespace bowball::relay

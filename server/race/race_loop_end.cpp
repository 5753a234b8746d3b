// The end of the race loop. Memory may be short: what one step throws keeps no other from being done, and what is lost is said.
#include <boost/asio/post.hpp>
#include <thread>

#include "race/race_loop.hpp"

namespace bowball::race {
namespace {

/// A disk that is slow has so long at the end; one that hangs would have it for ever.
constexpr Duration last_patience = 3s;
/// Each takes an input with it, or is want of memory that may not end.
constexpr int most_failures = 100;
constexpr const char* last_words = "NOT RECORDED: what is not in the journal may be LOST: there was no memory to say more. Look for a file *not-recorded-from-*.";

}  // namespace

void RaceLoop::stop() {
    if (!thread_.joinable()) return;
    // The last words are made now: there may be no memory for them then.
    boost::asio::post(context_, [this, lost = std::string{last_words}] {
        work_.reset();
        context_.stop();  // after this turn
        end(lost);
        deadline_timer_.cancel();
        health_timer_.cancel();
    });
    thread_.join();
}

void RaceLoop::end(const std::string& lost) {
    const auto drain_all = [this] {
        while (race_->drain()) {
        }
    };
    for (int left = most_failures; !attempt(drain_all) && left > 0;) --left;
    attempt([this] { race_->catch_up_at_last([](Duration span) { std::this_thread::sleep_for(span); }, last_patience); });
    attempt([this] { sign(true); });
    if (race_->has_waiting()) alarm(lost);
    if (!attempt([this] { alarm(race_->spill()); })) alarm(lost);
}

bool RaceLoop::attempt(const std::function<void()>& step) const {
    try {
        step();
        return true;
    } catch (const std::exception& problem) {
        try {
            alarm(std::string{"the race loop met what it did not expect at its end: "} + problem.what());
        } catch (const std::exception&) {
            // No memory for that either: whoever attempts goes on.
        }
        return false;
    }
}

}  // namespace bowball::race
